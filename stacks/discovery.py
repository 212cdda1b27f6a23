"""Discovery: the daily run that finds the studios of every area."""

import json
from dataclasses import asdict

from aws_cdk import Duration, TimeZone
from aws_cdk import aws_scheduler as scheduler
from aws_cdk import aws_scheduler_targets as scheduler_targets
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from event_contracts import Context
from stacks.components.context_stack import ContextStack
from stacks.components.owned_table import Outbox, owned_table, writes_table
from stacks.components.service_function import ServiceFunction
from stacks.components.state_machine import invoke, state_machine
from stacks.names import Parameter
from stacks.settings import Settings

_SURVEY_TIMEOUT = Duration.minutes(5)  # Overpass may take three minutes for a large area, after a wait for a slot

# Whoever is still refused after that, or finds the server overloaded, leaves it alone for a while.
_FIRST_PAUSE = Duration.seconds(30)


class DiscoveryStack(ContextStack):
    def __init__(self, scope: Construct, *, settings: Settings) -> None:
        super().__init__(scope, Context.DISCOVERY, settings=settings)
        self._table = owned_table(self, "Studios", expires=True)
        Outbox(self, table=self._table)
        run = self._run()
        scheduler.Schedule(
            self,
            "Daily",
            description="AGG-06: the whole run starts daily at 02:00 UTC",
            schedule=scheduler.ScheduleExpression.cron(hour="2", minute="0", time_zone=TimeZone.ETC_UTC),
            target=scheduler_targets.StepFunctionsStartExecution(run),
        )
        self.write(Parameter.DISCOVERY_RUN_ARN, run.state_machine_arn)

    def _worker(self, name: str, *, handler: str, timeout: Duration | None = None) -> ServiceFunction:
        worker = ServiceFunction(
            self,
            name,
            handler=handler,
            timeout=timeout,
            environment={
                "TABLE_NAME": self._table.table_name,
                "AREAS": json.dumps([asdict(area) for area in self.settings.areas]),
                "STUDIO_SOURCES": self.settings.studio_sources,
                "PLAYBACK_URL": self.settings.playback_url,
            },
        )
        writes_table(worker, self._table)
        worker.hashes_identities()
        worker.writes_claims()
        return worker

    def _run(self) -> sfn.StateMachine:
        plan = self._worker("PlanRun", handler="plan_run")
        survey = self._worker("SurveyTile", handler="survey_tile", timeout=_SURVEY_TIMEOUT)
        settle = self._worker("SettleRun", handler="settle_run", timeout=_SURVEY_TIMEOUT)
        survey_tile = invoke(
            self,
            "Survey",
            survey,
            payload={"run_id": "{% $states.input.run_id %}", "tile": "{% $states.input.tile %}"},
            first_pause=_FIRST_PAUSE,
        )
        # One tile that cannot be surveyed is on record in the table and the log; the run goes on (AGG-08).
        survey_tile.add_catch(sfn.Pass.jsonata(self, "TileFailed", outputs={"failed": True}))
        tiles = sfn.Map.jsonata(
            self,
            "Tiles",
            items=sfn.ProvideItems.jsonata("{% $states.input.tiles %}"),
            item_selector={"run_id": "{% $states.input.run_id %}", "tile": "{% $states.context.Map.Item.Value %}"},
            max_concurrency=1,  # Overpass grants two slots; one leaves room for others
            outputs={"run_id": "{% $states.input.run_id %}"},
        )
        tiles.item_processor(survey_tile)
        plan_run = invoke(self, "Plan", plan, payload={"run_id": "{% $states.context.Execution.Name %}"})
        settle_run = invoke(self, "Settle", settle, payload={"run_id": "{% $states.input.run_id %}"})
        return state_machine(
            self,
            "Run",
            definition=plan_run.next(tiles).next(settle_run),
            timeout=Duration.hours(6),
            invokes=[plan, survey, settle],
        )
