"""The local edge reads what is deployed: behaviours, response headers, limits (A48)."""

from local.edge import Throttle, policy_headers, read_routes

DISTRIBUTION = {
    "Origins": {
        "Items": [
            {"Id": "one", "DomainName": "abc123.execute-api.eu-west-2.amazonaws.com"},
            {"Id": "two", "DomainName": "media.s3.eu-west-2.amazonaws.com"},
        ]
    },
    "CacheBehaviors": {
        "Items": [
            {"PathPattern": "/artists/*", "TargetOriginId": "one", "ResponseHeadersPolicyId": "strict"},
            {"PathPattern": "/media/*", "TargetOriginId": "two"},
        ]
    },
}


class HeldClock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_behaviour_takes_its_paths_to_its_origin_with_its_headers() -> None:
    artists, media = read_routes(DISTRIBUTION, headers_of=lambda policy: {"Policy": policy})

    assert artists.pattern.match("/artists/ar_1")
    assert not artists.pattern.match("/v1/artists/ar_1")
    assert (artists.api_id, artists.headers) == ("abc123", {"Policy": "strict"})
    assert (media.api_id, media.headers) == (None, {})


def test_a_response_headers_policy_becomes_its_headers() -> None:
    policy = {
        "SecurityHeadersConfig": {
            "ContentSecurityPolicy": {"Override": True, "ContentSecurityPolicy": "default-src 'self'"},
            "ContentTypeOptions": {"Override": True},
            "FrameOptions": {"Override": True, "FrameOption": "DENY"},
            "ReferrerPolicy": {"Override": True, "ReferrerPolicy": "no-referrer"},
            "StrictTransportSecurity": {"Override": True, "AccessControlMaxAgeSec": 60},
        },
        "CustomHeadersConfig": {
            "Quantity": 1,
            "Items": [{"Header": "Permissions-Policy", "Value": "camera=()", "Override": True}],
        },
    }

    assert policy_headers(policy) == {
        "Content-Security-Policy": "default-src 'self'",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=()",
    }


def test_a_burst_above_the_limit_is_refused_until_tokens_have_grown_again() -> None:
    clock = HeldClock()
    throttle = Throttle(rate=5, burst=10, clock=clock)

    assert [throttle.admits() for _ in range(12)] == [True] * 10 + [False] * 2
    clock.now += 0.4
    assert [throttle.admits() for _ in range(3)] == [True, True, False]
    clock.now += 3600
    assert sum(throttle.admits() for _ in range(100)) == 10
