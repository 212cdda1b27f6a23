"""CloudFront's host at localhost: routes by the deployed distribution's own behaviours.

The emulator serves the distribution's S3 origins itself. It cannot reach API origins by their AWS host names, so the
edge calls those at the emulator's gateway; path patterns, order and origins are read from the distribution.
"""

import re
from dataclasses import dataclass
from typing import Any

import aiohttp
from aiohttp import web
from yarl import URL

from local.config import LocalConfig
from local.deployment import Aws
from local.playback import CLOSE_SECONDS

_HOP_BY_HOP = frozenset(
    {"connection", "keep-alive", "transfer-encoding", "upgrade", "host", "content-length", "content-encoding", "te"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A behaviour: which paths it takes, and which API answers (None: the distribution's S3 origins)."""

    pattern: re.Pattern[str]
    api_id: str | None


def read_routes(distribution_config: dict[str, Any]) -> list[Route]:
    """The distribution's behaviours in their order of precedence."""
    domains = {origin["Id"]: origin["DomainName"] for origin in distribution_config["Origins"]["Items"]}
    routes = []
    for behaviour in distribution_config.get("CacheBehaviors", {}).get("Items", []):
        domain = domains[behaviour["TargetOriginId"]]
        pattern = re.escape(behaviour["PathPattern"]).replace(r"\*", ".*").replace(r"\?", ".")
        api_id = domain.split(".")[0] if ".execute-api." in domain else None
        routes.append(Route(pattern=re.compile(f"^{pattern}$"), api_id=api_id))
    return routes


def _status(status: int, *, served_by_api: bool) -> int:
    """The emulator calls a missing file forbidden, also where, as here, the distribution may list the bucket (404)."""
    return 404 if status == 403 and not served_by_api else status


class Edge:
    """An HTTP server that forwards every request as CloudFront would."""

    def __init__(self, *, config: LocalConfig, aws: Aws) -> None:
        self._config = config
        identifier = aws.parameter("web/distribution-id")
        distribution = aws.client("cloudfront").get_distribution(Id=identifier)["Distribution"]
        self._host = distribution["DomainName"]
        self._routes = read_routes(distribution["DistributionConfig"])
        self._session: aiohttp.ClientSession | None = None
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        self._session = aiohttp.ClientSession(auto_decompress=False, timeout=aiohttp.ClientTimeout(total=60))
        app = web.Application(client_max_size=1 << 20)
        app.router.add_route("*", "/{path:.*}", self._forward)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=CLOSE_SECONDS)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._config.port).start()

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
        if self._session is not None:
            await self._session.close()

    def _target(self, path: str) -> tuple[str, dict[str, str]]:
        route = next((r for r in self._routes if r.pattern.match(path)), None)
        if route is None or route.api_id is None:
            return path, {"Host": self._host, "X-Forwarded-Proto": "https"}
        return f"/_aws/execute-api/{route.api_id}/$default{path}", {}

    async def _forward(self, request: web.Request) -> web.Response:
        assert self._session is not None  # noqa: S101 - started before the first request
        path, headers = self._target(request.rel_url.raw_path)
        kept = {name: value for name, value in request.headers.items() if name.lower() not in _HOP_BY_HOP}
        query = f"?{request.rel_url.raw_query_string}" if request.rel_url.raw_query_string else ""
        try:
            async with self._session.request(
                request.method,
                URL(f"{self._config.endpoint}{path}{query}", encoded=True),
                headers={**kept, **headers},
                data=await request.read() or None,
                allow_redirects=False,
            ) as answer:
                body = await answer.read()
                response = web.Response(status=_status(answer.status, served_by_api=not headers), body=body)
                for name, value in answer.headers.items():
                    if name.lower() not in _HOP_BY_HOP or name.lower() == "content-encoding":
                        response.headers.add(name, value)
                return response
        except aiohttp.ClientError:
            return web.json_response(
                {"type": "about:blank", "title": "Bad gateway", "status": 502, "detail": "The origin does not answer."},
                status=502,
                content_type="application/problem+json",
            )
