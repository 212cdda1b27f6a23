"""People in a page's layout: cards, headings, lists and menus, with the accounts and roles that stand beside them."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from urllib.parse import urldefrag

from service_kit.handles import find_handles
from studio_scraper.domain import phrases
from studio_scraper.domain.alike import ACCOUNT_AFTER, listed, says_what_somebody_does, set_out_alike
from studio_scraper.domain.counters import counted
from studio_scraper.domain.models import Evidence, EvidenceKind, Mention, Role
from studio_scraper.domain.names import fold, is_street, names_alike, person_name, slug_words
from studio_scraper.domain.outline import LABEL_LEVEL, Node, Outline, Text, in_people_class, path_of
from studio_scraper.domain.phrases import Named
from studio_scraper.domain.remembering import remembered
from studio_scraper.domain.roles import is_no_person, role_in, role_in_brackets, role_label
from studio_scraper.domain.sections import (
    heads_column,
    heads_elsewhere,
    heads_outsiders,
    heads_people,
    heads_works_of_one,
    is_roster_title,
)

_ROLE_REACH = 3
_MAX_CARD_TEXTS = 60
_MAX_APART = 200  # texts between a name and an account that may be theirs
_MAX_LIST, _MAX_LINE = 60, 200  # texts below a heading; characters of one line of names
_FEW_WORDS = 3
_STUDIOS_OWN = re.compile(r"studio|parlou?r|shop|collective")  # an account that says so is hardly a person's
_LISTING = EvidenceKind.LISTING
_TO_OWN_PAGE = re.compile(
    r"^(?:view|see|read|more|meet|profile|portfolio|gallery|bio|learn|discover|explore|full|visit|mehr|voir|ver|"
    r"vedi|se)\b",
    re.IGNORECASE,
)


@dataclass(slots=True, eq=False)
class Candidate:
    """A title that may be a person's name; ``among_people`` when its place says that names stand there."""

    text: Text
    named: Named
    among_people: bool
    card: Node
    section_role: Role | None = None
    same_rank: bool = False
    handles: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    level: int
    people: bool
    named: bool
    quotes: bool
    at: int
    until: int
    role: Role | None = None


