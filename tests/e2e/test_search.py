"""What a seeker asks (A01–A17, A24–A28), against everything a run over the sample city has found."""

import pytest

from tests.e2e.driver import ApiDriver

pytestmark = [pytest.mark.emulator, pytest.mark.xdist_group("system")]

_FIELDS = {"id", "name", "handle", "location", "styles"}


def _ids(items: list[dict[str, object]]) -> list[object]:
    return [item["id"] for item in items]


def _two_frequent_styles(system: ApiDriver) -> tuple[str, str]:
    first, second, *_ = system.style_counts()
    return first, second


@pytest.mark.acceptance("A01")
def test_an_artist_is_found_by_their_first_name(system: ApiDriver) -> None:
    artist = system.take_artist()
    answer = system.get("/v1/artists", query=artist["name"].split()[0], limit=50)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/json")
    assert artist["name"] in [item["name"] for item in answer.json()["items"]]


@pytest.mark.acceptance("A02")
def test_every_search_item_has_the_fields_of_a_card(system: ApiDriver) -> None:
    items = system.everyone()
    assert items
    assert all(item.keys() >= _FIELDS for item in items)
    assert all(isinstance(item["styles"], list) for item in items)


@pytest.mark.acceptance("A03")
def test_every_item_of_a_style_search_has_the_style(system: ApiDriver) -> None:
    style, count = next(iter(system.style_counts().items()))
    items = system.everyone(style=style)
    assert len(items) == count
    assert all(style in item["styles"] for item in items)


@pytest.mark.acceptance("A04")
def test_a_place_finds_who_is_there_and_nobody_through_a_shared_country(system: ApiDriver) -> None:
    here = system.everyone(location="Quexley")
    assert here
    assert {item["location"]["city"] for item in here} == {"Quexley"}
    assert _ids(system.everyone(location="Quexley, UK")) == _ids(here)
    assert system.search(location="Leeds, UK")["total"] == 0


@pytest.mark.acceptance("A05")
def test_a_page_is_as_long_as_asked_and_knows_the_total(system: ApiDriver) -> None:
    answer = system.search(limit=2, page=1)
    assert len(answer["items"]) == 2
    assert answer["total"] == len(system.everyone())
    assert answer["pagination"]["hasMore"] is True


