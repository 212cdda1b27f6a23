"""Reading one page: every kind of evidence for who works there, and the links worth following."""

import re
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import etree
from lxml.etree import _Element as Element

from service_kit.handles import find_handles, instagram_handle
from studio_scraper.domain import phrases
from studio_scraper.domain import vocabulary as words
from studio_scraper.domain.models import Evidence, EvidenceKind, Link, Mention, PageReading, Place, Sighting
from studio_scraper.domain.names import fold, names_alike, person_name, slug_words, tidy
from studio_scraper.domain.outline import Anchor, Node, Outline, Text, in_people_class, outline, path_of, text_of
from studio_scraper.domain.page_state import read_state
from studio_scraper.domain.people import People, section_role
from studio_scraper.domain.remembering import remembered
from studio_scraper.domain.sections import (
    heads_outsiders,
    heads_people,
    is_people_page,
    is_person_page,
    is_roster_title,
)
from studio_scraper.domain.structured import read_structured

_TITLE_PARTS = re.compile(r"\s*[|–—·•:»]\s*|\s+-\s+|\s+/\s+")
_SHELL_TEXT = 120
_SHORTEST_PROSE, _MAX_LABEL = 8, 60  # characters
_MAX_LOGO = 6  # words of "Logo of the Jo Hill Tattoo Studio"; more tell of a tattoo of some logo
_MAX_COPYRIGHT = 200  # characters: the pattern would try every way to read a longer row of marks
_ONE_LINE = 3  # texts of an element that is still one line, such as "Site by", "Panda", "2026"
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)(?:\s|©|\(c\)|copyright|\d{4}|[-–,])*(?P<owner>[^\W\d][^|.©•·\d\n]{2,50})", re.IGNORECASE
)
_MISTYPED_COPYRIGHT = re.compile(r"^@ ?\w[^@]{2,50} (?:19|20)\d\d\b")
# libxml2 compares each attribute of an element with all before it: tens of thousands of them take minutes.
_START_TAG = re.compile(r"<\w(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+")
_LONG, _MAX_ATTRIBUTES = 50_000, 2_000
_PARSER = etree.HTMLParser(encoding="utf-8", huge_tree=False)


def read_page(*, url: str, html: str) -> PageReading:
    """Everything the page says about people and accounts. Never raises: what cannot be parsed says nothing."""
    remembered.make_room(len(html))
    root = _parse(html)
    if root is None:
        return PageReading(url=url)
    page = outline(root, url)
    title = tidy(root.findtext(".//title") or "")
    structured = read_structured(page, url)
    state = read_state(page.scripts, url)
    is_roster = _is_roster(url, title)
    people = People(page, page_is_roster=is_roster)
    sightings, account_mentions = _accounts(page, people, url)
    mentions = [
        *structured.mentions,
        *state.mentions,
        *people.mentions(url),
        *account_mentions,
        *_in_menus(page, url),
        *_in_pictures(page, url),
        *_in_forms(page, url),
        *_in_prose(page, url),
    ]
    title_parts = tuple(part for part in _TITLE_PARTS.split(title) if part)
    subjects = _subjects(page, title_parts)
    if words.IN_MEMORY.search(fold(title)):
        mentions, subjects = [], ()
    links = _links(page, url, {mention.link for mention in mentions if mention.link}, is_roster=is_roster)
    return PageReading(
        url=url,
        studio_names=(*structured.studio_names, *_branding(page), *title_parts),
        subjects=subjects,
        mentions=tuple(mentions),
        sightings=(*structured.sightings, *state.sightings, *sightings),
        links=links,
        in_first_person=any(words.FIRST_PERSON.search(text.text.lower()) for text in page.texts if not text.node.quoted)
        or _describes_namesake(page, title),
        text_length=page.text_length(),
        is_shell=_is_shell(page, links),
        robots=",".join(page.declared("name", "robots")),
    )


def _parse(html: str) -> Element | None:
    if len(html) > _LONG and any(tag[0].count("=") > _MAX_ATTRIBUTES for tag in _START_TAG.finditer(html)):
        return None
    try:
        return etree.fromstring(html.encode("utf-8", "replace"), parser=_PARSER)
    except (etree.LxmlError, ValueError):
        return None


def _is_roster(url: str, title: str) -> bool:
    if is_person_page(url):
        return False
    said = _TITLE_PARTS.split(title)[0]
    return is_people_page(url) or is_roster_title(said) or words.MEET.match(fold(said)) is not None


