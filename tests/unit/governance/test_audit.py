"""The chain shows every change to it."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from governance.domain.audit import Decision, Entry, Record, first_break, follow

NOW = datetime(2026, 6, 1, tzinfo=timezone.utc)
TICKET = "rr_" + "a" * 22


def _chain(length: int) -> list[Entry]:
    entries: list[Entry] = []
    for number in range(length):
        record = Record(ticket=TICKET, at=NOW + timedelta(seconds=number), decision=Decision.RECEIVED)
        entries.append(follow(entries[-1] if entries else None, record))
    return entries


LENGTHS = st.integers(min_value=2, max_value=12)


@given(LENGTHS)
def test_an_untouched_chain_is_whole(length: int) -> None:
    assert first_break(_chain(length)) is None


@given(LENGTHS, st.data())
def test_a_changed_record_is_found_where_it_is(length: int, data: st.DataObject) -> None:
    entries = _chain(length)
    place = data.draw(st.integers(min_value=0, max_value=length - 1))
    forged = entries[place].record.model_copy(update={"actor": "someone-else"})
    entries[place] = entries[place].model_copy(update={"record": forged})
    assert first_break(entries) == place + 1


@given(LENGTHS, st.data())
def test_a_changed_record_with_a_fitting_digest_breaks_the_next_link(length: int, data: st.DataObject) -> None:
    entries = _chain(length)
    place = data.draw(st.integers(min_value=0, max_value=length - 2))
    forged = entries[place].record.model_copy(update={"decision": Decision.REJECTED})
    entries[place] = follow(entries[place - 1] if place else None, forged)
    assert first_break(entries) == place + 2


@given(LENGTHS, st.data())
def test_a_dropped_entry_is_missed(length: int, data: st.DataObject) -> None:
    entries = _chain(length)
    place = data.draw(st.integers(min_value=0, max_value=length - 2))
    del entries[place]
    assert first_break(entries) == place + 1


@given(LENGTHS, st.data())
def test_two_entries_cannot_change_places(length: int, data: st.DataObject) -> None:
    entries = _chain(length)
    place = data.draw(st.integers(min_value=0, max_value=length - 2))
    entries[place], entries[place + 1] = entries[place + 1], entries[place]
    assert first_break(entries) == place + 1


@pytest.mark.parametrize("actor", ["Jo Bloggs", "jo@studio.example", "", "Mod"])
def test_an_actor_is_a_code_and_never_a_name_or_address(actor: str) -> None:
    with pytest.raises(ValidationError):
        Record(ticket=TICKET, at=NOW, decision=Decision.APPROVED, actor=actor)
