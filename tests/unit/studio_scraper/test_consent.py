"""What pages ask of robots."""

import pytest

from studio_scraper.domain.consent import as_allowed, directives
from tests.unit.studio_scraper.sites import page, read

_READING = read(page('<h2>Team</h2><div class="artist"><h3>Mara Quill</h3></div><a href="/about">About</a>'))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("noindex, nofollow", {"noindex", "nofollow"}),
        ("ourbot: NOAI", {"noai"}),
        ("otherbot: noindex", set()),
        ("otherbot: noindex, noai", set()),
        ("noindex nofollow", {"noindex", "nofollow"}),
        ("max-snippet:-1, noai", {"max", "snippet", "noai"}),
        ("", set()),
    ],
)
def test_directives_are_read_as_far_as_they_are_for_us(value: str, said: set[str]) -> None:
    assert directives(value, agent="OurBot") == said


def test_a_page_not_to_be_used_still_shows_the_way_and_one_not_to_be_followed_still_speaks() -> None:
    assert _READING.mentions
    assert _READING.links
    unused = as_allowed(_READING, frozenset({"noindex"}))
    assert (unused.mentions, unused.studio_names, unused.links) == ((), (), _READING.links)
    unfollowed = as_allowed(_READING, frozenset({"nofollow"}))
    assert (unfollowed.mentions, unfollowed.links) == (_READING.mentions, ())
    assert as_allowed(_READING, frozenset({"index"})) == _READING
