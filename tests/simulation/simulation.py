"""One history: a seeded scheduler picks what happens next, and everything that is promised is checked on the way."""

import random
import re
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from event_contracts import Context
from governance.domain.case import DENYING, State, TransitionError
from service_kit.outbox import new_envelopes
from tests.simulation.bus import DENYLIST, Message, Queue
from tests.simulation.checker import Checker, Violation
from tests.simulation.expressions import Item
from tests.simulation.fake_table import StreamRecord
from tests.simulation.faults import Fault, Faults, Killed
from tests.simulation.governance import REQUESTS, Governance
from tests.simulation.outcome import Outcome, Settings
from tests.simulation.system import ENFORCERS, T0, System, reproducible
from tests.simulation.world import HASHER, World

_LARGEST_BATCH = 10
_ENOUGH = 6_000
_MEMORY = Path("/dev/shm")
_KEY = re.compile(r"(?:ar|hk)_[0-9a-f]{32}")


class Simulation:
    """A seed's history."""

    def __init__(self, seed: int, settings: Settings | None = None) -> None:
        self._settings = settings or Settings()
        self._random = random.Random(seed)
        self._outcome = Outcome(seed=seed)
        self._faults = Faults(random_source=self._random, interruption=self._interrupt)
        self._pending: list[StreamRecord] = []
        self._backups: dict[Context, list[Item]] = {}
        self._in_flight: set[str] = set()
        self._under_way: list[tuple[Queue, list[Message]]] = []
        scratch = Path(tempfile.mkdtemp(prefix="simulation-", dir=_MEMORY if _MEMORY.is_dir() else None))
        self._system = System(
            world=World(random_source=self._random),
            faults=self._faults,
            random_source=self._random,
            skews=self._skews(),
            scratch=scratch,
        )
        self._governance = Governance(self._system, random_source=self._random)
        self._checker = Checker(self._system, self._governance, reinstated_return=self._settings.reinstated_return)

    def run(self) -> Outcome:
        """The whole history, up to the first broken promise."""
        with ExitStack() as stack:
            for patched in reproducible():
                stack.enter_context(patched)
            stack.enter_context(self._governance.wired())
            stack.callback(self._system.close)
            try:
                self._live()
            except Violation as violation:
                self._outcome.violation = str(violation)
        return self._outcome

    def _live(self) -> None:
        for studio in self._system.world.studios:
            self._system.announce(studio)
        self._system.bus.refuses = 0.05
        backup_at = self._random.randrange(self._settings.steps)
        for step in range(self._settings.steps):
            if step == backup_at:
                self._backups = {context: self._system.dynamo.backup(context) for context in ENFORCERS}
            self._step()
            self._absorb()
            self._checker.after_step()
        self._rest()
        self._checker.at_rest()
        self._calm()
        self._checker.at_rest()
        self._checker.after_calm()
        self._rebuild()
        self._checker.after_rebuild()
        self._restore()
        self._checker.after_restore()

    # --- what may happen

    @property
    def _actions(self) -> list[tuple[int, Callable[[], str | None]]]:
        return [
            (66, self._deliver_something),
            (40, self._relay_something),
            (9, self._world_changes),
            (7, self._announce_a_studio),
            (4, self._time_passes),
            (3, self._somebody_asks),
            (4, self._moderator_approves),
            (1, self._moderator_reinstates),
            (5, self._purge_is_followed),
            (2, self._redrive),
            (1, self._replay),
            (2, self._refresh_is_asked),
        ]

    def _step(self) -> None:
        self._system.time.forward(timedelta(seconds=self._random.random() * 5))
        for _ in range(10):
            told = self._pick(self._actions)()
            if told:
                self._tell(told)
                return

    def _interrupt(self) -> None:
        """Something else happens while a handler waits for its store; what wants to come in between comes first."""
        if self._faults.depth > 2:
            return
        choices: list[tuple[int, Callable[[], str | None]]] = [
            (5, self._removal_strikes),
            (5, self._deliver_a_denial),
            (3, self._deliver_something),
            (2, self._relay_something),
            (1, self._moderator_approves),
            (1, self._world_changes),
        ]
        for _ in range(4):
            self._absorb()
            told = self._pick(choices)()
            if told:
                self._absorb()
                self._tell("  meanwhile " + told)
                return

    def _deliver_something(self) -> str | None:
        queues = self._system.bus.busy()
        return self._deliver(self._random.choice(queues), plan=self._faults.plan()) if queues else None

    def _deliver_a_denial(self) -> str | None:
        queues = [queue for queue in self._system.bus.busy() if queue.kind == DENYLIST]
        return self._deliver(self._random.choice(queues), plan=self._faults.plan()) if queues else None

    def _removal_strikes(self) -> str | None:
        """While a message is worked on, the removal of somebody it is about is asked for, approved and enforced."""
        queue, messages = self._under_way[-1] if self._under_way else (None, [])
        if queue is None or queue.kind == DENYLIST or queue.context not in ENFORCERS:
            return None
        key = self._random.choice(sorted(self._people_in(messages[0].body)) or [""])
        if not key:
            return None

        def strike() -> None:
            with suppress(TransitionError):  # was asked for already, and is being purged
                self._governance.approve(self._governance.file(profile=key))

        self._quietly(strike)
        self._absorb()
        for record in [record for record in self._pending if record.table == REQUESTS]:
            self._relay(record, plan={})
        denials = self._system.bus.queues[f"{queue.context}/{DENYLIST}"]
        chosen = [message for message in denials.waiting if key in message.body and message.id not in self._in_flight]
        told = [self._deliver_these([message], denials, plan={}) for message in chosen]
        return f"the removal of {key[:9]} strikes; " + "; ".join(told)

    def _people_in(self, body: str) -> set[str]:
        """Keys of those a message names, and of those whom the website of a studio names that it is about."""
        listed = {
            listing.handle_key or HASHER.name_key(studio_id=studio.id, name=listing.name)
            for studio in self._system.world.studios
            if studio.id in body
            for listing in studio.listings.values()
        }
        return listed | set(_KEY.findall(body))

    def _deliver(self, queue: Queue, *, plan: dict[int, Fault]) -> str | None:
        ready = [message for message in queue.waiting if message.id not in self._in_flight]
        if not ready:
            return None
        size = 1
        if queue.context is Context.INDEXER and queue.kind != DENYLIST:
            size = self._random.randint(1, min(_LARGEST_BATCH, len(ready)))
        return self._deliver_these(self._random.sample(ready, size), queue, plan=plan)

    def _deliver_these(self, messages: list[Message], queue: Queue, *, plan: dict[int, Fault]) -> str:
        again = self._random.random() < 0.08 and not self._calming
        what = f"{queue.name} gets {', '.join(self._name(message) for message in messages)}"
        self._in_flight |= {message.id for message in messages}
        self._under_way.append((queue, messages))
        happened, failed = self._attempt(plan, lambda: self._serve(queue, messages))
        self._under_way.pop()
        self._in_flight -= {message.id for message in messages}
        if failed is None:
            self._system.restart(queue)
        for message in messages:
            if failed is None or message.id in failed:
                queue.failed(message)
            else:
                queue.done(message, again=again)
        ending = "killed" if failed is None else f"{len(failed)} come back" if failed else "handled"
        return f"{what}: {ending}{' (and once more)' * again}{happened}"

    def _serve(self, queue: Queue, messages: list[Message]) -> frozenset[str]:
        if queue.context is Context.GOVERNANCE:
            return self._governance.serve(messages, queue)
        return self._system.handle(messages, queue)

    def _relay_something(self) -> str | None:
        self._absorb()
        first: dict[tuple[str, Any], StreamRecord] = {}
        for record in self._pending:  # a shard keeps the order of each item's changes
            first.setdefault((record.table, record.key), record)
        return self._relay(self._random.choice(list(first.values())), plan=self._faults.plan()) if first else None

    def _relay(self, record: StreamRecord, *, plan: dict[int, Fault]) -> str:
        self._pending.remove(record)
        publish = self._governance.relay if record.table == REQUESTS else self._system.relay
        failed = False

        def work() -> frozenset[str]:
            nonlocal failed
            try:
                publish(record)
            except Exception:
                failed = True
            return frozenset()

        happened, done = self._attempt(plan, work)
        again = done is None or failed or (self._random.random() < 0.05 and not self._calming)
        if again:
            self._pending.insert(0, record)
        types = [envelope.type for envelope in new_envelopes(old_image=record.old, new_image=record.new)]
        return f"{record.table} relays {', '.join(types)}{' (to be repeated)' * again}{happened}"

    def _attempt(self, plan: dict[int, Fault], work: Callable[[], frozenset[str]]) -> tuple[str, frozenset[str] | None]:
        """What happened in between, and the work's answer; None when it was killed."""
        answer: frozenset[str] | None = None

        def guarded() -> None:
            nonlocal answer
            try:
                answer = work()
            except Killed:
                answer = None

        attempt, _ = self._faults.attempt(plan, guarded)
        return "".join(f"; {what}" for what in attempt.happened), answer

    def _world_changes(self) -> str | None:
        return self._pick(self._system.world.happenings)()

    def _announce_a_studio(self) -> str:
        studio = self._random.choice(self._system.world.studios)
        self._quietly(lambda: self._system.announce(studio))
        return f"discovery announces {studio.name}"

    def _time_passes(self) -> str:
        by = self._random.choice([timedelta(minutes=10), timedelta(hours=2), timedelta(hours=21), timedelta(hours=50)])
        self._system.time.forward(by)
        return f"{by} pass"

    def _somebody_asks(self) -> str | None:
        people = [person for person in self._system.world.people if person.account]
        published = sorted(
            str(item["PK"]).removeprefix("ARTIST#")
            for item in self._system.dynamo.items(Context.PROFILE_API)
            if item.get("state") == "published"
        )
        by_handle = people and self._random.random() < 0.6
        if not by_handle and not published:
            return None
        account = self._random.choice(people).account if by_handle else None
        profile = account.handle if account else self._random.choice(published)
        self._quietly(lambda: self._governance.file(profile=profile))
        return f"somebody asks for the removal of {profile if account else profile[:9]}"

    def _moderator_approves(self) -> str | None:
        waiting = self._governance.cases(State.AWAITING_REVIEW)
        if not waiting:
            return None
        ticket = self._random.choice(waiting).ticket
        self._quietly(lambda: self._governance.approve(ticket))
        return f"{ticket[:7]} is approved"

    def _moderator_reinstates(self) -> str | None:
        denying = self._governance.cases(*DENYING)
        if not denying:
            return None
        ticket = self._random.choice(denying).ticket
        self._quietly(lambda: self._governance.reinstate(ticket))
        return f"{ticket[:7]} is reinstated"

    def _purge_is_followed(self) -> str | None:
        running = [execution for execution in self._governance.executions if execution.running]
        if not running:
            return None
        execution = self._random.choice(running)
        told = "fails"

        def work() -> frozenset[str]:
            nonlocal told
            try:
                told = self._governance.step(execution)
            except Exception as error:
                told = f"fails ({type(error).__name__})"
            return frozenset()

        happened, _ = self._attempt({} if self._calming else self._faults.plan(), work)
        return f"the purge {execution.ticket[:7]} {told}{happened}"

    def _redrive(self) -> str | None:
        queues = [queue for queue in self._system.bus.queues.values() if queue.dead]
        if not queues:
            return None
        queue = self._random.choice(queues)
        return f"{queue.redrive()} dead messages go back to {queue.name}"

    def _replay(self) -> str | None:
        archive = self._system.bus.archive
        if not archive:
            return None
        detail = self._random.choice(archive)
        self._system.bus.route(detail)
        return f"the archive replays a {detail['type']}"

    def _refresh_is_asked(self) -> str | None:
        asked = 0

        def work() -> None:
            nonlocal asked
            asked = self._system.refresh.raise_due(at_most=20)

        self._quietly(work)
        return f"{asked} refreshes are asked for" if asked else None

    # --- coming to rest

    _calming = False

    def _rest(self) -> None:
        """No more faults; whatever is under way comes to its end."""
        self._tell("--- everything comes to rest")
        self._calming, self._system.bus.refuses = True, 0.0
        idle = 0
        for _ in range(_ENOUGH):
            if self._advance():
                idle = 0
                continue
            running = [execution for execution in self._governance.executions if execution.running]
            if not running or idle > 3 * len(running):
                return
            idle += 1
            self._system.time.forward(timedelta(minutes=10))
            self._tell(self._purge_is_followed() or "")
        raise Violation("everything comes to rest", "messages go round in circles")

    def _advance(self) -> bool:
        """One more message or record; False when there is none."""
        self._absorb()
        if self._pending:
            self._tell(self._relay(self._pending[0], plan={}))
            return True
        queues = self._system.bus.busy()
        if queues:
            self._tell(self._deliver(self._random.choice(queues), plan={}) or "")
            return True
        return bool(self._redrive())

    def _calm(self) -> None:
        """Days without any trouble: every website is visited again, every profile is read again."""
        self._system.world.calm()
        for _ in range(2):
            self._system.time.forward(timedelta(hours=60))
            for studio in self._system.world.studios:
                self._system.announce(studio)
            self._system.refresh.raise_due(at_most=500)
            self._rest()

    def _rebuild(self) -> None:
        self._tell("--- the search snapshot is lost, and everybody is published again")
        self._quietly(self._system.lose_the_index)
        self._rest()

    def _restore(self) -> None:
        """A context's table is as it was long ago, denylist copy included; people do what the runbook says."""
        context = self._random.choice(ENFORCERS)
        self._tell(f"--- {context} is restored from a backup, and every decision is applied again")
        self._system.dynamo.restore(context, self._backups[context])
        self._system.restart_all()
        self._checker.restored(context)
        self._quietly(self._governance.reapply)
        self._rest()

    # --- details

    def _absorb(self) -> None:
        """Let the checker see what was written, and keep what is to be relayed."""
        changes = self._system.dynamo.changes
        while changes:
            record = changes.pop(0)
            self._checker.saw(record)
            if record.table == REQUESTS or new_envelopes(old_image=record.old, new_image=record.new):
                self._pending.append(record)

    def _quietly(self, work: Callable[[], Any]) -> None:
        self._faults.attempt({}, work)

    def _pick(self, choices: list[tuple[int, Callable[[], str | None]]]) -> Callable[[], str | None]:
        return self._random.choices([action for _, action in choices], [weight for weight, _ in choices])[0]

    def _skews(self) -> dict[Context, timedelta]:
        if self._random.random() < 0.5:
            return {}
        return {context: self._settings.skew * self._random.uniform(-1, 1) for context in Context}

    def _name(self, message: Message) -> str:
        return f"{message.type.removesuffix('.v1')} ({message.id})"

    def _tell(self, what: str) -> None:
        since = str(self._system.time.moment - T0).partition(".")[0]
        self._outcome.history.append(f"{len(self._outcome.history) + 1:4} {since:>16}  {what}")


def run(seed: int, settings: Settings | None = None) -> Outcome:
    """One seed's history."""
    return Simulation(seed, settings).run()
