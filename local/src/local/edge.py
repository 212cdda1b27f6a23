"""CloudFront's host at localhost: routes by the deployed distribution's own behaviours.

The emulator serves the distribution's S3 origins itself. It cannot reach API origins by their AWS host names, so the
edge calls those at the emulator's gateway, which does not throttle: the edge holds each API to its deployed limits.
Path patterns, order, origins, limits and response headers are read from what is deployed.
"""

import asyncio
import json
import re
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import aiohttp
from aiohttp import web
from yarl import URL

from local.config import LocalConfig
from local.deployment import Aws
from local.playback import CLOSE_SECONDS
from service_kit.http import PROBLEM_TYPE, Problem, problem_body, too_many_requests

_HOP_BY_HOP = frozenset(
    {"connection", "keep-alive", "transfer-encoding", "upgrade", "host", "content-length", "content-encoding", "te"}
)
_AT_ONCE = 8  # the emulator starts a process for every request that a function is busy with
_SECURITY_HEADERS: Mapping[str, tuple[str, Callable[[Any], str]]] = {
    "ContentSecurityPolicy": ("Content-Security-Policy", lambda given: str(given["ContentSecurityPolicy"])),
    "ContentTypeOptions": ("X-Content-Type-Options", lambda _: "nosniff"),
    "FrameOptions": ("X-Frame-Options", lambda given: str(given["FrameOption"])),
    "ReferrerPolicy": ("Referrer-Policy", lambda given: str(given["ReferrerPolicy"])),
}


@dataclass(slots=True, kw_only=True)
class Throttle:
    """An API stage's token bucket: `rate` tokens a second, at most `burst` of them."""

    rate: float
    burst: int
    clock: Callable[[], float] = time.monotonic
    _tokens: float = field(init=False)
    _at: float = field(init=False)

    def __post_init__(self) -> None:
        self._tokens, self._at = float(self.burst), self.clock()

    def admits(self) -> bool:
        """Take a token if there is one."""
        now = self.clock()
        self._tokens = min(self.burst, self._tokens + (now - self._at) * self.rate)
        self._at = now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A behaviour: which paths it takes, which API answers (None: the S3 origins), and the headers it adds."""

    pattern: re.Pattern[str]
    api_id: str | None
    headers: Mapping[str, str]


def read_routes(distribution_config: Mapping[str, Any], headers_of: Callable[[str], Mapping[str, str]]) -> list[Route]:
    """The distribution's behaviours in their order of precedence; `headers_of` knows the response headers policies."""
    domains = {origin["Id"]: origin["DomainName"] for origin in distribution_config["Origins"]["Items"]}
    routes = []
    for behaviour in distribution_config.get("CacheBehaviors", {}).get("Items", []):
        domain = domains[behaviour["TargetOriginId"]]
        pattern = re.escape(behaviour["PathPattern"]).replace(r"\*", ".*").replace(r"\?", ".")
        api_id = domain.split(".")[0] if ".execute-api." in domain else None
        policy = behaviour.get("ResponseHeadersPolicyId")
        headers = headers_of(policy) if policy else {}
        routes.append(Route(pattern=re.compile(f"^{pattern}$"), api_id=api_id, headers=headers))
    return routes


def policy_headers(policy_config: Mapping[str, Any]) -> dict[str, str]:
    """What a response headers policy adds; without Strict-Transport-Security, for there is no TLS at localhost."""
    security = policy_config.get("SecurityHeadersConfig", {})
    custom = policy_config.get("CustomHeadersConfig", {}).get("Items", [])
    named = {name: read(security[kind]) for kind, (name, read) in _SECURITY_HEADERS.items() if kind in security}
    return {**{item["Header"]: item["Value"] for item in custom}, **named}


def _status(status: int, *, served_by_api: bool) -> int:
    """The emulator calls a missing file forbidden, also where, as here, the distribution may list the bucket (404)."""
    return 404 if status == 403 and not served_by_api else status


def _refusal(problem: Problem) -> web.Response:
    return web.Response(
        body=json.dumps(problem_body(problem, instance=str(uuid.uuid4()))).encode(),
        status=int(problem.status),
        headers={"Content-Type": PROBLEM_TYPE, "Cache-Control": "no-store", **problem.headers},
    )


class Edge:
    """An HTTP server that forwards every request as CloudFront would."""

    def __init__(self, *, config: LocalConfig, aws: Aws) -> None:
        self._config = config
        identifier = aws.parameter("web/distribution-id")
        distribution = aws.client("cloudfront").get_distribution(Id=identifier)["Distribution"]
        self._host = distribution["DomainName"]
        self._routes = read_routes(distribution["DistributionConfig"], _headers_of(aws))
        self._throttles: dict[str, Throttle] = {}
        self._turns: dict[str, asyncio.Semaphore] = {}
        self._session: aiohttp.ClientSession | None = None
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        self._session = aiohttp.ClientSession(auto_decompress=False, timeout=aiohttp.ClientTimeout(total=60))
        for api_id in {route.api_id for route in self._routes if route.api_id is not None}:
            self._throttles[api_id] = await self._throttle_of(api_id)
            self._turns[api_id] = asyncio.Semaphore(_AT_ONCE)
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

    async def _throttle_of(self, api_id: str) -> Throttle:
        assert self._session is not None  # noqa: S101 - called while starting
        # Not through boto3: the emulator spells these settings as CloudFormation does, and boto3 leaves them out.
        async with self._session.get(f"{self._config.endpoint}/v2/apis/{api_id}/stages/$default") as answer:
            settings = (await answer.json())["defaultRouteSettings"]
        return Throttle(rate=settings["ThrottlingRateLimit"], burst=settings["ThrottlingBurstLimit"])

    async def _forward(self, request: web.Request) -> web.Response:
        path = request.rel_url.raw_path
        route = next((r for r in self._routes if r.pattern.match(path)), None)
        if route is None or route.api_id is None:
            return await self._ask(request, path, {"Host": self._host, "X-Forwarded-Proto": "https"})
        if self._throttles[route.api_id].admits():
            async with self._turns[route.api_id]:
                answer = await self._ask(request, f"/_aws/execute-api/{route.api_id}/$default{path}", {})
        else:
            answer = _refusal(too_many_requests(retry_after_seconds=1))
        answer.headers.update(route.headers)
        return answer

    async def _ask(self, request: web.Request, path: str, headers: Mapping[str, str]) -> web.Response:
        """The emulator's answer; `headers` make it its CloudFront's, without them it is its gateway's."""
        assert self._session is not None  # noqa: S101 - started before the first request
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
            return _refusal(
                Problem(
                    HTTPStatus.BAD_GATEWAY,
                    kind="internal",
                    title="Bad gateway",
                    detail="The origin does not answer.",
                )
            )


def _headers_of(aws: Aws) -> Callable[[str], Mapping[str, str]]:
    def read(policy: str) -> Mapping[str, str]:
        answer = aws.client("cloudfront").get_response_headers_policy(Id=policy)
        return policy_headers(answer["ResponseHeadersPolicy"]["ResponseHeadersPolicyConfig"])

    return read
