"""Governance: removal requests, the denylist, the purge and its proof."""

from aws_cdk import Duration
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_kms as kms
from aws_cdk import aws_ses as ses
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from event_contracts import Context, consumed_by
from stacks.components.context_stack import ContextStack
from stacks.components.event_consumer import EventConsumer
from stacks.components.http_endpoint import HttpEndpoint
from stacks.components.owned_table import Outbox, owned_table, reads_table, stream_source, writes_table
from stacks.components.queues import dead_letter_queue
from stacks.components.service_function import ServiceFunction
from stacks.components.state_machine import invoke, state_machine
from stacks.names import Parameter, parameter_path
from stacks.settings import Settings


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
        self._start_purge(self._saga())

    @property
    def _all_tables(self) -> list[dynamodb.TableV2]:
        return [self._requests, self._denylist, self._audit]

    def _worker(self, name: str, *, handler: str, writes: list[dynamodb.TableV2]) -> ServiceFunction:
        worker = ServiceFunction(
            self,
            name,
            handler=handler,
            environment={
                "TABLE_NAME": self._requests.table_name,
                "REQUESTS_TABLE": self._requests.table_name,
                "DENYLIST_TABLE": self._denylist.table_name,
                "AUDIT_TABLE": self._audit.table_name,
                "SIGNING_KEY_ID": self._signing_key.key_id,
                "SENDER_ADDRESS": self.settings.sender_address,
            },
        )
        for table in writes:
            writes_table(worker, table)
        return worker

    def _http(self) -> None:
        http = self._worker("Http", handler="http", writes=[self._requests, self._audit])
        http.hashes_identities()
        HttpEndpoint(
            self,
            worker=http,
            parameter=Parameter.GOVERNANCE_ENDPOINT,
            rate=self.settings.removal_rate_per_second,
            burst=self.settings.removal_rate_per_second * 2,
        )

    def _saga(self) -> sfn.StateMachine:
        """Poll until every context has acknowledged, verify every public surface, then certify; escalate when late."""
        progress = self._worker("PurgeProgress", handler="purge_progress", writes=[])
        for table in self._all_tables:
            reads_table(progress, table)
        verify = self._worker("VerifySurfaces", handler="verify_surfaces", writes=[])
        # Read when it runs: the web stack, which knows the address, stands on this one.
        public_url = parameter_path(self.settings.stage, Parameter.PUBLIC_URL)
        verify.function.add_environment("PUBLIC_URL_PARAMETER", public_url)
        verify.allow("ssm:GetParameter", on=[self.format_arn(service="ssm", resource=f"parameter{public_url}")])
        verify.hashes_identities()
        reads_table(verify, self._requests)
        complete = self._worker("CompletePurge", handler="complete_purge", writes=self._all_tables)
        complete.allow("kms:Sign", "kms:GetPublicKey", on=[self._signing_key.key_arn])
        sender = ses.EmailIdentity(self, "Sender", identity=ses.Identity.email(self.settings.sender_address))
        complete.allow("ses:SendEmail", on=[sender.email_identity_arn])
        escalate = self._worker("EscalatePurge", handler="escalate_purge", writes=[self._requests, self._audit])

        ticket: dict[str, object] = {"ticket": "{% $states.input.ticket %}"}
        look = invoke(self, "LookAtProgress", progress, payload=ticket)
        check = invoke(self, "Verify", verify, payload=ticket)
        certify = invoke(self, "Certify", complete, payload={**ticket, "surfaces": "{% $states.input.surfaces %}"})
        warn = invoke(self, "Escalate", escalate, payload=ticket)
        pause = sfn.Wait.jsonata(self, "Pause", time=sfn.WaitTime.seconds("{% $states.input.pause_seconds %}"))
        pause.next(look)
        warn.next(pause)
        waiting = sfn.Choice.jsonata(self, "StillWaiting")
        waiting.when(sfn.Condition.jsonata("{% $states.input.escalate %}"), warn)
        waiting.otherwise(pause)
        everyone = sfn.Choice.jsonata(self, "EveryoneAcknowledged")
        everyone.when(sfn.Condition.jsonata("{% $count($states.input.missing) = 0 %}"), check)
        everyone.otherwise(waiting)
        clean = sfn.Choice.jsonata(self, "EverySurfaceClean")
        clean.when(sfn.Condition.jsonata("{% $states.input.clean %}"), certify)
        clean.otherwise(pause)
        look.next(everyone)
        check.next(clean)
        return state_machine(
            self,
            "Purge",
            definition=sfn.Chain.start(look),
            timeout=Duration.days(10),
            invokes=[progress, verify, complete, escalate],
        )

    def _start_purge(self, saga: sfn.StateMachine) -> None:
        starter = ServiceFunction(
            self, "StartPurge", handler="start_purge",
            environment={"TABLE_NAME": self._requests.table_name, "STATE_MACHINE_ARN": saga.state_machine_arn},
        )  # fmt: skip
        starter.allow("states:StartExecution", on=[saga.state_machine_arn])
        starter.allow("kms:Decrypt", on=[self.key.key_arn])
        undelivered = dead_letter_queue(self, starter, "Undelivered", waits_for="the start of a purge")
        starter.function.add_event_source(stream_source(self._requests, undelivered=undelivered))