def _is_shell(page: Outline, links: tuple[Link, ...]) -> bool:
    """Whether the page is an empty frame which a script fills in."""
    if page.text_length() > _SHELL_TEXT or links:
        return False
    return page.app_roots > 0 or (page.script_count > 0 and not page.images)


def _branding(page: Outline) -> list[str]:
    """What the page calls the studio: its logo, a main heading, the copyright line (which may be a designer's)."""
    names = [
        re.sub(r"\s*\b(?:logo(?:typ)?|icon)\b\s*", " ", alt, flags=re.I)
        for _, alt in page.images
        if "logo" in alt.lower() and len(alt.split()) <= _MAX_LOGO
    ]
    names += [
        text.text
        for text in page.texts
        if text.level == 1 and (slug_words(text.text) & words.TRADE_TAIL or _is_linked_in_furniture(text))
    ]
    for text in page.texts[-12:]:
        line = _COPYRIGHT.search(text.text[:_MAX_COPYRIGHT])
        if line:
            names.append(re.split(r"\s[-–—]\s|,|\ball rights", line["owner"], flags=re.IGNORECASE)[0])
    return [tidy(name).strip(" .") for name in names if tidy(name).strip(" .")]


def _is_linked_in_furniture(text: Text) -> bool:
    """Whether a heading in the page's head is a link as well, as the name of a website is that leads to its start."""
    return text.node.chrome and not text.node.menu and _inside_link(text.node)


def _describes_namesake(page: Outline, title: str) -> bool:
    """Whether the page's description calls the full name in its title a tattooist."""
    described = (phrases.artist_in(tidy(said)) for said in page.declared("name", "description"))
    return any(name is not None and fold(name) in fold(title) for name in described)


def _subjects(page: Outline, title_parts: tuple[str, ...]) -> tuple[str, ...]:
    """Names the whole page may be about: of its title and its first headings."""
    headings = [text.text for text in page.texts if text.title_like and text.level <= 2 and not text.node.quoted]
    found = (phrases.of_page(text) for text in (*title_parts[:1], *headings[:3]))
    return tuple(dict.fromkeys(name for name in found if name))


# --- accounts -----------------------------------------------------------------------------------------------------
def _accounts(page: Outline, people: People, url: str) -> tuple[list[Sighting], list[Mention]]:
    """Every Instagram account on the page with whom it stands beside, and people named by their link alone."""
    sightings: list[Sighting] = []
    mentions: list[Mention] = []
    for anchor in page.anchors:
        handle = _account(anchor.href)
        if handle:
            _sight(handle, anchor.node, page, people, sightings)
            if sightings[-1].place is Place.CONTENT and (
                mention := _named_by_link(anchor, handle, sightings[-1], page, url)
            ):
                mentions.append(mention)
    linked = {sighting.handle for sighting in sightings}
    for text in page.texts:
        if "@" in text.text and not _inside_link(text.node) and not _MISTYPED_COPYRIGHT.match(text.text):
            for handle in find_handles(text.text):
                if handle not in linked:
                    _sight(handle, text.node, page, people, sightings)
    for node in page.embeds:
        handle = instagram_handle(node.element.get("src") or "")
        if handle:
            _sight(handle, node, page, people, sightings)
    return sightings, mentions


def _account(href: str) -> str | None:
    """The account a link leads to, also through Instagram's own "you are leaving" page."""
    if "insta" not in href.lower() and "ig.me" not in href:
        return None
    return instagram_handle(href.partition("l.instagram.com/?u=")[2] or href)


def _sight(handle: str, node: Node, page: Outline, people: People, sightings: list[Sighting]) -> None:
    place = _place(node, page)
    owner = people.beside(node) if place is Place.CONTENT else None
    if owner and handle not in owner.handles:
        owner.handles.append(handle)
    name = owner.named.name if owner else None
    sightings.append(Sighting(handle=handle, place=place, locator=path_of(node), beside=name))


