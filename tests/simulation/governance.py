"""Governance with its own handlers, a moderator, and the purge's state machine, one step at a time."""

import random
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any
from unittest.mock import patch

from event_contracts import ArtistPurged, Context
from governance import bootstrap
from governance.adapters.audit_trail import AuditTrail
from governance.adapters.casebook import CaseBook
from governance.adapters.denylist_table import DenylistTable
from governance.domain.audit import first_break
from governance.domain.case import DENYING, Case, Relation, State
from governance.domain.decisions import approve, reapply, reinstate
from governance.domain.intake import RemovalForm, open_case
from governance.handlers import complete_purge, purge_progress, verify_surfaces
from governance.handlers.consume import on_purged
from profile_api.adapters.reader import Moved, Removed
from search_engine import SearchRequest, SearchUnavailable
from tests.simulation.bus import WORK, Message, Queue
from tests.simulation.fake_table import StreamRecord
from tests.simulation.system import LOGGER, System, function
from tests.simulation.world import HASHER

REQUESTS, ENTRIES, AUDIT = "requests", "denylist", "audit"
MODERATOR = "moderator-1"


@dataclass(slots=True)
class Execution:
    """One run of the state machine."""

    ticket: str
    case_version: int
    running: bool = True


class Governance:
    """Cases, decisions and executions, over the system's tables and clocks."""

    def __init__(self, system: System, *, random_source: random.Random) -> None:
        self._system = system
        self._random = random_source
        dynamo = system.dynamo
        self.executions: list[Execution] = []
        self._entries = DenylistTable(table=dynamo.create(ENTRIES))
        self._audit = AuditTrail(table=dynamo.create(AUDIT))
        self.casebook = CaseBook(
            requests=dynamo.create(REQUESTS), denylist=self._entries, audit=self._audit, sleep=lambda _: None
        )
        self._clock = system.clocks[Context.GOVERNANCE]
        self._consume = function({ArtistPurged: on_purged})

    # --- what runs

    @contextmanager
    def wired(self) -> Iterator[None]:
        """While it lasts, the handlers' bootstrap gives what is here."""
        parts: dict[str, Any] = {
            "casebook": self.casebook,
            "clock": self._clock,
            "surfaces": _Surfaces(self._system),
            "signer": _Signer(),
            "mail": _Mail(),
            "logger": LOGGER,
        }
        with ExitStack() as stack:
            for name, part in parts.items():
                stack.enter_context(patch.object(bootstrap, name, lambda part=part: part))
            yield

    def serve(self, messages: list[Message], queue: Queue) -> frozenset[str]:
        """The working queue: acknowledgements."""
        return self._consume(messages, queue)

    def relay(self, record: StreamRecord) -> None:
        """Both functions on the Requests table's stream: the outbox, and the start of purges."""
        image = StreamRecord(table=Context.GOVERNANCE, key=record.key, old=record.old, new=record.new)
        self._system.relay(image)
        version = int((record.new or {}).get("purge_run", 0))
        if record.new and version and version != int((record.old or {}).get("purge_run", 0)):
            ticket = str(record.new["ticket"])
            if not any((e.ticket, e.case_version) == (ticket, version) for e in self.executions):
                self.executions.append(Execution(ticket=ticket, case_version=version))

    def step(self, execution: Execution) -> str:
        """One round of the state machine; an execution that fails asks again."""
        context: Any = None
        progress = purge_progress.handler({"ticket": execution.ticket}, context)
        if progress["state"] != State.PURGING:
            execution.running = False
            return f"is {progress['state']}"
        if progress["missing"]:
            return f"waits for {', '.join(progress['missing'])}"
        verified = verify_surfaces.handler({"ticket": execution.ticket}, context)
        if not verified["clean"]:
            return f"finds something: {[name for name, clean in verified['surfaces'].items() if not clean]}"
        completed = complete_purge.handler(dict(verified), context)["completed"]
        execution.running = not completed
        return "completes" if completed else "goes on"

    # --- what people do

    def file(self, *, profile: str) -> str:
        """A removal request about a handle or a public id."""
        form = RemovalForm(
            profile=profile, email="somebody@example.org", relation=Relation.SELF, reason="Please take me off."
        )
        ticket = "rr_" + "".join(self._random.choices("abcdefghijkmnpqrstuvwxyz", k=22))
        return self.casebook.open(open_case(form, ticket=ticket, hasher=HASHER, now=self._clock.now()))

    def approve(self, ticket: str) -> None:
        self.casebook.decide(ticket, partial(approve, now=self._clock.now(), actor=MODERATOR))

    def reinstate(self, ticket: str) -> None:
        self.casebook.decide(ticket, partial(reinstate, now=self._clock.now(), actor=MODERATOR))

    def reapply(self) -> None:
        """What people do after a restore."""
        for case in self.cases():
            self.casebook.decide(case.ticket, partial(reapply, now=self._clock.now(), actor=MODERATOR))

    # --- what can be seen

    def cases(self, *states: State) -> list[Case]:
        found = [case for case in self.casebook.cases() if not states or case.state in states]
        return sorted(found, key=lambda case: case.ticket)

    def denying(self) -> list[Case]:
        return self.cases(*DENYING)

    def denied(self) -> frozenset[str]:
        """Every key that some standing case denies, as the Denylist table has it."""
        items = self._system.dynamo.items(ENTRIES)
        return frozenset(str(item["PK"]).removeprefix("DENIED#") for item in items if item["tickets"])

    def audit_is_whole(self) -> bool:
        return first_break(self._audit.entries()) is None

    def queue(self) -> Queue:
        return self._system.bus.queues[f"{Context.GOVERNANCE}/{WORK}"]


class _Surfaces:
    """What a visitor would see, asked of the read models directly."""

    def __init__(self, system: System) -> None:
        self._system = system

    def check(self, *, subject_keys: frozenset[str], handle: str | None) -> dict[str, bool]:
        found = searchable(self._system)
        surfaces = {
            "profile": not any(shows(self._system, key) for key in sorted(subject_keys)),
            "search": not subject_keys & found.keys(),
        }
        if handle and found:
            suggested = {suggestion.id for suggestion in self._system.search.engine.suggest(handle, 10)}
            surfaces["suggestions"] = not subject_keys & suggested
        return surfaces


def searchable(system: System) -> dict[str, Any]:
    """Every document that search shows, by id."""
    try:
        system.search.refresh(system.time.moment)
        engine = system.search.engine
    except SearchUnavailable:
        return {}
    found: dict[str, Any] = {}
    page = 1
    while True:
        result = engine.search(SearchRequest(limit=50, page=page))
        found |= {hit.document.id: hit.document for hit in result.items}
        if not result.has_more:
            return found
        page += 1


def shows(system: System, key: str) -> bool:
    """Whether a profile is shown under a public id, or where that leads to."""
    for _ in range(5):
        try:
            found = system.reader.artist(key)
        except Removed:
            return False
        if not isinstance(found, Moved):
            return found is not None
        key = found.to
    return True


class _Signer:
    def sign(self, message: bytes) -> bytes:
        return message[:8]

    def public_key_pem(self) -> str:
        return "a key"


class _Mail:
    def send(self, *, ticket: str, to: str) -> None:
        """Nobody reads it."""
