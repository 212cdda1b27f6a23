"""Is a place a tattoo studio at all? Sources also list nail bars, suppliers and removal clinics."""

import re

from service_kit.ids import fold_name

_TATTOO = re.compile(r"\b(?:tattoo\w*|tatoo\w*|tatuaj\w*|tatuaz\w*|tatouage\w*|tatt?s|ink\w*|inked|piercing\w*)\b")
_ALWAYS_ANOTHER = re.compile(
    r"\b(?:tattoo removal|laser (?:tattoo )?(?:removal|clinic)|removal clinic|temporary tattoo\w*|tattoo convention|"
    r"tattoo suppl\w*|wholesale|suppl(?:y|ies)(?: co| company| ltd| limited)?$)\b"
)
_ANOTHER = re.compile(
    r"\b(?:nails?|nail bar|lash(?:es)?|brows?|microblading|permanent make ?up|aesthetics?|botox|spa|massage|tanning|"
    r"barbers?|barbershop|hair\w*|dental|dentist|vap(?:e|es|ing)|cafe|solicitors?|opticians?)\b"
)


def is_tattoo_studio(*, name: str, sells_tattoos_mainly: bool) -> bool:
    """By its name. `sells_tattoos_mainly`: the source lists it as a tattoo shop, not as a shop that also does."""
    folded = fold_name(name)
    if _ALWAYS_ANOTHER.search(folded):
        return False
    if _TATTOO.search(folded) or not _ANOTHER.search(folded):
        return True
    return sells_tattoos_mainly and "nail" not in folded
