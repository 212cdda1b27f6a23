"""Governance: removal requests, the denylist, the purge and its proof."""

from collections.abc import Mapping, Sequence

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cw
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_kms as kms
from aws_cdk import aws_scheduler as scheduler
from aws_cdk import aws_scheduler_targets as scheduler_targets
from aws_cdk import aws_ses as ses
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from event_contracts import Context, consumed_by
from stacks.components.context_stack import ContextStack
from stacks.components.event_consumer import EventConsumer
from stacks.components.http_endpoint import HttpEndpoint
from stacks.components.nag import acknowledge_wildcard
from stacks.components.owned_table import Outbox, may_append, may_read, may_write, owned_table, stream_source
from stacks.components.queues import dead_letter_queue
from stacks.components.service_function import ServiceFunction
from stacks.components.state_machine import invoke, state_machine
from stacks.names import Parameter, parameter_path
from stacks.settings import Settings

_FIRST_WAIT_SECONDS = 5


class GovernanceStack(ContextStack):
    def __init__(self, scope: Construct, *, settings: Settings) -> None:
        super().__init__(scope, Context.GOVERNANCE, settings=settings)
        self._requests = owned_table(self, "Requests")
        self._denylist = owned_table(self, "DenylistTable")
        self._audit = owned_table(self, "Audit")
        self._signing_key = kms.Key(
            self,
            "SigningKey",
            description="Signs erasure certificates",
            key_spec=kms.KeySpec.ECC_NIST_P256,
            key_usage=kms.KeyUsage.SIGN_VERIFY,
            removal_policy=settings.removal_policy,
        )
        for parameter, value in (
            (Parameter.REQUESTS_TABLE, self._requests.table_name),
            (Parameter.DENYLIST_TABLE, self._denylist.table_name),
            (Parameter.AUDIT_TABLE, self._audit.table_name),
            (Parameter.SIGNING_KEY_ID, self._signing_key.key_id),
        ):
            self.write(parameter, value)
        Outbox(self, table=self._requests)
        self._http()
        acknowledgements = self._worker("RecordAcknowledgement", handler="consume", writes=self._all_tables)
        EventConsumer(self, "Acknowledgements", worker=acknowledgements, event_types=consumed_by(self.context))
        purge = self._saga()
        self.write(Parameter.PURGE_ARN, purge.state_machine_arn)
        self._start_purge(purge)
        self._deadlines()

    @property
    def _all_tables(self) -> list[dynamodb.TableV2]:
        return [self._requests, self._denylist, self._audit]

    def _worker(
        self,
        name: str,
        *,
        handler: str,
        writes: Sequence[dynamodb.TableV2] = (),
        environment: Mapping[str, str] | None = None,
        timeout: Duration | None = None,
    ) -> ServiceFunction:
        worker = ServiceFunction(
            self,
            name,
            handler=handler,
            timeout=timeout,
            environment={
                "TABLE_NAME": self._requests.table_name,
                "DENYLIST_TABLE": self._denylist.table_name,
                "AUDIT_TABLE": self._audit.table_name,
                **(environment or {}),
            },
        )
        for table in self._all_tables:
            if table not in writes:
                may_read(worker.role, table)
            elif table is self._audit:
                may_append(worker.role, table)
            else:
                may_write(worker.role, table)
        return worker

    def _http(self) -> None:
        http = self._worker(
            "Http",
            handler="http",
            writes=[self._requests, self._audit],
            environment={"REMOVAL_RATE_PER_SECOND": str(self.settings.removal_rate_per_second)},
        )
        http.hashes_identities()
        HttpEndpoint(
            self,
            worker=http,
            parameter=Parameter.GOVERNANCE_ENDPOINT,
            rate=self.settings.api_rate_per_second,
            burst=self.settings.api_burst,
        )

    def _public_address(self, worker: ServiceFunction) -> None:
        """Read when it runs: the web stack, which knows the address, stands on this one."""
        path = parameter_path(self.settings.stage, Parameter.PUBLIC_URL)
        worker.function.add_environment("PUBLIC_URL_PARAMETER", path)
        worker.allow("ssm:GetParameter", on=[self.format_arn(service="ssm", resource=f"parameter{path}")])

    def _saga(self) -> sfn.StateMachine:
        """Ask until all contexts have acknowledged, look at every public surface, then certify; escalate when late."""
        progress = self._worker("PurgeProgress", handler="purge_progress", writes=[self._requests, self._audit])
        verify = self._worker("VerifySurfaces", handler="verify_surfaces", timeout=Duration.seconds(60))
        self._public_address(verify)
        complete = self._worker(
            "CompletePurge",
            handler="complete_purge",
            writes=[self._requests, self._audit],
            environment={
                "SIGNING_KEY_ID": self._signing_key.key_id,
                "SENDER_ADDRESS": self.settings.sender_address,
            },
        )
        self._public_address(complete)
        complete.allow("kms:Sign", "kms:GetPublicKey", on=[self._signing_key.key_arn])
        sender = ses.EmailIdentity(self, "Sender", identity=ses.Identity.email(self.settings.sender_address))
        complete.allow("ses:SendEmail", on=[sender.email_identity_arn])
        escalate = self._worker("EscalatePurge", handler="escalate_purge", writes=[self._requests, self._audit])
        return state_machine(
            self,
            "Purge",
            definition=self._purge_definition(progress=progress, verify=verify, complete=complete, escalate=escalate),
            timeout=Duration.days(12),
            invokes=[progress, verify, complete, escalate],
        )

    def _purge_definition(
        self,
        *,
        progress: ServiceFunction,
        verify: ServiceFunction,
        complete: ServiceFunction,
        escalate: ServiceFunction,
    ) -> sfn.IChainable:
        ticket: dict[str, object] = {"ticket": "{% $states.input.ticket %}"}
        look = invoke(
            self,
            "LookAtProgress",
            progress,
            payload=ticket,
            assign={"wait_seconds": "{% $states.result.Payload.wait_seconds %}"},
        )
        check = invoke(self, "Verify", verify, payload=ticket)
        certify = invoke(
            self,
            "Certify",
            complete,
            payload={name: f"{{% $states.input.{name} %}}" for name in ("ticket", "case_version", "surfaces")},
        )
        call = invoke(self, "Escalate", escalate, payload=ticket)
        return self._purge_flow(look=look, check=check, certify=certify, call=call)

    def _purge_flow(
        self,
        *,
        look: tasks.LambdaInvoke,
        check: tasks.LambdaInvoke,
        certify: tasks.LambdaInvoke,
        call: tasks.LambdaInvoke,
    ) -> sfn.IChainable:
        done = sfn.Succeed(self, "Done")
        # Progress says how long to wait: seconds at first, minutes later, so that the history stays within its limit.
        pause = sfn.Wait.jsonata(self, "Pause", time=sfn.WaitTime.seconds("{% $wait_seconds %}"))
        look.next(
            sfn.Choice.jsonata(self, "WhatNext")
            .when(sfn.Condition.jsonata("{% $states.input.state != 'purging' %}"), done)
            .when(sfn.Condition.jsonata("{% $states.input.overdue and $not($states.input.escalated) %}"), call)
            .when(sfn.Condition.jsonata("{% $count($states.input.missing) > 0 %}"), pause)
            .otherwise(check)
        )
        check.next(
            sfn.Choice.jsonata(self, "EverySurfaceClean")
            .when(sfn.Condition.jsonata("{% $states.input.clean %}"), certify)
            .otherwise(pause)
        )
        certify.next(
            sfn.Choice.jsonata(self, "Completed")
            .when(sfn.Condition.jsonata("{% $states.input.completed %}"), done)
            .otherwise(pause)
        )
        for step in (look, check, certify):  # whatever fails, the purge goes on: people are called, and it asks again
            step.add_catch(call, outputs={"ticket": "{% $states.input.ticket %}"})
        call.next(pause)
        pause.next(look)
        begin = sfn.Pass.jsonata(self, "Begin", assign={"wait_seconds": _FIRST_WAIT_SECONDS})
        return begin.next(look)

    def _start_purge(self, saga: sfn.StateMachine) -> None:
        starter = self._worker(
            "StartPurge", handler="start_purge", environment={"STATE_MACHINE_ARN": saga.state_machine_arn}
        )
        starter.allow("states:StartExecution", on=[saga.state_machine_arn])
        undelivered = dead_letter_queue(self, starter, "Undelivered", waits_for="the start of a purge")
        starter.function.add_event_source(stream_source(self._requests, undelivered=undelivered))

    def _deadlines(self) -> None:
        """GOV-04: the deadline is alarmed before it passes, and so is a purge that does not come to its end."""
        watch = self._worker("WatchDeadlines", handler="watch_deadlines")
        watch.allow("dynamodb:Scan", on=[self._requests.table_arn])
        scheduler.Schedule(
            self,
            "Hourly",
            description="GOV-04: how many removals are unfinished, due soon and overdue",
            schedule=scheduler.ScheduleExpression.rate(Duration.hours(1)),
            target=scheduler_targets.LambdaInvoke(watch.function),
        )
        acknowledge_wildcard(self, f"{watch.function.function_arn}:*", reason="Any version of one function.")
        for metric, what in (
            ("RemovalsDueSoon", "is due within a day"),
            ("RemovalsOverdue", "is overdue"),
            ("PurgesEscalated", "does not come to its end"),
        ):
            self.notify(
                cw.Alarm(
                    self,
                    f"{metric}Alarm",
                    metric=cw.Metric(
                        namespace="TattooArtistDirectory",
                        metric_name=metric,
                        dimensions_map={"service": self.context.value},
                        statistic="Maximum",
                        period=Duration.hours(1),
                    ),
                    threshold=1,
                    evaluation_periods=1,
                    treat_missing_data=cw.TreatMissingData.NOT_BREACHING,
                    alarm_description=f"A removal {what}; see docs/runbooks/removal-late.md",
                )
            )
