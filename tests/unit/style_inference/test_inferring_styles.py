import pytest
from hypothesis import given
from hypothesis import strategies as st

from style_inference.domain import Kind, Reading, Source, infer
from style_inference.domain.model import Finding, StyleEvidence
from style_taxonomy import STYLES, TAXONOMY_VERSION

TEXTS = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from("#@ ,.!no blackwork trad fine line")), max_size=80
)


def slugs(bio: str, *captions: str) -> set[str]:
    return {style.slug for style in infer(bio=bio, captions=captions).styles}


@pytest.mark.acceptance("A42")
def test_stop_words_and_places_are_no_styles() -> None:
    result = infer(bio="#Blackwork #tattoo #LEEDS #Dotwork", captions=[])
    assert {style.slug for style in result.styles} == {"blackwork", "dotwork"}
    assert result.unknown_tags == ()
    assert result.taxonomy_version == TAXONOMY_VERSION


def test_without_evidence_there_is_no_style() -> None:
    result = infer(bio="Tattoos by Jo. Book via the link", captions=["Lovely day", ""])
    assert result.styles == ()


def test_unknown_tags_are_kept_as_they_were_written_but_folded() -> None:
    result = infer(bio="#OtterTea", captions=["#blackwork #OtterTea #ПесняКита"])
    assert result.unknown_tags == ("ottertea", "песнякита")


def test_a_child_does_not_imply_its_parent() -> None:
    assert slugs("#microrealism") == {"micro-realism"}
    assert slugs("", "#mandala") == {"mandala"}


def test_a_parent_that_is_named_itself_stands_beside_its_child() -> None:
    assert slugs("#blackandgreyportrait") == {"black-and-grey", "portrait"}


def test_evidence_says_where_a_style_was_read() -> None:
    (style,) = infer(bio="Dotwork, Ripon", captions=["hello", "moth #DotworkTattoo"]).styles
    assert style.evidence == (
        StyleEvidence(source=Source.BIO, index=0, matched_term="dotwork", kind=Kind.PHRASE),
        StyleEvidence(source=Source.CAPTION, index=1, matched_term="dotworktattoo", kind=Kind.HASHTAG),
    )


def test_more_evidence_means_more_confidence() -> None:
    one, three = infer(bio="", captions=["#dotwork"]), infer(bio="Dotwork", captions=["#dotwork", "#dotworktattoo"])
    assert 0 < one.styles[0].confidence < three.styles[0].confidence < 1


def test_the_bio_counts_for_more_than_a_caption() -> None:
    assert infer(bio="#dotwork", captions=[]).styles[0].confidence > (
        infer(bio="", captions=["#dotwork"]).styles[0].confidence
    )


def test_the_surest_style_comes_first() -> None:
    result = infer(bio="Blackwork", captions=["#blackwork", "#sketchtattoo"])
    assert [style.slug for style in result.styles] == ["blackwork", "sketch"]


@pytest.mark.parametrize(
    ("bio", "expected"),
    [
        ("I don’t do portraits. Dotwork only", {"dotwork"}),
        ("No tribal, lettering or anime. Blackwork", {"blackwork"}),
        ("Yes to cover ups and no to portraits", {"cover-up"}),
        ("Keine Portraits, nur Blackwork", {"blackwork"}),
        ("이레즈미 안합니다. 블랙워크만", {"blackwork"}),
        ("Anime? No. Blackwork? Yes.", {"blackwork"}),
        ("Portre yapmıyorum. Dotwork", {"dotwork"}),
    ],
)
def test_what_is_denied_is_not_done(bio: str, expected: set[str]) -> None:
    assert slugs(bio) == expected


@pytest.mark.parametrize(
    "bio", ["Not just dotwork", "No DMs. Dotwork", "No deposit, no dotwork slot", "Dotwork, no. 7"]
)
def test_a_no_to_something_else_denies_no_style(bio: str) -> None:
    assert "dotwork" in slugs(bio) or "no dotwork" in bio


@pytest.mark.parametrize(
    "bio",
    [
        "Портреты и реализм не делаю. Дотворк",
        "Portretów nie robię. Dotwork",
        "Portréty nedělám. Dotwork",
        "Retratos no hago. Dotwork",
        "Ritratti non faccio. Dotwork",
        "Portraits I don’t do. Dotwork",
        "Porträtt gör jag inte. Dotwork",
        "Портрети не роблю. Dotwork",
        "Retratos no. Dotwork",
        "Cover ups never. Dotwork",
    ],
)
def test_a_denial_that_ends_its_clause_denies_what_stands_before_it(bio: str) -> None:
    assert slugs(bio) == {"dotwork"}


