"""Writes down the given names that Faker and Mimesis know of some eighty countries, for the studio-scraper.

`python -m tests.benchmarks.given_names` writes `studio_scraper/domain/given_names.txt`: folded, in order, one a line. A
file, since asking the libraries takes a second and 60 MB, and since another list is another reader.
"""

import json
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import mimesis
from faker.providers import person

from studio_scraper.domain import known_names
from studio_scraper.domain.names import fold


def given_names() -> list[str]:
    """Folded names of one word and more than one letter, in order."""
    folded = {fold(name) for source in (_of_faker, _of_mimesis) for name in source()}
    return sorted(name for name in folded if " " not in name and len(name) > 1)


def _of_faker() -> Iterator[str]:
    for country in pkgutil.iter_modules(person.__path__):
        provider = import_module(f"{person.__name__}.{country.name}").Provider
        for attribute in dir(provider):
            names = getattr(provider, attribute) if attribute.startswith("first_name") else ()
            if isinstance(names, (tuple, list, dict)):
                yield from (name for name in names if isinstance(name, str))


def _of_mimesis() -> Iterator[str]:
    for country in Path(mimesis.__file__).parent.glob("datasets/**/person.json"):
        names = json.loads(country.read_text(encoding="utf-8")).get("names", {})
        for gender in names.values():
            yield from gender


if __name__ == "__main__":
    Path(known_names.FILE).write_text("".join(f"{name}\n" for name in given_names()), encoding="utf-8")
