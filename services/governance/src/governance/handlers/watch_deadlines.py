"""Runs by the hour: how many cases are unfinished, due soon and overdue, as metrics with alarms on them (GOV-04)."""

from typing import Any

from aws_lambda_powertools import Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from governance import bootstrap
from governance.domain.progress import backlog


def handler(_: dict[str, Any], __: LambdaContext) -> None:
    counted = backlog(bootstrap.casebook().cases(), now=bootstrap.clock().now())
    metrics = Metrics(namespace=bootstrap.METRICS_NAMESPACE, service="governance")
    metrics.add_metric(name="RemovalsUnfinished", unit=MetricUnit.Count, value=counted.unfinished)
    metrics.add_metric(name="RemovalsDueSoon", unit=MetricUnit.Count, value=counted.due_soon)
    metrics.add_metric(name="RemovalsOverdue", unit=MetricUnit.Count, value=counted.overdue)
    metrics.flush_metrics()
