"""Base of every context's stack: finds the platform by parameters and hands out functions with the house defaults."""

from collections.abc import Mapping

from aws_cdk import Environment, Stack, Tags
from aws_cdk import aws_cloudwatch_actions as cw_actions
from aws_cdk import aws_events as events
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_secretsmanager as secretsmanager
from aws_cdk import aws_sns as sns
from aws_cdk import aws_ssm as ssm
from aws_cdk.aws_cloudwatch import Alarm
from constructs import Construct

from event_contracts import Context
from stacks.names import PROJECT, Parameter, parameter_path, stack_name
from stacks.settings import Settings


class TaggedStack(Stack):
    """A stack of this project: named, tagged (PLT-09), and able to read and write the shared parameters."""

    def __init__(self, scope: Construct, name: str, *, settings: Settings, region: str | None = None) -> None:
        super().__init__(
            scope,
            name,
            stack_name=stack_name(settings.stage, name),
            env=Environment(region=region or settings.region),
            description=f"Tattoo Artist Directory: {name}",
        )
        self.settings = settings
        self.needs: set[str] = set()
        for tag, value in {"Project": PROJECT, "Environment": settings.stage, "Service": name}.items():
            Tags.of(self).add(tag, value)

    def read(self, parameter: Parameter) -> str:
        """A value another stack wrote; resolved when this stack is deployed, so neither stack locks the other."""
        self.needs.add(parameter.split("/")[0])
        return ssm.StringParameter.value_for_string_parameter(self, parameter_path(self.settings.stage, parameter))

    def write(self, parameter: Parameter, value: str) -> ssm.StringParameter:
        name = "".join(part.capitalize() for part in parameter.replace("/", "-").split("-"))
        return ssm.StringParameter(
            self,
            f"{name}Parameter",
            parameter_name=parameter_path(self.settings.stage, parameter),
            string_value=value,
        )


class ContextStack(TaggedStack):
    """One bounded context (PLT-01)."""

    def __init__(self, scope: Construct, context: Context, *, settings: Settings) -> None:
        super().__init__(scope, context.value, settings=settings)
        self.context = context
        self.bus = events.EventBus.from_event_bus_name(self, "Bus", self.read(Parameter.BUS_NAME))
        self.key = kms.Key.from_key_arn(self, "Key", self.read(Parameter.KEY_ARN))
        self.claims = self._shared_bucket("Claims", Parameter.CLAIMS_BUCKET)
        self.identity = secretsmanager.Secret.from_secret_complete_arn(
            self, "Identity", self.read(Parameter.IDENTITY_SECRET_ARN)
        )
        self.alarm_topic = sns.Topic.from_topic_arn(self, "Alarms", self.read(Parameter.ALARM_TOPIC_ARN))

    def search_snapshots(self) -> s3.IBucket:
        """Where the indexer leaves the search index and the search API takes it up."""
        return self._shared_bucket("SearchSnapshots", Parameter.SEARCH_SNAPSHOT_BUCKET)

    def _shared_bucket(self, name: str, parameter: Parameter) -> s3.IBucket:
        return s3.Bucket.from_bucket_attributes(self, name, bucket_name=self.read(parameter), encryption_key=self.key)

    @property
    def environment_variables(self) -> Mapping[str, str]:
        """What every function and task of the context is told."""
        return {
            "STAGE": self.settings.stage,
            "BUS_NAME": self.bus.event_bus_name,
            "CLAIMS_BUCKET": self.claims.bucket_name,
            "IDENTITY_SECRET_ARN": self.identity.secret_arn,
            "POWERTOOLS_SERVICE_NAME": self.context.value,
            "POWERTOOLS_METRICS_NAMESPACE": "TattooArtistDirectory",
        }

    def notify(self, alarm: Alarm) -> None:
        alarm.add_alarm_action(cw_actions.SnsAction(self.alarm_topic))
