"""The OpenSearch adapter, reader and writer. The only module that imports opensearch-py."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from opensearchpy import OpenSearch, OpenSearchException

from search_engine import suggesting
from search_engine.cursor import Cursor, decode_cursor, encode_cursor
from search_engine.facets import labelled, most_frequent
from search_engine.geo import hit_for
from search_engine.model import ArtistDocument, FacetCount, Facets, SearchRequest, SearchResult, Suggestion
from search_engine.opensearch_query import LIVE, Json, node_query, search_body, values_of
from search_engine.opensearch_schema import MOST_RESULTS, from_source, index_body, to_source, tombstone
from search_engine.places import SEPARATOR
from search_engine.plan import Field, compile_name_query
from search_engine.port import SearchUnavailable
from search_engine.text import is_encodable

_COPY_SECONDS = 600
_STORED, _BAD_REQUEST, _CONFLICT = (200, 201), 400, 409


class OpenSearchEngine:
    """Searches the index behind the read alias of `name`."""

    def __init__(self, client: OpenSearch, name: str) -> None:
        self._client = client
        self._alias = read_alias(name)

    def search(self, request: SearchRequest) -> SearchResult:
        body = search_body(request)
        start, position = self._position(body, request)
        reply = self._run(body | position)
        total: int = reply["hits"]["total"]["value"]
        items = tuple(hit_for(from_source(hit["_source"]), request.near) for hit in reply["hits"]["hits"])
        has_more = bool(items) and start + len(items) < total
        last = Cursor(offset=start + len(items), artist_id=items[-1].document.id) if has_more else None
        return SearchResult(
            items=items,
            total=total,
            facets=_facets(reply["aggregations"]["styles"]["values"], reply["aggregations"]["areas"]["values"]),
            has_more=has_more,
            next_cursor=encode_cursor(last, request) if last else None,
        )

    def suggest(self, q: str, limit: int) -> tuple[Suggestion, ...]:
        return suggesting.suggest(self, q, limit)

    def get(self, artist_id: str) -> ArtistDocument | None:
        if not is_encodable(artist_id):
            return None
        query = {"bool": {"filter": [LIVE, {"term": {"id": artist_id}}]}}
        hits = self._run({"query": query, "size": 1})["hits"]["hits"]
        return from_source(hits[0]["_source"]) if hits else None

    def listed(self, beginnings: Iterable[str]) -> tuple[tuple[str, datetime], ...]:
        starts = [{"prefix": {"id": beginning}} for beginning in beginnings]
        query = {"bool": {"filter": [LIVE], "should": starts, "minimum_should_match": 1}}
        body = {"query": query, "sort": [{"id": "asc"}], "size": MOST_RESULTS}
        found: list[tuple[str, datetime]] = []
        while hits := self._run(body)["hits"]["hits"]:
            documents = (from_source(hit["_source"]) for hit in hits)
            found += [(document.id, document.updated_at) for document in documents]
            body = body | {"search_after": hits[-1]["sort"]}
        return tuple(found)

    def style_counts(self) -> tuple[FacetCount, ...]:
        return self._everybody().styles

    def area_counts(self) -> tuple[FacetCount, ...]:
        return self._everybody().areas

    def artists_named(self, q: str, limit: int) -> list[ArtistDocument]:
        """Artists whose name or handle begins like `q`, best first."""
        node = compile_name_query(q, (Field.NAME, Field.HANDLE))
        if node is None:
            return []
        query = {"bool": {"filter": [LIVE], "must": [node_query(node)]}}
        reply = self._run({"query": query, "sort": [{"_score": "desc"}, {"best_key": "asc"}], "size": limit})
        return [from_source(hit["_source"]) for hit in reply["hits"]["hits"]]

    def studios_named(self, q: str) -> list[tuple[str, str, int]]:
        """Id, name and number of artists of the studios at which an artist of a studio named like `q` works."""
        node = compile_name_query(q, (Field.STUDIO,))
        if node is None:
            return []
        query = {"bool": {"filter": [LIVE, node_query(node)]}}
        reply = self._run({"query": query, "aggs": {"studios": values_of("studio")}, "size": 0})
        parts = ((*value.partition(SEPARATOR), count) for value, count in _counts(reply["aggregations"]["studios"]))
        return [(studio_id, name, count) for studio_id, _, name, count in parts]

    def _everybody(self) -> Facets:
        aggregations = {"styles": values_of(Field.STYLE), "areas": values_of("area")}
        reply = self._run({"query": {"bool": {"filter": [LIVE]}}, "aggs": aggregations, "size": 0})
        return _facets(reply["aggregations"]["styles"], reply["aggregations"]["areas"])

    def _position(self, body: Json, request: SearchRequest) -> tuple[int, Json]:
        """Position of the first result of the page, and how to ask for the page."""
        if request.cursor is None:
            start = (request.page - 1) * request.limit
            reachable = start + request.limit <= MOST_RESULTS
            return start, {"from": start, "size": request.limit} if reachable else {"size": 0}
        cursor = decode_cursor(request.cursor, request)
        only_last = {"bool": {"filter": [body["post_filter"], {"term": {"id": cursor.artist_id}}]}}
        last = self._run({**body, "post_filter": only_last, "aggs": {}, "size": 1})["hits"]["hits"]
        if last:
            return cursor.offset, {"search_after": last[0]["sort"], "size": request.limit}
        return cursor.offset - 1, {"from": cursor.offset - 1, "size": request.limit}

    def _run(self, body: Json) -> Json:
        with _unavailable():
            reply: Json = self._client.search(index=self._alias, body=body)
            return reply


class OpenSearchIndex:
    """Writes the index behind the write alias of `name`, which is created when it is not there.

    An entry's version is twice the artist's, plus one for a withdrawal, so that the engine's own comparison makes a
    withdrawal win against an upsert of the same version.
    """

    def __init__(self, client: OpenSearch, name: str) -> None:
        self._client = client
        self._name = name
        self._ensure()

    def upsert(self, documents: Iterable[ArtistDocument]) -> frozenset[str]:
        return self._write((document.id, 2 * document.version, to_source(document)) for document in documents)

    def withdraw(self, versions: Mapping[str, int]) -> frozenset[str]:
        return self._write(
            (artist_id, 2 * version + 1, tombstone(artist_id)) for artist_id, version in versions.items()
        )

    def commit(self) -> None:
        with _unavailable():
            self._client.indices.refresh(index=write_alias(self._name))

    def rebuild(self) -> None:
        """Copies live artists and tombstones into a new index, moves both aliases to it at once and drops the old one.

        For a changed mapping, and to make withdrawn content unrecoverable: what is deleted stays in the files of its
        index for hours. Writes fail as unavailable meanwhile.
        """
        with _unavailable():
            old = self._current()
            new = f"{self._name}-{int(old.rpartition('-')[2]) + 1:06d}"
            self._client.indices.delete(index=new, ignore_unavailable=True)
            self._client.indices.create(index=new, body=index_body())
            self._block_writes(old, blocked=True)
            try:
                self._copy(old, new)
                self._point_aliases_to(new, instead_of=old)
            except Exception:
                self._block_writes(old, blocked=False)
                raise
            self._client.indices.delete(index=old)

    def _copy(self, old: str, new: str) -> None:
        body = {"source": {"index": old}, "dest": {"index": new, "version_type": "external_gte"}}
        reply = self._client.reindex(body=body, refresh=True, request_timeout=_COPY_SECONDS)
        if reply["failures"] or reply["timed_out"]:
            raise SearchUnavailable("the index could not be copied")

    def _block_writes(self, index: str, *, blocked: bool) -> None:
        self._client.indices.put_settings(index=index, body={"index.blocks.write": blocked})

    def _ensure(self) -> None:
        with _unavailable():
            if not self._client.indices.exists_alias(name=write_alias(self._name)):
                first = f"{self._name}-000001"
                self._client.indices.create(index=first, body=index_body())
                self._point_aliases_to(first)

    def _current(self) -> str:
        return str(next(iter(self._client.indices.get_alias(name=write_alias(self._name)))))

    def _point_aliases_to(self, new: str, instead_of: str | None = None) -> None:
        aliases = (read_alias(self._name), write_alias(self._name))
        actions: list[Json] = [{"add": {"index": new, "alias": alias}} for alias in aliases]
        if instead_of:
            actions += [{"remove": {"index": instead_of, "alias": alias}} for alias in aliases]
        self._client.indices.update_aliases(body={"actions": actions})

    def _write(self, entries: Iterable[tuple[str, int, Json]]) -> frozenset[str]:
        """Returns the ids that were not outdated. Raises SearchUnavailable if any entry could not be stored now."""
        lines: list[Json] = []
        for artist_id, version, source in entries:
            lines.append({"index": {"_id": artist_id, "version": version, "version_type": "external_gte"}})
            lines.append(source)
        if not lines:
            return frozenset()
        with _unavailable():
            reply = self._client.bulk(index=write_alias(self._name), body=lines)
        results = [item["index"] for item in reply["items"]]
        rejected = [result["_id"] for result in results if result["status"] == _BAD_REQUEST]
        if rejected:
            raise ValueError(f"the index does not accept {rejected}")
        if any(result["status"] not in (*_STORED, _CONFLICT) for result in results):
            raise SearchUnavailable("some entries could not be stored")
        return frozenset(result["_id"] for result in results if result["status"] in _STORED)


def read_alias(name: str) -> str:
    """What searches go to."""
    return f"{name}-read"


def write_alias(name: str) -> str:
    """What writes go to."""
    return f"{name}-write"


@contextmanager
def _unavailable() -> Iterator[None]:
    try:
        yield
    except OpenSearchException as error:
        raise SearchUnavailable(type(error).__name__) from error


def _counts(aggregation: Json) -> list[tuple[str, int]]:
    return [(bucket["key"], bucket["doc_count"]) for bucket in aggregation["buckets"]]


def _facets(styles: Json, areas: Json) -> Facets:
    return Facets(styles=most_frequent(_counts(styles)), areas=labelled(_counts(areas), SEPARATOR))
