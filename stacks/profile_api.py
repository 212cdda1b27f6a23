"""Profile API: the directory's own table, what it projects into it, and the profiles people open."""

from aws_cdk import Duration
from aws_cdk import aws_scheduler as scheduler
from aws_cdk import aws_scheduler_targets as scheduler_targets
from constructs import Construct

from event_contracts import DENYLIST_EVENTS, Context, consumed_by
from stacks.components.context_stack import ContextStack
from stacks.components.event_consumer import EventConsumer
from stacks.components.http_endpoint import HttpEndpoint
from stacks.components.nag import acknowledge_wildcard
from stacks.components.owned_table import Outbox, owned_table, reads_table, writes_table
from stacks.components.service_function import ServiceFunction
from stacks.names import Parameter
from stacks.settings import Settings

STYLE_LOCATION_INDEX = "style-location-index"
REFRESH_DUE_INDEX = "refresh-due-index"


class ProfileApiStack(ContextStack):
    def __init__(self, scope: Construct, *, settings: Settings) -> None:
        super().__init__(scope, Context.PROFILE_API, settings=settings)
        self._table = owned_table(
            self, "TattooDirectory", indexes={STYLE_LOCATION_INDEX: "gsi1", REFRESH_DUE_INDEX: "gsi2"}
        )
        self.write(Parameter.DIRECTORY_TABLE, self._table.table_name)
        Outbox(self, table=self._table)
        self._projector()
        self._enforcer()
        self._refresh()
        http = self._worker("Http", handler="http")
        reads_table(http, self._table)
        http.reads_site()
        HttpEndpoint(
            self,
            worker=http,
            parameter=Parameter.PROFILE_ENDPOINT,
            rate=settings.api_rate_per_second,
            burst=settings.api_burst,
        )

    def _worker(self, name: str, *, handler: str) -> ServiceFunction:
        return ServiceFunction(self, name, handler=handler, environment={"TABLE_NAME": self._table.table_name})

    def _projector(self) -> None:
        projector = self._worker("Project", handler="consume")
        writes_table(projector, self._table)
        projector.writes_claims()
        projector.forgets_claims()
        projector.reads_claims_of(Context.DISCOVERY, Context.STUDIO_SCRAPER, Context.INSTAGRAM_SCRAPER)
        EventConsumer(self, "Facts", worker=projector, event_types=consumed_by(self.context))

    def _enforcer(self) -> None:
        enforcer = self._worker("EnforceDenylist", handler="enforce_denylist")
        writes_table(enforcer, self._table)
        enforcer.forgets_claims()
        EventConsumer(self, "Denylist", worker=enforcer, event_types=DENYLIST_EVENTS)

    def _refresh(self) -> None:
        refresh = self._worker("ScheduleRefresh", handler="schedule_refresh")
        writes_table(refresh, self._table, indexes=(REFRESH_DUE_INDEX,))
        scheduler.Schedule(
            self,
            "Hourly",
            description="AGG-06: no profile older than 48 h",
            schedule=scheduler.ScheduleExpression.rate(Duration.hours(1)),
            target=scheduler_targets.LambdaInvoke(refresh.function),
        )
        acknowledge_wildcard(self, f"{refresh.function.function_arn}:*", reason="Any version of one function.")
