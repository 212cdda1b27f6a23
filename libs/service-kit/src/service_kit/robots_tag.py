"""How an `X-Robots-Tag`, or a robots meta tag, is written. What to make of what it says is up to who reads it."""

import re

# "googlebot: noindex" is for somebody else; "unavailable_after: …", and what has several lines, is for everybody.
# No step is taken back (`*+`): a hostile tag of a million spaces would take hours.
_FOR_AN_AGENT = re.compile(r"\s*+(?!unavailable_after|max-)(?P<agent>[\w-]*+)\s*+:(?P<said>.*)$")


def addressed(tag: str) -> tuple[str, str]:
    """Whom a tag, or a directive of it, is for ("" is everybody) and what it says, both in lower case."""
    tag = tag.lower()
    found = _FOR_AN_AGENT.match(tag)
    return (found["agent"], found["said"].strip()) if found else ("", tag.strip())
