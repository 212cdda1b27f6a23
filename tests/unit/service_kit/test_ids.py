"""Opaque ids: equal for equal people, different for different ones, and never readable."""

from hypothesis import given
from hypothesis import strategies as st

from service_kit.ids import SubjectHasher, fold_name, new_ticket

HASHER = SubjectHasher(key=b"a key for tests")


@given(st.text())
def test_folding_a_name_twice_changes_nothing(name: str) -> None:
    assert fold_name(fold_name(name)) == fold_name(name)


def test_a_name_is_the_same_person_however_it_is_written() -> None:
    written = ["Zoë  O'Neil", "zoe o neil", "ZOË O’NEIL", "𝓩𝓸𝓮 𝓞'𝓝𝓮𝓲𝓵"]
    assert len({HASHER.name_key(studio_id="st_1", name=name) for name in written}) == 1


def test_the_same_name_at_another_studio_is_another_person() -> None:
    assert HASHER.name_key(studio_id="st_1", name="Sam") != HASHER.name_key(studio_id="st_2", name="Sam")


@given(st.text(min_size=1))
def test_no_kind_of_id_collides_with_another_kind(text: str) -> None:
    keys = {HASHER.handle_key(text)[3:], HASHER.artist_id(text)[3:], HASHER.studio_id(text)[3:]}
    assert len(keys) == 3


def test_another_key_gives_everybody_another_id() -> None:
    assert SubjectHasher(key=b"other").artist_id("1") != HASHER.artist_id("1")


def test_tickets_do_not_repeat() -> None:
    assert len({new_ticket() for _ in range(1000)}) == 1000
