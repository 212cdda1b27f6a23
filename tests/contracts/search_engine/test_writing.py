"""Whatever order writes arrive in, the newest wins and the withdrawn stay away."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search_engine import ArtistDocument, SearchRequest

Artist = Callable[..., ArtistDocument]


def test_an_update_replaces_everything_the_old_version_was_found_by(adapter: Any, artist: Artist) -> None:
    adapter.load(artist("1", "Old Name", styles=("celtic",), areas=("York",)))
    engine = adapter.load(artist("1", "New Name", version=2, styles=("dotwork",), areas=("Leeds",)))
    assert engine.search(SearchRequest(q="old")).total == 0
    assert engine.search(SearchRequest(styles=("celtic",))).total == 0
    assert [hit.document.name for hit in engine.search(SearchRequest(styles=("dotwork",))).items] == ["New Name"]
    assert [count.value for count in engine.style_counts()] == ["dotwork"]
    assert [count.value for count in engine.area_counts()] == ["Leeds"]


def test_an_older_version_never_overwrites_a_newer_one(adapter: Any, artist: Artist) -> None:
    newer, older = artist("1", "Newer", version=5), artist("1", "Older", version=4)
    assert adapter.index.upsert([newer, older]) == {"1"}
    adapter.commit()
    assert adapter.index.upsert([older]) == frozenset()
    assert adapter.commit().get("1").name == "Newer"


def test_the_same_version_may_be_written_again(adapter: Any, artist: Artist) -> None:
    adapter.load(artist("1", "Same", version=3))
    assert adapter.index.upsert([artist("1", "Same", version=3)]) == {"1"}
    engine = adapter.commit()
    assert engine.search(SearchRequest()).total == 1


def test_a_withdrawn_artist_is_nowhere(adapter: Any, artist: Artist) -> None:
    gone = artist(
        "gone",
        "Wanda Gone",
        handle="wanda",
        styles=("celtic",),
        areas=("York",),
        studio_ids=("s",),
        studio_names=("Lone",),
    )
    adapter.load(gone, artist("here", "Ivy", styles=("dotwork",), areas=("Leeds",)))
    assert adapter.index.withdraw({"gone": 1}) == {"gone"}
    engine = adapter.commit()
    result = engine.search(SearchRequest())
    assert [hit.document.id for hit in result.items] == ["here"]
    assert result.total == 1
    assert [count.value for count in result.facets.styles] == ["dotwork"]
    assert [count.value for count in result.facets.areas] == ["Leeds"]
    assert engine.style_counts() == result.facets.styles
    assert engine.area_counts() == result.facets.areas
    assert engine.get("gone") is None
    for typed in ("wanda", "york", "celtic", "lone"):
        assert engine.suggest(typed, 8) == (), typed
        assert engine.search(SearchRequest(q=typed)).total == 0


def test_nothing_as_old_as_a_withdrawal_brings_an_artist_back(adapter: Any, artist: Artist) -> None:
    adapter.load(artist("1", "Ivy", version=3))
    adapter.index.withdraw({"1": 3})
    adapter.commit()
    for version in (1, 2, 3):
        assert adapter.index.upsert([artist("1", "Ivy", version=version)]) == frozenset()
    assert adapter.commit().get("1") is None
    assert adapter.load(artist("1", "Ivy", version=4)).get("1").version == 4


def test_a_withdrawal_that_arrives_first_keeps_the_artist_out(adapter: Any, artist: Artist) -> None:
    assert adapter.index.withdraw({"1": 7}) == {"1"}
    adapter.commit()
    assert adapter.load(artist("1", "Ivy", version=7)).get("1") is None


def test_an_outdated_withdrawal_is_ignored(adapter: Any, artist: Artist) -> None:
    adapter.load(artist("1", "Ivy", version=5))
    assert adapter.index.withdraw({"1": 4}) == frozenset()
    assert adapter.commit().get("1").name == "Ivy"


def test_removing_and_adding_in_one_batch_obeys_the_versions(adapter: Any, artist: Artist) -> None:
    adapter.index.upsert([artist("1", "Ivy", version=1)])
    adapter.index.withdraw({"1": 2})
    adapter.index.upsert([artist("1", "Ivy", version=1)])
    assert adapter.commit().get("1") is None


def test_what_is_not_committed_is_not_visible(adapter: Any, artist: Artist) -> None:
    adapter.load(artist("1", "Ivy"))
    adapter.index.withdraw({"1": 1})
    adapter.index.upsert([artist("2", "Zoe")])
    engine = adapter.commit()
    assert [hit.document.id for hit in engine.search(SearchRequest()).items] == ["2"]


def test_a_document_comes_back_as_it_was_written(library: Any) -> None:
    broader = {"micro-realism": "realism", "portrait": "realism", "neo-traditional": "traditional"}
    for document in library.documents:
        parents = [broader[style] for style in document.styles if style in broader]
        styles = tuple(dict.fromkeys((*document.styles, *parents)))
        assert library.engine.get(document.id) == replace(document, styles=styles)


writes = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(1, 4), st.sampled_from(("upsert", "withdraw", "commit"))), max_size=12
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=writes, order=st.randoms(use_true_random=False))
def test_any_order_of_the_same_writes_ends_in_the_same_index(
    adapter: Any, artist: Artist, history: list[tuple[str, int, str]], order: Any
) -> None:
    # Every example writes under ids of its own, so that it starts from nothing.
    run = uuid4().hex
    shuffled = list(history)
    order.shuffle(shuffled)
    for sequence, salt in ((history, "x"), (shuffled, "y")):
        for letter, version, action in sequence:
            key = f"{run}{salt}{letter}"
            if action == "upsert":
                adapter.index.upsert([artist(key, f"Version {version}", version=version)])
            elif action == "withdraw":
                adapter.index.withdraw({key: version})
            else:
                adapter.commit()
    engine = adapter.commit()
    for letter in "abc":
        expected = newest(history, letter)
        for salt in "xy":
            document = engine.get(f"{run}{salt}{letter}")
            assert (document.version if document else None) == expected


def newest(history: list[tuple[str, int, str]], letter: str) -> int | None:
    """The version that must be visible in the end: a withdrawal outranks the upsert of its own version."""
    relevant = [
        (version, action == "withdraw") for key, version, action in history if key == letter and action != "commit"
    ]
    if not relevant:
        return None
    version, withdrawn = max(relevant)
    return None if withdrawn else version
