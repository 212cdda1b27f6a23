"""The moderator's command: `python -m governance --help`."""

import argparse
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

from event_contracts import ArtistDenylisted, ArtistReinstated
from governance import bootstrap
from governance.adapters.audit_trail import AuditTrail
from governance.adapters.casebook import CaseBook
from governance.adapters.signer import KmsSigner
from governance.deployment import Deployment
from governance.domain.audit import MODERATOR_PATTERN, Entry, first_break
from governance.domain.case import DENYING, UNFINISHED, RejectionReason, TransitionError
from governance.domain.certificate import InvalidCertificateError, verify
from governance.domain.decisions import Decide, approve, reapply, reinstate, reject
from governance.domain.dossier import Change
from governance.domain.errors import UnknownTicketError
from service_kit.aws import client, table
from service_kit.deployment import LOCAL_STAGE, use_local_environment
from service_kit.errors import TransientError

_MODERATOR_VARIABLE = "GOVERNANCE_MODERATOR"
_MINUTES = "%Y-%m-%d %H:%M UTC"


class CommandError(Exception):
    """What the moderator is told, in one line."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it did what was asked."""
    options = _parser().parse_args(arguments)
    if options.stage == LOCAL_STAGE:
        use_local_environment(os.environ, start=Path.cwd())
    try:
        options.run(options)
    except UnknownTicketError:
        return _failed(f"there is no removal request {options.ticket}")
    except TransientError:
        return _failed("others are writing at the same time; please try again")
    except (CommandError, TransitionError, InvalidCertificateError) as error:
        return _failed(str(error))
    except (ClientError, BotoCoreError, OSError) as error:
        return _failed(f"the {options.stage} stage cannot be used: {' '.join(str(error).split())}")
    return 0


def _failed(message: str) -> int:
    print(f"governance: {message}", file=sys.stderr)
    return 1


def _list(options: argparse.Namespace) -> None:
    cases = [case for case in _casebook(options).cases() if options.all or case.state in UNFINISHED]
    for case in sorted(cases, key=lambda case: (case.deadline, case.ticket)):
        print(f"{case.ticket}  {case.state:<15}  due {case.deadline:{_MINUTES}}  {case.relation}")
    if not cases:
        print("No removal requests." if options.all else "No unfinished removal requests.")


def _show(options: argparse.Namespace) -> None:
    dossier = _casebook(options).dossier(options.ticket)
    case = dossier.case
    print(f"ticket       {case.ticket}")
    print(f"state        {case.state}" + (f" ({case.rejection})" if case.rejection else ""))
    print(f"relation     {case.relation}")
    print(f"due          {case.deadline:{_MINUTES}}")
    if case.contact:
        print(f"profile      {case.contact.handle or 'see subjects'}")
        print(f"e-mail       {case.contact.email or 'erased'}")
        print(f"reason       {case.contact.reason}")
    print(f"subjects     {' '.join(sorted(case.subject_keys))}")
    if case.state in DENYING:
        print(f"missing      {' '.join(sorted(dossier.missing)) or 'nothing: every context has acknowledged'}")
    for entry in _audit(options).entries():
        if entry.record.ticket == case.ticket:
            print(f"audit {_line(entry)}")


def _approve(options: argparse.Namespace) -> None:
    case = _decide(options, approve).case
    print(f"{case.ticket} is approved: {len(case.subject_keys)} key(s) denied, the purge has been set going")


def _reject(options: argparse.Namespace) -> None:
    case = _decide(options, partial(reject, reason=RejectionReason(options.reason))).case
    print(f"{case.ticket} is rejected ({case.rejection}): nothing was changed")


def _reinstate(options: argparse.Namespace) -> None:
    change = _decide(options, reinstate)
    lifted = sum(not denial.tickets for denial in change.denials)
    kept = len(change.denials) - lifted
    print(
        f"{change.case.ticket} is reinstated: {lifted} key(s) allowed again"
        + (f", {kept} still denied by other requests" if kept else "")
    )


def _reapply(options: argparse.Namespace) -> None:
    casebook, actor = _casebook(options), _moderator(options)
    said = Counter(
        type(change.event)
        for case in list(casebook.cases())
        if (change := casebook.decide(case.ticket, partial(reapply, now=bootstrap.clock().now(), actor=actor)))
    )
    print(f"{said[ArtistDenylisted]} denial(s) and {said[ArtistReinstated]} lift(s) are on their way to every context")


def _certificate(options: argparse.Namespace) -> None:
    case = _casebook(options).dossier(options.ticket).case
    if not case.certificate:
        raise CommandError(f"{case.ticket} is {case.state}; a certificate is written when it is completed")
    print(case.certificate)


