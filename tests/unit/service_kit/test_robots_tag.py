"""Whom robots tags are for, and what they say."""

import pytest

from service_kit.robots_tag import addressed


@pytest.mark.parametrize(
    ("tag", "whom", "said"),
    [
        ("noindex, nofollow", "", "noindex, nofollow"),
        (" OtherBot : NoIndex", "otherbot", "noindex"),
        ("otherbot: noindex, noai", "otherbot", "noindex, noai"),
        (": noindex", "", "noindex"),
        ("max-snippet: -1", "", "max-snippet: -1"),
        ("Unavailable_After: 25 Jun 2010 15:00:00 PST", "", "unavailable_after: 25 jun 2010 15:00:00 pst"),
        ("otherbot: noindex,\nnoai", "", "otherbot: noindex,\nnoai"),
        ("", "", ""),
        (" " * 1_000_000, "", ""),
    ],
)
def test_a_tag_is_for_whom_it_names_first_and_else_for_everybody(tag: str, whom: str, said: str) -> None:
    assert addressed(tag) == (whom, said)
