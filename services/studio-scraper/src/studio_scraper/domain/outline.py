"""One walk over a parsed page, giving its texts, links and pictures in order, each knowing where it stands."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from urllib.parse import urljoin

from lxml.etree import XPath
from lxml.etree import _Element as Element

from studio_scraper.domain import vocabulary as words
from studio_scraper.domain.names import slug_words
from studio_scraper.domain.vocabulary import word_set

_SKIPPED = word_set("br style script template svg noscript canvas video audio iframe frame object head")
_MAX_TEXTS = 10_000  # of a page; beyond that it is not for people to read
_EMBEDS = frozenset({"iframe", "frame"})
_INLINE = word_set(
    "a abbr b bdi bdo big cite code em font i img ins kbd label mark q s small span strong sub sup time u wbr input"
)
_WHOLE = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p", "figcaption", "blockquote", "dt", "caption", "legend"})
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_TITLE_WORDS = word_set(
    "name names title heading headline caption header nombre nom naam namn jmeno imie nome fullname"
)
_CHROME_WORDS = frozenset({"footer", "navbar", "navigation", "nav", "topbar", "offcanvas", "masthead"})
# What a class says it is not, or that it has: "wsite-not-footer", "has-navigation".
_NOT_ITSELF = re.compile(r"(?<![^\W_])(?:not?|non|has|with|without|above|before|under)[-_]+[\w-]+")
_CONSENT = word_set(
    "cookie cookies cookiebanner cookiebar cookieconsent cookielaw consent gdpr cmplz cky onetrust borlabs iubenda "
    "termly usercentrics didomi axeptio tarteaucitron cookiebot cybotcookiebotdialog cookieyes moove"
)
_CONSENT_TAGS = frozenset({"div", "section", "aside", "dialog", "form"})
_CARD_WORDS = frozenset({"card", "item", "tile", "box", "modal", "artist", "member", "tabs", "pills", "tab"})
_MENU = frozenset({"menu", "submenu", "dropdown", "megamenu"})
_PEOPLE_CLASS = (words.PEOPLE | words.PERSON) - frozenset(
    {"family", "collective", "profile", "person", "bio", "guests"}
)
_WORK_CLASS = frozenset({"portfolio", "gallery", "artwork", "artworks"})
_BRANCH_LABELS = frozenset({"a", "button", "span", "summary", "label", "p", "h2", "h3", "h4", "h5", "h6"})
LABEL_LEVEL = 7
# Alpine's x-data, Squarespace's data-current-context, React's data-props and the like hold objects as JSON.
_STATE_IN_ATTRIBUTES = XPath("//@*[starts-with(., '{') or starts-with(., '[{')]")
_HEADING_CLASS = re.compile(r"(?:^|\s)h([1-6])(?:\s|$)")


@dataclass(frozen=True, slots=True)
class _Kind:
    """What an element's tag, class and id say of it, wherever it stands."""

    words: frozenset[str]
    inline: bool
    whole: bool
    names: bool
    asks_consent: bool
    may_be_menu: bool
    names_furniture: bool
    quotes: bool


@dataclass(slots=True, eq=False)
class Node:
    """An element: ``start``/``end`` are its place in the reading order, so a subtree is a range."""

    element: Element
    tag: str
    parent: "Node | None"
    start: int
    end: int = 0
    words: frozenset[str] = frozenset()
    chrome: bool = False
    menu: bool = False
    quoted: bool = False
    whole: bool = False
    spread: bool = False

    def ancestors(self) -> Iterator["Node"]:
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


@dataclass(slots=True, eq=False)
class Text:
    """A run of text as a reader sees it; ``at`` is where it begins, ``lead`` the element its first part stands in.

    ``level`` is 1–6 for headings, 7 for what is styled so, 0 else.
    """

    text: str
    parts: tuple[str, ...]
    node: Node
    at: int
    level: int
    lead: str = ""
    heading: "Text | None" = None

    @property
    def title_like(self) -> bool:
        return self.level > 0


@dataclass(slots=True, eq=False)
class Anchor:
    """A link with the words that name it: its text, its labels, the pictures in it; ``lead`` is its first line.

    ``branch`` are the words that head the list it stands in: in a menu those before it, anywhere its first entry.
    """

    node: Node
    at: int
    href: str
    url: str
    text: str
    label: str
    lead: str = ""
    branch: str | None = None


