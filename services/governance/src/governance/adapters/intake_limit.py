"""How many removal requests are taken a second, over all functions together."""

from datetime import datetime
from typing import Any

from botocore.exceptions import ClientError

_KEY = {"PK": "INTAKE", "SK": "LIMIT"}


class IntakeLimit:
    """Counts the requests of the present second in one item of the Requests table (a boto3 Table resource).

    The gateway's own throttle could not say that it is a problem, nor when to come back.
    """

    def __init__(self, *, requests: Any, per_second: int) -> None:
        self._requests = requests
        self._per_second = per_second

    def admits(self, now: datetime) -> bool:
        """Count one more request, unless the second is full."""
        second = int(now.timestamp())
        # Who loses the race for a new second's first place still has the others.
        return self._counted(second) or self._begun(second) or self._counted(second)

    def _counted(self, second: int) -> bool:
        return self._changed(
            "SET taken = taken + :one",
            condition="during = :second AND taken < :limit",
            values={":one": 1, ":second": second, ":limit": self._per_second},
        )

    def _begun(self, second: int) -> bool:
        return self._changed(
            "SET during = :second, taken = :one",
            condition="attribute_not_exists(during) OR during < :second",
            values={":one": 1, ":second": second},
        )

    def _changed(self, update: str, *, condition: str, values: dict[str, int]) -> bool:
        try:
            self._requests.update_item(
                Key=_KEY,
                UpdateExpression=update,
                ConditionExpression=condition,
                ExpressionAttributeValues=values,
            )
        except ClientError as error:
            if error.response["Error"]["Code"] == "ConditionalCheckFailedException":
                return False
            raise
        return True
