"""A profile's page: its status, and what it tells machines before any script runs (WEB-03, A49, A53)."""

import importlib
import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from parsel import Selector

from service_kit import aws, site
from service_kit.ids import SubjectHasher

HASHER = SubjectHasher(key=b"a test's key")
ROWAN, ROWAN_ID, ROWAN_KEY = "Rowan Ashe", HASHER.artist_id("100"), HASHER.handle_key("rowan.inks")
UNKNOWN = "ar_" + "0" * 32
HOSTILE = '</script><script>window.hacked=1</script><!-- "><img src=x onerror=alert(1)>'
ORIGIN = "https://directory.example"
SHELL = """<!doctype html>
<html><head><!--about--><title>Tattoo Artist Directory</title><!--/about--><script src="/boot.js"></script></head>
<body><div id="app"></div><noscript><!--text--><p>Needs JavaScript.</p><!--/text--></noscript></body></html>
"""

Open = Callable[..., SimpleNamespace]


@pytest.fixture
def visit(world: Any, table: Any, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens a page as a browser does, without running scripts."""
    from profile_api.handlers import http  # noqa: PLC0415 - the logger it makes wants the test's environment

    manifest = {"origin": ORIGIN, "pages": ["/"], "shell": SHELL}
    boto3.client("ssm").put_parameter(Name="/site", Type="String", Value=json.dumps(manifest))
    monkeypatch.setenv("TABLE_NAME", table.name)
    monkeypatch.setenv("SITE_PARAMETER", "/site")
    for cached in (aws.table, aws.client, site._provider):
        cached.cache_clear()
    http = importlib.reload(http)

    def request(path: str, *, method: str = "GET", query: dict[str, str] | None = None) -> SimpleNamespace:
        event = {
            "version": "2.0",
            "rawPath": path,
            "rawQueryString": "",
            "headers": {},
            "queryStringParameters": query,
            "requestContext": {"http": {"method": method, "path": path}, "stage": "$default"},
            "isBase64Encoded": False,
        }
        context: Any = SimpleNamespace(aws_request_id="request-1")
        answer = http.handler(event, context)
        return SimpleNamespace(
            status=answer["statusCode"],
            headers=answer["headers"],
            html=answer["body"],
            page=Selector(answer["body"] or "<html></html>"),
        )

    return request


def publish(world: Any, *, bio: str = "Dots and lines", name: str = ROWAN) -> None:
    world.tell(
        world.studio("blackthorn"),
        world.identified(name, studio="blackthorn", handle="rowan.inks"),
        world.scraped("rowan.inks", number="100", bio=bio),
        world.styles("100", "dotwork"),
    )


def structured(page: Selector) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(page.css("script#structured-data::text").get("null"))
    return data


def test_a_profile_is_described_before_any_script_runs(world: Any, visit: Open) -> None:
    publish(world)

    answer = visit(f"/artists/{ROWAN_ID}")

    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    page, address = answer.page, f"{ORIGIN}/artists/{ROWAN_ID}"
    summary = "Rowan Ashe, dotwork tattoo artist at blackthorn, Leeds: work, styles, studio and how to get in touch."
    assert page.css("title::text").getall() == ["Rowan Ashe · Tattoo Artist Directory"]
    assert page.css("link[rel=canonical]::attr(href)").get() == address
    assert page.css("meta[name=description]::attr(content)").get() == summary
    described = {tag.attrib["property"]: tag.attrib["content"] for tag in page.css("meta[property]")}
    assert described == {
        "og:title": ROWAN,
        "og:description": summary,
        "og:type": "profile",
        "og:url": address,
        "og:site_name": "Tattoo Artist Directory",
        "og:locale": "en_GB",
        "og:image": f"{ORIGIN}/media/rowan.inks-0/1200.webp",
    }
    assert page.css("script[src='/boot.js']"), "the application starts as on every page"


def test_a_profile_says_in_schema_org_who_it_is_about(world: Any, visit: Open) -> None:
    publish(world)

    profile, way = structured(visit(f"/artists/{ROWAN_ID}").page)["@graph"]

    person = profile["mainEntity"]
    assert (profile["@type"], person["@type"], person["name"]) == ("ProfilePage", "Person", ROWAN)
    assert person["sameAs"] == ["https://www.instagram.com/rowan.inks/"]
    assert person["knowsAbout"] == ["Dotwork tattoos"]
    assert person["worksFor"][0]["address"]["postalCode"] == "LS6 1AA"
    assert [step["item"] for step in way["itemListElement"]] == [f"{ORIGIN}/", f"{ORIGIN}/artists/{ROWAN_ID}"]


def test_markup_in_what_was_scraped_stays_text(world: Any, visit: Open) -> None:
    publish(world, bio=HOSTILE)
    world.tell(world.identified(HOSTILE, studio="blackthorn"))
    public = world.published()
    named = next(artist_id for artist_id, shown in public.items() if "script" in shown["name"])

    for artist_id, field, shown in (
        (ROWAN_ID, "description", public[ROWAN_ID]["bio"]),
        (named, "name", public[named]["name"]),
    ):
        page = visit(f"/artists/{artist_id}").page
        assert structured(page)["@graph"][0]["mainEntity"][field] == shown
        assert [script.attrib.get("src") or script.attrib["type"] for script in page.css("script")] == [
            "application/ld+json",
            "/boot.js",
        ]
        assert page.css("img, [onerror]").getall() == []


@pytest.mark.parametrize("path", [UNKNOWN, "nobody", "", "ar_1/more", "<script>"])
def test_an_unknown_profile_is_a_not_found_page_with_a_way_back(visit: Open, path: str) -> None:
    answer = visit(f"/artists/{path}")

    assert (answer.status, answer.page.css("title::text").get()) == (404, "Not found · Tattoo Artist Directory")
    assert answer.page.css("meta[name=robots]::attr(content)").get() == "noindex"
    assert answer.page.css("noscript a::attr(href)").get() == "/"
    assert answer.page.css("script[src='/boot.js']")


def test_a_removed_profile_is_a_page_that_holds_nothing_of_it(world: Any, visit: Open) -> None:
    publish(world)
    world.deny(ROWAN_KEY)

    answer = visit(f"/artists/{ROWAN_ID}")

    assert answer.status == 410
    assert answer.page.css("meta[name=robots]::attr(content)").get() == "noindex"
    for told in (ROWAN, "rowan", "blackthorn", ROWAN_ID, "media"):
        assert told not in answer.html


def test_no_page_may_be_kept_longer_than_a_removal_may_take(world: Any, visit: Open) -> None:
    publish(world)

    for artist_id in (ROWAN_ID, ROWAN_KEY, UNKNOWN):
        assert visit(f"/artists/{artist_id}").headers["Cache-Control"] == "public, max-age=15"


def test_the_old_page_of_a_merged_profile_leads_to_the_new_one(world: Any, visit: Open) -> None:
    publish(world)

    answer = visit(f"/artists/{ROWAN_KEY}")

    assert (answer.status, answer.headers["Location"], answer.html) == (308, f"/artists/{ROWAN_ID}", "")


def test_a_page_minds_no_slash_no_parameter_and_no_head_request(world: Any, visit: Open) -> None:
    publish(world)

    assert visit(f"/artists/{ROWAN_ID}/", query={"utm_source": "flyer"}).status == 200
    assert visit(f"/artists/{ROWAN_ID}", method="HEAD").status == 200
