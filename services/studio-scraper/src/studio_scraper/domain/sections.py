"""Deciding from a heading, link text or address whether it leads to people."""

import re
from urllib.parse import unquote, urlsplit

from studio_scraper.domain import vocabulary as words
from studio_scraper.domain.names import fold, slug_words
from studio_scraper.domain.remembering import remembered
from studio_scraper.domain.roles import is_other_staff

_NOT_A_ROSTER = re.compile(
    r"\b(?:ready|why|with|become|becoming|join|hire|wanted|apply|how|ask|work|works|working|love|from|by|review|"
    r"reviews|"
    r"training|supplies|quote|waitlist|login|rights|book|at work|is|has|will|can)\b"
)
_SINGULAR_CUE = re.compile(
    r"^(?:an? |the |our |your |my |choose |select |pick |meet |find |resident |preferred |which |l |"
    r"votre |ta |ton |notre |le |la |deine? |ihre? |unsere? |der |die |tu |nuestr[oa] |el |il |lo |tu[oa] |"
    r"nostr[oa] |sua |seu |noss[oa] |o |a |twoja? |nasza? )*"
)

_MAX_HEADING = 80
_NO_NAMES = (words.NEVER_IN_A_NAME | words.TRADE_TAIL) - words.PERSON - words.PEOPLE

_IN_A_PLACE = frozenset(
    {"in", "near", "i", "en", "a", "v", "w", "pa", "na", "auf", "am", "of"}
)  # "Tattoo artists in Leeds" is a slogan


@remembered
def heads_people(text: str) -> bool:
    """Whether a heading introduces the people of the studio: "Our artists", "Meet the crew", "Das Team"."""
    folded = fold(text)
    if not folded or len(folded) > 60 or len(folded.split()) > 8 or "?" in text:
        return False
    if words.MEET.match(folded):
        return True
    if _NOT_A_ROSTER.search(folded) or heads_departed(folded) or set(folded.split()[1:]) & _IN_A_PLACE:
        return False
    if set(folded.split()) & words.PEOPLE:
        return True
    said = set(_SINGULAR_CUE.sub("", folded).split())
    return bool(said & words.ONE_PERSON) and said <= words.ONE_PERSON | words.TRADE_TAIL | words.ROSTER_FILLERS


def is_roster_title(text: str) -> bool:
    """Whether a page's title says no more than that it lists people: "Our Artists", not "Tattoo Artist Leeds"."""
    return _says_only_people(frozenset(fold(text).split()))


@remembered
def heads_column(text: str) -> bool:
    """Whether the header cell of a table says no more than that artists stand below it: "Artist's name"."""
    said = set(fold(text).split()) - words.ROSTER_FILLERS - {"s", "name", "names"}
    return bool(said) and said <= words.PEOPLE | words.PERSON


def _says_only_people(said: frozenset[str]) -> bool:
    return bool(said & words.PEOPLE) and said <= words.PEOPLE | words.PERSON | words.ROSTER_FILLERS


@remembered
def heads_elsewhere(text: str) -> bool:
    """Whether a heading introduces something other than people: places, services, partners."""
    return len(text) < 60 and bool(words.ELSEWHERE.search(fold(text)))


def heads_work(text: str) -> bool:
    """Whether a heading introduces pictures, which may be set out by the artist who made them."""
    return bool(words.WORK_SECTION.search(fold(text)))


@remembered
def heads_works_of_one(text: str) -> bool:
    """Whether a heading introduces what one artist has made: "Projets de Jo Hill"."""
    return len(text) < _MAX_HEADING and words.WORKS_OF.match(fold(text)) is not None


@remembered
def heads_outsiders(text: str) -> bool:
    """Whether a heading introduces people who do not tattoo here: those quoted, gone or at the front desk."""
    folded = fold(text)
    if len(text) >= _MAX_HEADING:
        return False
    told = words.QUOTED_SECTION.search(folded) or words.IN_MEMORY.search(folded)
    return bool(told) or heads_departed(folded) or _heads_front_desk(folded)


def heads_departed(folded: str) -> bool:
    """Whether folded words speak of people who have left: "past artists", "former residents", "ehemalige"."""
    gone = words.DEPARTED.search(folded)
    said = set(folded.split())
    return bool(gone) and (len(said) == 1 or bool(said & (words.PEOPLE | words.PERSON)))


def _heads_front_desk(folded: str) -> bool:
    said = folded.split()
    if len(said) > 3 or words.OTHER_TRADE.search(folded):  # "Jo Barber" is somebody's name
        return False
    return is_other_staff(folded) or _is_other_trade(frozenset(said) - words.ROSTER_FILLERS)


def _is_other_trade(said: frozenset[str]) -> bool:
    return bool(said) and said <= words.OTHER_TRADES


@remembered
def path_segments(url: str) -> tuple[frozenset[str], ...]:
    """The words of each part of an address's path, index pages and file endings left out."""
    parts = [re.sub(r"\.\w{2,5}$", "", unquote(part)) for part in urlsplit(url).path.split("/") if part]
    return tuple(slug for part in parts if (slug := slug_words(part)) and slug not in ({"index"}, {"page"}))


def is_people_page(url: str) -> bool:
    """Whether the address is of a page listing people, such as ``/our-team``."""
    segments = path_segments(url)
    return bool(segments) and _names_people(segments[-1])


@remembered
def is_person_page(url: str) -> bool:
    """Whether the address is of one person's page: ``/artists/jo``, ``/artist-jo`` or ``/team#jo``."""
    segments = path_segments(url)
    if not segments:
        return False
    if urlsplit(url).fragment and _names_people(segments[-1]):
        return True
    if _says_only_people(segments[-1]):  # "/artist/guest-artists"
        return False
    if len(segments) > 1 and _names_people(segments[-2]) and not segments[-1] & words.NOT_FOR_PEOPLE:
        return True
    own = segments[-1]
    return bool(own & words.PERSON) and len(own) > 1 and not own & _NO_NAMES


def _names_people(slug: frozenset[str]) -> bool:
    return bool(slug & (words.PEOPLE | words.PERSON)) and not slug & words.NOT_FOR_PEOPLE
