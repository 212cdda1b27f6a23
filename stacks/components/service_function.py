"""A Lambda function with the house defaults: arm64, traced, its own role and log group, JSON logs kept for a while."""

from collections.abc import Mapping

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_cloudwatch as cw
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from event_contracts import SOURCE_PREFIX, Context
from stacks.components.code import FUNCTION_ARCHITECTURE, FUNCTION_RUNTIME, service_code
from stacks.components.context_stack import ContextStack
from stacks.components.nag import TRACING, acknowledge, acknowledge_wildcard
from stacks.components.permissions import allow, forget_objects, read_objects, use_key, write_objects
from stacks.names import Parameter, parameter_path


class ServiceFunction(Construct):
    """Runs `<package>.handlers.<handler>.handler` of the stack's service."""

    def __init__(
        self,
        stack: ContextStack,
        name: str,
        *,
        handler: str,
        environment: Mapping[str, str] | None = None,
        memory_mb: int | None = None,
        timeout: Duration | None = None,
        reserved_concurrency: int | None = None,
    ) -> None:
        super().__init__(stack, name)
        self._stack = stack
        settings = stack.settings
        package = stack.context.value.replace("-", "_")
        log_group = logs.LogGroup(self, "Logs", retention=settings.log_retention, removal_policy=RemovalPolicy.DESTROY)
        self.timeout = timeout or settings.function_timeout
        self.role = iam.Role(self, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
        log_group.grant_write(self.role)
        self.function = lambda_.Function(
            self,
            "Function",
            runtime=lambda_.Runtime.PROVIDED_AL2023 if settings.emulated else FUNCTION_RUNTIME,
            architecture=FUNCTION_ARCHITECTURE,
            code=service_code(stack.context.value, emulated=settings.emulated),
            handler=f"{package}.handlers.{handler}.handler",
            environment={**stack.environment_variables, **(environment or {})},
            memory_size=memory_mb or settings.function_memory_mb,
            timeout=self.timeout,
            reserved_concurrent_executions=reserved_concurrency,
            role=self.role,
            log_group=log_group,
            logging_format=lambda_.LoggingFormat.JSON if not settings.emulated else None,
            tracing=lambda_.Tracing.ACTIVE,
        )
        acknowledge(
            self.function, "AwsSolutions-L1", reason="Python 3.13 is the runtime that every dependency supports."
        )
        acknowledge_wildcard(self.role, "*", reason=TRACING)
        self._alarm_on_errors(name)

    def _alarm_on_errors(self, name: str) -> None:
        errors = cw.Alarm(
            self,
            "Errors",
            metric=self.function.metric_errors(period=Duration.minutes(5)),
            threshold=1,
            evaluation_periods=1,
            treat_missing_data=cw.TreatMissingData.NOT_BREACHING,
            alarm_description=f"{name} of {self._stack.context} fails; see docs/runbooks/function-errors.md",
        )
        self._stack.notify(errors)

    def allow(self, *actions: str, on: list[str]) -> None:
        """Exactly these actions on exactly these resources."""
        allow(self.role, actions, on=on)

    def publishes_events(self) -> None:
        """May put events on the bus, but only in its own context's name."""
        self.role.add_to_policy(
            iam.PolicyStatement(
                actions=["events:PutEvents"],
                resources=[self._stack.bus.event_bus_arn],
                conditions={"StringEquals": {"events:source": SOURCE_PREFIX + self._stack.context}},
            )
        )

    def hashes_identities(self) -> None:
        """May read the key that makes names and handles opaque."""
        allow(self.role, ["secretsmanager:GetSecretValue"], on=[self._stack.identity.secret_arn])
        use_key(self.role, self._stack.key, "kms:Decrypt")

    def reads_claims_of(self, *producers: Context) -> None:
        for producer in producers:
            read_objects(self.role, self._stack.claims, prefix=f"{producer}/")

    def reads_site(self) -> None:
        """May read the web application's manifest; when it runs, for the web stack stands on those that read it."""
        path = parameter_path(self._stack.settings.stage, Parameter.SITE)
        self.function.add_environment("SITE_PARAMETER", path)
        self.allow("ssm:GetParameter", on=[self._stack.format_arn(service="ssm", resource=f"parameter{path}")])

    def writes_claims(self) -> None:
        write_objects(self.role, self._stack.claims, prefix=f"{self._stack.context}/")

    def forgets_claims(self) -> None:
        """May delete its own context's claims with all their versions."""
        forget_objects(self.role, self._stack.claims, prefix=f"{self._stack.context}/")
