"""What must hold: at every write, whenever a context acknowledges a removal, after every step, and at rest.

It looks at the stores themselves and at what a visitor would see, never at what the services say of themselves.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from event_contracts import ArtistDenylisted, ArtistPurged, ArtistReinstated, Context, Envelope
from governance.domain.case import State
from service_kit.denylist import TOMBSTONE
from service_kit.outbox import new_envelopes
from tests.simulation.expressions import Item
from tests.simulation.fake_table import StreamRecord
from tests.simulation.governance import REQUESTS, Governance, searchable, shows
from tests.simulation.system import CLAIMS, ENFORCERS, MEDIA, SNAPSHOT, System
from tests.simulation.world import HASHER, MARK

C = Context
_KEY = re.compile(r"(?:ar|hk)_[0-9a-f]{32}")


class Violation(BaseException):
    """A promise was broken. No handler that happens to be under way catches it."""

    def __init__(self, promise: str, found: str) -> None:
        super().__init__(f"{promise}: {found}")


class Checker:
    """Follows every write. `enforced` are the keys each context has said it holds nothing about."""

    def __init__(self, system: System, governance: Governance, *, reinstated_return: bool = False) -> None:
        self._reinstated_return = reinstated_return
        self._system = system
        self._governance = governance
        self.enforced: dict[Context, set[str]] = defaultdict(set)
        self._denials: dict[tuple[str, int], frozenset[str]] = {}
        self._ever_denied: set[str] = set()
        self._ever_lifted: set[str] = set()
        self._said: dict[str, str] = {}
        self._index_seen: tuple[bytes, frozenset[str]] = (b"", frozenset())

    # --- at every write

    def saw(self, record: StreamRecord) -> None:
        for envelope in new_envelopes(old_image=record.old, new_image=record.new):
            self._said[str(envelope.id)] = envelope.type
            if record.table == REQUESTS and envelope.type == ArtistDenylisted.TYPE:
                denial = ArtistDenylisted.model_validate(envelope.data)
                self._denials[denial.ticket, denial.case_version] = frozenset(denial.subject_keys)
                self._ever_denied.update(denial.subject_keys)
            if envelope.type == ArtistReinstated.TYPE:
                self._ever_lifted.update(ArtistReinstated.model_validate(envelope.data).subject_keys)
        if record.new is None or record.table not in ENFORCERS:
            return
        context = Context(record.table)
        self._follow_denylist(context, record.key, record.new)
        _belongs_to_its_account(context, record.key, record.new)
        for key in self.enforced[context] & _keys_in(record.key, record.new):
            if _tells_of(context, key, record.key):
                raise Violation("no write about somebody denied commits", f"{context} wrote {record.key}")

    def _follow_denylist(self, context: Context, key: tuple[str, str], item: Item) -> None:
        if key[1] == TOMBSTONE and not item["denied"]:
            self.enforced[context].discard(key[0].removeprefix("DENIED#"))
        if key[0].startswith("PURGE#") and key[1].count("#") == 1:
            for envelope in new_envelopes(old_image=None, new_image=item):
                self._acknowledged(context, envelope)

    def _acknowledged(self, context: Context, envelope: Envelope) -> None:
        purged = ArtistPurged.model_validate(envelope.data)
        keys = self._denials[purged.ticket, purged.case_version] | set(purged.aliases)
        self._ever_denied |= keys
        standing = keys & self._denied_in(context)  # a late denial of a lifted case changes nothing
        self.enforced[context] |= standing
        left = [*self._traces(context, standing)]
        if left:
            raise Violation("whoever acknowledged holds nothing", f"{context} still holds {left[:3]}")

    def _denied_in(self, context: Context) -> frozenset[str]:
        """The keys on a context's own denylist."""
        return frozenset(
            item["PK"].removeprefix("DENIED#")
            for item in self._system.dynamo.items(context)
            if item["SK"] == TOMBSTONE and item["denied"]
        )

    def _traces(self, context: Context, keys: Iterable[str]) -> Iterator[tuple[str, str]]:
        wanted = set(keys)
        for item in self._system.dynamo.items(context):
            place = (item["PK"], item["SK"])
            for key in wanted & _keys_in(place, item):
                if _tells_of(context, key, place):
                    yield place

    # --- after every step

    def after_step(self) -> None:
        """Nobody whose removal the indexer has acknowledged can be found by search."""
        denied = frozenset(self.enforced[C.INDEXER])
        manifest = next(
            (body for key, body in self._system.s3.stored(SNAPSHOT).items() if key.endswith("manifest.json")), b""
        )
        if denied and (manifest, denied) != self._index_seen:
            found = denied & searchable(self._system).keys()
            if found:
                raise Violation("a denied artist is never found again", f"search shows {sorted(found)}")
            self._index_seen = (manifest, denied)
        for key in self.enforced[C.PROFILE_API]:
            if self._system.dynamo.peek(C.PROFILE_API, f"ARTIST#{key}") and shows(self._system, key):
                raise Violation("a denied artist is never shown again", key)

    # --- at rest

    def at_rest(self) -> None:
        """Everything that must hold when nothing is under way any more."""
        self._nothing_is_lost()
        self._cases_are_closed()
        self._denylists_agree()
        self._index_equals_table(excused=self._ever_lifted)
        denied = self._governance.denied()
        self._nobody_denied_is_visible(denied)
        self._no_bytes_are_left(denied)

    def _nothing_is_lost(self) -> None:
        bus = self._system.bus
        heard = {str(detail["id"]) for detail in bus.archive}
        unheard = [type_ for id_, type_ in self._said.items() if id_ not in heard]
        if unheard:
            raise Violation("no event is lost", f"never reached the bus: {unheard[:3]}")
        for queue in bus.queues.values():
            if queue.waiting or queue.dead:
                left = [message.type for message in (*queue.waiting, *queue.dead)]
                raise Violation("every message comes to an end", f"{queue.name} keeps {left[:3]}")
            if queue.parked:
                raise Violation("no good message is parked", f"{queue.name}: {sorted({r for _, r in queue.parked})}")

    def _cases_are_closed(self) -> None:
        for case in self._governance.denying():
            missing = self._governance.casebook.dossier(case.ticket).missing
            if case.state is not State.COMPLETED or missing:
                raise Violation("every approved removal completes", f"{case.state}, missing {sorted(missing)}")
        if not self._governance.audit_is_whole():
            raise Violation("the audit trail is whole", "its chain is broken")

    def _denylists_agree(self) -> None:
        denied = self._governance.denied()
        for context in ENFORCERS:
            here = self._denied_in(context)
            if here != denied:
                told = f"{context} lacks {sorted(denied - here)}, has beyond it {sorted(here - denied)}"
                raise Violation("every context denies whom governance denies", told)

    def _index_equals_table(self, *, excused: Iterable[str] = ()) -> None:
        """`excused` may be missing from the index.

        Whoever was reinstated before every context had purged: the directory may have published while the index still
        refused. Both agree again at the profile's next change, or when everybody is published again.
        """
        published = {
            str(item["PK"]).removeprefix("ARTIST#"): int(item["version"])
            for item in self._system.dynamo.items(C.PROFILE_API)
            if item.get("state") == "published"
        }
        indexed = {id_: document.version for id_, document in searchable(self._system).items()}
        for id_ in set(excused) - indexed.keys():
            published.pop(id_, None)
        if published != indexed:
            told = [
                f"{id_}: table {published.get(id_)}, index {indexed.get(id_)}"
                for id_ in sorted(published.keys() | indexed.keys())
                if published.get(id_) != indexed.get(id_)
            ]
            raise Violation("the index equals the table", "; ".join(told[:3]))

    def _nobody_denied_is_visible(self, denied: frozenset[str]) -> None:
        for key in sorted(denied):
            if shows(self._system, key):
                raise Violation("nobody denied is visible", f"{key} has a profile")
        for document in searchable(self._system).values():
            places = () if self._is_tangled(document.name) else document.studio_ids
            names = {HASHER.name_key(studio_id=id_, name=document.name) for id_ in places}
            handles = {HASHER.handle_key(document.handle)} if document.handle else set()
            found = denied & {document.id, *names, *handles}
            if found:
                raise Violation("nobody denied is visible", f"search shows {document.id}, denied as {sorted(found)}")

    def _no_bytes_are_left(self, denied: frozenset[str]) -> None:
        for context in ENFORCERS:
            left = [*self._traces(context, denied)]
            if left:
                raise Violation("no trace is left of somebody denied", f"{context} holds {left[:3]}")
        for pattern, who in self._words_of(denied):
            for place, text in self._everything():
                if pattern.search(text):
                    raise Violation("no bytes are left of somebody denied", f"{who} in {place}")
        for bucket in (CLAIMS, MEDIA):
            for key in self._system.s3.stored(bucket):
                if denied & set(_KEY.findall(key)):
                    raise Violation("no bytes are left of somebody denied", f"{bucket}/{key}")

    def _words_of(self, denied: frozenset[str]) -> Iterator[tuple[re.Pattern[str], str]]:
        """What must be nowhere: marks of denied accounts, names denied wherever they stood, handles of one owner."""
        for person in self._system.world.people:
            account = person.account
            if account and account.id in denied:
                yield re.compile(rf"zq{account.number}r"), f"the account {account.number}"
            places = self._system.world.seen_at.get(person.name, set())
            if places and all(denied & _keys_at(person.name, *place) for place in places):
                yield re.compile(re.escape(person.name), re.IGNORECASE), person.name
            for handle in {handle for _, handle in places if handle} - self._system.world.shared_handles:
                if HASHER.handle_key(handle) in denied:
                    yield re.compile(rf"(?<![\w.]){re.escape(handle)}(?![\w.])"), f"@{handle}"

    def _everything(self) -> Iterator[tuple[str, str]]:
        for table in (*ENFORCERS, REQUESTS):
            for item in self._system.dynamo.items(table):
                if not _is_undecided(item):
                    yield f"{table} {item['PK']} {item['SK']}", str(item)
        for bucket in (CLAIMS, MEDIA, SNAPSHOT):
            for key, body in self._system.s3.stored(bucket).items():
                yield f"{bucket}/{key}", body.decode("utf-8", "replace")

    def after_calm(self) -> None:
        """Everybody had a chance to be looked at again: the directory is what the websites say, but for the denied.

        Whoever was reinstated counts only when that is promised: contexts may hear of it in any order.
        """
        untouchable = self._governance.denied() if self._reinstated_return else self._ever_denied
        for studio in self._system.world.studios:
            roster = {
                str(item["name"]): str(item["SK"]).removeprefix("ARTIST#")
                for item in self._system.dynamo.items(C.PROFILE_API)
                if item["PK"] == f"STUDIO#{studio.id}" and str(item["SK"]).startswith("ARTIST#")
            }
            listed = {} if studio.closed else {listing.name: listing.handle for listing in studio.listings.values()}
            clear = {
                name
                for name in {*roster, *listed}
                if not self._is_tangled(name)
                and not untouchable & ({roster.get(name, "")} | self._keys_met(name, studio.id, listed.get(name)))
            }
            if clear & (roster.keys() - listed.keys()):
                told = f"{studio.name} shows {sorted(clear & (roster.keys() - listed.keys()))}"
                raise Violation("only whom a website names is shown", told)
            if clear & (listed.keys() - roster.keys()):
                told = f"{studio.name} lacks {sorted(clear & (listed.keys() - roster.keys()))}"
                raise Violation("everybody not denied is shown", told)

    def after_rebuild(self) -> None:
        """A lost index comes back whole, and with nobody who is denied."""
        self._nothing_is_lost()
        self._index_equals_table()
        self._nobody_denied_is_visible(self._governance.denied())

    def restored(self, context: Context) -> None:
        """A context is back where it was long ago: what it acknowledged since counts no more."""
        self.enforced[context].clear()

    def after_restore(self) -> None:
        """A backup brings nobody back. What else it had of old is mended by the next visits, not here."""
        self._nothing_is_lost()
        self._cases_are_closed()
        self._denylists_agree()
        denied = self._governance.denied()
        self._nobody_denied_is_visible(denied)
        self._no_bytes_are_left(denied)

    def _is_tangled(self, name: str) -> bool:
        """Whether nobody can tell who is meant: a website ever gave a handle for them that others have had, too, or
        gave a handle for somebody else that they have had."""
        places = self._system.world.seen_at
        handles = {handle for _, handle in places.get(name, set()) if handle}
        others = {handle for other in places if other != name for _, handle in places[other]}
        return bool(handles & (self._system.world.shared_handles | others) or self._system.world.held_by(name) & others)

    def _keys_met(self, name: str, studio_id: str, handle: str | None) -> set[str]:
        holder = self._system.world.holder(handle) if handle else None
        return _keys_at(name, studio_id, handle) | ({holder.id} if holder else set())


