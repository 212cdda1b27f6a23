"""Reading what somebody does at a studio from the words beside their name."""

import re

from studio_scraper.domain import vocabulary as words
from studio_scraper.domain.models import Role
from studio_scraper.domain.names import fold
from studio_scraper.domain.remembering import remembered

_ROLES = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), role)
    for pattern, role in (
        (words.OWNER_WORDS, Role.OWNER),
        (words.APPRENTICE_WORDS, Role.APPRENTICE),
        (words.GUEST_WORDS, Role.GUEST),
        (words.PIERCER_WORDS, Role.PIERCER),
        (words.ARTIST_WORDS, Role.RESIDENT),
        ("manager|management", Role.RESIDENT),
    )
)
_NOT_A_ROLE = re.compile(
    r"\b(?:our|your|meet|view|see|all|contact|book|choose|select|find|become|every|each|with|about|back|more|request|"
    r"any|ask|from|for|is|are|has|i|we|you|work|who|"
    r"ist|sind|est(?! \d)|es|sont|son|jest|sono|unsere?|ihre?|deine?|notre|nos|votre|vos|nuestr[oa]s?|tus?|nostr[oaie]|"
    r"tu[oa]|noss[oa]s?|nasz[ae]?|twoj[ae]?)\b"
)
# What a studio offers, below its name: "Tattoo & Piercing", "Praxis für Piercing · Tätowierungen".
_SERVICES = re.compile(
    r"^(?=.*\b(?:tattoo\w*|studio|praxis|shop|laser|tatu\w+|tatou\w+|tatow\w+|тату\w*)\b)"
    r"(?=.*\bpiercings?\b)(?!.*\b(?:artist\w*|piercer\w*|tattooist|tattooer|owner|specialist|apprentice)\b)"
)
_MAX_ROLE = 70
_BRACKETS = re.compile(r"[(\[]([^)\]]+)[)\]]")
_FIRST_SENTENCE = re.compile(rf"[^.!?\n]{{1,{_MAX_ROLE}}}(?=$|[.!?](?:\s|$))")


@remembered
def role_in(text: str) -> Role | None:
    """The first role named anywhere in the text; ownership counts before apprenticeship, guest, piercer, artist."""
    folded = fold(text)
    if not words.ANY_ROLE.search(folded):  # as is most often so
        return None
    return next((role for pattern, role in _ROLES if pattern.search(folded)), None)


@remembered
def role_label(text: str) -> Role | None:
    """The role when the whole text is a label such as "Owner · Tattoo Artist"; None for sentences and invitations."""
    label = _FIRST_SENTENCE.match(text)  # "Owner. Botanical blackwork since 2009." begins with a label
    if label is None:
        return None
    folded = fold(label[0])
    if not folded or len(folded.split()) > 8 or _NOT_A_ROLE.search(folded) or _SERVICES.match(folded):
        return None
    return role_in(folded)


def role_in_brackets(text: str) -> Role | None:
    """The role in brackets after a name: "Zed (guest)"."""
    aside = _BRACKETS.search(text)
    return role_label(aside[1]) if aside else None


@remembered
def is_no_person(text: str) -> bool:
    """Whether what stands below a name says that it is not an artist's: a job without a needle, or an address."""
    return is_other_staff(text) or words.ADDRESS.search(text[:_MAX_ROLE]) is not None


def is_other_staff(text: str) -> bool:
    """Whether a label names a job at the studio which is not done with a needle."""
    if len(text) > _MAX_ROLE:
        return False
    folded = fold(text)
    other = words.NOT_ARTIST_ROLE.search(folded) or words.OTHER_TRADE.search(folded)
    return other is not None and not _NEEDLE.search(folded)


_NEEDLE = re.compile(
    rf"\b(?:{words.ARTIST_WORDS}|{words.PIERCER_WORDS}|{words.APPRENTICE_WORDS}|{words.OWNER_WORDS})\b"
)
