"""Run after run: studios are found once, changes and closures are noticed, a bad tile stops nobody."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from discovery.domain.places import Area, tiles_of
from discovery.domain.records import Finding, SourceRecord
from discovery.domain.studio import Step
from discovery.domain.survey import survey_steps
from event_contracts.claims import StudioFacts
from service_kit.errors import PermanentError, TransientError
from service_kit.ids import SubjectHasher
from tests.unit.discovery.conftest import QUEXLEY

Make = Callable[..., SourceRecord]


def test_a_new_studio_is_told_once_with_its_facts(world: Any, record: Make) -> None:
    world.shows(record("osm:node/1", website="https://blackthorn.example/", postcode="QX1 1AA", area="Foxgate"))

    counts = world.run()

    ((kind, studio_id),) = world.news()
    assert kind == "studio.discovered.v1"
    envelope = json.loads(world.on_record()[0]["outbox"][0]["envelope"])
    facts = StudioFacts.model_validate(world.claims.get(envelope["data"]["claim"]))
    assert (facts.studio_id, facts.name, facts.area, facts.city) == (
        studio_id, "Blackthorn Tattoo", "Foxgate", "Quexley",
    )  # fmt: skip
    assert str(facts.website) == "https://blackthorn.example/"
    assert (counts["studios"], counts["closed"], counts["failed_tiles"]) == (1, 0, 0)
    assert envelope["correlationid"] == "run-1"


def test_surveying_a_tile_again_tells_nothing_new(world: Any, record: Make) -> None:
    world.shows(record("osm:node/1"))
    world.run()
    (tile,) = world.discovery.plan(run_id="run-1", area="Quexley")

    outcome = world.discovery.survey(run_id="run-1", tile=tile)

    assert outcome.studios == 1
    assert world.news() == []


def test_a_changed_studio_is_told_under_the_next_version(world: Any, record: Make) -> None:
    world.shows(record("osm:node/1"))
    world.run()

    world.shows(record("osm:node/1", website="https://blackthorn.example/"))
    world.run()

    assert [kind for kind, _ in world.news()] == ["studio.updated.v1"]
    assert world.on_record()[0]["version"] == 2


def test_an_unchanged_studio_is_offered_for_another_visit_a_day_later(world: Any, record: Make) -> None:
    world.shows(record("osm:node/1"))
    assert world.run()["revisited"] == 0
    assert world.run()["revisited"] == 1


def test_a_studio_closes_when_two_runs_in_a_row_miss_it(world: Any, record: Make) -> None:
    world.shows(record("osm:node/1"))
    world.run()
    world.shows()

    assert world.run()["closed"] == 0
    assert world.run()["closed"] == 1
    assert [kind for kind, _ in world.news()] == ["studio.closed.v1"]
    assert world.run()["closed"] == 0, "once is enough"


def test_settling_the_same_run_twice_is_no_second_look(world: Any, record: Make) -> None:
    world.shows(record("osm:node/1"))
    world.run()
    world.shows()
    world.run()

    assert world.discovery.settle(run_id="run-2")["closed"] == 0


def test_a_studio_that_is_seen_again_in_between_stays_open(world: Any, record: Make) -> None:
    for shown in ([record("osm:node/1")], [], [record("osm:node/1")], []):
        world.shows(*shown)
        assert world.run()["closed"] == 0


def test_a_closed_studio_that_opens_again_keeps_its_id(world: Any, record: Make) -> None:
    world.shows(record("osm:node/1"))
    world.run()
    world.shows()
    world.run()
    world.run()

    world.shows(record("osm:node/1"))
    world.run()

    ((kind, _),) = world.news()
    assert (kind, len(world.on_record()), world.on_record()[0]["closed"]) == ("studio.updated.v1", 1, False)


def test_a_source_that_is_down_closes_nothing_and_is_on_record(world: Any, record: Make) -> None:
    world.shows(record("osm:node/1"))
    world.run()
    world.source.down = True

    for _ in range(3):
        counts = world.run()

    assert (counts["failed_tiles"], counts["closed"]) == (1, 0)
    (outcome,) = world.studios.outcomes("run-4")
    assert outcome.failure == "source_answered_504"
    assert counts["revisited"] == 1, "websites are visited all the same"


def test_a_tile_that_succeeds_on_the_second_try_counts_as_surveyed(world: Any, record: Make) -> None:
    (tile,) = world.discovery.plan(run_id="run-1", area=None)
    world.source.down = True
    with pytest.raises(TransientError):
        world.discovery.survey(run_id="run-1", tile=tile)
    world.source.down = False

    world.discovery.survey(run_id="run-1", tile=tile)

    assert world.discovery.settle(run_id="run-1")["failed_tiles"] == 0


def test_an_unknown_area_is_refused(world: Any) -> None:
    with pytest.raises(PermanentError, match="unknown_area"):
        world.discovery.plan(run_id="run-1", area="Atlantis")


def test_two_elements_of_one_studio_become_one_and_the_poorer_ones_facts_fill_the_gaps(
    world: Any, record: Make
) -> None:
    world.shows(
        record("osm:node/1", website="https://blackthorn.example/", city="Quexley"),
        record("osm:way/2", north=12, phone="+441632960001"),
    )

    world.run()

    (facts,) = world.facts()
    assert (facts["website"], facts["phone"]) == ("https://blackthorn.example/", "+441632960001")
    assert [source["url"] for source in facts["provenance"]] == [
        "https://osm.example/osm:node/1", "https://osm.example/osm:way/2",
    ]  # fmt: skip


def test_a_studio_drawn_anew_in_the_source_keeps_its_id(world: Any, record: Make) -> None:
    world.shows(record("osm:node/7", website="https://blackthorn.example/"))
    world.run()
    ((_, studio_id),) = world.news()

    world.shows(record("osm:way/1", north=20, website="https://blackthorn.example/"))
    world.run()

    assert [facts["studio_id"] for facts in world.facts()] == [studio_id]


def test_two_studios_found_to_be_one_keep_the_older_id_and_the_other_closes(world: Any, record: Make) -> None:
    world.shows(record("osm:node/9", name="Blackthorn"))
    world.run()
    ((_, older),) = world.news()
    world.shows(record("osm:node/9", name="Blackthorn"), record("osm:node/1", name="The Sloe Room", north=30))
    world.run()
    assert len(world.facts()) == 2

    phone = "+441632960001"
    world.shows(
        record("osm:node/9", name="Blackthorn", phone=phone),
        record("osm:node/1", name="The Sloe Room", north=30, phone=phone),
    )
    world.run()

    assert [facts["studio_id"] for facts in world.facts()] == [older]
    assert "studio.closed.v1" in [kind for kind, _ in world.news()]


def test_a_studio_on_the_border_of_two_tiles_is_one_studio(world: Any, record: Make) -> None:
    world.areas = [Area(name="Quexley", country="GB", south=53, west=-2.6, north=55, east=-2.4)]
    border = (54.0 - 53.985) * 111_195
    world.shows(
        record("osm:node/1", north=border - 4, website="https://blackthorn.example/"),
        record("osm:node/2", north=border + 4),
    )

    counts = world.run()

    assert counts["tiles"] == 2
    assert len(world.facts()) == 1
    assert world.run()["closed"] == 0
    assert world.run()["closed"] == 0


def test_a_studio_that_moves_to_the_next_tile_moves_on_record(world: Any, record: Make) -> None:
    world.areas = [Area(name="Quexley", country="GB", south=53, west=-2.6, north=55, east=-2.51)]
    border = (54.0 - 53.985) * 111_195
    world.shows(record("osm:node/1", north=border - 300))
    world.run()

    world.shows(record("osm:node/1", north=border + 300))
    world.run()
    counts = world.run()

    assert (len(world.facts()), counts["studios"], counts["closed"]) == (1, 1, 0)
    cells = [i["PK"] for i in world.table.scan()["Items"] if i["PK"].startswith("CELL#")]
    assert cells == ["CELL#108_-6"]


def test_places_outside_the_area_are_left_alone(world: Any, record: Make) -> None:
    just_outside = (54.015 - 53.985) * 111_195 + 10
    world.shows(record("osm:node/1", north=just_outside))

    world.run()

    assert world.facts() == []


def test_the_nearest_known_area_names_the_city_when_the_source_does_not(world: Any, record: Make) -> None:
    near = Area(name="Upper Quexley", country="GB", south=53.98, west=-2.59, north=53.99, east=-2.58)
    world.areas = [Area(name="Farland", country="GB", south=50, west=-2, north=51, east=-1), near]
    world.shows(record("osm:node/1"))

    world.run()

    assert [(facts["city"], facts["area"]) for facts in world.facts()] == [("Upper Quexley", "Upper Quexley")]


def test_a_studio_found_to_be_two_keeps_its_id_and_the_other_gets_one_of_its_own(world: Any, record: Make) -> None:
    phone = "+441632960001"
    one, other = record("osm:node/5", phone=phone), record("osm:node/9", name="The Sloe Room", north=60, phone=phone)
    world.shows(one, other)
    world.run()
    ((_, id_before),) = world.news()

    apart = record("osm:node/9", name="The Sloe Room", north=60, phone="+441632960002")
    world.shows(apart, one)
    world.run()

    ids = {facts["name"]: facts["studio_id"] for facts in world.facts()}
    assert ids["Blackthorn Tattoo"] == id_before
    assert len(ids) == len(set(ids.values())) == 2
    world.run()
    assert {facts["name"]: facts["studio_id"] for facts in world.facts()} == ids, "and so it stays"


def test_two_studios_that_were_taken_for_one_get_their_own_ids_back(world: Any, record: Make) -> None:
    phone = "+441632960001"
    one, other = record("osm:node/9"), record("osm:node/1", name="The Sloe Room", north=30)
    world.shows(one, other)
    world.run()
    before = {facts["name"]: facts["studio_id"] for facts in world.facts()}
    world.shows(record("osm:node/9", phone=phone), record("osm:node/1", name="The Sloe Room", north=30, phone=phone))
    world.run()
    assert len(world.facts()) == 1

    world.shows(one, other)
    world.run()

    assert {facts["name"]: facts["studio_id"] for facts in world.facts()} == before


def test_every_field_of_a_studio_says_where_it_is_from(world: Any, record: Make) -> None:
    world.shows(
        record("osm:node/1", website="https://blackthorn.example/", address="12 Swan Passage"),
        record("osm:way/2", north=12, phone="+441632960001", address="12, Swan Passage"),
    )

    world.run()

    (facts,) = world.facts()
    assert [(source["url"], sorted(source["fields"])) for source in facts["provenance"]] == [
        ("https://osm.example/osm:node/1", ["address", "lat", "lng", "name", "website"]),
        ("https://osm.example/osm:way/2", ["phone"]),
    ]


def test_what_was_left_out_or_has_somebody_elses_website_is_on_record(world: Any, record: Make) -> None:
    crowd = [
        record(f"osm:node/{n}", north=n, name=name, website="https://best-ink-near-you.example/")
        for n, name in enumerate(["Blackthorn", "Sloe Room", "Gull & Anchor"], start=1)
    ]
    nails = record("osm:node/7", name="Gloss Nail Bar", findings=frozenset({Finding.NOT_A_STUDIO}))
    lead = record(
        "osm:node/8", north=500, name="Heron", instagram="heron.ink", findings=frozenset({Finding.INSTAGRAM_WEBSITE})
    )
    world.shows(*crowd, nails, lead)

    world.run()

    (outcome,) = world.studios.outcomes("run-1")
    assert outcome.findings == {
        Finding.CROWDED_WEBSITE: ("osm:node/1", "osm:node/2", "osm:node/3"),
        Finding.INSTAGRAM_WEBSITE: ("osm:node/8",),
        Finding.NOT_A_STUDIO: ("osm:node/7",),
    }
    assert sorted(facts["name"] for facts in world.facts()) == ["Blackthorn", "Gull & Anchor", "Heron", "Sloe Room"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms())
def test_ids_and_facts_do_not_depend_on_the_order_of_the_listing(world: Any, record: Make, random: Any) -> None:
    phone = "+441632960001"
    listed = [
        record("osm:node/1", website="https://blackthorn.example/"),
        record("osm:way/2", north=12, phone=phone),
        record("osm:node/3", name="The Sloe Room", north=30),
        record("osm:node/4", name="Sloe Room Tattoo", north=60, phone="+441632960002"),
        record("osm:node/5", name="Gull & Anchor", north=700, phone=phone),
    ]
    first = _steps(world, listed, known=())
    known = [step.after for step in first]
    later = [*listed[:1], replace(listed[1], name="Heron", phone=None), *listed[2:]]
    second = _steps(world, later, known=known)

    for things in (listed, later, known):
        random.shuffle(things)

    assert _told(_steps(world, listed, known=())) == _told(first)
    assert _told(_steps(world, later, known=known)) == _told(second)


def _steps(world: Any, records: list[SourceRecord], *, known: Any) -> list[Step]:
    (tile,) = tiles_of(QUEXLEY)
    mint = SubjectHasher(key=b"a test's key").studio_id
    return survey_steps(
        records, known=known, tile=tile, areas=[QUEXLEY], run_id="run-1", now=world.clock.moment, mint=mint
    )


def _told(steps: list[Step]) -> list[tuple[str, str, frozenset[str], Any]]:
    return sorted((s.after.id, s.after.facts.model_dump_json(), s.after.refs, s.news) for s in steps)


def test_the_studios_of_a_tile_are_read_together(world: Any, record: Make) -> None:
    asked: list[str] = []
    hooks = world.table.meta.client.meta.events
    for operation in ("GetItem", "BatchGetItem"):
        hooks.register(f"before-call.dynamodb.{operation}", lambda operation=operation, **_: asked.append(operation))
    world.shows(*(record(f"osm:node/{n}", name=f"Studio {n:03}", north=45 * n - 2700) for n in range(120)))
    world.run()
    # The survey and the settling of the one tile ask for 120 studios each; a request takes a hundred of them.
    assert len(world.on_record()) == 120
    assert (asked.count("BatchGetItem"), asked.count("GetItem")) == (4, 1)  # the one is the plan
