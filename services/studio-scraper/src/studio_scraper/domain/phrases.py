"""Names inside phrases: "A little about Jo", "Jo is a tattoo artist", "Portrait of Jo", "Owner: Jo"."""

import re
from dataclasses import dataclass

from studio_scraper.domain import vocabulary as words
from studio_scraper.domain.models import EvidenceKind, Role
from studio_scraper.domain.names import fold, person_name, tidy
from studio_scraper.domain.remembering import remembered
from studio_scraper.domain.roles import role_in, role_label

_UPPER = r"[^\W\d_a-zß-öø-ÿа-я]"
_MORE = rf" (?:(?:de|la|van|von|der|da|del) )?{_UPPER}[\w'’-]"
_NAME = rf"(?P<name>(?:(?:{_UPPER}|[DMS][rst]s?)\.(?= {_UPPER})|{_UPPER}[\w'’-]*)(?:{_MORE}*){{0,2}})"
_FULL_NAME = rf"{_UPPER}[\w'’-]+(?:{_MORE}+){{0,2}}"
# "Piercing" alone is a person's label beside a name, but the trade in a sentence.
_ROLE_NOUN = (
    r"(?!piercing\b(?! (?:specialist|artist)))"
    rf"(?:{words.ARTIST_WORDS}|{words.PIERCER_WORDS}|{words.OWNER_WORDS}|tatueraren|tattoo[ -]artist|"
    # The words above are folded; a sentence has its accents and endings.
    r"tätowierer(?:in)?|künstler(?:in)?|gründer(?:in)?|tatoeëerder|tatovør|konstnär|tatér(?:k[auo]u?)?|"
    r"tatuażyst(?:k?[aą])|tatuator(?:em|k[aą]))"
)
_NICKNAMED = _NAME[:-1] + r"(?: [\"“„][\w ]+[\"”“])?)"  # Jo "Spud"

