"""People in a page's layout: cards, headings, lists and menus, with the accounts and roles that stand beside them."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from studio_scraper.domain import phrases
from studio_scraper.domain.models import Evidence, EvidenceKind, Mention, Role
from studio_scraper.domain.names import person_name
from studio_scraper.domain.outline import LABEL_LEVEL, Node, Outline, Text, in_people_class, path_of
from studio_scraper.domain.phrases import Named
from studio_scraper.domain.roles import is_other_staff, role_label
from studio_scraper.domain.sections import heads_people, heads_quotes

_ROLE_REACH = 3
_MAX_CARD_TEXTS = 60


@dataclass(slots=True, eq=False)
class Candidate:
    """A title that may be a person's name; ``among_people`` when its place says that names stand there."""

    text: Text
    named: Named
    among_people: bool
    card: Node
    handles: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    level: int
    people: bool
    named: bool
    quotes: bool
    at: int


class People:
    """The people of one page's layout; ``page_is_roster`` when its address or title says that it lists people."""

    def __init__(self, page: Outline, *, page_is_roster: bool) -> None:
        self._page = page
        self._roster = page_is_roster
        self.rosters: list[Text] = []
        self.candidates: list[Candidate] = []
        self._read_titles()
        self._starts = [candidate.text.at for candidate in self.candidates]
        for candidate in self.candidates:
            candidate.card = self._card(candidate)

    def _read_titles(self) -> None:
        """One pass over the titles, keeping the headings that are open; a name does not close "Our artists"."""
        stack = [_Open(level=0, people=self._roster, named=False, quotes=False, at=-1)]
        for text in self._page.texts:
            if not text.title_like or text.node.chrome:
                continue
            people, quotes = heads_people(text.text) or any(map(heads_people, text.parts)), heads_quotes(text.text)
            named = None if people or quotes else self._name(text, self._is_among_people(text, stack))
            _close(stack, text.level, keep_people=named is not None)
            top = stack[-1]
            if people:
                self.rosters.append(text)
            elif named and not text.node.quoted and not any(entry.quotes for entry in stack):
                among = self._is_among_people(text, stack)
                self.candidates.append(Candidate(text=text, named=named, among_people=among, card=text.node))
            first_on_roster = self._roster and top.level == 0 and named is None and text.level == 1
            stack.append(
                _Open(level=text.level, people=people or first_on_roster, named=named is not None, quotes=quotes, at=text.at)
            )

    def _is_among_people(self, text: Text, stack: list[_Open]) -> bool:
        above = [entry for entry in stack if entry.level < text.level or entry.people]
        top = next((entry for entry in reversed(above) if not entry.named), above[0] if above else stack[0])
        if top.people:
            return True
        inside = in_people_class(text.node)
        return inside is not None and not inside.start < top.at < inside.end

    @staticmethod
    def _name(text: Text, among_people: bool) -> Named | None:
        trusted = among_people
        if name := person_name(text.text, trusted=trusted) or _name_in_parts(text.parts, trusted=trusted):
            return Named(name=name, kind=EvidenceKind.CARD)
        return phrases.in_heading(text.text, trusted=trusted)

    def within(self, node: Node) -> list[Candidate]:
        return self.candidates[bisect_left(self._starts, node.start) : bisect_right(self._starts, node.end)]

    def _card(self, candidate: Candidate) -> Node:
        """The largest element around a name that holds no other name."""
        card = candidate.text.node
        for up in candidate.text.node.ancestors():
            if up.tag in {"body", "main", "html"} or len(self.within(up)) > 1:
                break
            if len(self._page.texts_in(up)) > _MAX_CARD_TEXTS:
                break
            card = up
        return card

    def beside(self, node: Node) -> Candidate | None:
        """Whose link or label this is: the only name in its card, else the last name before it in the same section."""
        for up in (node, *node.ancestors()):
            inside = self.within(up)
            if not inside:
                continue
            before = [candidate for candidate in inside if candidate.text.at < node.start]
            nearest = before[-1] if before else inside[0]
            if len(inside) > 1 and not before:
                return None
            return None if self._parted(nearest, node) else nearest
        return None

    def _parted(self, candidate: Candidate, node: Node) -> bool:
        """Whether another heading of the same rank stands between a name and an element."""
        low, high = sorted((candidate.text.at, node.start))
        between = (text for text in self._page.texts if low < text.at < high and text is not candidate.text)
        return any(text.title_like and text.level <= min(candidate.text.level, LABEL_LEVEL - 1) for text in between)

    def role_beside(self, candidate: Candidate) -> tuple[Role | None, str, bool]:
        """The role label by a name, its words, and whether it is a job done without a needle."""
        texts = self._page.texts_in(candidate.card)
        if candidate.text not in texts:
            texts = self._page.texts
        index = texts.index(candidate.text)
        near = texts[index + 1 : index + 1 + _ROLE_REACH] + texts[max(0, index - 1) : index]
        for text in near:
            if text.title_like and text.level <= candidate.text.level and text.level < LABEL_LEVEL:
                continue
            if is_other_staff(text.text):
                return None, text.text, True
            if (role := role_label(text.text)) and not heads_people(text.text):
                return role, text.text, False
        return None, "", False

    def mentions(self, url: str) -> list[Mention]:
        found = [mention for candidate in self.candidates for mention in self._mentions_of(candidate, url)]
        for roster in self.rosters:
            found += self._listed_under(roster, url)
        return found

    def _mentions_of(self, candidate: Candidate, url: str) -> list[Mention]:
        role, label, other_staff = self.role_beside(candidate)
        copy = " ".join(text.text for text in self._page.texts_in(candidate.card)[:8])
        if other_staff or (phrases.is_placeholder_copy(copy) and not candidate.handles):
            return []
        kind = self._kind(candidate, role)
        if kind is None:
            return []
        excerpt = f"{candidate.text.text} {label}".strip()[:120]
        evidence = Evidence(url=url, kind=kind, locator=path_of(candidate.text.node), excerpt=excerpt)
        name, role = candidate.named.name, role or candidate.named.role
        handles: list[str | None] = [*candidate.handles] or [None]
        return [Mention(name=name, evidence=evidence, role=role, instagram=handle) for handle in handles]

    def _kind(self, candidate: Candidate, role: Role | None) -> EvidenceKind | None:
        if candidate.among_people:
            return EvidenceKind.CARD if candidate.named.kind is EvidenceKind.CARD else candidate.named.kind
        if candidate.named.kind is not EvidenceKind.CARD:
            return candidate.named.kind
        if role:
            return EvidenceKind.ROLE_TEXT
        return EvidenceKind.INSTAGRAM_LINK if candidate.handles else None

    def _listed_under(self, roster: Text, url: str) -> list[Mention]:
        """Names set out below a people heading without headings of their own: a list, tabs, one line."""
        texts = self._page.texts
        low = texts.index(roster) + 1
        high = next((i for i in range(low, len(texts)) if texts[i].title_like), len(texts))
        run = [text for text in texts[low:high][:60] if not text.node.quoted]
        named = [(text, name) for text in run if (name := person_name(text.text))]
        shapes = {(text.node.tag, text.node.parent.tag if text.node.parent else "") for text, _ in named}
        found = [(text, name, None) for text, name in named] if len(named) > 1 and len(shapes) == 1 else []
        found += [(text, label.name, label.role) for text in run[:3] if (label := phrases.in_label(text.text, trusted=False, phones=True))]
        found += [(text, name, None) for text in run[:3] if len(text.text) < 200 for name in phrases.name_list(text.text)]
        return [
            Mention(
                name=name,
                role=role,
                evidence=Evidence(
                    url=url, kind=EvidenceKind.LISTING, locator=path_of(text.node), excerpt=f"{roster.text}: {text.text}"[:120]
                ),
            )
            for text, name, role in found
        ]


def _name_in_parts(parts: tuple[str, ...], *, trusted: bool) -> str | None:
    """The name in a title of several parts, when the others are a role, an account or the name again."""
    names = {name for part in parts if (name := person_name(part, trusted=trusted))}
    others = [part for part in parts if not person_name(part, trusted=trusted)]
    return names.pop() if len(names) == 1 and all(role_label(p) or p.startswith("@") for p in others) else None


def _close(stack: list[_Open], level: int, *, keep_people: bool) -> None:
    """Close the headings that a heading of this level ends."""
    while len(stack) > 1 and stack[-1].level >= level:
        same_rank = stack[-1].level == level
        if keep_people and same_rank and stack[-1].people:
            return
        stack.pop()