class People:
    """The people of one page's layout; ``page_is_roster`` when its address or title says that it lists people."""

    def __init__(self, page: Outline, *, page_is_roster: bool) -> None:
        self._page = page
        self._roster = page_is_roster
        self.rosters: list[Text] = []
        self.candidates: list[Candidate] = []
        self._headline = next((text for text in page.texts if text.level == 1), None)
        self._index = {text.at: index for index, text in enumerate(page.texts)}
        self._counted = counted(page)
        self._read_titles()
        for roster in self.rosters:
            self._read_list(roster)
        for text in self._page.texts:
            if text.node.tag == "th" and heads_column(text.text):
                self._read_column(text)
        self._read_alike()
        self._drop_labels()
        self.candidates.sort(key=lambda candidate: candidate.text.at)
        self._starts = [candidate.text.at for candidate in self.candidates]
        self._names = frozenset(self._starts)
        for candidate in self.candidates:
            candidate.card = self._card(candidate)

    def _read_titles(self) -> None:
        """One pass over the titles, keeping the headings that are open; a name does not close "Our artists"."""
        end = self._page.root.end
        stack = [_Open(level=0, people=self._roster, named=False, quotes=False, at=-1, until=end)]
        for text in self._page.texts:
            if not text.title_like or not self._may_say_who(text):
                continue
            self._leave_sections(stack, text.at)
            people = self._opens_people(text)
            quotes = heads_outsiders(text.text) or heads_works_of_one(text.text)
            named = None if people or quotes else self._name(text, self._is_among_people(text, stack))
            names_part = named is not None or is_street(text.text)  # a person, or a branch of the studio
            _close(stack, text.level, keep_people=names_part)
            top = stack[-1]
            if people:
                self.rosters.append(text)
            elif named and not text.node.quoted and not any(entry.quotes for entry in stack):
                among = self._is_among_people(text, stack)
                section = next((entry.role for entry in reversed(stack) if entry.people), None)
                self.candidates.append(
                    Candidate(
                        text=text,
                        named=named,
                        among_people=among,
                        card=text.node,
                        section_role=section,
                        same_rank=top.people and top.level == text.level,
                    )
                )
            first_on_roster = self._roster and top.level == 0 and named is None and text.level == 1
            stack.append(
                _Open(
                    level=text.level,
                    people=people or first_on_roster,
                    named=names_part,
                    quotes=quotes,
                    at=text.at,
                    until=next((up.end for up in text.node.ancestors() if up.tag == "section"), end),
                    role=section_role(text.text) if people else None,
                )
            )

    def _may_say_who(self, text: Text) -> bool:
        furniture = text.node.chrome and not _is_headline(text)
        return not furniture and text.at not in self._counted and not says_what_somebody_does(text)

    def _leave_sections(self, stack: list[_Open], at: int) -> None:
        """A ``<section>`` that has named its people takes its headings with it."""
        while len(stack) > 1 and stack[-1].until < at and any(one.text.at > stack[1].at for one in self.candidates):
            stack.pop()

    def _opens_people(self, text: Text) -> bool:
        """A page's main heading has to say no more than that it lists people; those below it may be wordier."""
        if _name_in_parts(text.parts, trusted=False) or phrases.with_role(text.text):
            return False  # "Jo Hill" over "Piercer", in one heading
        said = (text.text, *text.parts)
        if text is self._headline:
            return any(
                is_roster_title(part) or (part.lower().startswith("meet ") and heads_people(part)) for part in said
            )
        return any(map(heads_people, said))

    def _is_among_people(self, text: Text, stack: list[_Open]) -> bool:
        above = [entry for entry in stack if entry.level < text.level or entry.people]
        top = next((entry for entry in reversed(above) if not entry.named), above[0] if above else stack[0])
        if top.people:
            return True
        inside = None if text.node.chrome else in_people_class(text.node)
        return inside is not None and not inside.start < top.at < inside.end

    @staticmethod
    def _name(text: Text, among_people: bool) -> Named | None:
        trusted = among_people
        plain = ACCOUNT_AFTER.sub("", text.text)
        label = plain.endswith(":") and len(plain.split()) == 1  # "Phone:" labels what follows
        if not label and (name := person_name(plain, trusted=trusted)):
            return Named(name=name, kind=EvidenceKind.CARD, role=role_in_brackets(plain))
        if named := _name_in_parts(text.parts, trusted=trusted):
            return named
        if among_people and text.text.startswith("@") and (handles := find_handles(text.text)):
            return Named(name=handles[0], kind=EvidenceKind.CARD)
        named_in_phrase = phrases.in_heading(text.text, trusted=trusted)
        if named_in_phrase or not among_people:
            return named_in_phrase
        leading = phrases.leading_name(plain)
        return Named(name=leading, kind=EvidenceKind.CARD) if leading else phrases.with_role(plain)

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
        between = self._page.texts_between(low, high - 1)
        rank = min(candidate.text.level or LABEL_LEVEL, LABEL_LEVEL - 1)
        return len(between) > _MAX_APART or any(
            text.title_like and text.level <= rank for text in between if text is not candidate.text
        )

    def role_beside(self, candidate: Candidate) -> tuple[Role | None, str, bool]:
        """The role label by a name, its words, and whether it is no artist's."""
        inside = self._page.texts_in(candidate.card)
        before = self._page.texts_between(candidate.card.start - 1, candidate.text.at - 1)
        after = self._following(candidate)[:_ROLE_REACH]
        own = [text for text in after if text.at < candidate.card.end] if len(inside) > 1 else after
        for text in (*own, *before[-1:]):
            if phrases.in_label(text.text, trusted=False) or self._heads_names(text):
                continue  # "Artist: Jo" below a picture's title names somebody else, "Resident artist" heads them
            if is_no_person(text.text):
                return None, text.text, True
            if role := role_label(text.text):
                return role, text.text, False
        return None, "", False

    def _heads_names(self, text: Text) -> bool:
        """Whether a title's next name stands under it."""
        index = bisect_right(self._starts, text.at)
        return text.level > 0 and index < len(self.candidates) and self.candidates[index].text.heading is text

    def _following(self, candidate: Candidate) -> list[Text]:
        """The texts after a name, up to the next name or heading of its rank."""
        texts, level = self._page.texts, candidate.text.level or LABEL_LEVEL
        low = self._index[candidate.text.at] + 1
        ends = (
            i
            for i in range(low, len(texts))
            if texts[i].at in self._names or 0 < texts[i].level <= min(level, LABEL_LEVEL - 1)
        )
        return texts[low : next(ends, len(texts))]

    def _is_supported(self, candidate: Candidate, role: Role | None) -> bool:
        """Whether more than the place of a title says that it is a name: a role, an account, a picture, a page."""
        if role or candidate.handles or self.own_link(candidate):
            return True
        following = self._following(candidate)
        until = following[-1].at if following else candidate.text.node.end
        card = candidate.card
        return self._page.has_picture(card.start, card.end) or self._page.has_picture(candidate.text.at, until)

    def own_link(self, candidate: Candidate) -> str | None:
        """The address of the person's own page: around the name, or in the card under "view work" and the like."""
        around = next((up for up in (candidate.text.node, *candidate.text.node.ancestors()) if up.tag == "a"), None)
        inside = self._page.anchors_in(candidate.card)
        name_words = set(fold(candidate.named.name).split())
        for anchor in sorted(inside, key=lambda anchor: anchor.node is not around):
            if (
                not anchor.href
                or anchor.href.startswith(("#", "mailto:", "tel:", "javascript:"))
                or "instagram." in anchor.href
            ):
                continue
            slug = slug_words(anchor.href.rsplit("/", 1)[-1])
            if anchor.node is around or slug & name_words or _TO_OWN_PAGE.search(anchor.text or anchor.label):
                return urldefrag(anchor.url).url
        return None

    def mentions(self, url: str) -> list[Mention]:
        return [mention for candidate in self.candidates for mention in self._mentions_of(candidate, url)]

    def _mentions_of(self, candidate: Candidate, url: str) -> list[Mention]:
        role, label, other_staff = self.role_beside(candidate)
        if other_staff:
            return []
        kind = self._kind(candidate, role)
        if kind is None or (candidate.same_rank and not self._is_supported(candidate, role)):
            return []
        excerpt = f"{candidate.text.text} {label}".strip()[:120]
        evidence = Evidence(url=url, kind=kind, locator=path_of(candidate.text.node), excerpt=excerpt)
        name, role = candidate.named.name, role or candidate.named.role or candidate.section_role
        handles: list[str | None] = [*candidate.handles] or [None]
        link = self.own_link(candidate)
        return [Mention(name=name, evidence=evidence, role=role, instagram=handle, link=link) for handle in handles]

    def _kind(self, candidate: Candidate, role: Role | None) -> EvidenceKind | None:
        if candidate.among_people:
            return candidate.named.kind
        if candidate.named.kind is not EvidenceKind.CARD:
            return candidate.named.kind
        if role:
            return EvidenceKind.ROLE_TEXT
        heading = candidate.text.heading
        elsewhere = heading is not None and heads_elsewhere(heading.text)
        theirs = any(
            names_alike(candidate.named.name, handle) or not _STUDIOS_OWN.search(handle) for handle in candidate.handles
        )
        return EvidenceKind.INSTAGRAM_LINK if theirs and not elsewhere else None

    def _read_alike(self) -> None:
        """Names that are set out alike; a title among them stands where names stand."""
        known = {candidate.text.at: candidate for candidate in self.candidates}
        for text, named in set_out_alike(self._page, page_is_roster=self._roster, counted=self._counted):
            candidate = known.get(text.at)
            if candidate is None:
                section = section_role(text.heading.text) if text.heading else None
                self.candidates.append(
                    Candidate(text=text, named=named, among_people=True, card=text.node, section_role=section)
                )
            elif not candidate.among_people:
                candidate.named, candidate.among_people = named, True

    def _drop_labels(self) -> None:
        """Drop what stands under one name as under another, and has nothing of its own: "Favourites" in each card."""
        by_text: dict[Text | None, Candidate] = {candidate.text: candidate for candidate in self.candidates}
        under: dict[str, set[str]] = defaultdict(set)
        for candidate in self.candidates:
            if (above := by_text.get(candidate.text.heading)) and not self._has_its_own(candidate.text, above.text):
                under[fold(candidate.text.text)].add(fold(above.named.name))
        labels = {said for said, names in under.items() if len(names) > 1}
        self.candidates = [candidate for candidate in self.candidates if fold(candidate.text.text) not in labels]

    def _has_its_own(self, text: Text, above: Text) -> bool:
        """Whether a picture, a link or a role stands in the part of the page that is a title's and not the one's above.

        An artist of two shops that are called like people has a card in each.
        """
        part = text.node
        while part.parent is not None and part.parent.start > above.at:
            part = part.parent
        linked = bool(self._page.anchors_in(part)) or self._page.has_picture(part.start, part.end)
        return linked or any(role_label(other.text) for other in self._page.texts_in(part))

    def _read_list(self, roster: Text) -> None:
        """Names set out below a people heading without headings of their own: a list, tabs, a table, one line."""
        texts = self._page.texts
        low = self._index[roster.at] + 1
        high = next((i for i in range(low, len(texts)) if texts[i].title_like), len(texts))
        run = [text for text in texts[low:high][:_MAX_LIST] if not text.node.quoted]
        named = [(text, named) for text in run if (named := listed(text, among_people=True))]
        shapes = Counter(_shape(text) for text, _ in named)
        shape, count = shapes.most_common(1)[0] if shapes else (None, 0)
        others = [text for text in run if _shape(text) == shape and _is_short_of_a_name(text)]
        found = (
            [(text, named) for text, named in named if _shape(text) == shape]
            if count > 1 and count >= len(others)
            else []
        )
        if not found:
            found = [(t, label) for t in run[:3] if (label := phrases.in_label(t.text, trusted=False, phones=True))]
        if not found:
            lines = [text for text in run[:3] if len(text.text) < _MAX_LINE]
            found = [(t, Named(name=name, kind=_LISTING)) for t in lines for name in phrases.name_list(t.text)]
        if not found:
            invited = [(t, name) for t in run if (name := phrases.in_invitation_to_page(t.text))]
            found = [(t, Named(name=name, kind=_LISTING)) for t, name in invited] if len(invited) > 1 else []
        role = section_role(roster.text)
        self.candidates += [
            Candidate(text=text, named=named, among_people=True, card=text.node, section_role=role)
            for text, named in found
        ]

    def _read_column(self, header: Text) -> None:
        """Names in the cells of a table below a header cell that says no more than "Artist"."""
        table = next((up for up in header.node.ancestors() if up.tag == "table"), None)
        column = sum(1 for _ in header.node.element.itersiblings("th", "td", preceding=True))
        for text in self._page.texts_in(table) if table else ():
            cell = text.node.element
            if cell.tag == "td" and sum(1 for _ in cell.itersiblings("th", "td", preceding=True)) == column:
                named = listed(text)
                if named:
                    self.candidates.append(Candidate(text=text, named=named, among_people=True, card=text.node))


