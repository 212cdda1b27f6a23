"""Lambda: on a schedule. Inferences of an older taxonomy are made again."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from style_inference import bootstrap

_AT_MOST = 500  # well within the function's time


def handler(_event: dict[str, Any], _context: LambdaContext) -> dict[str, int]:
    looked_at = bootstrap.profile_inference().infer_again(at_most=_AT_MOST)
    bootstrap.logger().info("inferred_again", count=looked_at)
    return {"looked_at": looked_at}