@pytest.mark.parametrize("text", ["Dotwork, no. 7 High Street", "Dotwork moth no.200!!", "Dotwork, Hauptstr. Nr. 5"])
def test_a_number_denies_nothing(text: str) -> None:
    assert slugs(text) == {"dotwork"}


@pytest.mark.parametrize(
    "caption",
    [
        "Nonne ohne Augen #horrortattoo",
        "a nun without eyes #horrortattoo",
        "sans yeux #horrortattoo",
        "no crying #horrortattoo",
    ],
)
def test_a_denial_of_something_else_does_not_reach_the_tags(caption: str) -> None:
    assert slugs("", caption) == {"dark-art"}


def test_a_denial_reaches_a_tag_past_small_words() -> None:
    assert slugs("No more of the #tribal. Dotwork") == {"dotwork"}


@pytest.mark.parametrize(
    ("bio", "expected"),
    [
        ("Tatuador(a) de realismo", {"realism"}),
        ("Artista especializado(a) em aquarela", {"watercolour"}),
        ("Tätowierer(in) für Blackwork", {"blackwork"}),
    ],
)
def test_an_ending_in_brackets_belongs_to_its_word(bio: str, expected: set[str]) -> None:
    assert slugs(bio) == expected


@pytest.mark.parametrize(
    "caption",
    [
        "On cherche un(e) résident(e), profil réalisme ou fine line bienvenu",
        "Recherchons tatoueur réaliste pour compléter l’équipe",
        "Wir suchen Verstärkung: Blackwork oder Dotwork wäre toll",
        "Suchen eine Tätowiererin für Fineline",
        "Buscamos tatuador de realismo para el estudio",
        "Cerchiamo un tatuatore realistico da inserire nel team",
        "Procuramos tatuador de realismo",
        "Szukamy tatuatora, najlepiej realizm",
        "Hledáme tatéra na realismus",
        "Vi söker en tatuerare som gör realism",
        "Wij zoeken een tatoeëerder, liefst realisme",
        "Ищем мастера в команду: реализм, портреты",
        "Realizm yapan dövmeci arıyoruz",
        "We’re hiring: realism or fine line artist, portfolio by email",
        "Looking for a new resident, blackwork preferred",
        "スタッフ募集、ファインラインの方歓迎",
        "타투이스트 구합니다, 레터링 가능하신 분",
    ],
)
def test_a_search_for_colleagues_says_nothing_of_own_work(caption: str) -> None:
    assert slugs("Tattooer", caption) == set()


def test_a_search_for_clients_is_own_work() -> None:
    assert slugs("Tattooer", "Looking for ornamental backpieces in Ghent") == {"ornamental"}


@pytest.mark.parametrize(
    "caption",
    [
        "Guest alert: @some.one is with us in May doing her neo trad animals",
        "Guest announcement! @some.one brings her fine line florals",
        "@some.one is visiting from Porto with her realism",
        "Im August besucht uns @some.one mit Fineline",
        "@some.one sera avec nous en mai, réalisme et portraits",
        "@some.one estará con nosotros en mayo, realismo",
        "@some.one sarà con noi a maggio, realismo",
        "@some.one estará conosco em maio, realismo",
    ],
)
def test_a_guest_is_not_the_artist(caption: str) -> None:
    assert slugs("Tattooer", caption) == set()


@pytest.mark.parametrize(
    "caption",
    [
        "She came in wanting watercolour, I talked her into solid black #blackworktattoo",
        "He originally wanted realism, ended up with solid black #blackworktattoo",
        "Eigentlich wollte sie Aquarell, am Ende wurde es #blackworktattoo",
        "Au départ elle voulait du réalisme, finalement #blackworktattoo",
        "Al principio quería acuarela, al final #blackworktattoo",
    ],
)
def test_what_a_client_wanted_at_first_is_not_what_was_done(caption: str) -> None:
    assert slugs("Tattooer", caption) == {"blackwork"}


@pytest.mark.parametrize(
    "bio",
    ["Used to do realism, now dotwork", "Früher Realistik, jetzt Dotwork", "Antes hacía realismo, ahora solo dotwork"],
)
def test_what_is_past_is_not_done(bio: str) -> None:
    assert slugs(bio) == {"dotwork"}


