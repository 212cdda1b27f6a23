"""Finding the studio's own name and Instagram account among everything its pages say."""

import re
from collections import Counter
from collections.abc import Sequence

from rapidfuzz import fuzz

from studio_scraper.domain.models import PageReading, Place
from studio_scraper.domain.names import fold, names_alike
from studio_scraper.domain.sections import heads_people, is_person_page
from studio_scraper.domain.vocabulary import word_set

_TRADE = re.compile(
    r"\b(?:tattoos?|tattoo studio|ink|parlou?r|studio|piercing|tatouage|tatuajes?|tatuering|tetovani|gallery)\b"
)
_GENERIC = word_set(
    "tattoo tattoos tattooing tat tats studio studios ink inc parlour parlor piercing piercings shop the and of "
    "art arts co company official gallery collective body house ltd llc social club "
    "tatuaje tatuajes estudio tatouage tatouages tatuagem tatuagens tatuaggio tatuaggi tatowierungen tatuering "
    "tatueringar tatuaz tatuaze tetovani dovme тату"
)
_PAGE_TITLES = re.compile(
    r"^(?:home|homepage|index|start|welcome|contact|about|main|accueil|inicio|hem|portfolio|artists|document)\b"
)
_JOINING = word_set("und et y e och og en n")  # the "&" of a name as its account spells it; "and" is generic
_AND = rf"(?:and|{'|'.join(_JOINING)})?"
_NO_MERE_TRADE = 9  # letters: "tattooart" says nothing of whose it is
_ENTRY_WEIGHT = 2
_ENOUGH_VOTES = 4  # what stands in every footer (a web designer's name) does not outvote the studio's own page


def studio_name(entry_url: str, pages: Sequence[PageReading]) -> str | None:
    """The name most of the pages give the studio; None when they give none."""
    votes: Counter[str] = Counter()
    spelling: dict[str, str] = {}
    for page in pages:
        for name in dict.fromkeys(page.studio_names):
            key = fold(name)
            if not key or len(key) > 50 or _PAGE_TITLES.match(key) or heads_people(name):
                continue
            spelling.setdefault(key, name)
            votes[key] += _ENTRY_WEIGHT if page.url == entry_url else 1
    weighed = {key: min(count, _ENOUGH_VOTES) * (2 if _TRADE.search(key) else 1) for key, count in votes.items()}
    return spelling[max(weighed, key=lambda key: weighed[key])] if weighed else None


def studio_account(entry_url: str, pages: Sequence[PageReading], name: str | None) -> str | None:
    """The account that is the studio's: declared as such, in the page furniture, or made of the studio's name.

    An account found only beside a person is theirs, unless it bears the studio's name. None rather than a guess.
    """
    scores: Counter[str] = Counter()
    handles = {s.handle for page in pages for s in page.sightings if s.place is not Place.CREDIT}
    for handle in handles:
        scores[handle] = _score(handle, entry_url, pages, name)
    ranked = scores.most_common(2)
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        return None
    return ranked[0][0] if ranked and ranked[0][1] >= _ENOUGH else None


_ENOUGH = 30


def _score(handle: str, entry_url: str, pages: Sequence[PageReading], name: str | None) -> int:
    """Points for being the studio's account; 30 are enough."""
    seen = [(page, s) for page in pages for s in page.sightings if s.handle == handle and s.place is not Place.CREDIT]
    places = {s.place for _, s in seen}
    share = len({page.url for page, _ in seen}) / max(len(pages), 1)
    furniture = len({page.url for page, s in seen if s.place in {Place.CHROME, Place.ORGANISATION}}) / max(
        len(pages), 1
    )
    score = 30 if Place.ORGANISATION in places else 0
    score += round(20 * share) + round(30 * furniture)
    score += 40 if name and bears_name(handle, name) else 0
    score += (
        25 if any(page.url == entry_url and s.beside is None and s.place is not Place.QUOTED for page, s in seen) else 0
    )
    beside = {whose for page, s in seen if (whose := s.beside or _of_person_page(page))}
    if len(beside) == 1 and furniture == 0:
        score -= 25 if names_alike(next(iter(beside)), handle) else 0 if name and bears_name(handle, name) else 15
    return score


def _of_person_page(page: PageReading) -> str | None:
    """Whose page it is, by its title: "Rook" may be no name to believe anywhere else."""
    return page.subjects[0] if page.subjects and is_person_page(page.url) else None


def core_words(name: str) -> str:
    """A studio's name without trade words, folded: "Iron Rose Tattoo Studio" → "iron rose"."""
    return " ".join(word for word in fold(name).split() if word not in _GENERIC) or fold(name)


def without_trade_words(name: str) -> str:
    """A studio's name as written, without trade words: "Mara Quill Tattoo" → "Mara Quill"."""
    return " ".join(word for word in name.split() if fold(word) not in _GENERIC)


def bears_name(handle: str, name: str) -> bool:
    """Whether an account is called after a studio, trade words left aside; those alone have to begin it."""
    compact = re.sub(r"[._\d]", "", handle)
    if all(word in _GENERIC for word in fold(name).split()):
        whole = fold(name).removeprefix("the ").replace(" ", "")
        return len(whole) >= _NO_MERE_TRADE and compact.removeprefix("the").startswith(whole)
    words = [word for word in core_words(name).split() if word not in _JOINING]
    core = "".join(words)
    if (len(core) >= 4 and re.search(_AND.join(words), compact)) or (
        len(compact) > 5 and fold(name).replace(" ", "").startswith(compact)
    ):
        return True
    return len(core) >= 5 and fuzz.partial_ratio(core, compact) >= 88
