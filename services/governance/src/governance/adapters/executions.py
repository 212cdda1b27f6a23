"""Starts the purge's state machine: one execution per case and version, however often it is asked for."""

import json
from typing import Any

from botocore.exceptions import ClientError


class PurgeExecutions:
    """Starts executions of one state machine."""

    def __init__(self, *, states: Any, state_machine_arn: str) -> None:
        self._states = states
        self._arn = state_machine_arn

    def start(self, *, ticket: str, case_version: int) -> None:
        """Have the purge followed. One that was started before is left as it is."""
        try:
            self._states.start_execution(
                stateMachineArn=self._arn, name=f"{ticket}-{case_version}", input=json.dumps({"ticket": ticket})
            )
        except ClientError as error:
            if error.response["Error"]["Code"] != "ExecutionAlreadyExists":
                raise
