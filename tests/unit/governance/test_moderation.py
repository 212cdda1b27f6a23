"""The moderator's command, as it is typed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from event_contracts import ArtistDenylisted, ArtistReinstated
from governance import bootstrap, moderation
from service_kit import aws
from service_kit.deployment import use_local_environment

if TYPE_CHECKING:
    from tests.unit.governance.conftest import World

PARAMETERS = {
    "requests-table": "requests",
    "denylist-table": "denylist",
    "audit-table": "audit",
    "signing-key-id": "key-1",
}


@pytest.fixture
def desk(world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> World:
    """A moderator's machine: no table is named in its environment, SSM knows them."""
    for built_from_the_environment in (
        bootstrap.settings,
        bootstrap.mail,
        bootstrap.executions,
        bootstrap.intake_limit,
    ):
        built_from_the_environment()
    for name in ("DENYLIST_TABLE", "AUDIT_TABLE", "SIGNING_KEY_ID", "GOVERNANCE_MODERATOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    for stage in ("local", "prod"):
        for name, value in PARAMETERS.items():
            aws.client("ssm").put_parameter(
                Name=f"/tattoo-artist-directory/{stage}/governance/{name}", Value=value, Type="String"
            )
    return world


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = moderation.main(arguments)
    written = capsys.readouterr()
    return code, written.out, written.err


def test_help_explains_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        moderation.main(["--help"])
    assert ended.value.code == 0
    text = capsys.readouterr().out
    for command in (
        "list",
        "show",
        "approve",
        "reject",
        "reinstate",
        "certificate",
        "verify",
        "public-key",
        "audit",
        "reapply",
    ):
        assert f"\n    {command}" in text


def test_list_shows_what_waits_soonest_first(desk: World, capsys: pytest.CaptureFixture[str]) -> None:
    first = desk.requested()
    desk.clock.advance(days=1)
    second = desk.requested(profile="someone.else")
    code, out, _ = _run(capsys, "list")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == [first, second]


def test_list_leaves_out_what_is_finished_unless_asked(desk: World, capsys: pytest.CaptureFixture[str]) -> None:
    ticket = desk.completed()
    assert _run(capsys, "list")[1] == "No unfinished removal requests.\n"
    assert ticket in _run(capsys, "list", "--all")[1]


def test_show_tells_the_moderator_what_was_written(desk: World, capsys: pytest.CaptureFixture[str]) -> None:
    ticket = desk.requested()
    code, out, _ = _run(capsys, "show", ticket)
    assert code == 0
    for told in (ticket, "awaiting_review", desk.HANDLE, desk.EMAIL, desk.REASON, "received  by system"):
        assert told in out


def test_approve_denies_and_says_who_decided(desk: World, capsys: pytest.CaptureFixture[str]) -> None:
    ticket = desk.requested()
    code, out, _ = _run(capsys, "approve", ticket, "--as", "mod-3")
    assert code == 0
    assert out == f"{ticket} is approved: 1 key(s) denied, the purge has been set going\n"
    assert desk.denied(desk.handle_key)
    assert "approved  by mod-3" in _run(capsys, "audit")[1]


def test_reject_needs_a_reason_that_is_a_code(desk: World, capsys: pytest.CaptureFixture[str]) -> None:
    ticket = desk.requested()
    with pytest.raises(SystemExit):
        moderation.main(["reject", ticket, "--reason", "because I know Jo"])
    code, out, _ = _run(capsys, "reject", ticket, "--reason", "unproven")
    assert (code, out) == (0, f"{ticket} is rejected (unproven): nothing was changed\n")
    assert desk.items("denylist") == []


def test_reinstate_says_what_other_requests_still_deny(desk: World, capsys: pytest.CaptureFixture[str]) -> None:
    ticket = desk.approved()
    desk.approved(email="studio@inkwell.example")
    code, out, _ = _run(capsys, "reinstate", ticket)
    assert (code, out) == (0, f"{ticket} is reinstated: 0 key(s) allowed again, 1 still denied by other requests\n")


def test_a_certificate_is_printed_and_verified(
    desk: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(moderation, "_signer", lambda _: bootstrap.signer())
    ticket = desk.completed()
    certificate, key = tmp_path / "certificate.json", tmp_path / "key.pem"
    certificate.write_text(_run(capsys, "certificate", ticket)[1])
    key.write_text(_run(capsys, "public-key")[1])
    for options in ([], ["--key", str(key)]):
        code, out, _ = _run(capsys, "verify", str(certificate), *options)
        assert code == 0
        assert out.startswith(f"valid: {ticket}, 1 subject key(s) erased from 5 contexts and 4 public surfaces")
    certificate.write_text(certificate.read_text().replace('"items_removed": 3', '"items_removed": 4'))
    code, _, err = _run(capsys, "verify", str(certificate))
    assert code == 1
    assert "signature does not fit" in err


def test_verifying_with_a_key_file_needs_no_aws(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    (tmp_path / "c.json").write_bytes(b"\xff\x00")
    (tmp_path / "k.pem").write_text("")
    code, _, err = _run(capsys, "verify", str(tmp_path / "c.json"), "--key", str(tmp_path / "k.pem"))
    assert (code, err) == (1, "governance: this is not an erasure certificate\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "rr_nobody"], "there is no removal request rr_nobody"),
        (["approve", "rr_nobody"], "there is no removal request rr_nobody"),
        (["verify", "missing.json", "--key", "missing.pem"], "No such file"),
        (["list", "--stage", "staging"], "the staging stage cannot be used"),
    ],
)
def test_an_error_is_one_readable_line(
    desk: World, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    code, out, err = _run(capsys, *arguments)
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert said in err


def test_a_decision_that_no_longer_fits_is_refused_in_one_line(desk: World, capsys: pytest.CaptureFixture[str]) -> None:
    ticket = desk.approved()
    code, _, err = _run(capsys, "reject", ticket, "--reason", "unproven")
    assert (code, err) == (1, f"governance: {ticket} is approved; it cannot become rejected\n")


def test_a_certificate_that_is_not_there_yet_is_said_so(desk: World, capsys: pytest.CaptureFixture[str]) -> None:
    ticket = desk.requested()
    code, _, err = _run(capsys, "certificate", ticket)
    assert code == 1
    assert "is awaiting_review; a certificate is written when it is completed" in err


@pytest.mark.parametrize("options", [[], ["--as", "Jo Bloggs"], ["--as", "jo@studio.example"]])
def test_outside_the_local_stage_a_decision_needs_an_opaque_name(
    desk: World, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    ticket = desk.requested()
    code, _, err = _run(capsys, "approve", ticket, "--stage", "prod", *options)
    assert code == 1
    assert "say who decides" in err
    assert desk.items("denylist") == []


def test_the_moderators_name_may_come_from_the_environment(
    desk: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOVERNANCE_MODERATOR", "mod-9")
    assert _run(capsys, "approve", desk.requested(), "--stage", "prod")[0] == 0
    assert "by mod-9" in _run(capsys, "--stage", "prod", "audit")[1]


def test_a_tampered_audit_trail_is_found(desk: World, capsys: pytest.CaptureFixture[str]) -> None:
    desk.requested()
    [item] = desk.items("audit")
    item["record"]["actor"] = "somebody"
    aws.table("audit").put_item(Item=item)
    code, _, err = _run(capsys, "audit")
    assert code == 1
    assert "breaks at entry 1" in err


def test_the_local_stage_takes_endpoint_and_credentials_from_the_file_that_make_run_writes(tmp_path: Path) -> None:
    (tmp_path / ".local").mkdir()
    (tmp_path / ".local" / "aws.env").write_text(
        "# written by make run\n\nexport AWS_ENDPOINT_URL='http://127.0.0.1:4566'\nAWS_ACCESS_KEY_ID=test\n"
    )
    environ = {"AWS_ACCESS_KEY_ID": "mine"}
    below = tmp_path / "docs" / "runbooks"
    below.mkdir(parents=True)
    use_local_environment(environ, start=below)
    assert environ == {"AWS_ACCESS_KEY_ID": "mine", "AWS_ENDPOINT_URL": "http://127.0.0.1:4566"}


def test_without_that_file_the_environment_stays_as_it_is(tmp_path: Path) -> None:
    environ = dict(os.environ)
    use_local_environment(environ, start=tmp_path)
    assert environ == dict(os.environ)


def test_reapply_says_every_decision_in_force_again_and_decides_nothing(
    desk: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """For a context whose table was restored to before it heard of them: what it hears counts as what it heard then."""
    denied, completed = desk.approved(profile="otto.farrow"), desk.completed()
    lifted = desk.approved(profile="mira.quillon")
    _run(capsys, "reinstate", lifted)
    desk.requested(profile="never.decided")
    desk.run_streams()
    before = desk.items("denylist"), {t: desk.case(t).changed(revision=0) for t in (denied, completed, lifted)}
    said = {kind: desk.published(kind.TYPE) for kind in (ArtistDenylisted, ArtistReinstated)}

    code, out, _ = _run(capsys, "--as", "mod-1", "reapply")
    desk.run_streams()

    assert (code, out) == (0, "2 denial(s) and 1 lift(s) are on their way to every context\n")
    assert _by_ticket(desk.published(ArtistDenylisted.TYPE)[len(said[ArtistDenylisted]) :]) == {
        denied: _last(said[ArtistDenylisted], denied),
        completed: _last(said[ArtistDenylisted], completed),
    }
    assert desk.published(ArtistReinstated.TYPE)[1:] == said[ArtistReinstated]
    assert (desk.items("denylist"), {t: desk.case(t).changed(revision=0) for t in before[1]}) == before
    assert desk.decisions()[-3:] == ["reapplied"] * 3


def test_reapply_lifts_nothing_that_another_case_denies(desk: World, capsys: pytest.CaptureFixture[str]) -> None:
    lifted, standing = desk.approved(profile="otto.farrow"), desk.approved(profile="otto.farrow", email="b@x.example")
    assert lifted != standing
    _run(capsys, "reinstate", lifted)
    _, out, _ = _run(capsys, "reapply")
    desk.run_streams()
    assert out.startswith("1 denial(s) and 0 lift(s)")
    assert desk.published(ArtistReinstated.TYPE) == []


def _by_ticket(payloads: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {payload["ticket"]: payload for payload in payloads}


def _last(payloads: list[dict[str, Any]], ticket: str) -> dict[str, Any]:
    return [payload for payload in payloads if payload["ticket"] == ticket][-1]
