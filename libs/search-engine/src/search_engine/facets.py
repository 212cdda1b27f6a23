"""Counting values: from the buckets of an aggregation to facets."""

from collections.abc import Iterable

from search_engine.model import FacetCount


def most_frequent(counts: Iterable[tuple[str, int]]) -> tuple[FacetCount, ...]:
    """By count, then by value."""
    ordered = sorted(counts, key=lambda pair: (-pair[1], pair[0]))
    return tuple(FacetCount(value=value, count=count) for value, count in ordered)


def labelled(counts: Iterable[tuple[str, int]], separator: str) -> tuple[FacetCount, ...]:
    """Counts of `key + separator + label`, added up by key and shown under the label used most."""
    totals: dict[str, int] = {}
    labels: dict[str, tuple[int, str]] = {}
    for value, count in counts:
        key, _, label = value.partition(separator)
        totals[key] = totals.get(key, 0) + count
        labels[key] = min(labels.get(key, (0, "")), (-count, label))
    return most_frequent((labels[key][1], total) for key, total in totals.items())
