"""A studio without a website whose page is an Instagram account: what can be said of it without reading anything.

The account is the studio's and nobody's else (AGG-03), unless the studio calls itself one person in so many words
("Tattoos by Mara Quill", "Mara Quill, tattooist") and the account bears that name too. "Iron Rose Tattoo" may be a
person's name or not, so it is not taken for one.
"""

import re
from dataclasses import dataclass

from event_contracts import Role
from event_contracts.claims import Provenance, StudioFacts
from service_kit.ids import SubjectHasher, fold_name
from studio_scraper.domain.members import Listed
from studio_scraper.domain.names import fold, names_alike, person_name

_WORKS_BY = re.compile(
    r"^(?:the )?(?:tattoos?|tattooing|ink|art|body ?art|tattoo art) (?:by|von|par|di|door) (?P<name>.+)$", re.IGNORECASE
)
_ONE_WHO_TATTOOS = re.compile(
    r"^(?P<name>\S+ .+?)[\s,|·–—-]+(?:(?:freelance|independent|custom|private) )?"
    r"(?:tattoo artist|tattooist|tattooer|tätowierer(?:in)?|tatuadora?|tatuatore|tatuatrice|tatoueu(?:r|se))$",
    re.IGNORECASE,
)
_CONFIDENCE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A studio's name and account as its listing gives them. `places`: the district and city it stands in."""

    studio_name: str
    account: str
    places: tuple[str, ...]
    provenance: Provenance

    def artist(self, *, studio_id: str, hasher: SubjectHasher) -> Listed | None:
        """The one artist the studio is; None when it is a studio like others, as far as its name tells."""
        name = person_behind(self.studio_name, account=self.account, places=self.places)
        if name is None or not fold_name(name):
            return None
        handle_key = hasher.handle_key(self.account)
        return Listed(
            subject_key=handle_key,
            handle_key=handle_key,
            name_key=hasher.name_key(studio_id=studio_id, name=name),
            name=name,
            handle=self.account,
            role=Role.OWNER,
            confidence=_CONFIDENCE,
            source_url=self.provenance.url or "",
        )


def lead_in(facts: StudioFacts) -> Lead | None:
    """The lead that a studio's facts hold: an account, and no website to read instead."""
    if facts.website or not facts.instagram or not facts.provenance:
        return None
    tellers = (source for source in facts.provenance if source.fields is None or "instagram" in source.fields)
    return Lead(
        studio_name=facts.name,
        account=facts.instagram,
        places=(facts.area, facts.city),
        provenance=next(tellers, facts.provenance[0]),
    )


def person_behind(studio_name: str, *, account: str, places: tuple[str, ...]) -> str | None:
    """The name of the artist whom a studio of that name and folded handle consists of; None when it is not sure.

    What is made of the places' words is no person's name ("East Leeds Tattoo Artist").
    """
    called = " ".join(studio_name.split())
    match = _WORKS_BY.match(called) or _ONE_WHO_TATTOOS.match(called)
    name = person_name(match["name"]) if match else None
    if name is None or set(fold(name).split()) & set(fold(" ".join(places)).split()):
        return None
    return name if names_alike(name, account) else None
