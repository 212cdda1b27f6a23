"""Writing the embedded index in a local directory."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from tantivy import Index, IndexWriter, Query

from search_engine.model import ArtistDocument
from search_engine.port import SearchUnavailable
from search_engine.tantivy_schema import build_schema, from_tantivy, open_index, to_tantivy

TOMBSTONES = "tombstones.json"
_HEAP_BYTES = 64_000_000


class TantivyIndex:
    """The one writer of an index directory, which is created if it is not there.

    Tombstones (id → version) lie beside the index and are written before it, so that a crash in between can hide an
    artist too early and never bring one back.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        path.mkdir(parents=True, exist_ok=True)
        self._index = open_index(path) if Index.exists(str(path)) else Index(build_schema(), str(path))
        self._tombstones = read_tombstones(path)
        self._staged: dict[str, int] = {}
        self._writer: IndexWriter | None = None

    def upsert(self, documents: Iterable[ArtistDocument]) -> frozenset[str]:
        writer = self._begun()
        applied: set[str] = set()
        for document in documents:
            if not self._is_newer(document.id, document.version):
                continue
            entry = to_tantivy(document)
            writer.delete_documents_by_term("id", document.id)
            writer.add_document(entry)
            self._tombstones.pop(document.id, None)
            self._staged[document.id] = document.version
            applied.add(document.id)
        return frozenset(applied)

    def withdraw(self, versions: Mapping[str, int]) -> frozenset[str]:
        writer = self._begun()
        applied: set[str] = set()
        for artist_id, version in versions.items():
            if version < max(self._tombstones.get(artist_id, version), self._version(artist_id)):
                continue
            writer.delete_documents_by_term("id", artist_id)
            self._tombstones[artist_id] = version
            self._staged.pop(artist_id, None)
            applied.add(artist_id)
        return frozenset(applied)

    def erase(self, artist_ids: Iterable[str]) -> frozenset[str]:
        """Withdraws what is there under whatever version.

        Leaves a later tombstone each time, also of what is not there: whoever writes at this moment has to notice.
        """
        latest = {id_: max(self._version(id_), self._tombstones.get(id_, -1) + 1) for id_ in artist_ids}
        return self.withdraw(latest)

    def commit(self) -> None:
        if self._writer is None:
            return
        write_tombstones(self._path, self._tombstones)
        self._writer.commit()
        self._writer.wait_merging_threads()
        self._writer = None
        self._staged.clear()
        self._index.reload()

    def rewrite(self, target: Path) -> None:
        """Writes the committed state into an empty directory, without the bytes of anything deleted or replaced."""
        copy = Index(build_schema(), str(target))
        writer = copy.writer(_HEAP_BYTES, 1)
        searcher = self._index.searcher()
        for _, address in searcher.search(Query.all_query(), max(searcher.num_docs, 1), count=False).hits:
            writer.add_document(to_tantivy(from_tantivy(searcher.doc(address))))
        writer.commit()
        writer.wait_merging_threads()
        write_tombstones(target, self._tombstones)

    def _begun(self) -> IndexWriter:
        """The writer, which holds the lock of the directory until the commit."""
        if self._writer is None:
            try:
                self._writer = self._index.writer(_HEAP_BYTES, 1)
            except ValueError as error:
                raise SearchUnavailable("another process is writing this index") from error
            # Who held the lock before may have committed since this object looked.
            self._index.reload()
            self._tombstones = read_tombstones(self._path)
        return self._writer

    def _is_newer(self, artist_id: str, version: int) -> bool:
        return version > self._tombstones.get(artist_id, version - 1) and version >= self._version(artist_id)

    def _version(self, artist_id: str) -> int:
        """Version of the staged or else the committed document; -1 without one."""
        if artist_id in self._staged:
            return self._staged[artist_id]
        searcher = self._index.searcher()
        hits = searcher.search(Query.term_query(self._index.schema, "id", artist_id, "basic"), 1, count=False).hits
        versions = searcher.fast_field_values("version", [address for _, address in hits])
        return int(versions[0] or 0) if versions else -1


def read_tombstones(path: Path) -> dict[str, int]:
    """Id → version of every withdrawn artist."""
    file = path / TOMBSTONES
    return dict(json.loads(file.read_text())) if file.exists() else {}


def write_tombstones(path: Path, tombstones: Mapping[str, int]) -> None:
    """Replaces the tombstones of an index directory in one step."""
    draft = path / f"{TOMBSTONES}.new"
    draft.write_text(json.dumps(tombstones, sort_keys=True, separators=(",", ":")))
    draft.replace(path / TOMBSTONES)
