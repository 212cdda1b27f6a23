"""The operator's command: `python -m profile_api --help`."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import uuid6
from botocore.exceptions import BotoCoreError, ClientError

from profile_api import bootstrap
from service_kit.deployment import LOCAL_STAGE, find_resource, use_local_environment
from service_kit.errors import TransientError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it did what was asked."""
    options = _parser().parse_args(arguments)
    if options.stage == LOCAL_STAGE:
        use_local_environment(os.environ, start=Path.cwd())
    try:
        _republish(options.stage)
    except (ClientError, BotoCoreError, OSError, TransientError) as error:
        print(f"profile-api: not everybody was announced: {' '.join(str(error).split())}", file=sys.stderr)
        return 1
    return 0


def _republish(stage: str) -> None:
    """Announce every public artist once more. May be stopped and repeated."""
    directory, projector = bootstrap.directory_of(
        table_name=find_resource(stage, "profile-api/directory-table"),
        claims_bucket=find_resource(stage, "platform/claims-bucket"),
    )
    run_id, announced = str(uuid6.uuid7()), 0
    for artist_id in directory.public_ids():
        projector.announce_again(artist_id, run_id=run_id)
        announced += 1
    print(f"{announced} public artist(s) are on their way to the index, as run {run_id}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m profile_api", description="Operate the directory.")
    parser.add_argument("--stage", default=LOCAL_STAGE, help="local (the default), staging or prod")
    text = "Announce every public artist once more, for an index that was lost."
    parser.add_subparsers(required=True, metavar="COMMAND").add_parser("republish", help=text, description=text)
    return parser