def _is_undecided(item: Item) -> bool:
    """A removal request that waits for a moderator keeps what was written in it."""
    history = item.get("history") or [{}]
    return bool(history[-1].get("state") == State.AWAITING_REVIEW)


def _keys_at(name: str, studio_id: str, handle: str | None) -> set[str]:
    keys = {HASHER.name_key(studio_id=studio_id, name=name)}
    return keys | {HASHER.handle_key(handle)} if handle else keys


def _keys_in(place: tuple[str, str], item: Item) -> set[str]:
    """The keys that an item stands under, or that the directory's facts in it name."""
    return set(_KEY.findall(" ".join([*place, *(item.get("facts", []) if place[0].startswith("FACTS#") else [])])))


def _tells_of(context: Context, key: str, place: tuple[str, str]) -> bool:
    """Whether an item at this place is about the subject, and not a tombstone or a note of ids."""
    pk, sk = place
    match context:
        case C.STUDIO_SCRAPER:
            return pk == f"SUBJECT#{key}" or sk.endswith(f"MEMBER#{key}")
        case C.INSTAGRAM_SCRAPER:
            return pk in {f"ARTIST#{key}", f"NAME#{key}"} or (pk == f"HANDLE#{key}" and sk == "LINK")
        case C.PROFILE_API:
            return pk == f"ARTIST#{key}" or pk.startswith("FACTS#") or sk in {f"ARTIST#{key}", f"MEMBER#{key}"}
        case _:
            return pk == f"ARTIST#{key}"


def _belongs_to_its_account(context: Context, place: tuple[str, str], item: dict[str, Any]) -> None:
    """What was read of an account never stands under another (a handle was taken over)."""
    kind, _, key = place[0].partition("#")
    about_account = kind in {"ARTIST", "FACTS"} and key.startswith("ar_")
    if about_account:
        strangers = {n for n in MARK.findall(str(item)) if HASHER.artist_id(n) != key}
        if strangers:
            raise Violation("an account's data stays its own", f"{context}: {place} has words of {sorted(strangers)}")
