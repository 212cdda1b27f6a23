"""Step of the purge's state machine: a purge takes too long, so people are called (once). `{"ticket"}` in and out."""

from functools import partial
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit, single_metric
from aws_lambda_powertools.utilities.typing import LambdaContext

from governance import bootstrap
from governance.domain.decisions import escalate


def handler(event: dict[str, Any], _: LambdaContext) -> dict[str, str]:
    ticket = event["ticket"]
    change = bootstrap.casebook().decide(ticket, partial(escalate, now=bootstrap.clock().now()))
    if change:
        with single_metric(
            name="PurgesEscalated",
            unit=MetricUnit.Count,
            value=1,
            namespace=bootstrap.METRICS_NAMESPACE,
            default_dimensions={"service": "governance"},
        ):
            bootstrap.logger().warning("purge_escalated", ticket=ticket)
    return {"ticket": ticket}
