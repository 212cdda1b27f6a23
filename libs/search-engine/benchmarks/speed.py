"""How long the embedded engine takes: `python libs/search-engine/benchmarks/speed.py [number of artists]`.

Prints p50 and p95 in milliseconds of this thread's processor time, and the ratio of p50 to bare tantivy asked for one
term (count, best 20, their stored bytes; no facets, no total order) on the same index in the same run.
"""

import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from time import perf_counter, thread_time
from typing import Any

from search_engine import ArtistDocument, BoundingBox, Picture, Point, SearchRequest, Sort
from search_engine.tantivy_engine import TantivyEngine
from search_engine.tantivy_index import TantivyIndex
from search_engine.tantivy_query import term_query
from search_engine.tantivy_schema import open_index
from style_taxonomy import STYLES

CHANCE = Random(7)  # noqa: S311 - reproducible, not secret
ROUNDS = 100
CONSONANTS = [
    "b",
    "c",
    "d",
    "f",
    "g",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "w",
    "z",
    "th",
    "sh",
    "br",
    "st",
    "ch",
    "kl",
]
VOWELS = ["a", "e", "i", "o", "u", "ai", "ee", "ou", "y"]
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
LEEDS = Point(lat=53.8, lng=-1.55)
SLUGS = list(STYLES)


def word(syllables: int) -> str:
    return "".join(CHANCE.choice(CONSONANTS) + CHANCE.choice(VOWELS) for _ in range(syllables)).capitalize()


FIRST = [word(CHANCE.choice((2, 2, 3))) for _ in range(1500)]
LAST = [word(CHANCE.choice((2, 3, 3, 4))) for _ in range(15_000)]
VOCABULARY = [word(CHANCE.choice((2, 3))).lower() for _ in range(3000)]
# A few large cities and many small towns.
AREAS = ["London", "Leeds", "Manchester", *(word(3) for _ in range(600))]
CENTRES = [Point(lat=51.5, lng=-0.12), LEEDS, Point(lat=53.48, lng=-2.24)]
CENTRES += [Point(lat=CHANCE.uniform(50.2, 58), lng=CHANCE.uniform(-5, 1.5)) for _ in range(600)]
SIZES = [1 / (rank + 3) ** 0.8 for rank in range(len(AREAS))]


def studio(number: int) -> tuple[str, str, str, Point, str]:
    area = CHANCE.choices(range(len(AREAS)), SIZES)[0]
    centre = CENTRES[area]
    point = Point(lat=round(centre.lat + CHANCE.gauss(0, 0.05), 6), lng=round(centre.lng + CHANCE.gauss(0, 0.08), 6))
    name = f"{word(2)} {CHANCE.choice(('Tattoo', 'Ink', 'Studio', 'Collective'))}"
    return f"studio-{number}", name, AREAS[area], point, f"LS{CHANCE.randrange(1, 30)} {CHANCE.randrange(1, 9)}AB"


def artist(studios: list[tuple[str, str, str, Point, str]]) -> ArtistDocument:
    first, last = CHANCE.choice(FIRST), CHANCE.choice(LAST)
    ids, names, areas, points, postcodes = zip(*CHANCE.sample(studios, 2 if CHANCE.random() < 0.15 else 1), strict=True)
    return ArtistDocument(
        id=f"{CHANCE.getrandbits(96):024x}",
        version=1,
        name=f"{first} {last}",
        handle=f"{first}.{last}".lower() if CHANCE.random() < 0.8 else None,
        bio=" ".join(CHANCE.choice(VOCABULARY) for _ in range(18)),
        styles=tuple(dict.fromkeys(CHANCE.choice(SLUGS) for _ in range(CHANCE.choice((1, 2, 3))))),
        studio_ids=ids,
        studio_names=names,
        areas=tuple(dict.fromkeys(areas)),
        postcodes=postcodes,
        points=points,
        picture=Picture(path="media/a.webp", width=640, height=800) if CHANCE.random() < 0.7 else None,
        images_count=CHANCE.randrange(12),
        updated_at=EPOCH + timedelta(seconds=CHANCE.randrange(10**7)),
    )


def misspelt(text: str) -> str:
    at = CHANCE.randrange(len(text))
    return text[:at] + CHANCE.choice("abcdefgh") + text[at + 1 :]


