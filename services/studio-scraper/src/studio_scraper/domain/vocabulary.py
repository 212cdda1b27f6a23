"""The words studio websites use for people, roles and everything else, in the languages they are written in.

Words are stored folded (lower case, no accents) as ``names.fold`` gives them.
"""

import re


def word_set(text: str) -> frozenset[str]:
    """A set of words written as one string."""
    return frozenset(text.split())


# A group of people: heads a section or names a page. Singular forms count in addresses and class names only.
PEOPLE = word_set(
    "artists tattooists tattooers tattooer team crew staff residents piercers apprentices roster family "
    "collective artistes tatoueurs tatoueuses tatoueur equipe pierceurs artistas tatuadores tatuadoras tatuador "
    "equipo equipa perforadores artisti tatuatori tatuatore squadra kunstler kunstlerinnen tatowierer "
    "tatowiererinnen artistinnen mannschaft kunstenaars tatoeeerders medewerkers konstnarer tatuerare artister "
    "medarbejdere tatovorer kunstnere tatoverer ansatte tatuoijat tiimi artysci tatuazysci zespol tateri umelci "
    "tym tetovaci muvsezek tetovalok csapat echipa ekip ekibimiz sanatcilar dovmeciler experts masters "
    "professionals creatives inkers мастера художники команда татуировщики καλλιτεχνες ομαδα mitarbeiter squad "
    "members guests сотрудники artiesten gastartiesten tatoeerders tatuatrici tatuazystki artystki goscie residenti "
    "residentes invitados ospiti umetniki umetnice tetovatorji umjetnici majstori tattooeri tatuatorzy mistrzowie "
    "маистри команда татуисти маистры художницы мастерицы tatuisti kunstnikud makslinieki meistari meistrai menininkai "
    "taiteilijat muveszek muveszeink csapatunk sanatcilarimiz artistler ekibimiz seniman tatuadors equip "
    "gasten gaste gasttatowierer gastkunstler tatovorar tatuerarna konstnarerna"
)
PERSON = word_set(
    "artist tattooist tattooer piercer member employee resident guest apprentice bio person people artiste "
    "tatoueur tatoueuse artista tatuador tatuadora tatuatore tatuatrice kunstler kunstlerin tatowierer "
    "tatowiererin kunstenaar konstnar tatuerare tatovor teammate profile umelec umelkyne artysta"
)
# Words which, in an address or a menu, lead to pages that tell about the studio's people.
ROSTER_FILLERS = word_set(
    "our the meet tattoo piercing studio shop all and resident guest featured current about nos notre les l unser "
    "unsere das die der nuestros nuestro los nossos os i gli le nostri vara onze ons nasi nase "
    "наши наша наш nasz nasza nasi nosi vore vare meie musu vasi tukaj"
)
ABOUT = word_set(
    "about aboutus studio shop parlour parlor story history us who we bios propos apropos nous salon uber uns "
    "ueber chi siamo nosotros quienes somos sobre nos quem om oss over ons o nas onas hakkimizda biz о нас meet"
)
WORK = word_set(
    "tattoo tattoos tattooing piercing piercings portfolio portfolios gallery galleries work works galerie "
    "galeria galleria galleri tatouages tatuajes tatuaggi tatuagens tatowierungen booking book bookings consult "
    "consultation appointment appointments contact kontakt contatti contacto contato home termin rendez "
    "reservation"
)
NOT_FOR_PEOPLE = word_set(
    "aftercare faq faqs privacy terms policy policies store merch cart checkout blog news product products legal "
    "cookies cookie gift voucher vouchers giftcard login account wp-json feed tag category datenschutz impressum "
    "mentions eftervard pflege cuidados shipping returns events jobs press reviews review testimonials flash "
    "jewelry jewellery search wp-content wp-admin cdn-cgi"
)