@pytest.mark.acceptance("A06")
def test_pages_are_disjoint_complete_and_in_a_stable_order(system: ApiDriver) -> None:
    everyone = _ids(system.everyone())
    by_sevens: list[object] = []
    for page in range(1, (len(everyone) + 6) // 7 + 1):
        by_sevens += _ids(system.search(limit=7, page=page)["items"])
    assert by_sevens == everyone
    assert len(set(everyone)) == len(everyone)


@pytest.mark.acceptance("A06")
def test_following_cursors_shows_the_same_artists_as_turning_pages(system: ApiDriver) -> None:
    by_cursor: list[object] = []
    more: dict[str, object] = {}
    while True:
        answer = system.search(limit=50, **more)
        by_cursor += _ids(answer["items"])
        if not answer["pagination"]["hasMore"]:
            break
        more = {"cursor": answer["pagination"]["nextCursor"]}
    assert by_cursor == _ids(system.everyone())


@pytest.mark.acceptance("A07")
@pytest.mark.parametrize(
    ("name", "value"), [("limit", v) for v in ("0", "-5", "51", "abc")] + [("page", v) for v in ("0", "abc")]
)
def test_a_bad_number_is_a_problem_that_names_the_parameter(system: ApiDriver, name: str, value: str) -> None:
    answer = system.get("/v1/artists", **{name: value})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert [param["name"] for param in answer.json()["invalid-params"]] == [name]


@pytest.mark.acceptance("A08")
def test_a_page_beyond_the_end_is_empty_and_knows_the_total(system: ApiDriver) -> None:
    answer = system.search(page=9999)
    assert answer["items"] == []
    assert answer["total"] == system.search()["total"] > 0


@pytest.mark.acceptance("A09")
def test_a_search_without_parameters_browses_every_reachable_artist(system: ApiDriver) -> None:
    assert system.search()["total"] == len(system.everyone()) > 100


@pytest.mark.acceptance("A10")
@pytest.mark.parametrize("changed", ["q", "style", "location"])
def test_an_artist_must_match_name_style_and_place_at_once(system: ApiDriver, changed: str) -> None:
    item = next(item for item in system.everyone() if item["styles"] and item["location"]["area"])
    fitting = {"q": item["name"], "style": item["styles"][0], "location": item["location"]["area"]}
    styles, areas = system.style_counts(), system.get("/v1/areas").json()["items"]
    other = {
        "q": "Zyxwvut Qponmlk",
        "style": next(style for style in styles if style not in item["styles"]),
        "location": next(a["name"] for a in areas if a["name"] not in item["location"].values()),
    }
    assert item["id"] in _ids(system.search(**fitting)["items"])
    assert item["id"] not in _ids(system.search(**{**fitting, changed: other[changed]})["items"])


@pytest.mark.acceptance("A11")
def test_a_query_that_matches_nobody_is_an_empty_answer(system: ApiDriver) -> None:
    answer = system.search(q="zyxwvutsrqponm")
    assert (answer["items"], answer["total"]) == ([], 0)


@pytest.mark.acceptance("A12")
def test_several_styles_are_or_and_all_of_them_only_when_asked(system: ApiDriver) -> None:
    first, second = _two_frequent_styles(system)
    has = {item["id"]: set(item["styles"]) for item in system.everyone()}
    either = {key for key, styles in has.items() if styles & {first, second}}
    both = {key for key, styles in has.items() if styles >= {first, second}}
    assert {item["id"] for item in system.everyone(style=f"{first},{second}")} == either
    assert {item["id"] for item in system.everyone(style=[first, second])} == either
    assert {item["id"] for item in system.everyone(style=[first, second], style_match="all")} == both


@pytest.mark.acceptance("A13")
def test_a_style_is_the_same_in_every_spelling(system: ApiDriver) -> None:
    found = [_ids(system.everyone(style=name)) for name in ("Neo-Traditional", "neo_traditional", "neotraditional")]
    assert found[0]
    assert found[0] == found[1] == found[2]


@pytest.mark.acceptance("A14")
def test_an_unknown_style_finds_nobody(system: ApiDriver) -> None:
    assert system.search(style="zzz")["total"] == 0


@pytest.mark.acceptance("A15")
def test_a_name_with_one_wrong_letter_is_found_and_the_exact_name_ranks_first(system: ApiDriver) -> None:
    name = system.take_artist()["name"]
    middle = len(name) - 3
    wrong = name[:middle] + ("x" if name[middle] != "x" else "q") + name[middle + 1 :]
    assert name in [item["name"] for item in system.search(q=wrong)["items"]]
    assert system.search(q=name)["items"][0]["name"] == name


@pytest.mark.acceptance("A16")
def test_the_default_order_starts_with_pictures_and_never_changes(system: ApiDriver) -> None:
    everyone = system.everyone()
    has_picture = [item["picture"] is not None for item in everyone]
    assert True in has_picture
    assert False in has_picture
    assert has_picture == sorted(has_picture, reverse=True)
    assert _ids(system.everyone()) == _ids(everyone)


@pytest.mark.acceptance("A16")
def test_sorting_by_time_shows_the_latest_first(system: ApiDriver) -> None:
    times = [item["updated_at"] for item in system.everyone(sort="updated")]
    assert times == sorted(times, reverse=True)


@pytest.mark.acceptance("A24")
def test_styles_have_unique_names_and_somebody_each(system: ApiDriver) -> None:
    answer = system.get("/v1/styles")
    styles = answer.json()["items"]
    assert answer.status_code == 200
    assert len({style["name"] for style in styles}) == len(styles) > 0
    assert all(isinstance(style["name"], str) and style["count"] >= 1 for style in styles)


@pytest.mark.acceptance("A25")
def test_style_counts_equal_a_count_over_every_artist(system: ApiDriver) -> None:
    counted: dict[str, int] = {}
    for item in system.everyone():
        for style in item["styles"]:
            counted[style] = counted.get(style, 0) + 1
    assert system.style_counts() == counted
    assert {style for artist in system.untaken_artists() for style in artist["styles"]} <= counted.keys()


@pytest.mark.acceptance("A26")
def test_the_most_frequent_style_comes_first(system: ApiDriver) -> None:
    counts = list(system.style_counts().values())
    assert counts == sorted(counts, reverse=True)


@pytest.mark.acceptance("A28")
def test_unchanged_data_give_the_same_answer_twice(system: ApiDriver) -> None:
    assert system.get("/v1/styles").content == system.get("/v1/styles").content


@pytest.mark.acceptance("A25")
def test_the_facets_of_a_search_count_what_choosing_them_finds(system: ApiDriver) -> None:
    for facet in system.search()["facets"]["areas"]:
        found = system.search(location=facet["name"])["total"]
        assert found == facet["count"], facet


@pytest.mark.acceptance("A50")
@pytest.mark.parametrize(
    "text", ['"', "name:*", "(((", "AND OR", "🖤" * 50, "é" * 200, "a" * 5000, "*?~^", "../../etc"]
)
def test_no_query_makes_the_search_fail(system: ApiDriver, text: str) -> None:
    assert system.get("/v1/artists", q=text).status_code in {200, 400}


@pytest.mark.acceptance("A18")
def test_a_seeker_comes_from_a_few_letters_to_a_profile_and_on_to_the_studio(system: ApiDriver) -> None:
    artist = system.take_artist()
    typed = artist["name"][:-2]
    suggested = system.get("/v1/suggest", q=typed).json()["items"]
    (chosen,) = [suggestion for suggestion in suggested if suggestion["text"] == artist["name"]]
    profile = system.profile(chosen["id"])
    style = profile["styles"][0]["slug"]
    assert chosen["id"] in _ids(system.everyone(style=style))
    studio = system.get(f"/v1/studios/{profile['studios'][0]['id']}").json()
    assert chosen["id"] in _ids(studio["artists"])


@pytest.mark.acceptance("A04")
def test_a_radius_finds_only_who_is_inside_the_closest_first(system: ApiDriver) -> None:
    items = system.everyone(near="53.98,-2.59", radius_km=2, sort="distance")
    distances = [item["distance_km"] for item in items]
    assert 0 < len(items) < system.search()["total"]
    assert distances == sorted(distances)
    assert distances[-1] <= 2


@pytest.mark.acceptance("A04")
def test_a_box_on_the_map_finds_only_who_is_inside(system: ApiDriver) -> None:
    total = system.search()["total"]
    assert 0 < system.search(bbox="-2.6,53.97,-2.57,53.99")["total"] < total
    assert system.search(bbox="10,40,11,41")["total"] == 0