def test_a_bio_that_gave_a_style_up_outweighs_old_captions() -> None:
    assert slugs("Retired from cover ups", "panther #coverup") == set()


@pytest.mark.parametrize(
    "caption",
    [
        "One day I'd love to do a Japanese back piece",
        "Thanks @some.one for this Japanese piece on my leg #irezumi",
        "Welcome our new resident @some.one, she does #irezumi",
        "Not my usual, but he asked nicely #irezumi",
        "What do you think of irezumi? #irezumi #debate",
        "Practising irezumi on fake skin",
    ],
)
def test_a_caption_on_anything_but_own_work_is_no_evidence(caption: str) -> None:
    assert slugs("Tattooer", caption) == set()


def test_an_exception_the_artist_wants_more_of_counts() -> None:
    assert slugs("Tattooer", "Bit different, more of these please #coverup") == {"cover-up"}


def test_a_wall_of_all_styles_is_reach_spam() -> None:
    wall = "#trad #neotrad #realism #japanese #tribal #fineline #geometric"
    assert slugs("Tattooer", wall) == set()
    assert slugs("Dotwork", wall) == {"dotwork"}


@pytest.mark.parametrize(
    "text",
    [
        "Next to the Japanese restaurant",
        "Trad climbing #trad #tradclimbing",
        "Realistic expectations please",
        "There is a fine line between late and very late",
        "Watercolour class on Tuesday #watercolour",
        "Celtic match on the big screen",
    ],
)
def test_the_word_of_a_style_may_mean_something_else(text: str) -> None:
    assert slugs("Tattooer", text) == set()


@pytest.mark.parametrize(
    "caption",
    [
        "Under these crows: a 90s tribal armband",
        "Unter diesen Rosen: ein Tribal von 1999",
        "Sous ces pivoines, un tribal de 1998",
        "Bajo estas flores, un tribal",
        "Sotto queste peonie: un tribale",
        "Pod tymi różami: tribal",
        "Под этими пионами был трайбл",
    ],
)
def test_what_lies_under_new_work_is_not_done(caption: str) -> None:
    assert "tribal" not in slugs("Cover ups", caption)


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("My partner @some.one does the mandalas, I do the lettering", {"lettering"}),
        ("Mein Kollege @some.one macht Realistik, ich mache Ornamente", {"ornamental"}),
        ("Ma collègue @some.one fait du réalisme, moi je fais du dotwork", {"dotwork"}),
        ("Mi compañera @some.one hace realismo, yo hago blackwork", {"blackwork"}),
        ("Book @some.one for realism, @any.one for geometric and me for blackwork", {"blackwork"}),
    ],
)
def test_what_the_artist_does_beside_others_is_own_work(caption: str, expected: set[str]) -> None:
    assert slugs("Tattooer", caption) == expected


@pytest.mark.parametrize(
    "caption",
    [
        "For realism talk to @some.one",
        "Realism? Hit up @some.one",
        "Für Realistik fragt @some.one",
        "Pour le lettrage, voyez avec @some.one",
        "Para realismo habla con @some.one",
        "Per il realismo scrivete a @some.one",
        "Realismo é com o @some.one",
        "Voor realisme: vraag @some.one",
        "Realizm zostawiam kolegom",
        "С реализмом пишите @some.one",
        "Bella joins us for fine line",
        "Bella rejoint l’équipe, fine line et floral",
        "Anyone know a good realism artist? Asking for my sister",
        "Wishing I could do realism",
        "Drew some realism, just for practice",
        "Ich liebe Realistik, mache aber selbst keine",
        "Je ne prends plus de projets réalistes",
        "No cojo más realismo",
        "Non prendo più realismo",
        "Больше не беру реализм",
    ],
)
def test_what_is_left_to_others_is_not_done(caption: str) -> None:
    assert slugs("Tattooer", caption) == set()


@pytest.mark.parametrize(
    "caption",
    [
        "Sketchy ref, sketchy var, sketchy pie",
        "Couscous traditionnel chez mamie",
        "Tradycyjny rosół u babci",
        "Engraved our new door sign",
        "Traditional fish and chips after the late shift",
    ],
)
def test_a_vague_word_needs_more_than_itself_or_a_hint_at_another_style(caption: str) -> None:
    assert slugs("Tattooer", caption) == set()


