"""Objects embedded in a page's scripts: JSON state of frameworks, and literals in hand-written JavaScript."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from service_kit.handles import instagram_handle
from studio_scraper.domain import vocabulary as words
from studio_scraper.domain.models import Evidence, EvidenceKind, Mention, Place, Sighting
from studio_scraper.domain.names import person_name, slug_words
from studio_scraper.domain.roles import is_other_staff, role_in, role_label
from studio_scraper.domain.vocabulary import word_set

_MAX_SCRIPT = 600_000
_WORTH_READING = re.compile(r"artist|team|staff|crew|instagram|\big\s*:|tattooer|member")  # in lower case
_TOKEN = re.compile(
    r"/\*.*?\*/|(?<![:\"'\\])//[^\n]*"
    r"|(?P<key>[A-Za-z_$][\w$-]*|\"[^\"\\\n]{1,60}\"|'[^'\\\n]{1,60}')\s*[:=]\s*(?=[\"'`{\[])"
    r"|(?P<text>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)"
    r"|(?P<mark>[{}\[\]])",
    re.DOTALL,
)
_NAME_KEYS = ("name", "fullname", "artistname", "displayname", "title", "firstname")
_HANDLE_KEY = re.compile(
    r"^(?:ig|insta|instagram)(?:_?(?:handle|url|link|user|username|name))?$|^(?:handle|social|instagramurl)$"
)
_ROLE_KEY = re.compile(r"^(?:role|position|jobtitle|job_title|job|status|type|rank)$")
_TEXTS = word_set("bio description subtitle tagline about")
_NOT_PEOPLE = word_set("review reviews testimonial testimonials product products faq faqs service services post posts")
_OF_THE_SITE = word_set("settings site config configuration global studio shop company header footer layout contact")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)


@dataclass(slots=True)
class _Object:
    path: frozenset[str]
    strings: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class State:
    """What the objects in a page's scripts say."""

    mentions: list[Mention] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)


def read_state(scripts: list[tuple[str, str]], url: str) -> State:
    """People: every object with a person's name and either a handle, a role or a place among people. And the account
    of an object that holds the site's own settings.
    """
    state = State()
    for kind, text in scripts:
        if kind == "application/ld+json" or not _WORTH_READING.search(text[:_MAX_SCRIPT].lower()):
            continue
        literal = text[:_MAX_SCRIPT].replace('\\"', '"') if "__next_f" in text else text[:_MAX_SCRIPT]
        flat = _flattened(literal) if kind == "application/json" and literal.startswith("[[") else None
        for item in flat if flat is not None else _objects(literal):
            if item.path & _OF_THE_SITE and not item.path & words.PEOPLE:
                state.sightings += [
                    Sighting(handle=handle, place=Place.ORGANISATION, locator="script") for handle in _handles(item)
                ]
            elif mention := _person(item, url):
                state.mentions.append(mention)
    return state


def _flattened(text: str) -> list[_Object] | None:
    """The objects of a Nuxt 3 payload, a list in which every value is the index of another; None for other lists."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, list):
        return None
    paths: dict[int, frozenset[str]] = {}
    objects: list[_Object] = []
    for index, value in enumerate(data):
        path = paths.get(index, frozenset())
        if isinstance(value, list):
            paths |= {at: path | paths.get(at, frozenset()) for at in value if isinstance(at, int)}
        elif isinstance(value, dict):
            inside = {key: at for key, at in value.items() if isinstance(at, int) and 0 <= at < len(data)}
            paths |= {at: path | slug_words(key) for key, at in inside.items()}
            strings = {key.lower(): data[at] for key, at in inside.items() if isinstance(data[at], str)}
            objects.append(_Object(path=path, strings=strings))
    return objects


def _objects(text: str) -> Iterator[_Object]:
    """Every ``{…}`` with its own string properties and the words of the names it is nested under."""
    stack: list[_Object] = [_Object(path=frozenset())]
    key: str | None = None
    for token in _TOKEN.finditer(text):
        if token["key"]:
            key = token["key"].strip("\"'")
        elif token["text"]:
            if key is not None and key.lower() not in stack[-1].strings:
                stack[-1].strings[key.lower()] = _unescaped(token["text"][1:-1])
            key = None
        elif token["mark"] in {"{", "["}:
            if len(stack) > 200:
                return
            path = stack[-1].path | (slug_words(key) if key else frozenset())
            stack.append(_Object(path=path))
            key = None
        elif token["mark"]:
            closed = stack.pop() if len(stack) > 1 else stack[0]
            if token["mark"] == "}" and closed.strings:
                yield closed
            key = None


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else {"n": "\n", "t": "\t"}.get(m[2], m[2]), text)


def _handles(item: _Object) -> list[str]:
    """The accounts under keys that speak of Instagram."""
    values = (value for key, value in item.strings.items() if _HANDLE_KEY.match(key))
    return [handle for value in values if (handle := instagram_handle(value))]


def _person(item: _Object, url: str) -> Mention | None:
    strings = item.strings
    raw = next((strings[key] for key in _NAME_KEYS if strings.get(key)), "")
    name = person_name(raw, trusted=True)
    if name is None or item.path & _NOT_PEOPLE or strings.get("@type"):
        return None
    role_text = next((value for key, value in strings.items() if _ROLE_KEY.match(key)), "")
    role_text = role_text or next((value for key, value in strings.items() if key in _TEXTS and role_label(value)), "")
    handle, role = next(iter(_handles(item)), None), role_in(role_text)
    among_people = bool(item.path & (words.PEOPLE | words.PERSON))
    if is_other_staff(role_text) or not (handle or among_people or (role and person_name(raw))):
        return None
    excerpt = ", ".join(f"{key}: {value}" for key, value in list(strings.items())[:4])[:120]
    evidence = Evidence(url=url, kind=EvidenceKind.PAGE_STATE, locator="script", excerpt=excerpt)
    return Mention(name=name, evidence=evidence, role=role, instagram=handle)
