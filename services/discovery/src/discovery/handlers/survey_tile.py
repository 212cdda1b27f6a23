"""Lambda: one tile of a run. `{"run_id", "tile"}` → `{"tile", "studios"}`; a failure is on record, then raised."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from discovery import bootstrap
from discovery.domain.places import Tile


def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    tile = Tile.model_validate(event["tile"])
    outcome = bootstrap.discovery().survey(run_id=event["run_id"], tile=tile)
    findings = {finding.value: len(refs) for finding, refs in outcome.findings.items()}
    bootstrap.logger().info(
        "tile_surveyed", run_id=event["run_id"], tile=tile.id, studios=outcome.studios, findings=findings
    )
    return {"tile": tile.id, "studios": outcome.studios}