def _verify(options: argparse.Namespace) -> None:
    key = options.key.read_text() if options.key else _signer(options).public_key_pem()
    certified = verify(options.file.read_text(errors="replace"), public_key_pem=key)
    print(
        f"valid: {certified.ticket}, {len(certified.subjects)} subject key(s) erased from {len(certified.contexts)} "
        f"contexts and {len(certified.surfaces)} public surfaces on {certified.completed_at:{_MINUTES}}"
    )


def _public_key(options: argparse.Namespace) -> None:
    print(_signer(options).public_key_pem(), end="")


def _audit_command(options: argparse.Namespace) -> None:
    entries = list(_audit(options).entries())
    for entry in entries:
        print(_line(entry))
    broken = first_break(entries)
    if broken is not None:
        raise CommandError(f"the audit trail was tampered with: it breaks at entry {broken}")
    print(f"{len(entries)} entries, the chain is whole")


def _line(entry: Entry) -> str:
    record = entry.record
    details = [record.reason, *(f"{name}={'clean' if ok else 'FOUND'}" for name, ok in (record.surfaces or {}).items())]
    return "  ".join(
        [f"{entry.sequence:>5}", f"{record.at:{_MINUTES}}", record.ticket, record.decision, f"by {record.actor}"]
        + [detail for detail in details if detail]
    )


def _decide(options: argparse.Namespace, decision: Callable[..., Change]) -> Change:
    decide: Decide = partial(decision, now=bootstrap.clock().now(), actor=_moderator(options))
    change = _casebook(options).decide(options.ticket, decide)
    if change is None:
        raise CommandError("nothing was to be decided")
    return change


def _moderator(options: argparse.Namespace) -> str:
    name = options.moderator or os.environ.get(_MODERATOR_VARIABLE)
    if name is None and options.stage == LOCAL_STAGE:
        return "local-moderator"
    if name is None or not re.fullmatch(MODERATOR_PATTERN, name):
        raise CommandError(
            f"say who decides with --as or {_MODERATOR_VARIABLE}: a code of lower-case letters, digits and hyphens, "
            "not a person's name"
        )
    return name


def _casebook(options: argparse.Namespace) -> CaseBook:
    deployment = Deployment(stage=options.stage)
    return bootstrap.casebook_of(
        requests=deployment.requests_table, denylist=deployment.denylist_table, audit=deployment.audit_table
    )


def _audit(options: argparse.Namespace) -> AuditTrail:
    return AuditTrail(table=table(Deployment(stage=options.stage).audit_table))


def _signer(options: argparse.Namespace) -> KmsSigner:
    return KmsSigner(kms=client("kms"), key_id=Deployment(stage=options.stage).signing_key_id)


def _parser() -> argparse.ArgumentParser:
    everywhere = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    everywhere.add_argument("--stage", help="local (the default), staging or prod")
    everywhere.add_argument(
        "--as", dest="moderator", metavar="CODE", help=f"who decides; by default {_MODERATOR_VARIABLE} is asked"
    )
    parser = argparse.ArgumentParser(
        prog="python -m governance",
        description="Decide removal requests of the Tattoo Artist Directory.",
        parents=[everywhere],
    )
    parser.set_defaults(stage=LOCAL_STAGE, moderator=None)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], None], text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text, parents=[everywhere])
        added.set_defaults(run=run)
        return added

    command("list", _list, "The requests that wait, soonest deadline first.").add_argument(
        "--all", action="store_true", help="finished ones too"
    )
    for name, run, text in (
        ("show", _show, "One request, what was written in it, and its history."),
        ("approve", _approve, "Deny the artist and have every trace purged."),
        ("reinstate", _reinstate, "Lift a denial, on a proved request."),
        ("certificate", _certificate, "Print the signed certificate of a completed removal."),
    ):
        command(name, run, text).add_argument("ticket", metavar="TICKET")
    rejecting = command("reject", _reject, "Leave everything as it is.")
    rejecting.add_argument("ticket", metavar="TICKET")
    rejecting.add_argument("--reason", required=True, choices=[str(reason) for reason in RejectionReason])
    verifying = command("verify", _verify, "Check a certificate's signature.")
    verifying.add_argument("file", metavar="CERTIFICATE_FILE", type=Path)
    verifying.add_argument(
        "--key", metavar="PEM_FILE", type=Path, help="the directory's public key; by default KMS is asked for it"
    )
    command("public-key", _public_key, "Print the key with which anyone can check certificates.")
    command("reapply", _reapply, "Say every denial and lift again, after a context's table was restored.")
    command("audit", _audit_command, "Print the audit trail and check that its chain is whole.")
    return parser
