"""Writes down the given names that Faker knows of some eighty countries, for the studio-scraper to know people by.

`python -m tests.benchmarks.given_names` writes `studio_scraper/domain/given_names.txt`: folded, in order, one a line. A
file, since importing Faker's providers takes a third of a second and 34 MB, and since another list is another reader.
"""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from faker.providers import person

from studio_scraper.domain import known_names
from studio_scraper.domain.names import fold


def given_names() -> list[str]:
    """Folded names of one word and more than one letter, in order."""
    folded = {fold(name) for name in _of_every_country()}
    return sorted(name for name in folded if " " not in name and len(name) > 1)


def _of_every_country() -> Iterator[str]:
    for country in pkgutil.iter_modules(person.__path__):
        provider = import_module(f"{person.__name__}.{country.name}").Provider
        for attribute in dir(provider):
            names = getattr(provider, attribute) if attribute.startswith("first_name") else ()
            if isinstance(names, (tuple, list, dict)):
                yield from (name for name in names if isinstance(name, str))


if __name__ == "__main__":
    Path(known_names.FILE).write_text("".join(f"{name}\n" for name in given_names()), encoding="utf-8")