@dataclass(slots=True, eq=False)
class Outline:
    root: Node
    texts: list[Text] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    images: list[tuple[Node, str]] = field(default_factory=list)
    scripts: list[tuple[str, str]] = field(default_factory=list)
    metas: list[Element] = field(default_factory=list)
    selects: list[Node] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)
    embeds: list[Node] = field(default_factory=list)
    app_roots: int = 0
    script_count: int = 0
    _text_positions: list[int] = field(default_factory=list)
    _anchor_positions: list[int] = field(default_factory=list)
    _image_positions: list[int] = field(default_factory=list)

    def texts_in(self, node: Node) -> list[Text]:
        return self.texts[bisect_left(self._text_positions, node.start) : bisect_left(self._text_positions, node.end)]

    def texts_between(self, low: int, high: int) -> list[Text]:
        """The texts that begin after one place of the reading order, up to another."""
        return self.texts[bisect_right(self._text_positions, low) : bisect_right(self._text_positions, high)]

    def anchors_in(self, node: Node) -> list[Anchor]:
        return self.anchors_between(node.start, node.end)

    def anchors_between(self, low: int, high: int) -> list[Anchor]:
        """The links that begin at or after one place of the reading order and before another."""
        return self.anchors[bisect_left(self._anchor_positions, low) : bisect_left(self._anchor_positions, high)]

    def has_picture(self, low: int, high: int) -> bool:
        """Whether a picture stands between two places of the reading order, both included."""
        index = bisect_left(self._image_positions, low)
        return index < len(self._image_positions) and self._image_positions[index] <= high

    def declared(self, attribute: str, name: str) -> list[str]:
        """What the page's ``<meta>`` elements of a name or property say."""
        named = (meta.get("content") for meta in self.metas if (meta.get(attribute) or "").lower() == name)
        return [content for content in named if content is not None]

    def text_length(self) -> int:
        return sum(len(text.text) for text in self.texts)

    def seal(self) -> "Outline":
        self._text_positions = [text.at for text in self.texts]
        self.anchors.sort(key=lambda anchor: anchor.at)
        self._image_positions = [node.start for node, _ in self.images]
        self._anchor_positions = [anchor.at for anchor in self.anchors]
        _put_under_headings(self.texts)
        return self


def outline(root: Element, url: str) -> Outline:
    """The outline of a page's body, or of the whole document where there is none; ``url`` resolves its links."""
    body = root.find("body")
    frames = root.find("frameset")
    start = body if body is not None else frames if frames is not None else root
    walk = _Walk(start, url)
    walk.visit(start, None)
    walk.flush()
    for element in root.iter("script", "meta"):
        if element.tag == "meta":
            walk.outline.metas.append(element)
            continue
        walk.outline.script_count += 1
        if text := element.text:
            walk.outline.scripts.append(((element.get("type") or "").lower(), text))
    walk.outline.scripts += [("application/json", value) for value in _STATE_IN_ATTRIBUTES(root)]
    return walk.outline.seal()