_CALLED = re.compile(
    r"^(?i:tattoo artist|tattooist|tattooer|(?:body )?piercer|pierceu(?:r|se)|perforadora?|tatuadora?|tatoueu(?:r|se)|"
    r"tatuatore|tatuatrice|tätowierer(?:in)?|tatuerare|tatuażystka|tatuażysta|(?:тату[ -]?)?мастер|"
    r"татуировщи(?:к|ца)) " + _NICKNAMED + r"$"
)
_ABOUT = re.compile(
    r"^(?:(?:a |just a )?(?:little |bit |small |short ){0,2}(?:bit |more |intro )?(?:of )?(?:info )?about|meet|"
    r"introducing|"
    r"get to know|om|über|sobre|conoce a|à propos de|o artyście)\s+(?:our \w+ |the artist |artist |"
    r"tattooist )?(?P<name>.+)$",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(
    r"^(?P<name>.{2,40}?)(?:['’]s?|s['’]) (?:gallery|portfolio|work|works|bio|profile|page|art|tattoos|story|"
    r"galleri|flash)$",
    re.IGNORECASE,
)
_NAME_AND_PAGE = re.compile(
    r"^(?P<name>.{2,40}?)\s+(?:gallery|portfolio|works?|tattoos|galerie|galleri)$", re.IGNORECASE
)
_WORK_BY = re.compile(
    r"\b(?i:(?:tattoos?|tattooing|tattooed|work|artwork|art|ink|piercings?|designs?|tatuering(?:ar)?|tatouages?|"
    r"tatuajes?|(?:private|tattoo) studio) "
    r"(?:by|av|par|por|von|di)) " + _NAME + r"$"
)
_SEPARATOR = re.compile(r"\s+[-–—|·•/]+\s+|\s*[–—|·•]\s*|:\s+|,\s+|(?<=[A-Z]{3})\s*-\s*(?=[A-Z])")
# "Warm, Calm & Bright"
_ENUMERATION = re.compile(r"^[\w'’-]+(?:, [\w'’-]+)+,? (?:&|\+|and|und|et|en|och|og|y|e|i|a) [\w'’-]+$")
_BEFORE_ROLE = re.compile(
    r"^(?:our|the|meet|your|about|unsere?|notre|nos|votre|nuestr[oa]|(?:il |la )?nostr[oa]|(?:o |a )?noss[oa]|"
    r"nasz[ae]?)\s+(?:the |our )?",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"^[^–—|·•,]{2,40}:\s")
_MAX_PROSE = 1500
_MAX_BEGINNING = 80
_PHONE = re.compile(r"^\+?[\d\s().-]{6,}$")

_SELF = re.compile(
    r"(?:^|[.!?,]\s*)(?:[Hh](?:i|ello|ey|iya|owdy)\b[^A-Za-z]{0,3}\s*(?:there|everyone|all|y'all)?[^A-Za-z]{0,3}\s*)?"
    r"(?:I['’]m|I am|[Mm]y name is|[Mm]y name['’]s|[Jj]e suis|[Jj]e m['’]appelle|[Ii]ch bin|[Ii]ch hei(?:ß|ss)e|"
    r"[Mm]ein Name ist|"
    r"[Ss]oy|[Mm]e llamo|[Ss]ono|[Mm]i chiamo|[Jj]ag heter|[Ii]k ben|[Jj]menuji se|[Jj]sem|[Mm]eu nome é|"
    r"[Mm]eg hívnak|[Nn]azywam się|[Mm]am na imię|[Jj]estem|[Ee]u sou|[Mm]e chamo|[Cc]hamo-me|[Ss]ou [oa]|"
    r"[Jj]eg (?:er|heter|hedder)|[Zz]ovem se|[Jj]a sam|[Мм]еня зовут|[Яя]|[Мм]ене звати) " + _NAME
)
_GREETS = re.compile(
    r"^(?i:hi|hey|hello|hiya|salut|coucou|bonjour|ciao|hola|hallo|moin|hej|hoi|ol[áa]|oi|ahoj)\b[^\w]{1,4}"
    r"(?i:there[^\w]{1,4})?(?i:i['’]m|i am|it['’]s|my name is|(?:moi,? )?c['’]est|je suis|je m['’]appelle|ich bin|"
    r"hier ist|soy|me llamo|sono|mi chiamo|sou|jag heter|ik ben|jeg er) " + _NAME
)
_AT_WORK = re.compile(
    rf"^(?P<name>{_UPPER}[\w'’-]+(?:{_MORE}+){{1,2}}),? (?i:tattooing|"
    r"(?:(?:performing|doing) )?(?:a )?piercing|at work|au travail|(?:ist )?bei der arbeit|al lavoro|trabajando|"
    r"tatuando|tatouant|aan het werk|tätowiert)\b"
)
_IS_ARTIST = re.compile(
    r"(?:^|[.!?]\s+)(?:Our (?:owner|founder|piercer|apprentice|artist),? )?"
    + _NAME
    + r",?(?: (?:is|är|ist|est|es|è|é|jest|je|er)\b|,(?! [A-Z]{2}\b))"  # "Whitby, UK's best tattooist" is a slogan
    rf"(?: [\w'’,&-]+){{0,7}}? (?i:{_ROLE_NOUN})\b"
)
_HAS_BEEN = re.compile(
    r"(?:^|[.!?]\s+)" + _NAME + r"(?:, [^,.!?]{3,60},|,)? (?:has|have) (?:been |over |more than )(?:[\w'’+-]+ ){0,5}?"
    r"(?:tattooing|tattoo artist|piercing|tattooer)\b"
)
# "Jo and Sam Hill are the couple who founded our tattoo shop"
_COUPLE = re.compile(
    rf"(?:^|[.!?]\s+)(?P<first>{_FULL_NAME}) (?:and|&) (?P<last>{_FULL_NAME}),? [^.!?]{{0,60}}?"
    r"\b(?:founded|opened|own|run) [^.!?]{0,40}?\b(?:tattoo|studio)"
)
_JOINED = re.compile(
    r"(?:^|[.!?]\s+)"
    + _NAME
    + r",? (?:also )?(?:joined|tattoos|works|draws|paints|speciali[sz]es|runs|opened|founded)\b"
)
_JOINED_BY = re.compile(
    r"\b(?i:tattoo artists|tattooists|tattooers|artists|piercers|apprentices|joined by|team of|crew of)[,:]? (?P<first>"
    + _FULL_NAME
    + r")(?:, "
    + _FULL_NAME
    + r"){0,6},? (?:and|&) (?P<last>"
    + _FULL_NAME
    + r")"
)
_TITLED = re.compile(
    r"\b(?i:owner|founder|co-founder|owned(?: and operated)? by|founded by|(?:head|lead|resident|senior|"
    r"guest) (?:tattoo )?(?:artist|piercer)|"
    r"our (?:apprentice|piercer|artist)|tatueraren?|inhaber(?:in)?|fondateur|propriétaire),?:? (?i:is |"
    r"and (?:artist|tattooist|tattooer) )?" + _NAME
)
# A paragraph which tells of somebody's life, where the heading above it speaks of one person or of people
_LIFE = re.compile(
    rf"^(?P<name>{_FULL_NAME}),? (?:(?:was|is) born|grew up|has been|(?:started|began) (?:tattooing|piercing|drawing)|"
    r"discovered|studied|learn(?:ed|t)|fell in love|"
    r"est née?|a (?:grandi|commencé|découvert|étudié)|naci[óo]|creci[óo]|empez[óo]|comenz[óo]|descubri[óo]|"
    r"nasceu|cresceu|começou|descobriu|è (?:nat|cresciut)[oa]|ha (?:iniziato|cominciato|scoperto|studiato)|"
    r"wurde [^.]{0,40}geboren|wuchs|entdeckte|is geboren|groeide|urodził[a]?|zaczął|zaczęła|dorastał[a]?|"
    r"se narodil[a]?|vyr[ůo]stl?a?|föddes|växte|родил(?:ся|ась)|вырос(?:ла)?)\b"
)
# What speaks on of them: a studio may be "born" as well
_HE_OR_SHE = re.compile(r"[.!?] (?:She|He|Her|His|Elle|Ella|Él|Lei|Lui|Ela|Ele|Ona|On|Она|Он)\b")
_MADE_BY = re.compile(r"\b(?:by|par|por|von|door|av) " + _NAME + r"(?:$|[,.|–—(]| - | (?:at|in|from|chez|bei) )")
_PHOTOGRAPHY = re.compile(r"\b(?:photo(?:s|graph\w*)?|image|picture|video|filmed|shot) by\b", re.IGNORECASE)
_PORTRAIT = re.compile(
    r"^(?:portrait|photo|picture|headshot|image|profile)(?: (?:photo|picture|image|placeholder))? (?:of|"
    r"for) (?P<name>.+)$|"
    r"^(?P<after>.+?)(?:['’]s)?,? (?:portrait|profile|headshot|profile (?:photo|picture|image))$",
    re.IGNORECASE,
)
_ROLE_THEN_NAME = re.compile(rf"\b(?i:{_ROLE_NOUN}) " + _NAME + r"$")
_ARTIST_NAMED = re.compile(rf"\b(?i:{words.ARTIST_WORDS}) (?P<name>{_UPPER}[\w'’-]+(?:{_MORE}+){{1,2}})")
_ON_INSTAGRAM = re.compile(
    r"^(?P<name>.{2,40}?)(?:['’]s?)?(?: on| @)? instagram(?: profile| account| page)?$", re.IGNORECASE
)
_VIEW = re.compile(
    r"^(?:view|see|visit|meet|open|go to|read(?: more)? about|more about|book(?: with)?|"
    r"follow) (?P<name>.+?)(?:['’]s?)?"
    r"(?: (?:tattoo )?(?:artist|gallery|profile|page|portfolio|work|bio|instagram|on instagram)\b.*)?$",
    re.IGNORECASE,
)

_OWN_PAGE = re.compile(r"\w(?:['’]s|s['’]) \w+$|\b(?:profile|portfolio|gallery|work|bio|page)$", re.IGNORECASE)
_JOURNEY = re.compile(
    r"(?:^|[.!?]\s+)" + _NAME + r"['’]s? (?:\w+ )?(?:journey|career|passion|love|story|path|adventure) "
    r"(?:in|into|for|of|as|with|to)\b[^.!?]{0,30}\btattoo"
)

_TELLING_ANYWHERE = ((_SELF, EvidenceKind.INTRODUCTION), (_JOINED, EvidenceKind.PROSE))
# Costly to try on every text, and without a word of the trade, in lower case, there is nothing for them to find.
_TELLING = (
    *_TELLING_ANYWHERE,
    (_IS_ARTIST, EvidenceKind.INTRODUCTION),
    (_HAS_BEEN, EvidenceKind.INTRODUCTION),
    (_JOURNEY, EvidenceKind.INTRODUCTION),
    (_TITLED, EvidenceKind.PROSE),
)
_TRADE = re.compile(
    rf"\b(?:{_ROLE_NOUN}|tattoo|pierc|own|found|our (?:apprentice|piercer|artist)|head|lead|senior|guest|tatuerare|"
    r"propri)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name found in a phrase, the kind of evidence that is, and the role the phrase gives."""

    name: str
    kind: EvidenceKind
    role: Role | None = None


@remembered
def in_heading(text: str, *, trusted: bool) -> Named | None:
    """The person a heading is about, when it says so in a phrase."""
    plain = tidy(text).strip(" .…:-–—")
    for pattern in (_ABOUT, _POSSESSIVE):
        match = pattern.match(plain)
        if match and (name := person_name(match["name"].rstrip(".… "), trusted=trusted and pattern is _POSSESSIVE)):
            return Named(name=name, kind=EvidenceKind.INTRODUCTION)
    greets = _GREETS.match(plain)
    if greets and (name := _longest_name(greets["name"])):
        return Named(name=name, kind=EvidenceKind.INTRODUCTION)
    by = _WORK_BY.search(plain)
    if by and (name := _longest_name(by["name"])):
        return Named(name=name, kind=EvidenceKind.INTRODUCTION, role=Role.RESIDENT)
    return in_label(plain, trusted=trusted)


@remembered
def of_page(title: str) -> str | None:
    """The name a page's title or main heading may be about: the name itself, or with "portfolio" and the like."""
    if name := person_name(title, trusted=True):
        return name
    named = in_heading(title, trusted=True) or with_role(title)
    bare = _NAME_AND_PAGE.match(tidy(title))
    return named.name if named else person_name(bare["name"]) if bare else None


@remembered
def in_label(text: str, *, trusted: bool, phones: bool = False) -> Named | None:
    """A name beside a role or a handle: "Jo Hill — Owner", "Our artist - Jo"; ``phones``: "Jo | 555 0100" too."""
    if not _SEPARATOR.search(text):
        return None
    parts = [part for part in _SEPARATOR.split(tidy(text)) if part]
    if not 2 <= len(parts) <= 4:
        return None
    names = [name for part in parts[:2] if role_in(part) is None and (name := person_name(part, trusted=trusted))]
    if _LABELLED.match(tidy(text)) and names[:1] == [person_name(parts[0], trusted=trusted)]:
        return None  # "Focus: piercing" labels something; a role labels a name
    others = [
        part for part in parts if role_label(_singular(part)) or (phones and _PHONE.match(part)) or part.startswith("@")
    ]
    if len(names) != 1 or not others:
        return None
    return Named(name=names[0], kind=EvidenceKind.ROLE_TEXT, role=role_in(" ".join(others)))


def leading_name(text: str) -> str | None:
    """The name before a dash or bar when no name follows ("Jo Hill | Blackwork"): for places where names stand.

    After a full name one word more is a nickname or a town: "Jo Hill - Spud".
    """
    if _ENUMERATION.match(tidy(text)) and role_in(text) is None:
        return None
    first, *rest = [part for part in _SEPARATOR.split(tidy(text)) if part] or [""]
    least = 2 if " " in first else 1
    followed = any(person_name(part) and len(part.split()) >= least for part in rest)
    return person_name(first) if rest and not followed else None


def with_role(text: str) -> Named | None:
    """The name after the word for what somebody does ("Piercer Jo Hill"): for places where names stand."""
    match = _CALLED.match(tidy(text))
    name = person_name(match["name"]) if match else None
    return Named(name=name, kind=EvidenceKind.CARD, role=role_in(text)) if name else None


def _singular(label: str) -> str:
    return _BEFORE_ROLE.sub("", label.strip())


@remembered
def in_prose(text: str) -> tuple[Named, ...]:
    """People a sentence introduces: by themselves, as artists, or as owners."""
    start = text[:_MAX_PROSE]
    found = []
    trade = _TRADE.search(start.lower())
    for pattern, kind in _TELLING if trade else _TELLING_ANYWHERE:
        for match in pattern.finditer(start):
            name = _longest_name(match["name"])
            sure = pattern is _TITLED and name is not None and " " in name  # a title before a full name
            told = EvidenceKind.INTRODUCTION if sure else kind
            found += [Named(name=name, kind=told, role=role_in(match[0]))] if name else []
    for couple in _COUPLE.finditer(start) if trade else ():
        for name in filter(None, map(person_name, couple.groups())):
            kind = EvidenceKind.INTRODUCTION if " " in name else EvidenceKind.PROSE
            found.append(Named(name=name, kind=kind, role=Role.OWNER))
    for listing in _JOINED_BY.finditer(start):
        names = name_list(listing[0][listing.start("first") - listing.start() :])
        found += [Named(name=name, kind=EvidenceKind.INTRODUCTION, role=role_in(listing[0])) for name in names]
    by = _WORK_BY.search(text) if len(text) < 80 else None
    if by and (name := _longest_name(by["name"])):
        found.append(Named(name=name, kind=EvidenceKind.INTRODUCTION))
    return tuple(found)


@remembered
def in_caption(text: str) -> Named | None:
    """The person whom a picture's alternative text names as a person, not merely as a picture's subject."""
    plain = tidy(text)
    if len(plain) > 140:
        return None
    portrait = _PORTRAIT.match(plain)
    if portrait and (name := person_name(portrait["name"] or portrait["after"], trusted=True)):
        return Named(name=name, kind=EvidenceKind.ALT_TEXT)
    made_by = _AT_WORK.match(plain) or _MADE_BY.search(plain)
    if made_by and not _PHOTOGRAPHY.search(plain) and (name := person_name(made_by["name"])):
        sure = made_by.re is _AT_WORK or words.TATTOO_WORK.search(fold(plain))
        kind = EvidenceKind.INTRODUCTION if sure else EvidenceKind.ALT_TEXT
        return Named(name=name, kind=kind)
    head, *rest = re.split(r"\s*[,–—|(]\s*|\s-\s", plain, maxsplit=1)
    role = role_in(rest[0]) if rest else None
    if role and (name := person_name(head)):
        return Named(name=name, kind=EvidenceKind.ALT_TEXT, role=role)
    after_role = _ROLE_THEN_NAME.search(plain)
    if after_role and (name := _longest_name(after_role["name"])):
        return Named(name=name, kind=EvidenceKind.ALT_TEXT, role=role_in(after_role[0]))
    return None


@remembered
def artist_in(text: str) -> str | None:
    """The full name that follows on the word for a tattooist: "The work of tattoo artist Jo Hill"."""
    match = _ARTIST_NAMED.search(text)
    return person_name(match["name"]) if match else None


@remembered
def in_invitation(text: str) -> str | None:
    """The name in a label such as "View Jo Hill's gallery" or "Follow Jo on Instagram"."""
    plain = tidy(text)
    match = _VIEW.match(plain) or _ON_INSTAGRAM.match(plain)
    return person_name(match["name"]) if match else None


@remembered
def in_invitation_to_page(text: str) -> str | None:
    """The name in an invitation that says whose page it leads to: "View Jo's profile", not "Visit Leeds"."""
    return in_invitation(text) if _OWN_PAGE.search(text) else None


@remembered
def in_biography(text: str) -> Named | None:
    """Whose life a paragraph tells: "Jo Hill was born in Leeds"; for those below a heading that speaks of people."""
    match = _LIFE.match(text[:_MAX_BEGINNING])
    name = person_name(match["name"]) if match else None
    kind = EvidenceKind.INTRODUCTION if _HE_OR_SHE.search(text[:_MAX_PROSE]) else EvidenceKind.LISTING
    return Named(name=name, kind=kind) if name else None


def name_list(text: str) -> list[str]:
    """Two or more names set out as a list: "Jo, Sam & Alex"; empty when any part is no name."""
    after_colon = text.split(":", 1)[1] if ":" in text else text
    parts = [
        part for part in re.split(r"\s*(?:,|&|\band\b|\bet\b|\bund\b|/|\|)\s*", tidy(after_colon).rstrip(".")) if part
    ]
    names = [person_name(part) for part in parts]
    return [name for name in names if name] if len(parts) > 1 and all(names) else []


def _longest_name(candidate: str) -> str | None:
    tokens = candidate.split()
    if len(tokens) == 1 and fold(candidate) in words.SENTENCE_SUBJECTS:
        return None
    for count in range(len(tokens), 0, -1):
        if name := person_name(" ".join(tokens[:count])):
            return name
    return None
