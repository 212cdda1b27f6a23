"""Rules that hold for every history of decisions, played against a ledger in memory."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import partial
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from event_contracts import DENYLIST_ENFORCERS, ArtistDenylisted, ArtistReinstated
from governance.domain.case import DENYING, TRANSITIONS, Case, Relation, State, Step, TransitionError
from governance.domain.certificate import statement
from governance.domain.decisions import Decide, approve, begin_purge, heed_aliases, reinstate
from governance.domain.dossier import Acknowledgement, Change, Denial, Dossier

START = datetime(2026, 6, 1, 9, 0, tzinfo=timezone.utc)
KEYS = [f"ar_{number:032x}" for number in range(5)]
TICKETS = ["rr_" + letter * 22 for letter in "abc"]


def _case(ticket: str, *, keys: Iterable[str], state: State = State.AWAITING_REVIEW) -> Case:
    return Case(
        ticket=ticket,
        requester_key="rq_1",
        relation=Relation.SELF,
        subject_keys=frozenset(keys),
        deadline=START + timedelta(days=7),
        history=(Step(state=state, at=START),),
    )


@dataclass
class Ledger:
    """Applies changes as the tables do: a denial is refused when its key changed since it was read."""

    cases: dict[str, Case]
    denials: dict[str, Denial] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)

    def decide(self, ticket: str, decision: Decide, *, also: Iterable[str] = ()) -> Change | None:
        case = self.cases[ticket]
        known = {key: self.denials[key] for key in case.subject_keys.union(also) if key in self.denials}
        others = {other for denial in known.values() for other in denial.tickets} - {ticket}
        related = {
            key for other in others if self.cases[other].state in DENYING for key in self.cases[other].subject_keys
        }
        change = decision(
            Dossier(
                case=case,
                denials=known | {key: self.denials[key] for key in related},
                related_keys=frozenset(related),
                acknowledgements=(),
            )
        )
        if change:
            self._apply(change)
        return change

    def _apply(self, change: Change) -> None:
        self.cases[change.case.ticket] = change.case
        self.changes.append(change)
        for denial in change.denials:
            old = self.denials.get(denial.key)
            assert denial.replaces == (old.case_version if old else None)
            self.denials[denial.key] = Denial(
                key=denial.key,
                case_version=denial.case_version,
                tickets=denial.tickets,
                replaces=denial.case_version,
            )


@pytest.mark.parametrize(("state", "wanted"), list(product(State, State)))
def test_a_case_moves_only_along_its_states(state: State, wanted: State) -> None:
    case = _case(TICKETS[0], keys=KEYS[:1], state=state)
    if wanted in TRANSITIONS[state]:
        assert case.moved_to(wanted, at=START).state is wanted
    else:
        with pytest.raises(TransitionError, match=f"is {state}; it cannot become {wanted}"):
            case.moved_to(wanted, at=START)


def test_every_state_can_be_reached_from_the_first() -> None:
    reached, frontier = {State.RECEIVED}, {State.RECEIVED}
    while frontier:
        frontier = {following for state in frontier for following in TRANSITIONS[state]} - reached
        reached |= frontier
    assert reached == set(State)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["approve", "begin", "widen", "reinstate"]),
        st.sampled_from(TICKETS),
        st.sets(st.sampled_from(KEYS), max_size=3),
        st.integers(min_value=-5_000, max_value=5_000),  # the clock may run backwards
    ),
    max_size=25,
)
OWN_KEYS = st.tuples(*[st.sets(st.sampled_from(KEYS), min_size=1, max_size=2) for _ in TICKETS])


def _play(own_keys: tuple[set[str], ...], steps: list[tuple[str, str, set[str], int]]) -> Ledger:
    ledger = Ledger({ticket: _case(ticket, keys=keys) for ticket, keys in zip(TICKETS, own_keys, strict=True)})
    now = START
    for name, ticket, aliases, milliseconds in steps:
        now += timedelta(milliseconds=milliseconds)
        decisions: dict[str, Decide] = {
            "approve": partial(approve, now=now, actor="mod"),
            "begin": partial(begin_purge, now=now),
            "widen": partial(heed_aliases, now=now, aliases=aliases),
            "reinstate": partial(reinstate, now=now, actor="mod"),
        }
        try:
            ledger.decide(ticket, decisions[name], also=aliases if name == "widen" else ())
        except TransitionError:
            continue
    return ledger


@given(OWN_KEYS, STEPS)
def test_a_key_is_denied_exactly_while_a_standing_case_names_it(
    own_keys: tuple[set[str], ...], steps: list[tuple[str, str, set[str], int]]
) -> None:
    ledger = _play(own_keys, steps)
    named = {key for case in ledger.cases.values() if case.state in DENYING for key in case.subject_keys}
    assert {key for key, denial in ledger.denials.items() if denial.tickets} == named


@given(OWN_KEYS, STEPS)
def test_versions_only_rise_for_every_ticket_and_every_key(
    own_keys: tuple[set[str], ...], steps: list[tuple[str, str, set[str], int]]
) -> None:
    by_subject: dict[str, list[int]] = {}
    for change in _play(own_keys, steps).changes:
        if change.event:
            by_subject.setdefault(change.case.ticket, []).append(change.case.case_version)
        for denial in change.denials:
            by_subject.setdefault(denial.key, []).append(denial.case_version)
    for versions in by_subject.values():
        assert versions == sorted(set(versions))


@given(OWN_KEYS, STEPS)
def test_contexts_that_hear_the_events_in_any_order_end_where_the_denylist_is(
    own_keys: tuple[set[str], ...], steps: list[tuple[str, str, set[str], int]]
) -> None:
    ledger = _play(own_keys, steps)
    heard: dict[str, tuple[int, bool]] = {}
    for change in reversed(ledger.changes):
        if isinstance(change.event, ArtistDenylisted | ArtistReinstated):
            verdict = (change.event.case_version, isinstance(change.event, ArtistDenylisted))
            for key in change.event.subject_keys:
                heard[key] = max(heard.get(key, verdict), verdict)
    assert {key for key, (_, denied) in heard.items() if denied} == {
        key for key, denial in ledger.denials.items() if denial.tickets
    }


def test_who_is_denied_by_two_requests_stays_denied_when_one_is_lifted() -> None:
    ledger = Ledger({ticket: _case(ticket, keys=KEYS[:1]) for ticket in TICKETS[:2]})
    for ticket in TICKETS[:2]:
        ledger.decide(ticket, partial(approve, now=START, actor="mod"))
    lifted = ledger.decide(TICKETS[0], partial(reinstate, now=START, actor="mod"))
    assert lifted
    assert lifted.event is None
    assert ledger.denials[KEYS[0]].tickets == {TICKETS[1]}


def test_a_second_request_learns_what_the_first_found_out_about_the_person() -> None:
    ledger = Ledger({ticket: _case(ticket, keys=KEYS[:1]) for ticket in TICKETS[:2]})
    ledger.decide(TICKETS[0], partial(approve, now=START, actor="mod"))
    ledger.decide(TICKETS[0], partial(heed_aliases, now=START, aliases=KEYS[1:3]), also=KEYS[1:3])
    ledger.decide(TICKETS[1], partial(approve, now=START, actor="mod"))
    assert ledger.cases[TICKETS[1]].subject_keys == set(KEYS[:3])


def test_a_version_is_the_decisions_time_in_milliseconds() -> None:
    ledger = Ledger({TICKETS[0]: _case(TICKETS[0], keys=KEYS[:1])})
    change = ledger.decide(TICKETS[0], partial(approve, now=START, actor="mod"))
    assert change
    assert change.case.case_version == int(START.timestamp() * 1000)


def test_only_acknowledgements_of_the_present_version_count() -> None:
    case = _case(TICKETS[0], keys=KEYS[:1]).changed(case_version=2)
    earlier, present = sorted(DENYLIST_ENFORCERS)[:2]
    dossier = Dossier(
        case=case,
        denials={},
        related_keys=frozenset(),
        acknowledgements=(
            Acknowledgement(context=earlier, case_version=1, items_removed=0, at=START),
            Acknowledgement(context=present, case_version=2, items_removed=0, at=START),
        ),
    )
    assert dossier.missing == DENYLIST_ENFORCERS - {present}


def test_a_certificate_counts_what_a_context_removed_under_every_version_of_the_case() -> None:
    context = min(DENYLIST_ENFORCERS)
    dossier = Dossier(
        case=_case(TICKETS[0], keys=KEYS[:1]).changed(case_version=2),
        denials={},
        related_keys=frozenset(),
        acknowledgements=(
            Acknowledgement(context=context, case_version=1, items_removed=7, at=START),
            Acknowledgement(context=context, case_version=2, items_removed=1, at=START),
        ),
    )
    evidence = statement(dossier, surfaces={}, completed_at=START).contexts
    assert [(one.context, one.items_removed) for one in evidence] == [(context, 8)]