@pytest.mark.parametrize("bio", ["Cover up queen, Wigan", "Cover up wizard", "Cover up addict", "Cover up guru"])
def test_an_honorary_title_is_about_tattooing(bio: str) -> None:
    assert slugs(bio) == {"cover-up"}


@pytest.mark.parametrize("bio", ["Tattoos · Cali", "Nadelwerk in der Gartenstadt", "Nadel & Faden, Tattoos"])
def test_the_name_of_a_town_or_a_studio_is_no_style(bio: str) -> None:
    assert slugs(bio) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("b&g realism", {"black-and-grey", "realism"}),
        ("Portrait realism", {"portrait", "realism"}),
        ("Dark realism tattoos", {"dark-art", "realism"}),
        ("Horror portraits", {"dark-art", "portrait"}),
        ("Dot mandalas", {"dotwork", "mandala"}),
        ("Chicano portraits", {"chicano", "portrait"}),
        ("Letras chicanas", {"chicano", "lettering"}),
        ("Surreal realism", {"realism", "surrealism"}),
        ("Tiny portraits, micro portraits", {"micro-realism", "portrait"}),
        ("Fine line realism", {"fine-line", "realism"}),
    ],
)
def test_a_phrase_that_names_two_styles_means_both(text: str, expected: set[str]) -> None:
    assert slugs(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tatouages à l’aquarelle", {"watercolour"}),
        ("Dessins d’horreur", {"dark-art"}),
        ("L’ornemental avant tout", {"ornamental"}),
        ("L'irezumi secondo me", {"japanese"}),
        ("Amante dell’ornamentale", {"ornamental"}),
    ],
)
def test_an_article_before_an_apostrophe_is_a_word_of_its_own(text: str, expected: set[str]) -> None:
    assert slugs(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Deposit for hands and necks",
        "Next door to the Celtic Cross Inn",
        "The Old School Tavern, downstairs",
        "My mum’s garden is in bloom, peonies everywhere",
        "Someone said handpoke is just slow dotwork",
        "They said do black and grey for once",
        "There are brilliant realism artists in Cambridge",
        "Abstract of my week",
    ],
)
def test_what_is_only_talked_about_is_no_style(text: str) -> None:
    assert slugs("Tattooer", text) == set()


@pytest.mark.parametrize(
    ("caption", "slug"),
    [
        ("Fine line loaf of bread for a baker", "fine-line"),
        ("Celtic knotwork band", "celtic"),
        ("Micro realism espresso for a barista with a band", "micro-realism"),
    ],
)
def test_another_trade_far_from_the_name_of_a_style_does_not_take_it_away(caption: str, slug: str) -> None:
    assert slug in slugs("Tattooer", caption)


@pytest.mark.parametrize(
    "caption",
    [
        "copying trad flash onto fake skin",
        "Blackwork auf Kunsthaut",
        "dotwork sur peau synthétique",
        "blackwork en piel sintética",
        "blackwork em pele sintética",
        "dotwork na sztucznej skórze",
        "дотворк на искусственной коже",
        "One day I’ll learn dotwork",
        "Dotwork will ich unbedingt lernen",
        "Quiero aprender blackwork",
        "Je veux apprendre le dotwork",
        "Хочу научиться дотворку, дотворк",
        "My missus wanted fine line so she went to @some.one",
        "Traditional flash print set, ships worldwide",
        "Sketchy clouds over the moor",
    ],
)
def test_practice_plans_and_prints_are_not_own_work(caption: str) -> None:
    assert slugs("Tattooer", caption) == set()


@pytest.mark.parametrize("bio", ["Акварель – нет, реализм – нет. Дотворк", "Realism – no. Tribal – nope. Dotwork"])
def test_a_bare_no_is_about_what_stands_before_it(bio: str) -> None:
    assert slugs(bio) == {"dotwork"}


def test_a_no_to_something_of_its_own_takes_nothing_back() -> None:
    assert slugs("Dotwork. No DMs. No walk-ins") == {"dotwork"}


def test_the_accounts_of_shops_for_prints_have_no_styles() -> None:
    assert slugs("Tattoo merch & prints", "Trad panther #tradtattoo") == set()