def _place(node: Node, page: Outline) -> Place:
    texts = next((texts for up in (node, *node.ancestors()) if (texts := page.texts_in(up))), [])
    line = next((up for up in (node, *node.ancestors()) if up.tag in {"p", "div", "li", "span"}), node)
    around = page.texts_in(line)
    line_texts = around if len(around) <= _ONE_LINE else texts
    said = " ".join(text.text for text in line_texts if text.at < node.end)  # an icon before the credit is not its own
    headings = [text.heading.text for text in texts[:1] if text.heading]
    if words.CREDIT.search(fold(said)) or any(words.BRANDS.search(fold(heading)) for heading in headings):
        return Place.CREDIT
    if node.quoted or any(heads_outsiders(heading) for heading in headings):
        return Place.QUOTED
    return Place.CHROME if node.chrome else Place.CONTENT


def _named_by_link(anchor: Anchor, handle: str, sighting: Sighting, page: Outline, url: str) -> Mention | None:
    """A link to an account whose own words are a name ("Jo"), or which is all that stands for a person ("@jo.ink")."""
    name = (
        person_name(anchor.text)
        or phrases.in_invitation(anchor.text)
        or phrases.in_invitation(anchor.label)
        or person_name(anchor.label)
    )
    if name is None and sighting.beside is None and anchor.text.startswith("@") and _stands_among_people(anchor, page):
        name = handle
    if name is None or (sighting.beside is not None and fold(sighting.beside) != fold(name)):
        return None
    evidence = Evidence(
        url=url,
        kind=EvidenceKind.INSTAGRAM_LINK,
        locator=path_of(anchor.node),
        excerpt=(anchor.text or anchor.label)[:120],
    )
    return Mention(name=name, evidence=evidence, instagram=handle)


def _stands_among_people(anchor: Anchor, page: Outline) -> bool:
    heading = next((text.heading for text in page.texts_in(anchor.node)), None)
    return in_people_class(anchor.node) is not None or (heading is not None and heads_people(heading.text))


def _inside_link(node: Node) -> bool:
    return node.tag == "a" or any(up.tag == "a" for up in node.ancestors())


# --- menus, pictures, forms, prose --------------------------------------------------------------------------------
def _in_menus(page: Outline, url: str) -> list[Mention]:
    """People named by a link to their own page, or by an entry of the menu's "Artists" branch."""
    found: list[Mention] = []
    for anchor in page.anchors:
        said = anchor.text or anchor.label
        if not said or len(said) > 60 or anchor.node.quoted:
            continue
        own_page = anchor.url.startswith("http") and is_person_page(anchor.url)
        branch = _in_people_branch(anchor)
        name = person_name(said, trusted=branch) or (phrases.in_invitation(anchor.label) if own_page else None)
        if name and (own_page or branch):
            kind = EvidenceKind.NAVIGATION if branch or anchor.node.chrome else EvidenceKind.LINK_TEXT
            evidence = Evidence(url=url, kind=kind, locator=path_of(anchor.node), excerpt=said)
            role = section_role(anchor.branch or "") if branch else None
            link = urldefrag(anchor.url).url if anchor.href != "#" else None
            found.append(Mention(name=name, evidence=evidence, role=role, link=link))
    return found


def _in_people_branch(anchor: Anchor) -> bool:
    """Whether the entry's list follows directly on a menu entry that speaks of people, or begins with such an entry."""
    return anchor.branch is not None and heads_people(anchor.branch)


def _in_pictures(page: Outline, url: str) -> list[Mention]:
    found: list[Mention] = []
    for node, alt in page.images:
        if not alt or node.quoted:
            continue
        named = phrases.in_caption(alt)
        if (named is None or named.role) and in_people_class(node):
            named = phrases.in_label(alt, trusted=False) or named or _only_name(alt)
        if named:
            evidence = Evidence(url=url, kind=named.kind, locator=path_of(node), excerpt=alt[:120])
            found.append(Mention(name=named.name, evidence=evidence, role=named.role))
    return found


def _only_name(alt: str) -> phrases.Named | None:
    name = person_name(alt)
    return phrases.Named(name=name, kind=EvidenceKind.ALT_TEXT) if name else None


def _in_forms(page: Outline, url: str) -> list[Mention]:
    """The options of a "preferred artist" field."""
    found: list[Mention] = []
    for node in page.selects:
        options = [text_of(option) for option in node.element.iter("option")]
        identity = slug_words(f"{node.element.get('name') or ''} {node.element.get('id') or ''}")
        asks = bool(identity & (words.PEOPLE | words.PERSON)) or any(
            "artist" in option.lower() for option in options[:1]
        )
        names = [name for option in options if (name := person_name(option))]
        if asks and names:
            for name in names:
                evidence = Evidence(url=url, kind=EvidenceKind.FORM_OPTION, locator=path_of(node), excerpt=name)
                found.append(Mention(name=name, evidence=evidence))
    return found


