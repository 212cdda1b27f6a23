"""Names that a page sets out alike without heading them: rows of a table, cells of a grid, lines that begin in bold."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from service_kit.handles import instagram_handle
from studio_scraper.domain import phrases
from studio_scraper.domain import vocabulary as words
from studio_scraper.domain.models import EvidenceKind
from studio_scraper.domain.names import fold, names_alike, person_name
from studio_scraper.domain.outline import Anchor, Node, Outline, Text, in_people_class
from studio_scraper.domain.phrases import Named
from studio_scraper.domain.roles import is_no_person, is_other_staff, role_in_brackets, role_label
from studio_scraper.domain.sections import heads_elsewhere, heads_outsiders, heads_people, heads_work

_BEFORE_ACCOUNT = re.compile(r"(?P<name>.{2,42}?)\s*(?:\s[-–|]\s*|\()?(?<=[\s(])@[\w.]+", re.ASCII)
ACCOUNT_AFTER = re.compile(r"\s*[-–|(]?\s*(?<=\s)@[\w.]+\)?$", re.ASCII)
_LEADING = words.word_set("strong b a font em i span big u")
# "Jo Hill – Leeds – Instagram": a name, where from or when, and the word of a link
_FIRST_OF_THREE = re.compile(
    r"(?P<name>[^–—|·•]{2,42}?)\s+[-–—|·•]\s+.{2,40}\s+[-–—|·•]\s+(?:@[\w.]+|Instagram|IG|Insta)$", re.I
)
_MAX_ENTRY = 400  # characters of a line that begins with a name
_MAX_LABEL = 60
_SENTENCE = 25
_MOSTLY = 0.5
_ROLE_REACH = 2  # texts after a name
_FIRST_WORDS = re.compile(r"[\s(–—|:,-]*(?P<said>[^().–—|:,;]{2,40})")


@dataclass(slots=True, eq=False)
class _Entry:
    text: Text
    named: Named
    has_role: bool = False
    handle: str | None = None
    in_scope: bool = False
    is_elsewhere: bool = False

    def is_borne_out(self, purity: float) -> bool:
        """Whether more than its looks says that a name stands here; ``purity``: what share of its shape are names."""
        if self.is_elsewhere:
            return self.has_role
        return self.has_role or self.handle is not None or (self.in_scope and purity > _MOSTLY)


def _shape(text: Text) -> tuple[str, ...]:
    """What texts that are set out alike have in common: their element, its class, its parent, how they begin."""
    parent = text.node.parent
    return text.node.tag, text.node.element.get("class") or "", text.lead, parent.tag if parent else ""


def listed(text: Text, *, among_people: bool = False) -> Named | None:
    """Whom a line names: all of it, the bold words or the link it begins with, or the name beside a role.

    ``among_people``: the line stands where names stand, so a sentence may begin with the bold words.
    """
    before = _BEFORE_ACCOUNT.match(text.text) if "@" in text.text else None
    if name := person_name(before["name"] if before else text.text):
        role = role_in_brackets(text.text)
        return Named(name=name, kind=EvidenceKind.LISTING, role=role)
    if text.lead in _LEADING and len(text.parts) > 1 and not text.parts[0].endswith(":"):
        name = person_name(text.parts[0])
        if name and (among_people or not _goes_on(text.parts[1])):
            said = _FIRST_WORDS.match(" ".join(text.parts[1:]))
            role = role_label(said["said"]) if said else None
            return Named(name=name, kind=EvidenceKind.ROLE_TEXT if role else EvidenceKind.LISTING, role=role)
    label = phrases.in_label(text.text, trusted=False) if len(text.text) < _MAX_LABEL else None
    if label or not among_people:
        return label
    first = _FIRST_OF_THREE.match(text.text)
    name = person_name(first["name"]) if first else None
    return Named(name=name, kind=EvidenceKind.LISTING) if name else None


def _goes_on(rest: str) -> bool:
    """Whether what follows a name is the rest of a sentence: "Rose tattoos are…", not "– owner" or "Instagram"."""
    return rest[:1].islower() and role_label(rest.split(".", maxsplit=1)[0]) is None and len(rest.split()) > 1


def set_out_alike(page: Outline, *, page_is_roster: bool, counted: Container[int]) -> list[tuple[Text, Named]]:
    """The names of every group of texts of one shape, where enough of the group is borne out as people.

    A role, an account of their own, or a picture in a place that is about people bears a name out. Half of a group
    has to be; or one of it by an account called after them, when nothing but names has that shape. ``counted``: where
    the labels of counters begin, which are set out alike and name nobody.
    """
    entries: dict[tuple[str, ...], list[_Entry]] = defaultdict(list)
    sizes: Counter[tuple[str, ...]] = Counter()
    of_others: dict[Text | None, bool] = {}  # by heading, under which there may be many
    for text in page.texts:
        if text.node.chrome or text.node.quoted or len(text.text) > _MAX_ENTRY:
            continue
        if text.heading not in of_others:
            of_others[text.heading] = _is_of_others(text)
        if of_others[text.heading]:
            continue
        if text.at in counted or says_what_somebody_does(text):
            continue
        key = _shape(text)
        sizes[key] += 1
        named = listed(text)
        if named and (named.role or not (heads_people(text.text) or heads_outsiders(text.text))):
            entries[key].append(_Entry(text=text, named=named, is_elsewhere=_is_elsewhere(text)))
    found: list[tuple[Text, Named]] = []
    for key, group in entries.items():
        _bear_out(group, page, page_is_roster=page_is_roster)
        purity = len(group) / sizes[key]
        if _is_believed(group, purity):
            sections = {id(entry.text.heading) for entry in group if entry.is_borne_out(purity)}
            found += [(entry.text, entry.named) for entry in group if id(entry.text.heading) in sections]
    return found


def says_what_somebody_does(text: Text) -> bool:
    """Whether a text's own class makes it the role below a name: a template's "team-role" may hold a slogan."""
    return bool(text.node.words & words.ROLE_CLASS) and "name" not in text.node.words


def _is_of_others(text: Text) -> bool:
    """Whether a text stands under a heading of people who do not tattoo here, or of brands."""
    return any(heads_outsiders(said) or words.BRANDS.search(fold(said)) for said in _headings(text))


def _is_elsewhere(text: Text) -> bool:
    """Whether a text stands under a heading of places or services, where a name needs a role to be one."""
    return any(heads_elsewhere(said) and not heads_work(said) for said in _headings(text))


def _headings(text: Text) -> Iterator[str]:
    heading = text.heading
    for _ in range(4):
        if heading is None:
            return
        yield heading.text
        heading = heading.heading


def _has_namesake(entry: _Entry) -> bool:
    """Whether an account stands by a name that is called after it; branches have such accounts too."""
    return entry.handle is not None and not entry.is_elsewhere and names_alike(entry.named.name, entry.handle)


def _is_believed(group: Sequence[_Entry], purity: float) -> bool:
    names = {fold(entry.named.name) for entry in group}
    if len(names) < 2:
        return all(entry.named.role and len(entry.named.name.split()) > 1 for entry in group)
    supported = sum(entry.is_borne_out(purity) for entry in group)
    namesakes = sum(_has_namesake(entry) for entry in group)
    return 2 * supported >= len(group) or (purity == 1 and namesakes > 0)


def _bear_out(group: Sequence[_Entry], page: Outline, *, page_is_roster: bool) -> None:
    """Find what bears each name of a group out, within the part of the page that is theirs alone."""
    starts = [entry.text.at for entry in group]
    seen: Counter[str] = Counter()
    for index, entry in enumerate(group):
        low, high = _span(entry, starts, index, page)
        after = page.texts_between(entry.text.at, high)[:_ROLE_REACH]
        entry.is_elsewhere |= any(is_no_person(text.text) for text in after[:1])
        roles = [text.text for text in after if _is_their_role(text)]
        entry.has_role = entry.named.role is not None or bool(roles)
        handles = {handle for anchor in page.anchors_between(low, high) if (handle := _account(anchor))}
        entry.handle = handles.pop() if len(handles) == 1 else None
        seen[entry.handle or ""] += 1
        scope = page_is_roster or in_people_class(entry.text.node) is not None
        pictured = page.has_picture(low, high)
        told_of = any(_tells_of(text, entry.named.name) for text in after[:1])
        entry.in_scope = scope and (pictured or told_of or _is_in_roster_list(entry.text))
    for entry in group:
        if entry.handle and seen[entry.handle] > 1:
            entry.handle = None


def _is_in_roster_list(text: Text) -> bool:
    """Whether a text is an entry of a list in a place that is about several people."""
    place = in_people_class(text.node)
    return text.node.tag == "li" and place is not None and bool(place.words & words.PEOPLE)


def _tells_of(text: Text, name: str) -> bool:
    """Whether a text is a sentence about the name before it: "Jo started the studio in 1999"."""
    return len(text.text) > _SENTENCE and fold(text.text).split()[0] in fold(name).split()


def _is_their_role(text: Text) -> bool:
    """Whether a text is the role of the name before it; "Artist: Jo" below a picture's title names somebody else."""
    if phrases.in_label(text.text, trusted=False):
        return False
    return role_label(text.text) is not None and not is_other_staff(text.text)


def _span(entry: _Entry, starts: list[int], index: int, page: Outline) -> tuple[int, int]:
    """Where in the reading order an entry's own part of the page begins and ends."""
    cell: Node | None = None
    for up in (entry.text.node, *entry.text.node.ancestors()):
        if bisect_right(starts, up.end) - bisect_left(starts, up.start) > 1 or up.tag in {"body", "html", "main"}:
            break
        cell = up
    if cell is not None and (cell is not entry.text.node or len(page.texts_in(cell)) > 1 or page.anchors_in(cell)):
        return cell.start, cell.end
    around = cell.parent if cell is not None and cell.parent is not None else page.root
    following = starts[index + 1] if index + 1 < len(starts) else around.end
    return entry.text.at, min(following, around.end)


def _account(anchor: Anchor) -> str | None:
    return instagram_handle(anchor.href) if "insta" in anchor.href.lower() and not anchor.node.chrome else None