@pytest.mark.parametrize(
    "text",
    [
        "Gartenstraße 5, Hinterhof",
        "Blumenstr. 12, München",
        "ul. Kwiatowa 7, Poznań",
        "Rua das Flores, 88",
        "12 rue des Fleurs",
        "Via dei Fiori 4, Torino",
        "Calle de las Flores 3",
        "Bloemstraat 44, Amsterdam",
        "Blomgatan 2",
        "ул. Цветочная 15",
        "12 Botanic Avenue, Belfast",
        "4 New School Lane",
        "9 Celtic Road",
    ],
)
def test_an_address_is_no_style(text: str) -> None:
    assert slugs(text) == slugs("Tattoo studio", text) == set()


@pytest.mark.parametrize(
    "text", ["3 floral sleeves this week", "Dotwork tattoos, Hauptstraße 5", "2 tribal bands via DM"]
)
def test_a_number_alone_makes_no_address(text: str) -> None:
    assert slugs(text)


@pytest.mark.parametrize(
    "text",
    [
        "Chiusi dal 3 al 9",  # Turkish "dal" is a branch
        "Dal prossimo mese nuovi orari",
        "Vzal jsem si volno a dal si kávu",
        "Jo Sketchley, tattoos",
        "Jo Grey tattoos in Fife",
        "Flora & Ivy tattoo together",
        "Brownie points for whoever guesses",
    ],
)
def test_a_word_of_another_language_or_a_name_is_no_style(text: str) -> None:
    assert slugs(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Realistycznie patrząc, terminy dopiero w marcu",
        "Realistically, March",
        "Realistiskt sett blir det mars",
        "The black work jacket is back",
        "Black work boots in all sizes",
        "Solid black coffee",
        "Celtic till I die",
        "Up the Celtic",
        "Cena japonesa con el equipo",
        "Pranzo tradizionale dalla nonna",
        "Repas traditionnel chez mamie",
        "Traditionelles Frühstück mit dem Team",
        "Traditional Irish breakfast before we open",
        "Geleneksel bayram kahvaltısı",
        "Fine line and dotwork cartridges back in stock",
        "New black and grey tiles in the hallway",
        "Neon sign with new lettering",
        "New school, new term, new hours",
        "Script came back from the doctor",
        "Poked myself in the eye with a mascara",
        "Less is more when it comes to caffeine",
        "Mechanical issues with the van",
        "Splashed out on a new chair",
        "No machine today, it is being serviced",
        "Rework of the booking form",
        "Photo realistic graphics on the playstation",
        "Foto de retrato para o documento",
        "Portrait dans le journal local",
        "Gravur auf dem Pokal",
        "Grabado en la taza",
        "Cobertura 4G péssima",
        "Mandalas ausmalen mit den Kindern",
        "Flores para mamá",
        "Kwiaty od klientki",
        "お花ありがとう",
        "Gerçeküstü bir hafta",
        "Сюрреализм какой-то",
        "点検のため休業",
        "커버곡 불러주실 분",
    ],
)
def test_everyday_life_is_no_style(text: str) -> None:
    assert slugs("Tattooer", text) == set()


