"""What a page counts: the words under "1900" and "12+" say what there are so many of, and name nobody."""

import re
from collections import defaultdict

from studio_scraper.domain.outline import Outline, Text

_NUMBER = re.compile(r"(?P<digits>\d{1,3}(?:[., ]?\d{3})*|\d{1,6})\s?(?P<more>[+%kK]?)\+?")
_LONGEST = len("100.000 +")
_YEAR = re.compile(r"19[5-9]\d|20[0-3]\d")
_MANY = 60  # fewer may be somebody's years at the needle, or their place in a list


def counted(page: Outline) -> frozenset[int]:
    """Where the labels of a row of counters begin: each alone with its number, and one of these a large one."""
    labels: dict[tuple[str, str], list[int]] = defaultdict(list)
    large: set[tuple[str, str]] = set()
    for text in page.texts:
        if len(text.text) > _LONGEST or not text.text[0].isdigit():
            continue
        number = _NUMBER.fullmatch(text.text)
        label = _label_of(text, page) if number else None
        if number and label:
            shape = label.node.tag, label.node.element.get("class") or ""
            labels[shape].append(label.at)
            if _counts(number):
                large.add(shape)
    return frozenset(at for shape, places in labels.items() if shape in large and len(places) > 1 for at in places)


def _label_of(number: Text, page: Outline) -> Text | None:
    """The one text beside a number in the smallest element that holds more than the number."""
    for up in (number.node, *number.node.ancestors()):
        inside = page.texts_in(up)
        if len(inside) > 1:
            return next(text for text in inside if text is not number) if len(inside) == 2 else None
    return None


def _counts(number: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", number["digits"])
    large = int(digits) >= _MANY and not _YEAR.fullmatch(digits)
    return large or bool(number["more"]) or "+" in number[0] or not int(digits)  # a script counts up from 0
