"""Lambda: first step of a run. `{"run_id"?, "area"?}` → `{"run_id", "tiles": [...]}`; no area means all."""

from typing import Any

import uuid6
from aws_lambda_powertools.utilities.typing import LambdaContext

from discovery import bootstrap


def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    run_id = event.get("run_id") or str(uuid6.uuid7())
    tiles = bootstrap.discovery().plan(run_id=run_id, area=event.get("area") or None)
    bootstrap.logger().info("run_planned", run_id=run_id, tiles=len(tiles))
    return {"run_id": run_id, "tiles": [tile.model_dump() for tile in tiles]}
