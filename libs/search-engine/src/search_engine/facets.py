"""Counting values: from the buckets of an aggregation to facets."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from search_engine.model import FacetCount


def most_frequent(counts: Iterable[tuple[str, int]]) -> tuple[FacetCount, ...]:
    """By count, then by value."""
    ordered = sorted(counts, key=lambda pair: (-pair[1], pair[0]))
    return tuple(FacetCount(value=value, count=count) for value, count in ordered)


def labelled(counts: Iterable[tuple[str, int]], separator: str) -> tuple[FacetCount, ...]:
    """Counts of `key + separator + label`, added up by key and shown under the label used most."""
    totals: Counter[str] = Counter()
    labels: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for value, count in counts:
        key, _, label = value.partition(separator)
        totals[key] += count
        labels[key][label] += count
    return most_frequent((min(labels[key].items(), key=lambda item: (-item[1], item[0]))[0], total) for key, total in totals.items())