def _shape(text: Text) -> tuple[str, str]:
    return text.node.tag, text.node.parent.tag if text.node.parent else ""


def _is_short_of_a_name(text: Text) -> bool:
    """Whether a line is as short as a name and is none: where most of a list is so, it lists something else."""
    return len(text.text.split()) <= _FEW_WORDS and listed(text, among_people=True) is None and not role_in(text.text)


@remembered
def section_role(heading: str) -> Role | None:
    """The role a heading gives all below it: "Guest artists", "Our apprentices"; residents are the rule."""
    singular = " ".join(word.removesuffix("s") for word in fold(heading).split())
    role = role_in(singular)
    return (
        role
        if role in {Role.GUEST, Role.APPRENTICE, Role.PIERCER} and "artist" not in singular.replace("guest artist", "")
        else None
    )


def _is_headline(text: Text) -> bool:
    """A main heading inside the page's ``<header>`` is about the page, unlike what stands in menus and footers."""
    return text.level <= 2 and not text.node.menu and any(up.tag == "header" for up in text.node.ancestors())


@remembered
def _name_in_parts(parts: tuple[str, ...], *, trusted: bool) -> Named | None:
    """The name in a title of several parts, when the others are a role, an account or the name again."""
    names = {name for part in parts if (name := person_name(part, trusted=trusted))}
    others = [part for part in parts if not person_name(part, trusted=trusted)]
    if len(names) != 1 or not all(role_label(part) or part.startswith("@") for part in others):
        return None
    role = role_in(" ".join(others))
    if role in {Role.APPRENTICE, Role.GUEST} and not trusted:
        return None
    return Named(name=names.pop(), kind=EvidenceKind.CARD, role=role)


def _close(stack: list[_Open], level: int, *, keep_people: bool) -> None:
    """Close the headings that a heading of this level ends."""
    while len(stack) > 1 and stack[-1].level >= level:
        same_rank = stack[-1].level == level
        if keep_people and same_rank and stack[-1].people:
            return
        stack.pop()