def _in_prose(page: Outline, url: str) -> list[Mention]:
    found: list[Mention] = []
    for text in page.texts:
        named = _told_of(text) if _may_tell(text) else ()
        if not named:
            continue
        told: list[tuple[phrases.Named, EvidenceKind, str | None]] = [(one, one.kind, None) for one in named]
        told += [(one, EvidenceKind.INSTAGRAM_LINK, handle) for one, handle in _their_accounts(named, text, page)]
        for one, kind, handle in told:
            evidence = Evidence(url=url, kind=kind, locator=path_of(text.node), excerpt=text.text[:120])
            found.append(Mention(name=one.name, evidence=evidence, role=one.role, instagram=handle))
    return found


def _may_tell(text: Text) -> bool:
    own = not text.title_like and not text.node.quoted and not text.node.menu and text.node.tag != "option"
    return own and len(text.text) >= _SHORTEST_PROSE and not _is_quoted(text)


def _told_of(text: Text) -> tuple[phrases.Named, ...]:
    """Whom a text tells about, as a label or in a sentence; a credit in the foot of the page names nobody."""
    label = phrases.in_label(text.text, trusted=False) if len(text.text) < _MAX_LABEL else None
    if label and _tells_of_headline(text, label):
        label = None
    named = phrases.in_prose(text.text) or ((label,) if label else ())
    if named:
        return () if text.node.chrome and words.CREDIT.search(fold(text.text)) else named
    is_life = len(text.text) > _MAX_LABEL and text.heading is not None and heads_people(text.heading.text)
    life = phrases.in_biography(text.text) if is_life else None
    return (life,) if life else ()


def _tells_of_headline(text: Text, label: phrases.Named) -> bool:
    """Whether a label stands below a heading that is a full name: "Tattoo artist · Leeds" says where."""
    name = person_name(text.heading.text) if text.heading else None
    return name is not None and " " in name and " " not in label.name


def _their_accounts(named: tuple[phrases.Named, ...], text: Text, page: Outline) -> Iterator[tuple[phrases.Named, str]]:
    """Whom a paragraph tells about, with the one account in it that is called after them."""
    linked = (_account(anchor.href) for anchor in page.anchors_in(text.node))
    handles = {*find_handles(text.text), *(handle for handle in linked if handle)}
    for one in {fold(one.name): one for one in named}.values():
        alike = [handle for handle in handles if names_alike(one.name, handle)]
        if len(alike) == 1:
            yield one, alike[0]


def _is_quoted(text: Text) -> bool:
    heading, steps = text.heading, 0
    while heading is not None and steps < 4:
        if heads_outsiders(heading.text):
            return True
        heading, steps = heading.heading, steps + 1
    return False


# --- links --------------------------------------------------------------------------------------------------------
def _links(page: Outline, url: str, of_people: set[str], *, is_roster: bool) -> tuple[Link, ...]:
    """The page's links to other pages of the same site, first mention first."""
    host = _page_at(url)[1]
    found: dict[str, Link] = {}
    for node in page.embeds:
        target, its_host = _page_at(urljoin(url, node.element.get("src") or ""))
        if its_host and its_host == host and node.element.get("src"):
            found[target] = Link(url=target, text="", among_people=False)
    for anchor in page.anchors:
        if not anchor.href or anchor.href.startswith(("#", "javascript:", "mailto:", "tel:", "data:")):
            continue
        if "nofollow" in (anchor.node.element.get("rel") or "").lower():
            continue
        target, its_host = _page_at(anchor.url)
        if its_host and its_host == host and target not in found:
            branch = _in_people_branch(anchor)
            among = (
                branch
                or target in of_people
                or (not anchor.node.chrome and (is_roster or in_people_class(anchor.node) is not None))
            )
            found[target] = Link(url=target, text=(anchor.text or anchor.label)[:80], among_people=among)
    return tuple(found.values())


@remembered
def _page_at(url: str) -> tuple[str, str]:
    """The address of a link's page, and its host; an empty one for what is no page on the web."""
    target = urldefrag(url).url
    parts = urlsplit(target)
    return target, parts.netloc.removeprefix("www.") if parts.scheme in {"http", "https"} else ""
