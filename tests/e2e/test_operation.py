"""What an operator relies on: redriving dead letters, and logs that name nobody (A39, A51)."""

import json
import re
import subprocess
import sys
from collections import Counter
from uuid import uuid4

import pytest

from local.config import ROOT
from tests.e2e.driver import ApiDriver
from tests.e2e.refresh import refresh_due, wrapped_by_the_bus
from tests.e2e.waiting import eventually

pytestmark = [pytest.mark.emulator, pytest.mark.xdist_group("system")]


@pytest.mark.acceptance("A39")
def test_a_redriven_dead_letter_is_dealt_with(system: ApiDriver) -> None:
    handle = system.take_artist()["instagram"]
    parked = system.queue("instagram-scraper", "ArtistsDeadLetters")
    fetched = len(system.fetches_of(handle))
    body = wrapped_by_the_bus(refresh_due(system, handle))
    system.aws.client("sqs").send_message(QueueUrl=parked, MessageBody=body)
    _redrive(system, parked.rsplit("/", 1)[-1])
    eventually(lambda: len(system.fetches_of(handle)) > fetched, within=60)
    eventually(lambda: system.is_at_rest(parked), within=60)


def _redrive(system: ApiDriver, dead_letter_queue: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "local", "--home", str(system.config.home), "redrive", dead_letter_queue],
        env={**system.config.child_environment, "EMULATOR_PORT": str(system.config.emulator_port)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.acceptance("A51")
def test_no_log_names_anybody(system: ApiDriver) -> None:
    artist, email = system.take_artist(), f"somebody-{uuid4().hex[:8]}@example.org"
    item = system.find(artist["name"])
    assert item
    system.profile(item["id"])
    system.get("/v1/suggest", q=artist["name"])
    system.request_removal(artist["instagram"], email=email)
    secrets = _personal_texts(system) | {email}
    assert len(secrets) > 400
    pattern = re.compile("|".join(re.escape(text) for text in sorted(secrets, key=len, reverse=True)), re.IGNORECASE)
    found: Counter[str] = Counter()
    for where, line in system.log_lines():
        if match := pattern.search(line):
            found[f"{where}: {match[0]} in {line[:200]}"] += 1
    assert not found, "\n".join(f"{count} × {where}" for where, count in found.most_common(10))


def _personal_texts(system: ApiDriver) -> set[str]:
    """Names, handles, numeric ids, and each line of every bio that is long enough to be somebody's own words."""
    texts: set[str] = set()
    for artist in system.expected["artists"]:
        texts |= {artist["name"], artist["name"].replace(" ", "%20"), artist["name"].replace(" ", "+")}
        texts |= {text for text in (artist["instagram"], artist["instagram_id"]) if text}
    for file in (system.city / "instagram").glob("*.json"):
        user = (json.loads(file.read_text()).get("data") or {}).get("user") or {}
        texts |= {line for line in user.get("biography", "").splitlines() if len(line) > 15}
    return texts
