"""Every case runs against every adapter: the embedded index, the same through its S3 snapshot, and OpenSearch when
`OPENSEARCH_URL` names a server."""

import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto import mock_aws

from search_engine import ArtistDocument, Picture, Point, Rendition, SearchEngine, SearchIndex, SearchRequest
from search_engine.snapshot import SnapshotReader, SnapshotWriter
from search_engine.tantivy_engine import TantivyEngine
from search_engine.tantivy_index import TantivyIndex

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
LEEDS = Point(lat=53.7997, lng=-1.5492)
LONDON = Point(lat=51.5072, lng=-0.1276)


@dataclass
class Adapter:
    """One implementation of both ports."""

    index: SearchIndex
    committed: Callable[[], SearchEngine]

    def load(self, *documents: ArtistDocument) -> SearchEngine:
        """The documents, searchable."""
        self.index.upsert(documents)
        return self.commit()

    def commit(self) -> SearchEngine:
        """What has been written so far, searchable."""
        self.index.commit()
        return self.committed()


@contextmanager
def _tantivy(_: pytest.FixtureRequest, folder: Path) -> Iterator[Adapter]:
    yield Adapter(TantivyIndex(folder), lambda: TantivyEngine.open(folder))


@contextmanager
def _snapshot(request: pytest.FixtureRequest, folder: Path) -> Iterator[Adapter]:
    s3, bucket = request.getfixturevalue("s3"), f"index-{random.getrandbits(64):x}"
    s3.create_bucket(Bucket=bucket)
    reader = SnapshotReader(s3=s3, bucket=bucket, prefix="a", directory=folder / "reader", interval=timedelta(0))

    def committed() -> SearchEngine:
        reader.refresh(NOON)
        return reader.engine

    yield Adapter(SnapshotWriter(s3=s3, bucket=bucket, prefix="a", directory=folder / "writer"), committed)


@contextmanager
def _opensearch(_: pytest.FixtureRequest, folder: Path) -> Iterator[Adapter]:
    from opensearchpy import OpenSearch  # noqa: PLC0415 - only where a server is there to be talked to

    from search_engine.opensearch_engine import OpenSearchEngine, OpenSearchIndex  # noqa: PLC0415

    client = OpenSearch(os.environ["OPENSEARCH_URL"])
    name = f"contract-{folder.name.lower()}-{random.getrandbits(32):x}"
    try:
        yield Adapter(OpenSearchIndex(client, name), lambda: OpenSearchEngine(client, name))
    finally:
        client.indices.delete(index=f"{name}-*")
        client.close()


_ADAPTERS = {"tantivy": _tantivy, "snapshot": _snapshot, "opensearch": _opensearch}
_SERVER = pytest.param("opensearch", marks=pytest.mark.enable_socket)
_PARAMS = ["tantivy", "snapshot", *([_SERVER] if "OPENSEARCH_URL" in os.environ else [])]


@pytest.fixture(scope="module")
def s3() -> Iterator[Any]:
    """A client of an S3 of our own. Making one takes longer than most tests here."""
    with mock_aws():
        yield boto3.client("s3", region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test")


@pytest.fixture(params=_PARAMS)
def adapter(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Adapter]:
    """An empty index."""
    with _ADAPTERS[request.param](request, tmp_path) as opened:
        yield opened


@dataclass
class Library:
    """A varied directory of artists, searchable and as a plain list."""

    engine: SearchEngine
    documents: tuple[ArtistDocument, ...]


@pytest.fixture(scope="module", params=_PARAMS)
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """160 artists written in three commits, some of them twice and some withdrawn again."""
    with _ADAPTERS[request.param](request, tmp_path_factory.mktemp("library")) as opened:
        documents = corpus()
        older = [replace(document, bio="outdated words", styles=("celtic",)) for document in documents[::3]]
        opened.index.upsert(older)
        opened.index.upsert(_artist(i, name="Withdrawn Wanda") for i in range(900, 905))
        opened.index.commit()
        opened.index.upsert(replace(document, version=2) for document in documents[:100])
        opened.index.commit()
        opened.index.upsert(replace(document, version=2) for document in documents[100:])
        opened.index.withdraw({f"artist-{i}": 2 for i in range(900, 905)})
        yield Library(opened.commit(), tuple(replace(document, version=2) for document in documents))


FIRST = ("Sarah", "Zoë", "Marlowe", "Bartholomew", "Quentin", "Ivy")
LAST = ("Hutchings", "Müller", "Okonkwo", "Vasquez", "Pemberton", "")
BIO = ("Custom", "Weekend", "Vegan", "Freehand", "Appointments")
STUDIOS = {"s1": "Crimson Lantern", "s2": "Gilded Anchor", "s3": "Northern Quill"}
STYLES = ("blackwork", "dotwork", "realism", "micro-realism", "portrait", "traditional", "neo-traditional", "celtic")
AREAS = ("Leeds", "Headingley", "London", "Hackney Wick", "Kingston upon Hull")
POSTCODES = ("LS1 4AP", "LS6 3AA", "EC1A 1BB", "E9 5EN", "HU1 1UU")


def corpus() -> tuple[ArtistDocument, ...]:
    """Always the same artists: many equal names, some with next to nothing known about them."""
    chance = random.Random(20)
    return tuple(_artist(i, chance=chance) for i in range(160))


def _artist(number: int, *, name: str | None = None, chance: random.Random | None = None) -> ArtistDocument:
    chance = chance or random.Random(number)
    studios = chance.sample(sorted(STUDIOS), chance.choice((0, 1, 1, 2)))
    where = chance.choice((LEEDS, LEEDS, LONDON))
    # Off any symmetry: OpenSearch rounds coordinates to a centimetre, so equal distances and edges may go either way.
    points = tuple(
        Point(
            lat=where.lat + (chance.randrange(-4, 5) + 0.13) / 53, lng=where.lng + (chance.randrange(-4, 5) + 0.29) / 47
        )
        for _ in studios
    )
    first, last = chance.choice(FIRST), chance.choice(LAST)
    return ArtistDocument(
        id=f"artist-{number}",
        version=1,
        name=name or f"{first} {last}".strip(),
        handle=f"{first}.{number}" if chance.random() < 0.7 else None,
        bio=" ".join(chance.sample(BIO, chance.randrange(4))),
        styles=tuple(chance.sample(STYLES, chance.randrange(4))),
        studio_ids=tuple(studios),
        studio_names=tuple(STUDIOS[studio] for studio in studios),
        areas=tuple(chance.sample(AREAS, chance.randrange(3))),
        postcodes=tuple(chance.sample(POSTCODES, chance.randrange(2))),
        points=points,
        picture=Picture(
            path="media/a.webp",
            width=640,
            height=800,
            placeholder="3OcR",
            colour="#102030",
            renditions=(Rendition(path="media/b.avif", width=320, media_type="image/avif"),),
        )
        if chance.random() < 0.6
        else None,
        images_count=chance.randrange(6),
        updated_at=NOON - timedelta(days=chance.randrange(20)),
    )


@pytest.fixture
def artist() -> Callable[..., ArtistDocument]:
    """Makes an artist of whom only what the test names is known."""

    def make(artist_id: str, name: str = "Nobody", **known: Any) -> ArtistDocument:
        return ArtistDocument(**{"id": artist_id, "version": 1, "name": name, "updated_at": NOON, **known})

    return make


@pytest.fixture
def found() -> Callable[..., list[str]]:
    """The ids a search finds, in order."""

    def search(engine: SearchEngine, **request: Any) -> list[str]:
        return [hit.document.id for hit in engine.search(SearchRequest(**request)).items]

    return search