def box(centre: Point) -> BoundingBox:
    return BoundingBox(west=centre.lng - 0.1, east=centre.lng + 0.1, south=centre.lat - 0.1, north=centre.lat + 0.1)


def workloads(artists: list[ArtistDocument]) -> dict[str, Callable[[], dict[str, Any]]]:
    one = CHANCE.choice
    near = {"near": LEEDS, "sort": Sort.DISTANCE}
    return {
        "browse": lambda: {"page": CHANCE.randrange(1, 4)},
        "full name": lambda: {"q": one(artists).name},
        "first name": lambda: {"q": one(FIRST)},
        "name with a typo": lambda: {"q": misspelt(one(artists).name)},
        "2 letters": lambda: {"q": one(FIRST)[:2]},
        "4 letters": lambda: {"q": one(LAST)[:4]},
        "style word": lambda: {"q": one(SLUGS).replace("-", " ")},
        "style word + place": lambda: {"q": f"{one(SLUGS)} {one(AREAS)}"},
        "style filter": lambda: {"styles": (one(SLUGS),)},
        "place filter": lambda: {"location": one(AREAS)},
        "style + place filter": lambda: {"styles": (one(SLUGS),), "location": one(AREAS[:3])},
        "name + style + place": lambda: {"q": one(FIRST), "styles": (one(SLUGS),), "location": one(AREAS[:3])},
        "10 km, nearest first": lambda: {**near, "radius_km": 10.0},
        "10 km + style": lambda: {**near, "radius_km": 10.0, "styles": (one(SLUGS),)},
        "everybody by distance": lambda: near,
        "map of a city": lambda: {"bbox": box(one(CENTRES))},
        "map of the country": lambda: {"bbox": BoundingBox(west=-7, east=2, south=49.5, north=59)},
        "by name": lambda: {"sort": Sort.NAME},
        "last updated": lambda: {"sort": Sort.UPDATED},
    }


def measured(work: Callable[[], object]) -> list[float]:
    times = []
    for _ in range(ROUNDS):
        start = thread_time()
        work()
        times.append((thread_time() - start) * 1000)
    return sorted(times)


def report(name: str, times: list[float], baseline: float) -> None:
    p50, p95 = times[len(times) // 2], times[len(times) * 95 // 100]
    print(f"{name:24} p50 {p50:7.2f}  p95 {p95:7.2f} ms  {p50 / baseline:7.1f} x bare tantivy")


def bare_tantivy(folder: Path) -> Callable[[], object]:
    index = open_index(folder)
    searcher = index.searcher()

    def search() -> list[bytes]:
        hits = searcher.search(term_query(index.schema, "style", CHANCE.choice(SLUGS)), 20).hits
        return [searcher.doc(address)["document"][0] for _, address in hits]

    return search


def main(number: int) -> None:
    studios = [studio(i) for i in range(max(number // 5, 2))]
    artists = [artist(studios) for _ in range(number)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = perf_counter()
        index = TantivyIndex(folder)
        index.upsert(artists)
        index.commit()
        size = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
        print(f"{number} artists written in {perf_counter() - start:.1f} s, {size:.1f} MB")
        baseline = measured(bare_tantivy(folder))
        report("bare tantivy, one term", baseline, baseline[ROUNDS // 2])
        start = perf_counter()
        engine = TantivyEngine.open(folder)
        engine.search(SearchRequest(near=LEEDS, radius_km=1, q="warm"))
        print(f"opened, first search answered after {(perf_counter() - start) * 1000:.0f} ms")
        every: list[float] = []
        for name_, request in workloads(artists).items():
            times = measured(lambda request=request: engine.search(SearchRequest(**request())))  # type: ignore[misc]
            every += times
            report(name_, times, baseline[ROUNDS // 2])
        report("all searches", sorted(every), baseline[ROUNDS // 2])
        typed = [lambda: CHANCE.choice(FIRST)[:3], lambda: CHANCE.choice(AREAS)[:3], lambda: CHANCE.choice(SLUGS)[:4]]
        report("suggestions", measured(lambda: engine.suggest(CHANCE.choice(typed)(), 8)), baseline[ROUNDS // 2])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
