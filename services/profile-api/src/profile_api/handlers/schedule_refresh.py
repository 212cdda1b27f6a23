"""Lambda: on a schedule. Asks for profiles that were last read too long ago."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from profile_api import bootstrap


def handler(_event: dict[str, Any], _context: LambdaContext) -> dict[str, int]:
    asked = bootstrap.refresh_scheduler().raise_due(at_most=bootstrap.settings().refresh_batch)
    bootstrap.logger().info("refresh_asked", count=asked)
    return {"asked": asked}