@pytest.mark.parametrize(
    "bio",
    [
        "Scalp micropigmentation",
        "Scalp pigmentation by Reece",
        "SMP & hairlines",
        "Haarpigmentierung Köln",
        "Tricopigmentazione, Milano",
        "Micropigmentación capilar",
        "Micropigmentação capilar",
        "Трихопигментация",
        "두피문신",
        "Needles, inks, gloves. Trade only",
        "Tattoo wholesale",
        "Powder brows & lip blush",
    ],
)
def test_skin_and_supplies_are_other_trades(bio: str) -> None:
    assert slugs(bio, "Thousands of tiny dots, realistic hairline") == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Small things, thin lines", {"fine-line"}),
        ("Blumen mit ganz dünner Linie", {"botanical", "fine-line"}),
        ("Ritratti che sembrano fotografie", {"portrait", "realism"}),
        ("Retratos que parecen fotografías", {"portrait", "realism"}),
        ("Des portraits qui ressemblent à des photos", {"portrait", "realism"}),
        ("Portrety, które wyglądają jak fotografie", {"portrait", "realism"}),
        ("Jag gör stora japanska ryggar och ärmar", {"japanese"}),
        ("Ik maak grote Japanse ruggen en armen", {"japanese"}),
        ("Wielkie japońskie plecy i rękawy", {"japanese"}),
        ("Velká japonská záda a rukávy", {"japanese"}),
        ("Drawn the way natural history books were", {"illustrative"}),
        ("Wie aus einem alten Naturkundebuch", {"illustrative"}),
        ("Comme dans un vieux livre d’histoire naturelle", {"illustrative"}),
        ("Papatya dalı, 7 saat", {"botanical"}),  # folded like the painter; "saat" is an hour as often as a clock
        ("#pistetatuointi", {"dotwork"}),
        ("#microportrait", {"micro-realism", "portrait"}),
        ("#microretrato", {"micro-realism", "portrait"}),
        ("Colour realist, Hull", {"realism"}),
        ("Only shades of grey", {"black-and-grey"}),
        ("Fella doing proper sailor tattoos in a chip shop", {"traditional"}),
        ("Trad until I die", {"traditional"}),
        ("Fixing what your mate did in his kitchen", {"cover-up"}),
        ("A psalm in copperplate", {"lettering"}),
        ("All by hand, no motor", {"handpoke"}),
        ("Bad drawings of good dogs", {"ignorant"}),
        ("Big abstract black shapes", {"abstract", "blackwork"}),
        ("Retratos tan reales que asustan", {"portrait", "realism"}),
        ("Ritratti così reali", {"portrait", "realism"}),
        ("Portraits of pets so real they bark", {"portrait", "realism"}),
        ("Картины размером с монету", {"micro-realism"}),
        ("Paintings the size of a postage stamp", {"micro-realism"}),
        ("I tattoo like I’m doodling on a napkin", {"ignorant"}),
        ("Everything spirals out from a middle", {"mandala"}),
        ("Animales con traje y corona", {"neo-traditional"}),
        ("Black work and dot work", {"blackwork", "dotwork"}),
        ("Sketchy foxes tattooed with loose lines", {"sketch"}),
    ],
)
def test_a_manner_is_known_by_what_people_call_it(text: str, expected: set[str]) -> None:
    assert slugs(text) == expected


@pytest.mark.parametrize(
    "bio", ["Tattoo photographer", "Tattoo collector, not an artist", "PMU & brows", "удаление тату"]
)
def test_an_account_of_another_trade_has_no_styles(bio: str) -> None:
    assert slugs(bio, "#blackwork #dotworktattoo") == set()


def test_one_hint_is_not_enough() -> None:
    assert slugs("", "an anchor") == set()
    assert slugs("", "a swallow and an anchor") == {"traditional"}


def test_hints_do_not_outshout_styles_that_are_named() -> None:
    assert slugs("Realism", "a swallow and an anchor #realismtattoo") == {"realism"}


def test_a_style_that_is_only_suggested_is_less_sure_than_one_that_is_named() -> None:
    suggested, named = (
        infer(bio="", captions=["a swallow"] * 2 + ["an anchor"]),
        infer(bio="", captions=["trad tattoo"]),
    )
    assert suggested.styles[0].confidence < named.styles[0].confidence


def test_a_text_without_end_is_read_in_its_first_characters_only() -> None:
    assert slugs("Tattooer", "a " * 3_000 + "#dotwork") == set()


def test_any_model_can_stand_behind_the_inference() -> None:
    evidence = StyleEvidence(source=Source.CAPTION, index=0, matched_term="image", kind=Kind.PHRASE)

    class Eye:
        def read(self, *, bio: str, captions: object) -> Reading:
            return Reading(findings=(Finding(slug="celtic", weight=0.5, evidence=evidence),))

    assert [style.slug for style in infer(bio="", captions=[], model=Eye()).styles] == ["celtic"]


@given(TEXTS, st.lists(TEXTS, max_size=3))
def test_whatever_is_written_every_style_has_its_evidence(bio: str, captions: list[str]) -> None:
    result = infer(bio=bio, captions=captions)
    for style in result.styles:
        assert style.slug in STYLES
        assert 0 < style.confidence < 1
        assert style.evidence
        assert all(part.source is Source.BIO or part.index < len(captions) for part in style.evidence)


@given(TEXTS, st.lists(TEXTS, max_size=3))
def test_the_same_texts_always_give_the_same_answer(bio: str, captions: list[str]) -> None:
    assert infer(bio=bio, captions=captions) == infer(bio=bio, captions=tuple(captions))


@given(
    st.sampled_from(["blackwork", "dotwork", "irezumi", "handpoke"]),
    st.sampled_from(["{}", "{}tattoo", "{}_art", "{}leeds"]),
)
def test_a_sure_style_is_found_in_any_tag_around_it(word: str, shape: str) -> None:
    assert slugs("", "#" + shape.format(word)) == slugs("", "#" + word) != set()
