"""Objects embedded in a page's scripts: JSON state of frameworks, and literals in hand-written JavaScript."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from service_kit.handles import instagram_handle
from studio_scraper.domain import vocabulary as words
from studio_scraper.domain.models import Evidence, EvidenceKind, Mention
from studio_scraper.domain.names import person_name, slug_words
from studio_scraper.domain.roles import is_other_staff, role_in
from studio_scraper.domain.vocabulary import word_set

_MAX_SCRIPT = 600_000
_WORTH_READING = re.compile(r"artist|team|staff|crew|instagram|\big\s*:|tattooer|member", re.IGNORECASE)
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
_NOT_PEOPLE = word_set("review reviews testimonial testimonials product products faq faqs service services post posts")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)


@dataclass(slots=True)
class _Object:
    path: frozenset[str]
    strings: dict[str, str] = field(default_factory=dict)


def people_in_scripts(scripts: list[tuple[str, str]], url: str) -> list[Mention]:
    """Mentions for every embedded object that has a person's name and either a handle, a role or a list of people."""
    found: list[Mention] = []
    for kind, text in scripts:
        if kind == "application/ld+json" or not _WORTH_READING.search(text[:_MAX_SCRIPT]):
            continue
        literal = text[:_MAX_SCRIPT].replace('\\"', '"') if "__next_f" in text else text[:_MAX_SCRIPT]
        found += [mention for item in _objects(literal) if (mention := _person(item, url))]
    return found


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


def _person(item: _Object, url: str) -> Mention | None:
    strings = item.strings
    raw = next((strings[key] for key in _NAME_KEYS if strings.get(key)), "")
    name = person_name(raw, trusted=True)
    if name is None or item.path & _NOT_PEOPLE or strings.get("@type"):
        return None
    handles = [instagram_handle(value) for key, value in strings.items() if _HANDLE_KEY.match(key)]
    role_text = next((value for key, value in strings.items() if _ROLE_KEY.match(key)), "")
    handle, role = next((found for found in handles if found), None), role_in(role_text)
    among_people = bool(item.path & (words.PEOPLE | words.PERSON))
    if is_other_staff(role_text) or not (handle or among_people or (role and person_name(raw))):
        return None
    excerpt = ", ".join(f"{key}: {value}" for key, value in list(strings.items())[:4])[:120]
    evidence = Evidence(url=url, kind=EvidenceKind.PAGE_STATE, locator="script", excerpt=excerpt)
    return Mention(name=name, evidence=evidence, role=role, instagram=handle)
