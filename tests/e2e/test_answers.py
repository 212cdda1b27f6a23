"""Profiles, errors, health and foreign origins (A18–A23, A29, A52)."""

import httpx
import pytest

from tests.e2e.driver import ApiDriver
from tests.e2e.waiting import eventually

pytestmark = [pytest.mark.emulator, pytest.mark.xdist_group("system")]

_UNKNOWN = "ar_" + "0" * 32
_PROBLEM = "application/problem+json"


@pytest.mark.acceptance("A18")
def test_a_profile_shows_what_was_recorded_of_the_artist(system: ApiDriver) -> None:
    artist = system.take_artist()
    found = system.find(artist["name"])
    assert found
    profile = system.profile(found["id"])
    assert (profile["name"], profile["handle"]) == (artist["name"], artist["instagram"])
    assert [studio["name"] for studio in profile["studios"]] == artist["studios"]
    assert sorted(style["slug"] for style in profile["styles"]) == artist["styles"]
    assert profile["instagram_url"] == f"https://www.instagram.com/{artist['instagram']}/"


@pytest.mark.acceptance("A18")
def test_every_picture_of_a_profile_can_be_loaded(system: ApiDriver) -> None:
    item = next(item for item in system.search()["items"] if item["picture"])
    for image in system.profile(item["id"])["images"]:
        for source in image["srcset"]:
            answer = system.get(source["src"])
            assert answer.status_code == 200
            assert answer.headers["content-type"] == source["type"]


@pytest.mark.acceptance("A19")
@pytest.mark.parametrize("path", [f"/v1/artists/{_UNKNOWN}", "/v1/artists/nobody", "/v1/studios/nothing"])
def test_an_unknown_id_is_a_readable_problem(system: ApiDriver, path: str) -> None:
    answer = system.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == _PROBLEM
    assert answer.json()["title"] == "Not found"
    assert answer.json()["detail"].endswith("in the directory.")
    assert "Traceback" not in answer.text


@pytest.mark.acceptance("A20")
def test_an_empty_id_is_not_found(system: ApiDriver) -> None:
    assert system.get("/v1/artists/").status_code in {301, 302, 307, 308, 404}


@pytest.mark.acceptance("A21")
def test_an_unknown_route_is_a_problem(system: ApiDriver) -> None:
    answer = system.get("/v1/nope")
    assert (answer.status_code, answer.headers["content-type"]) == (404, _PROBLEM)


@pytest.mark.acceptance("A22")
def test_a_wrong_verb_is_a_problem_that_says_what_is_allowed(system: ApiDriver) -> None:
    answer = system.http.post("/v1/styles")
    assert (answer.status_code, answer.headers["content-type"]) == (405, _PROBLEM)
    assert answer.headers["allow"] == "GET"


@pytest.mark.acceptance("A23")
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v1/nope"),
        ("GET", f"/v1/artists/{_UNKNOWN}"),
        ("GET", "/v1/artists?limit=0"),
        ("GET", "/v1/artists?unknown=1"),
        ("POST", "/v1/styles"),
        ("POST", "/v1/removal-requests"),
        ("GET", "/v1/removal-requests/rr_unknown"),
    ],
)
def test_every_error_has_the_shape_of_a_problem_and_stands_in_the_log(
    system: ApiDriver, method: str, path: str
) -> None:
    answer = system.http.request(method, path)
    body = answer.json()
    assert answer.status_code >= 400
    assert answer.headers["content-type"] == _PROBLEM
    assert all(isinstance(body[name], str) and body[name] for name in ("type", "title", "detail", "instance"))
    assert body["status"] == answer.status_code
    eventually(lambda: _has_logged_the_problem(system, body["instance"]))


def _has_logged_the_problem(system: ApiDriver, instance: str) -> bool:
    return any("problem_answered" in line for _, line in system.log_lines(containing=instance))


@pytest.mark.acceptance("A29")
def test_health_answers_within_a_second_and_tells_nothing(system: ApiDriver) -> None:
    def healthy() -> httpx.Response:
        return httpx.get(f"{system.base_url}/health", timeout=1)

    answer = eventually(healthy)
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok"}


@pytest.mark.acceptance("A52")
@pytest.mark.parametrize("path", ["/v1/artists", f"/v1/artists/{_UNKNOWN}", "/v1/removal-requests"])
def test_no_foreign_origin_is_allowed_to_read_an_answer_or_to_send_anything(system: ApiDriver, path: str) -> None:
    foreign = {"Origin": "https://elsewhere.example"}
    preflight = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    for answer in (
        system.http.options(path, headers={**foreign, **preflight}),
        system.http.get(path, headers=foreign),
        system.http.post(path, headers=foreign, json={}),
    ):
        assert answer.status_code < 500
        assert not [name for name in answer.headers if name.startswith("access-control-allow")]
