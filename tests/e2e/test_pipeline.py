"""From recorded websites to search results, and what disturbs the way (A33–A42)."""

from functools import partial
from uuid import uuid4

import pytest

from event_contracts import Envelope
from tests.e2e.driver import ApiDriver
from tests.e2e.refresh import publish, refresh_due, wrapped_by_the_bus
from tests.e2e.waiting import eventually

pytestmark = [pytest.mark.emulator, pytest.mark.xdist_group("system")]

_SEARCHABLE_SECONDS = 30
_FULL_WAY_SECONDS = 120
_LEAVING = "Darragh Summerscale", "Emberline Tattoo"
_JOINED = "Millrace Tattoo Collective"
_NEWCOMER = "Wilhelmina Quillfeather"


def _styles(system: ApiDriver, name: str) -> list[str]:
    item = system.find(name)
    assert item
    return sorted(item["styles"])


@pytest.mark.acceptance("A33")
def test_an_artist_new_on_a_website_appears_in_search_with_name_and_place(system: ApiDriver) -> None:
    def with_newcomer(page: str) -> str:
        section = '<section id="team">'
        assert section in page
        member = f'<h2 id="new">{_NEWCOMER}</h2>\n<p class="role">resident</p>\n<p>New here, draws flowers.</p><hr>\n'
        return page.replace(section, section + member)

    with system.recording(system.site_page(_JOINED), with_newcomer):
        system.visit(system.host_of(_JOINED), house_number="165")
    item = eventually(lambda: system.find(_NEWCOMER), within=_SEARCHABLE_SECONDS)
    assert item["location"]["city"] == "Quexley"
    assert [studio["name"] for studio in item["studios"]] == [_JOINED]


@pytest.mark.acceptance("A34")
@pytest.mark.acceptance("A42")
def test_a_changed_bio_replaces_the_styles_by_exactly_those_it_names(system: ApiDriver) -> None:
    artist = system.take_artist()
    with system.instagram_biography(artist["instagram"], "#Blackwork #tattoo #LEEDS #Dotwork"):
        publish(system, refresh_due(system, artist["instagram"]))
        eventually(
            lambda: _styles(system, artist["name"]) == ["blackwork", "dotwork"],
            within=_FULL_WAY_SECONDS,
        )
    for style in set(artist["styles"]) - {"blackwork", "dotwork"}:
        assert artist["name"] not in [item["name"] for item in system.everyone(style=style)]


@pytest.mark.acceptance("A35")
def test_an_artist_who_left_the_website_leaves_search_and_style_counts(system: ApiDriver) -> None:
    name, studio = _LEAVING
    item = system.find(name)
    assert item
    assert item["styles"]

    def without(page: str) -> str:
        start = page.index('<h2 id="darragh-summerscale">')
        return page[:start] + page[page.index("<h2 id=", start + 1 + page[start + 1 :].index("<hr>")) :]

    before = system.style_counts()
    with system.recording(system.site_page(studio), without):
        system.visit(system.host_of(studio), house_number="128")
    eventually(lambda: system.find(name) is None, within=_SEARCHABLE_SECONDS)
    after = system.style_counts()
    assert all(after.get(style, 0) == before[style] - 1 for style in item["styles"])


@pytest.mark.acceptance("A37")
def test_rows_that_are_no_artists_are_ignored(system: ApiDriver) -> None:
    artist = system.take_artist()
    total, parked = system.search()["total"], system.pipeline.dead_letters()
    table = system.aws.resource("dynamodb").Table(system.aws.parameter("profile-api/directory-table"))
    foreign = {"PK": f"NOTE#{uuid4().hex}", "SK": "NOTE", "text": "not an artist"}
    table.put_item(Item=foreign)
    try:
        with system.instagram_biography(artist["instagram"], "#trashpolka only"):
            publish(system, refresh_due(system, artist["instagram"]))
            eventually(lambda: _styles(system, artist["name"]) == ["trash-polka"], within=_FULL_WAY_SECONDS)
    finally:
        table.delete_item(Key={"PK": foreign["PK"], "SK": foreign["SK"]})
    assert system.search()["total"] == total
    assert system.pipeline.dead_letters() == parked


@pytest.mark.acceptance("A38")
def test_the_same_job_delivered_twice_is_one_fetch_one_write_and_no_further_picture(system: ApiDriver) -> None:
    artist = system.take_artist()
    handle = artist["instagram"]
    item = system.find(artist["name"])
    assert item
    fetched, pictures = len(system.fetches_of(handle)), _pictures(system, item["id"])
    assert pictures
    due, queue = refresh_due(system, handle), system.queue("instagram-scraper", "ArtistsQueue")
    deliver = partial(system.aws.client("sqs").send_message, QueueUrl=queue, MessageBody=wrapped_by_the_bus(due))
    deliver()
    eventually(lambda: _said(system, due) == ["artist.scraped.v1"], within=_FULL_WAY_SECONDS)
    deliver()
    eventually(lambda: system.is_at_rest(queue), within=_FULL_WAY_SECONDS)
    assert len(system.fetches_of(handle)) == fetched + 1
    assert _said(system, due) == ["artist.scraped.v1"]
    assert _pictures(system, item["id"]) == pictures
    shown = [image["src"] for image in system.profile(item["id"])["images"]]
    assert len(shown) == len(set(shown))


def _said(system: ApiDriver, job: Envelope) -> list[str]:
    """What the scraper published because of a job: once per write."""
    events = system.journalled(job.correlationid)
    return [event["type"] for event in events if event["source"].endswith("instagram-scraper")]


def _pictures(system: ApiDriver, artist_id: str) -> list[str]:
    pages = system.aws.client("s3").get_paginator("list_object_versions")
    bucket = system.aws.parameter("instagram-scraper/media-bucket")
    return sorted(
        version["Key"]
        for page in pages.paginate(Bucket=bucket, Prefix=f"media/{artist_id}/")
        for version in page.get("Versions", [])
    )


@pytest.mark.acceptance("A40")
def test_studios_that_cannot_be_read_are_listed_with_the_reason_and_the_others_are_there(system: ApiDriver) -> None:
    outcomes = {studio["name"]: studio["outcome"] for studio in system.expected["studios"]}
    for reason, outcome in (("unreachable", "unreachable"), ("robots_disallowed", "disallowed by robots.txt")):
        assert system.report["failures"][f"studio: {reason}"] >= list(outcomes.values()).count(outcome) > 0
    shown = _studios_shown(system)
    assert len(shown) > 30
    assert {outcomes[name] for name in shown} == {"listed"}


def test_every_studio_with_a_readable_website_shows_its_artists(system: ApiDriver) -> None:
    listed = {studio["name"] for studio in system.expected["studios"] if studio["outcome"] == "listed"}
    assert listed - _studios_shown(system) == set()


def _studios_shown(system: ApiDriver) -> set[str]:
    return {studio["name"] for item in system.everyone() for studio in item["studios"]}


@pytest.mark.acceptance("A41")
def test_nothing_is_fetched_for_a_handle_that_was_denied_before_the_run(system: ApiDriver) -> None:
    denied = [artist for artist in system.expected["artists"] if artist["denied"]]
    assert denied
    for artist in denied:
        assert system.fetches_of(artist["instagram"]) == []
        assert system.find(artist["name"]) is None