class _Walk:
    def __init__(self, start: Element, url: str) -> None:
        self._url = url
        self._origin = _resolved(url, "/")
        self._clock = 0
        self._at = 0
        self._lead = ""
        self._parts: list[str] = []
        self._owner = Node(element=start, tag="html", parent=None, start=0)
        self.outline = Outline(root=self._owner)

    def visit(self, element: Element, parent: Node | None) -> None:
        tag = element.tag
        if tag in _SKIPPED or not isinstance(tag, str):
            self._pass_over(element, tag, parent)
            return
        kind = _kind(tag, element.get("class"), element.get("id"))
        if kind.asks_consent and not _holds_content(element):  # a banner about cookies, which is nobody's content
            return
        children = list(element)
        self._clock += 1
        node = self._node(element, tag, parent, kind, children)
        boundary = not kind.inline or (parent is not None and parent.spread)
        owner = self._owner
        if boundary:
            self.flush()
            self._owner = node
        if parent is None:
            self.outline.root = node
        self._collect(element, tag, node)
        if text := element.text:
            self._say(text, tag)
        for child in children:
            self.visit(child, node)
            if tail := child.tail:
                self._say(tail, tag)
        if boundary:
            self.flush()
            self._owner = owner
        self._clock += 1
        node.end = self._clock
        if tag == "a":
            self._link(node)

    def _pass_over(self, element: Element, tag: str, parent: Node | None) -> None:
        """Of what is not gone into, a break ends a text and a frame has an address."""
        if tag == "br" and self._owner.tag not in _HEADINGS:
            self.flush()
        if tag not in _EMBEDS:
            return
        node = Node(element=element, tag=tag, parent=parent, start=self._clock, end=self._clock)
        node.chrome, node.quoted = (parent.chrome, parent.quoted) if parent else (False, False)
        self.outline.embeds.append(node)

    def flush(self) -> None:
        if not self._parts:
            return
        parts = tuple(self._parts)
        self._parts = []
        if len(self.outline.texts) >= _MAX_TEXTS:
            return
        text = " ".join(parts)
        level = _level(self._owner, text)
        self.outline.texts.append(
            Text(text=text, parts=parts, node=self._owner, at=self._at, level=level, lead=self._lead)
        )

    def _say(self, text: str, tag: str) -> None:
        if plain := " ".join(text.split()):
            if not self._parts:
                self._clock += 1
                self._at, self._lead = self._clock, tag
            self._parts.append(plain)

    def _node(self, element: Element, tag: str, parent: Node | None, kind: _Kind, children: list[Element]) -> Node:
        node = Node(element=element, tag=tag, parent=parent, start=self._clock, words=kind.words)
        above = parent if parent is not None else node
        node.whole = above.whole or kind.whole or (kind.names and all(child.tag in _INLINE for child in children))
        node.spread = not node.whole and _is_spread(element, children)
        node.menu = above.menu or (kind.may_be_menu and (tag != "div" or not _holds_content(element)))
        node.chrome = above.chrome or node.menu or _is_furniture(node, kind)
        node.quoted = above.quoted or kind.quotes
        return node

    def _collect(self, element: Element, tag: str, node: Node) -> None:
        if tag == "img":
            self.outline.images.append((node, element.get("alt") or ""))
        elif tag == "select":
            self.outline.selects.append(node)
        if element.get("itemtype"):
            self.outline.items.append(node)
        if tag == "div" and len(element) == 0 and (element.get("id") or "").strip("_") in _APP_ROOTS:
            self.outline.app_roots += 1

    def _absolute(self, href: str) -> str:
        """The address a link leads to; only what is relative to the page depends on more than the site."""
        return _resolved(self._origin if href.startswith(("/", "http://", "https://")) else self._url, href)

    def _link(self, node: Node) -> None:
        element = node.element
        lines = self._lines_since(node.start) or [text_of(element)]
        label = element.get("aria-label") or element.get("title")
        href = (element.get("href") or "").strip()
        anchor = Anchor(
            node=node,
            at=node.start,
            href=href,
            url=self._absolute(href),
            text=" ".join(lines),
            label=label or next((alt for img in element.iter("img") if (alt := img.get("alt"))), ""),
            lead=lines[0],
            branch=_branch(node),
        )
        self.outline.anchors.append(anchor)

    def _lines_since(self, start: int) -> list[str]:
        """The texts set out inside an element that was just left; none when it is part of a line."""
        texts = self.outline.texts
        first = len(texts)
        while first and texts[first - 1].at > start:
            first -= 1
        return [text.text for text in texts[first:]]


@lru_cache(maxsize=8192)
def _resolved(base: str, href: str) -> str:
    """Empty for what is no address. All pages of a site repeat its menus' links."""
    try:
        return urljoin(base, href)
    except ValueError:
        return ""


def _branch(node: Node) -> str | None:
    for up in islice(node.ancestors(), 4):
        label = up.element.getprevious() if node.chrome and up.tag in {"ul", "ol", "div", "nav"} else None
        if label is not None and label.tag in _BRANCH_LABELS:
            return text_of(label)
        first = up.element[0] if up.tag in {"ul", "ol"} else None
        if first is not None and next(first.iterdescendants("a"), None) is None and (said := text_of(first)):
            return said
    return None


def text_of(element: Element) -> str:
    """All text inside an element, spaces collapsed."""
    if len(element) == 0:
        return " ".join((element.text or "").split())
    return " ".join("".join(element.itertext()).split())


_WHETHER = frozenset({"open", "opened", "closed", "no", "off", "disabled", "has", "link"})
_APP_ROOTS = frozenset({"root", "app", "next", "nuxt", "gatsby", "svelte", "main-app", "react-root"})


