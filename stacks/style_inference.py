"""Style inference: from what an artist writes to the styles they work in."""

from aws_cdk import Duration
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_scheduler as scheduler
from aws_cdk import aws_scheduler_targets as scheduler_targets
from constructs import Construct

from event_contracts import DENYLIST_EVENTS, Context, consumed_by
from stacks.components.context_stack import ContextStack
from stacks.components.event_consumer import EventConsumer
from stacks.components.nag import acknowledge_wildcard
from stacks.components.owned_table import Outbox, owned_table, writes_table
from stacks.components.service_function import ServiceFunction
from stacks.settings import Settings


class StyleInferenceStack(ContextStack):
    def __init__(self, scope: Construct, *, settings: Settings) -> None:
        super().__init__(scope, Context.STYLE_INFERENCE, settings=settings)
        table = owned_table(self, "Inferences")
        Outbox(self, table=table)
        environment = {"TABLE_NAME": table.table_name}
        infer = ServiceFunction(self, "Infer", handler="consume", environment=environment)
        writes_table(infer, table)
        infer.reads_claims_of(Context.INSTAGRAM_SCRAPER)
        EventConsumer(self, "Profiles", worker=infer, event_types=consumed_by(self.context))
        self._infer_again(table, environment=environment)
        enforcer = ServiceFunction(self, "EnforceDenylist", handler="enforce_denylist", environment=environment)
        writes_table(enforcer, table)
        EventConsumer(self, "Denylist", worker=enforcer, event_types=DENYLIST_EVENTS)

    def _infer_again(self, table: dynamodb.ITableV2, *, environment: dict[str, str]) -> None:
        """STY-01: a new taxonomy reaches every artist within days of its deployment, without anything being fetched."""
        again = ServiceFunction(self, "InferAgain", handler="infer_again", environment=environment)
        writes_table(again, table)
        again.allow("dynamodb:Scan", on=[table.table_arn])
        again.reads_claims_of(Context.INSTAGRAM_SCRAPER)
        scheduler.Schedule(
            self,
            "Hourly",
            description="STY-01: inferences of an older taxonomy are made again",
            schedule=scheduler.ScheduleExpression.rate(Duration.hours(1)),
            target=scheduler_targets.LambdaInvoke(again.function),
        )
        acknowledge_wildcard(self, f"{again.function.function_arn}:*", reason="Any version of one function.")