# --- what is not a name -------------------------------------------------------------------------------------------
# Any of these words in a phrase: it is not a person's name.
NEVER_IN_A_NAME = word_set(
    # pages and actions
    "home homepage about contact contacts gallery galleries portfolio portfolios work works working booking "
    "bookings book booked aftercare care after faq faqs question questions asked frequently services service shop "
    "store merch merchandise blog news press media events event calendar reviews review testimonial testimonials "
    "policies policy privacy terms conditions login register account cart checkout search menu opening closed "
    "close hours hour location locations directions direction address phone email e-mail call text message send "
    "submit form forms follow like share subscribe newsletter read more learn view see all show watch click here "
    "enter exit next previous back top skip content download website site web pages welcome hello hi hey hiya howdy "
    "hola ciao hej ahoj moin servus hallo bonjour salut oi enquire "
    "enquiry enquiries inquiry inquiries inquire request consultation consultations consult appointment "
    "appointments schedule availability available deposit deposits prices pricing cost rate rates list gift card "
    "cards voucher vouchers certificate certificates payment instagram facebook twitter tiktok youtube pinterest "
    "whatsapp snapchat google yelp linkedin ig insta fb dm dms social socials links link map maps get started start "
    "starting ready "
    "join apply hire hiring careers jobs opportunities info information details quick useful resources "
    # trade
    "tattoos tattooing tattooed tattooist tattooists tattooers piercing piercings pierced studio studios parlour "
    "parlor artists artist artistry artwork artworks team crew staff residents guests apprentices apprenticeship "
    "piercers owners owner founder cofounder resident guest piercer apprentice manager receptionist trainee "
    "flash custom customised customized design designs designed designing designer drawing "
    "drawings sketch sketches sleeve sleeves cover-up cover-ups coverup coverups touch-up touch-ups touchup "
    "touchups walk-in walk-ins walkin walkins realism realistic traditional neo-traditional neotraditional "
    "blackwork dotwork linework fineline fine-line watercolor watercolour minimalist minimalism minimal geometric "
    "geometry mandala mandalas lettering script tribal ornamental illustrative illustration surrealism abstract "
    "biomechanical portrait portraits anime manga floral botanical micro microrealism new-school newschool "
    "old-school oldschool japanese polynesian irezumi trash polka sketchwork fantasy horror gothic stick "
    "poke handpoke hand-poke stipple whipshade freehand cosmetic permanent makeup microblading removal laser "
    "scalp micropigmentation pmu henna jewelry jewellery dermal dermals septum nostril helix industrial conch "
    "tragus daith labret navel tongue earlobe earlobes lobe lobes cartilage nipple specialty specialties "
    "speciality specialities specialist style styles technique techniques quality safety hygiene sterile "
    "sterilization sterilisation equipment supplies products product collection collections "
    # grammar
    "gem gems tooth teeth ups meet introducing precision integrity craft craftsmanship sustainability inclusivity "
    "inclusive inclusion diversity transparency education reliability originality individuality authenticity "
    "authentic dedication commitment collaboration sterilised sterilized sanitation cleanliness parking "
    "accessibility accessible transport om ich je soy jag mi ik ja jsem mein mon ma me he she him i mine ours "
    "yours myself yourself visit reserve origin oath disclaimer touch mission founding the our your my their his "
    "her its we you us they it this that these those is are was were be been have has had do does did can would "
    "should may must what when where which who whose why how and or but if not no yes with from for into onto at "
    "by of off on in out up down over under to as than then so just only also every each any some many most other "
    "others another such same first second third last latest recent featured feature upcoming coming soon now "
    "today here there always never ever "
    # places of the body, time, numbers
    "bras jambe jambes dos torse visage cou nuque brazo pierna espalda rucken bein braccio gamba schiena arm arms "
    "leg legs chest neck hands feet rib ribs thigh calf forearm shoulder wrist ankle face monday tuesday "
    "wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun january february july "
    "september october november december days week weeks weekend month months year years hour minute minutes time "
    "times one two three four five six seven eight nine ten hundred "
    # selling
    "award awards winning award-winning professional experience experienced expert experts excellence passion "
    "passionate creative creativity creation creations vision mission values value promise philosophy approach "
    "stories history process step steps journey community client clients customer customers satisfaction "
    "basic standard deluxe starter package packages plan plans guarantee loved dreams idea ideas inspiration body "
    "skin needle needles machine machines clean friendly "
    "gpay paytm upi paypal venmo zelle cashapp viber telegram messenger behance twitch discord vk "
    "comfortable atmosphere environment modern unique personal special offers offer promotion promotions sale "
    "free discount discounts luxury premium world-class class training courses course academy school lessons "
    "workshop workshops convention conventions partners sponsors sponsor brands brand friends affiliates credits "
    "copyright rights reserved powered loading placeholder example sample lorem ipsum dolor amet image images "
    "photo photos picture pictures video videos logo icon banner slide slider carousel item items untitled "
    "default test todo undefined null title subtitle heading description name names username surname address city "
    "state zip country number numbers date birthday age male female english french german spanish italian "
    "language languages select choose choice option options preference preferred none anyone unsure whoever "
    "general inquiry different size sizes placement budget reference references large small medium simple complex "
    "half full quarter session sessions per amount total minimum "
    # other languages
    "accueil nos notre votre vos galerie rendez-vous tarifs soins boutique tatouage tatouages realisations "
    "artistes equipe propos salon unser unsere unseren dein deine ihr ihre uber ueber kontakt termin termine "
    "preise pflege kunstler tattoostudio leistungen galerien angebot nuestro nuestra nuestros nuestras tus sus "
    "galeria contacto reservas precios cuidados tatuaje tatuajes trabajos servicios equipo artistas inicio sobre "
    "nosotros contato agendamento tatuagem tatuagens servicos nossa nosso nossos siamo sono contatti prezzi cura "
    "tatuaggio tatuaggi servizi lavori prenota nostri nostro nostra hem hjem eftervard boka bokning priser "
    "tatuering tatueringar vara hitta afspraak prijzen nazorg onze ons over werk domu kontakty cenik pece "
    "tetovani portfolio cennik tatuaz tatuaze rezerwacja anasayfa hakkimizda iletisim dovme galeri randevu "
    "conheca conheca-os conoce conozca conosci scopri rencontrez decouvrez entdecke entdecken poznaj seu seus sua suas "
    "tuo tuoi suoi gastplatz gastplatze arbeitsplatz stellenangebote wanted needed vacancy vacancies nyc usa uk nome "
    "nombre navn imie jmeno имя "
    "adresse adressen adres indirizzo direccion endereco adress adresa telefon telefono telephone telefone telefoon "
    "courriel correo horaires heures horario horarios orari orario offnungszeiten openingstijden oppettider standort "
    "ubicacion localizacao anfahrt itineraire kontaktformular kontakta reservation reserver reservar prenotazione "
    "prenotazioni buchen rezervace tarifas tariffe precos recensioni resenas opinie betyg startseite strona inloggen "
    "anmelden impressum datenschutz mentions tienda negozio loja sklep obchod preguntas domande fragen vragen fragor "
    "otazky pytania nachsorge mensaje messaggio nachricht meddelande prenom vorname nachname cognome naam voornaam "
    "namn envoyer enviar invia senden verzenden skicka odeslat bientot proximamente prossimamente ferme cerrado "
    "chiuso geschlossen gesloten stangt couleur couleurs colore florale "
    "notwendig notwendige funktional statistik statistiken "
    "realismo realismus realizm realizam realizem realisme realistisch realistico realista ilustracija ilustracion "
    "illustrazione ilustracao illustratief aquarell aquarelle acuarela acquerello akwarela aquarela tradicional "
    "tradizionale traditionnel traditionell neotradicional neotradizionale ornamentale ornamentik geometrico "
    "geometrisch geometrie puntillismo pontilhismo puntinismo retrato retratos minimalista minimalismo schriftzuge "
    "lettrage реализм акварель графика леттеринг орнаментал геометрия дотворк минимализм блэкворк "
    "estilo estilos stil stile stili stilrichtungen stilar stijl stijlen "
    "tinta tinte encre inchiostro aguja aiguille agulha tusz inkoust чернила игла sluzby vice viac wiecej saiba lide "
    "nous suivre suivez suivez-nous ecrire ecrivez ecrivez-nous trouver trouvez trouvez-nous retrouvez contacter "
    "contactez contactez-nous siguenos escribenos visitanos encuentranos contactanos seguici scrivici contattaci "
    "trovaci siga-nos segue-nos conosco folge folgt schreib schreibt besuche besucht volg volgt bezoek obserwuj "
    "napisz znajdz folj folg "
    "контакти головна послуги ціни відгуки роботи адреса ескізи стилі начало цени контакт эскизы стили стоимость "
    "сертификаты подробнее вконтакте телеграм elerhetoseg kapcsolat arak idopont rolunk nyitvatartas munkaink "
    "stilusok yhteystiedot hinnasto ajanvaraus aukioloajat palvelut meista abningstider galleri tider kontakter "
    "preturi programari despre servicii cjenik usluge radovi lokacija radno kontaktirajte fiyatlar hizmetler konum "
    "calismalar oteviraci umisteni godziny otwarcia lokalizacja uslugi wzory nasze pielegnacja regulamin szkolenia "
    "kursy konzultace pece uvod poukaz επικοινωνια υπηρεσιεσ τιμεσ αρχικη κρατησεισ ωραριο διευθυνση τηλεφωνο "
    "trabalhos orcamento orcamentos depoimentos avaliacoes agenda agende duvidas perguntas cobertura coberturas "
    "presupuesto cotizacion citas opiniones disenos cicatrizacion retoques ilustrativo letras aviso politicas "
    "sucursal sucursales preventivo consulenza ricostruzione copertura coperture disegni ritratti devis recouvrement "
    "flashs cadeau tarif cicatrisation detatouage dessin dessins retouche retouches gutschein gutscheine beratung "
    "ablauf pflegehinweise karriere bewertungen nachstechen kundenmeinungen vorlagen cadeaubon prijs werkwijze "
    "ervaringen presentkort omdomen gavekort prislister kontaktinfo "
    "главная контакты галерея работы записаться обо мне цены тату татуировки студия студии услуги отзывы "
    "адрес адреса телефон телефоны почта график режим запись заявка меню вопросы вакансии обучение портфолио акции "
    "профиль новости специализация profil profile profiles perfil profilo profiel profili geometria geometrija "
    "geometri geometrica international internacional internationale internazionale worldwide ver voir vedi ansehen "
    "anschauen zobacz bekijk und der "
    "die das ein eine mit fur auf von et les des une un le la du au aux pour avec dans sur el los las del con "
    "para por y en una i gli della delle och att det den som pa med"
)
# Fine beside a name's own words ("Edith Rose", "Nora Black"), but not a name by themselves.
NOT_A_NAME_ALONE = word_set(
    "tattoo tattooer ink inks inked art arts black white grey gray red blue green gold silver rose fine line "
    "lines bold color colour colors colours dark light old new neo school japan american nature animal animals "
    "flower flowers skull skulls snake snakes bird birds cat dog dragon wolf lion tiger ocean sea moon sun star "
    "stars sky heart hearts king queen young little big great good mr mrs ms miss dr sir lady de la van von der "
    "da di del st saint north south east west street road avenue town downtown upper lower central london leeds "
    "manchester york berlin paris tokyo music movie movies film gaming games space magic cover freedom spirit "
    "soul life death peace single hope faith truth trust respect integrity honesty innovation privacy comfort consult "
    "experience rebel royal classic vintage retro urban street-art pop cartoon comic comics religious "
    "chicano spiritual cultural celtic nordic viking norse maori samoan hawaiian egyptian asian oriental chinese "
    "western native manager management reception receptionist boss guest resident piercer apprentice owner founder "
    "trainee junior senior deutsch english francais espanol italiano svenska cestina polski turkce русский "
    "nederlands portugues dansk suomi norsk magyar male female bio biography awards history wall loft house gang "
    "rook army club family people community founders director staff member miami seattle chicago houston dallas austin "
    "denver phoenix vegas boston sydney melbourne toronto vancouver montreal march best price story page day love "
    "mehr dream hand foot half face open back second third first usa uk us eu nyc sf en fr es it pt nl sv cs pl tr ru "
    "ltd llc inc gmbh co est"
)
# Words which are somebody's only name often enough to believe it where a name is certain to stand.
NICKNAMES = word_set(
    "black red blue green gold silver rose snake bird cat dog dragon wolf lion tiger ocean moon sun star sky king "
    "queen young saint magic freedom spirit hope faith truth rebel royal viking love dream march story page day "
    "may gem gray grey rook memphis paris london austin dallas denver sydney boston phoenix west north skull heart"
)
# Before a word which is no name by itself, they make a nickname of it: "El Maori".
ARTICLES = word_set("el la")
TRADE_TAIL = word_set("tattoo tattoos ink inks art arts tattooer tattooist tattooing piercing piercings tatts tats")
# How the name of a street or a square ends or begins, which is what many a branch is called.
STREET_ENDS = word_set("street road avenue boulevard highway quay parade")
STREET_BEGINS = word_set("rue calle rua avenida avenue plaza piazza ulica strada viale corso paseo")
# What a sentence begins with that is about nobody by name; most are somebody's name as well.
SENTENCE_SUBJECTS = word_set(
    "voce voces ele eles ela elas tu eu el ella ellos ellas elle il elles ils lui lei loro voi vous sie er wir jij zij "
    "hij wij ona on oni han hon hun vi du de hen ta ten to она он вы ты мы они это "
    "isso isto aqui tudo cada tatuar arte esto eso esta este todo questo questa qui tutto dies dieses hier alles ceci "
    "cela ici tout chaque jeder jede ogni kazdy kazda tutaj wszystko detta dit dat"
)
HONORIFICS = word_set("mr mrs ms miss mx dr")
PARTICLES = word_set("de la van von der da di del dos du le el al bin ben mac st ter den y e o' d'")
PLACEHOLDER = re.compile(
    r"^(?:john|jane|sara|sarah|tom|joe|max|jack|first|john\s+q)\s+(?:doe|roe|bloggs|mustermann|last|public)$"
    r"|^(?:mr|mrs|ms|miss|person|member|artist|user|name|employee|staff|tattooist)\s+(?:\w|\d+|one|two|three)$"
    r"|^(?:your|artist|full|first|last|employee|member|person|user)[\s_-]*name\b|^(?:lorem|ipsum)\b|^(?:foo|bar|test)$"
    r"|^([^\W\d])\1{2,}$"  # "xxx"
)

