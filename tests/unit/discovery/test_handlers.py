"""The functions as the state machine calls them, against a recorded Overpass answer."""

import asyncio
import json
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from discovery import bootstrap
from discovery.handlers import plan_run, settle_run, survey_tile
from service_kit import aws
from service_kit.settings import secret_bytes

CONTEXT: Any = SimpleNamespace(aws_request_id="request-1")
ELEMENT = {"type": "node", "id": 1, "lat": 53.98, "lon": -2.58, "tags": {"name": "Blackthorn", "shop": "tattoo"}}
QUEXLEY = {"name": "Quexley", "country": "GB", "south": 53.955, "west": -2.635, "north": 54.015, "east": -2.535}


@pytest.fixture
async def deployed(world: Any, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Any]:
    async def overpass(_: web.Request) -> web.Response:
        return web.json_response({"elements": [ELEMENT]})

    app = web.Application()
    app.router.add_post("/https/overpass-api.de/api/interpreter", overpass)
    secret = boto3.client("secretsmanager").create_secret(Name="identity", SecretString="a test's key")
    async with TestServer(app) as server:
        for name, value in {
            "STAGE": "test",
            "BUS_NAME": "bus",
            "CLAIMS_BUCKET": "claims",
            "TABLE_NAME": world.table.name,
            "IDENTITY_SECRET_ARN": secret["ARN"],
            "AREAS": json.dumps([QUEXLEY]),
            "STUDIO_SOURCES": "overpass",
            "PLAYBACK_URL": str(server.make_url("/")),
        }.items():
            monkeypatch.setenv(name, value)
        built = [function for function in vars(bootstrap).values() if hasattr(function, "cache_clear")]
        for cached in [*built, aws.client, aws.table, secret_bytes]:
            cached.cache_clear()
        yield world


async def test_a_run_goes_from_plan_to_studios_on_record(deployed: Any) -> None:
    plan = await asyncio.to_thread(plan_run.handler, {"run_id": "run-1"}, CONTEXT)
    (tile,) = json.loads(json.dumps(plan["tiles"]))
    surveyed = await asyncio.to_thread(survey_tile.handler, {"run_id": plan["run_id"], "tile": tile}, CONTEXT)
    settled = await asyncio.to_thread(settle_run.handler, {"run_id": plan["run_id"]}, CONTEXT)

    assert surveyed == {"tile": tile["id"], "studios": 1}
    assert settled == {
        "run_id": "run-1", "tiles": 1, "failed_tiles": 0, "studios": 1, "closed": 0, "revisited": 0,
        "forgotten_positions": 0,
    }  # fmt: skip
    assert [facts["name"] for facts in deployed.facts()] == ["Blackthorn"]


async def test_a_run_without_a_name_gets_one(deployed: Any) -> None:
    plan = await asyncio.to_thread(plan_run.handler, {"area": "Quexley"}, CONTEXT)

    assert len(plan["run_id"]) == 36


async def test_an_unknown_source_is_refused_at_the_start(deployed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIO_SOURCES", "overpass,yellow_pages")
    bootstrap.settings.cache_clear()

    with pytest.raises(ValueError, match="yellow_pages"):
        await asyncio.to_thread(plan_run.handler, {}, CONTEXT)
