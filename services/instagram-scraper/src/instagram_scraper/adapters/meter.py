"""Counts for operators, written as embedded metrics into the log (no personal data, no dimension but the service)."""

from aws_lambda_powertools.metrics import MetricUnit, single_metric

METRICS_NAMESPACE = "TattooArtistDirectory"


class LogMeter:
    """Each count is one line that CloudWatch turns into a metric."""

    def __init__(self, *, service: str) -> None:
        self._service = service

    def count(self, metric: str) -> None:
        with single_metric(
            name=metric,
            unit=MetricUnit.Count,
            value=1,
            namespace=METRICS_NAMESPACE,
            default_dimensions={"service": self._service},
        ):
            pass
