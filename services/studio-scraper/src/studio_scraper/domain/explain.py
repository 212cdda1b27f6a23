"""A roster and its reasons, set out for people to read."""

from collections.abc import Sequence

from studio_scraper.domain.belief import FITTED
from studio_scraper.domain.models import PageReading, Roster


def explain(roster: Roster, pages: Sequence[PageReading]) -> str:
    """Plain text: the studio, each artist with the evidence for them, and the pages read."""
    lines = [
        f"Studio: {roster.studio_name or '(no name found)'}  Instagram: {roster.studio_instagram or '(none found)'}"
    ]
    if roster.needs_browser:
        lines.append("The pages are filled in by JavaScript: a browser is needed to see who works here.")
    for artist in roster.artists:
        account = f"@{artist.instagram}" if artist.instagram else "no account"
        lines += ["", f"{artist.name} ({artist.role}, {account}), confidence {artist.confidence:.2f}, because of"]
        for item in artist.evidence:
            lines.append(f"  {FITTED.alone(item.kind):.2f} {item.kind.value:14} {item.url}  {item.locator}")
            lines.append(f"       “{item.excerpt}”")
    lines += ["", f"Read {len(pages)} pages:", *(f"  {page.url}  ({page.text_length} characters)" for page in pages)]
    return "\n".join(lines)
