"""A Lambda function with the house defaults: arm64, traced, its own role and log group, JSON logs kept for a while."""

from collections.abc import Mapping

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_cloudwatch as cw
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from constructs import Construct

from event_contracts import SOURCE_PREFIX, Context
from stacks.components.code import FUNCTION_ARCHITECTURE, FUNCTION_RUNTIME, service_code
from stacks.components.context_stack import ContextStack


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
            timeout=timeout or settings.function_timeout,
            reserved_concurrent_executions=reserved_concurrency,
            role=self.role,
            log_group=log_group,
            logging_format=lambda_.LoggingFormat.JSON if not settings.emulated else None,
            tracing=lambda_.Tracing.ACTIVE,
        )
        errors = cw.Alarm(
            self,
            "Errors",
            metric=self.function.metric_errors(period=Duration.minutes(5)),
            threshold=1,
            evaluation_periods=1,
            treat_missing_data=cw.TreatMissingData.NOT_BREACHING,
            alarm_description=f"{name} of {stack.context} fails; see docs/runbooks/function-errors.md",
        )
        stack.notify(errors)

    def allow(self, *actions: str, on: list[str]) -> None:
        """Exactly these actions on exactly these resources."""
        self.function.add_to_role_policy(iam.PolicyStatement(actions=list(actions), resources=on))

    def publishes_events(self) -> None:
        """May put events on the bus, but only in its own context's name."""
        self.function.add_to_role_policy(
            iam.PolicyStatement(
                actions=["events:PutEvents"],
                resources=[self._stack.bus.event_bus_arn],
                conditions={"StringEquals": {"events:source": SOURCE_PREFIX + self._stack.context}},
            )
        )

    def hashes_identities(self) -> None:
        self._stack.identity.grant_read(self.role)
        self._stack.key.grant_decrypt(self.role)

    def reads_claims_of(self, *producers: Context) -> None:
        for producer in producers:
            self._stack.claims.grant_read(self.role, f"{producer}/*")

    def writes_claims(self) -> None:
        self._stack.claims.grant_put(self.role, f"{self._stack.context}/*")

    def forgets_claims(self) -> None:
        """May delete its own context's claims with all their versions."""
        forget_objects(self.function, self._stack.claims, prefix=f"{self._stack.context}/")


def forget_objects(function: lambda_.Function, bucket: s3.IBucket, *, prefix: str) -> None:
    """Lets a function delete every version of the objects under a prefix."""
    function.add_to_role_policy(
        iam.PolicyStatement(
            actions=["s3:DeleteObject", "s3:DeleteObjectVersion"], resources=[bucket.arn_for_objects(f"{prefix}*")]
        )
    )
    function.add_to_role_policy(
        iam.PolicyStatement(
            actions=["s3:ListBucketVersions", "s3:ListBucket"],
            resources=[bucket.bucket_arn],
            conditions={"StringLike": {"s3:prefix": f"{prefix}*"}},
        )
    )