def _is_spread(element: Element, children: list[Element]) -> bool:
    """Whether children stand apart, each its own text: no text of the element's own between them."""
    if not children or ((text := element.text) and not text.isspace()):
        return False
    for child in children:  # noqa: SIM110 - called for every element: a plain loop is twice as fast
        if (tail := child.tail) and not tail.isspace():
            return False
    return True


@lru_cache(maxsize=8192)
def _kind(tag: str, css_class: str | None, identity: str | None) -> _Kind:
    """A site's elements share few classes, so that what each one says is found out once."""
    css = f"{css_class or ''} {identity or ''}"
    own = slug_words(css)
    return _Kind(
        words=own,
        inline=tag in _INLINE,
        whole=tag in _WHOLE,
        names="name" in own,
        asks_consent=tag in _CONSENT_TAGS and bool(own & _CONSENT),
        may_be_menu=tag == "nav" or (bool(own & _MENU) and _may_be_menu(tag, own)),
        names_furniture=_names_furniture(css, own),
        quotes=tag not in {"body", "html", "main"} and _quotes(own),
    )


def _quotes(own: frozenset[str]) -> bool:
    """Whether a class is of what others say; "comments-open" is a post on which they may say something."""
    return bool(own & words.QUOTED_CLASS) or bool(own & words.COMMENT_CLASS and not own & _WHETHER)


def _may_be_menu(tag: str, own: frozenset[str]) -> bool:
    """Whether an element of a menu's class can be one; "artists-menu" is what some call their cards."""
    return tag == "ul" or (tag == "div" and not own & _PEOPLE_CLASS)


def _names_furniture(css: str, own: frozenset[str]) -> bool:
    """Whether a class makes an element the head or foot of every page."""
    if not own & _CHROME_WORDS or own & _CARD_WORDS:
        return False
    return bool(slug_words(_NOT_ITSELF.sub("", css)) & _CHROME_WORDS)


def _holds_content(element: Element) -> bool:
    """Whether an element is the frame around the whole page, whatever its class says."""
    return element.find(".//main") is not None


def _is_furniture(node: Node, kind: _Kind) -> bool:
    """Whether an element is the head or foot of every page, by its tag or its class."""
    if node.tag == "footer":
        return not any(up.tag in {"blockquote", "article", "figure"} for up in node.ancestors())
    if kind.names_furniture and not _holds_content(node.element):
        return True
    return node.tag == "header" and not any(up.tag in {"article", "main"} for up in node.ancestors())


def _level(owner: Node, text: str) -> int:
    node: Node | None = owner
    for _ in range(4):
        if node is None:
            return 0
        if node.tag in _HEADINGS:
            return _HEADINGS[node.tag]
        if "h" in node.words and (styled := _HEADING_CLASS.search(node.element.get("class") or "")):
            return int(styled[1])
        if node.words & _TITLE_WORDS and len(text) < 60 and node.tag not in {"header", "body", "main", "section"}:
            return LABEL_LEVEL if node is owner or node.tag in _INLINE else 0
        if node.tag not in _INLINE and node.tag not in {"center", "button"}:  # an accordion's heading holds a button
            return 0
        node = node.parent
    return 0


def _put_under_headings(texts: list[Text]) -> None:
    """Give each text the heading it stands under; a heading stands under the nearest shallower one."""
    open_headings: list[Text] = []
    for text in texts:
        if text.level:
            while open_headings and open_headings[-1].level >= text.level:
                open_headings.pop()
        text.heading = open_headings[-1] if open_headings else None
        if text.level:
            open_headings.append(text)


def in_people_class(node: Node) -> Node | None:
    """The nearest enclosing element whose class or id speaks of people, itself included; None at most 6 up."""
    current: Node | None = node
    for _ in range(7):
        if current is None or current.tag in {"body", "html", "main"}:
            return None
        if current.words & _PEOPLE_CLASS:
            return current
        if current.words & _WORK_CLASS:
            return None  # a picture among somebody's work, and its title
        current = current.parent
    return None


def path_of(node: Node) -> str:
    """A short element path for people to find it by, such as ``section#artists > h3.name``."""
    steps = [_step(node), *(_step(up) for up in list(node.ancestors())[:2])]
    return " > ".join(reversed(steps))


def _step(node: Node) -> str:
    identity, css = node.element.get("id"), (node.element.get("class") or "").split()
    return f"{node.tag}#{identity}" if identity else f"{node.tag}.{css[0]}" if css else node.tag
