"""Lambda: last step of a run. `{"run_id"}` → counts of tiles, studios, what became of them, forgotten positions."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from discovery import bootstrap


def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    run_id = event["run_id"]
    counts = bootstrap.discovery().settle(run_id=run_id)
    bootstrap.logger().info("run_settled", run_id=run_id, counts=counts)
    return {"run_id": run_id, **counts}