# Somebody's name as well: the first by themselves, the others beside a word that is nothing else.
_BESIDE_OTHERS = word_set("may thu sun gem small french english")
NEVER_IN_A_NAME -= PARTICLES | _BESIDE_OTHERS | {"della", "una"}
NOT_A_NAME_ALONE |= _BESIDE_OTHERS

# --- roles --------------------------------------------------------------------------------------------------------
OWNER_WORDS = (
    r"(?:co-?)?owner|(?:co-?)?founder|founded|proprietor|proprietress|inhaber(?:in)?|gruender(?:in)?|grunder(?:in)?|"
    r"proprietaire|fondateur|fondatrice|gerant|gerante|dueno|duena|propietari[oa]|fundador|fundadora|dono|dona|"
    r"titolare|"
    r"fondatore|fondatrice|agare|grundare|eigenaar|eigenaresse|ejer|indehaver|majitel(?:ka)?|wlasciciel(?:ka)?|kurucu|"
    r"(?:mit)?besitzer(?:in)?|mit(?:inhaber|grunder)(?:in)?|spolu(?:majitel|zakladatel)(?:ka)?|zakladatel(?:ka)?|"
    r"(?:wspol)?zalozyciel(?:ka)?|(?:su)?osnivac(?:ica)?|socio|socia|medeoprichter|oprichter|oprichtster|perustaja|"
    r"основатель(?:ница)?|владелец|владелица"
)
GUEST_WORDS = (
    r"guest|gast(?:kunstler(?:in)?|tatowierer(?:in)?|artiest(?:e)?|artist)?|invitee?|invitad[oa]|ospite|traveling|"
    r"travelling"
)
APPRENTICE_WORDS = (
    r"apprenti(?:ce|e)?|trainee|junior(?: artist| tattooist)|azubi|lehrling|auszubildende[r]?|aprendiz|"
    r"apprendista|larling|leerling|(?:1st|first)[ -]year|ucen[ny]?|ucenice"
)
PIERCER_WORDS = (
    r"piercer(?:in)?|body piercer|pierceur|pierceuse|perforador[a]?|anillador[a]?|(?:resident |head |body )piercing|"
    r"piercing(?: specialist| artist)?|piercerka|пирсер"
)
ARTIST_WORDS = (
    r"artist(?:e|a|in)?|tattooist|tattooer|tattoer|inker|tatoueur|tatoueuse|tatuador[a]?|tatuatore|tatuatrice|"
    r"tatowierer(?:in)?|taetowierer(?:in)?|kunstler(?:in)?|tatuerare|tatovor|tatoverer|tatoeeerder|tatoeerder|tatuoija|"
    r"tatuazysta|tatuazystka|tetovalo|terka|tater|taterka|tetovaci umelkyne|tetovaci umelec|umelkyne|umelec|dovmeci|"
    r"dovme sanatcisi|"
    r"тату[ -]?мастер|татуировщи(?:к|ца)|тату[ -]?художник|resident"
)
ANY_ROLE = re.compile(
    rf"\b(?:{OWNER_WORDS}|{GUEST_WORDS}|{APPRENTICE_WORDS}|{PIERCER_WORDS}|{ARTIST_WORDS}|manager|management)\b"
)
NOT_ARTIST_ROLE = re.compile(
    r"\b(?:reception(?:ist)?|front desk|(?:shop|studio|office|social media|marketing|general) manager|customer service|"
    r"assistant|web(?:site)? (?:design(?:er)?|developer)|photographer|counter|accountant|empfang|shop (?:dog|cat)|"
    r"studio (?:dog|cat))\b"
)
# The trades that share a shop with tattooists. Some are surnames as well, so one person's heads nothing.
OTHER_TRADE = re.compile(
    r"\b(?:barb(?:er|eir[oa]|er[oa]|iere|ier)|hair ?(?:stylist|dresser)|coiffeu(?:r|se)|fris(?:eur(?:in)?|or)|"
    r"cabeleireir[oa]|peluquer[oa]|parrucchier[ea]|kapp(?:er|ster)|fryzjer(?:ka)?|kader(?:nik|nice)|kuafor|"
    r"парикмахер|барбер|nail (?:tech|technician|designer|stylist)|nageldesigner(?:in)?|manicur(?:ist|ista)|"
    r"massage therapist|masseu(?:r|se))\b"
)
OTHER_TRADES = word_set(
    "barbers hairdressers hairstylists hair stylists coiffeurs coiffeuses friseure friseurinnen barbeiros "
    "cabeleireiros barberos peluqueros barbieri parrucchieri kappers fryzjerzy kadernici парикмахеры барберы"
)
QUOTED_SECTION = re.compile(
    r"\b(?:(?:clients?|customers?|people|they) (?:say|said|think)|kind words|word of mouth|reviews?|testimonials?|"
    r"what (?:our |people|clients|customers)|client (?:love|stories|words)|happy clients|"
    r"feedback|comentarios|commentaires|kommentare|recensioner|recensioni|avis|bewertungen|kundenstimmen|temoignages|resenas|opiniones|depoimentos|отзывы|"
    r"recenze|opinie|yorumlar|beoordelingen|anmeldelser)\b"
)
IN_MEMORY = re.compile(
    r"\b(?:in (?:loving )?memory of|in memoriam|rest in peace|remembering|in gedenken|zum gedenken|a la memoire de|"
    r"en memoria de|em memoria de|in memoria di)\b"
)
# Who is no longer there; before a word for people, or all of a heading: "Past artists", "Ehemalige".
DEPARTED = re.compile(
    r"\b(?:past|former(?:ly)?|previous(?:ly)?|ex|alumni|memoriam|ehemalige[rn]?|anciens?|anciennes?|antigu[oa]s|"
    r"voormalige|tidigare|byli|precedenti)\b"
)
# What somebody has made, and who: below it stand the titles of works.
WORKS_OF = re.compile(
    r"^(?:projets?|projects?|works?|portfolio|gallery|galerie|travaux|realisations?|oeuvres?|proyectos?|trabajos?|"
    r"obras?|trabalhos?|projetos?|lavori|opere|progetti|arbeiten|werke|projekte|prace|работы) "
    r"(?:by|of|de|du|d|von|di|do|da|van|av|od) \w"
)
QUOTED_CLASS = word_set("review reviews testimonial testimonials feedback quotes recension avis bewertung rezension")
COMMENT_CLASS = word_set("comment comments commentlist")
# An element of such a class says what somebody does, whatever its words look like; "name-and-role" holds a name too.
ROLE_CLASS = word_set("role position job jobtitle designation occupation specialty speciality")
# A line under a name that makes it the name of a place: "12 Parnie Street", "Hauptstraße 4", "8 rue des Lilas".
ADDRESS = re.compile(
    r"^\d{1,5}[a-z]?(?: ?[-–/] ?\d+)?,? (?:\w+ ){1,4}?"
    r"(?:street|st|road|rd|avenue|ave|lane|ln|drive|way|row|square|place|"
    r"court|blvd|boulevard|quay|hill|terrace|close|parade|highway|hwy)\b|"
    r"\b\w*(?:straße|strasse|gasse|platz|weg|straat|gatan|utca) \d+|"
    r"^\d{1,4},? (?:rue|avenue|place|boulevard|quai)\b|^(?:via|calle|rua|ul\.) \w+",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"\b(?:locations?|(?:our|all|the) (?:studios|shops|parlou?rs)|find us|"
    r"visit|contact|hours|services|styles|gallery|portfolio|faq|blog|news|(?<!the )shop|"
    r"products?|pric\w+|"
    r"events|where|branches|standorte|standort|adresse|sponsors?|partners?|brands?|friends|press|links|conventions?)\b"
)
WORK_SECTION = re.compile(r"\b(?:gallery|galler(?:ie|ia)|portfolio|work)\b")
# One person speaking of their own trade, in lower case; "How can I…" in a list of questions is not.
FIRST_PERSON = re.compile(
    r"\b(?:about me|my (?:work|art|tattoos?|style|portfolio|clients|designs|journey|studio)|follow me|(?:book|"
    r"work) with me|"
    r"contact me|i(?: am|['’]m) an? (?:[\w-]+ ){0,4}(?:tattoo|artist)|i (?:speciali[sz]e|have been tattooing|"
    r"started tattooing)|"
    r"über mich|à propos de moi|sobre m[ií]|su di me|om mig|over mij|o mně|o mnie|hakk[ıi]mda|обо мне)\b"
)
TATTOO_WORK = re.compile(
    r"\b(?:tattoos?|sleeves?|piercings?|back ?piece|cover[ -]?up|blackwork|flash|tatouages?|tatuajes?|tatuaggi\w*|"
    r"tatuagen[sm]?|tatowierung(?:en)?|tatuering(?:ar)?|tatoeages?|tatuaz\w*)\b"
)
CREDIT = re.compile(
    r"\b(?:web ?site (?:design(?:ed)?|by|created|built|made)|site (?:by|design)|designed (?:and|&|\+) |"
    r"(?:web)?design(?:ed)? by|"
    r"built (?:by|with)|created by|made (?:with|by)|developed by|powered by|theme by|template by|photos? by|"
    r"photography by|webdesign|realisation|creation du site|hjemmeside|umsetzung|credits?)\b"
)
BRANDS = re.compile(
    r"\b(?:sponsor(?:s|ed)?|brands?|partners?|suppliers?|affiliat\w+|friends of|we (?:use|trust|love))\b"
)
# "Meet the X" heads people whatever the studio calls them, "who we are" without naming them.
MEET = re.compile(
    r"^(?:meet (?:the|our|your|us)\b|(?:upcoming |current |next )?guest spots?\b|"
    r"who (?:we are|runs|makes|you)|the (?:people|faces|hands|humans|minds) (?:behind|of)|"
    r"behind the (?:needle|ink|chair)|qui sommes|wer wir|wir sind|chi siamo|quienes somos|quem somos|vilka vi ar|"
    r"wie zijn wij|lernt? (?:unser|uns)|"
    r"(?:die )?(?:menschen|kopfe|gesichter) hinter|(?:de )?mensen achter|(?:las )?personas detras|"
    r"(?:le )?persone dietro|les (?:gens|visages) derriere|(?:as )?pessoas por tras|lide za|ludzie za|ljudi iza|"
    r"manniskorna bakom|menneskene bak|menneskerne bag)"
)
ONE_PERSON = word_set(
    "artist tattooist tattooer tatoueur tatoueuse artiste artista tatuador tatuadora tatuatore kunstler "
    "kunstlerin tatuerare piercer tatuadora tatuatrice tatoueuse tatowierer tatowiererin"
)
# Groups of people are nobody's name, but for words which are surnames, or follow on a name: "Jo Tatuador".
_SURNAMES = word_set("masters family collective")
NEVER_IN_A_NAME |= PEOPLE - ONE_PERSON - _SURNAMES
