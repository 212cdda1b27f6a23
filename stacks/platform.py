"""What every context stands on: the bus, its archive and schemas, keys, claims, identity, network, alarms."""

import json
from pathlib import Path

from aws_cdk import Duration
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_events as events
from aws_cdk import aws_eventschemas as schemas
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_secretsmanager as secretsmanager
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from event_contracts import CATALOGUE
from stacks.components.code import ROOT
from stacks.components.context_stack import TaggedStack
from stacks.components.nag import NO_ACCESS_LOG, acknowledge
from stacks.names import PROJECT, Parameter, bus_name
from stacks.settings import Settings

_SCHEMAS: Path = ROOT / "libs" / "event-contracts" / "schemas"


class PlatformStack(TaggedStack):
    def __init__(self, scope: Construct, *, settings: Settings) -> None:
        super().__init__(scope, "platform", settings=settings)
        key = kms.Key(
            self, "Key", description=f"{PROJECT} {settings.stage}", enable_key_rotation=True,
            removal_policy=settings.removal_policy,
        )  # fmt: skip
        self.write(Parameter.KEY_ARN, key.key_arn)
        self._bus()
        self._shared_bucket("Claims", key, parameter=Parameter.CLAIMS_BUCKET, expiration=Duration.days(30))
        self._shared_bucket("SearchSnapshots", key, parameter=Parameter.SEARCH_SNAPSHOT_BUCKET)
        self._identity(key)
        self._network()
        self._alarm_topic(key)

    def _bus(self) -> None:
        bus = events.EventBus(self, "Bus", event_bus_name=bus_name(self.settings.stage))
        bus.archive(
            "Archive",
            event_pattern=events.EventPattern(account=[self.account]),
            retention=Duration.days(
                3
            ),  # events hold no personal data; three days are enough to replay a bad deployment
        )
        registry = schemas.CfnRegistry(self, "Schemas", registry_name=bus_name(self.settings.stage))
        for event_type in sorted(CATALOGUE):
            schema = json.loads((_SCHEMAS / f"{event_type}.json").read_text(encoding="utf-8"))
            schemas.CfnSchema(
                self,
                "".join(part.capitalize() for part in event_type.replace("_", ".").split(".")),
                registry_name=registry.attr_registry_name,
                schema_name=event_type,
                type="JSONSchemaDraft4",
                content=json.dumps(schema),
            )
        self.write(Parameter.BUS_NAME, bus.event_bus_name)

    def _shared_bucket(
        self, name: str, key: kms.Key, *, parameter: Parameter, expiration: Duration | None = None
    ) -> None:
        """Where one context leaves what others read. It stands here so that either side deploys without the other."""
        bucket = s3.Bucket(
            self,
            name,
            encryption=s3.BucketEncryption.KMS,
            encryption_key=key,
            bucket_key_enabled=True,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            enforce_ssl=True,
            removal_policy=self.settings.removal_policy,
            lifecycle_rules=[
                s3.LifecycleRule(abort_incomplete_multipart_upload_after=Duration.days(1), expiration=expiration)
            ],
        )
        acknowledge(bucket, "AwsSolutions-S1", reason=NO_ACCESS_LOG)
        self.write(parameter, bucket.bucket_name)

    def _identity(self, key: kms.Key) -> None:
        secret = secretsmanager.Secret(
            self,
            "Identity",
            description="Key of every opaque id. Never rotated silently: it is the identity of everybody.",
            encryption_key=key,
            generate_secret_string=secretsmanager.SecretStringGenerator(password_length=64, exclude_punctuation=True),
            removal_policy=self.settings.removal_policy,
        )
        acknowledge(secret, "AwsSolutions-SMG4", reason="A new key would give everybody a new identity.")
        self.write(Parameter.IDENTITY_SECRET_ARN, secret.secret_arn)

    def _network(self) -> None:
        vpc = ec2.Vpc(
            self,
            "Vpc",
            availability_zones=[f"{self.settings.region}a", f"{self.settings.region}b"],
            nat_gateways=0,
            subnet_configuration=[
                ec2.SubnetConfiguration(name="public", subnet_type=ec2.SubnetType.PUBLIC, map_public_ip_on_launch=False)
            ],
            restrict_default_security_group=False,
            gateway_endpoints={
                "S3": ec2.GatewayVpcEndpointOptions(service=ec2.GatewayVpcEndpointAwsService.S3),
                "DynamoDb": ec2.GatewayVpcEndpointOptions(service=ec2.GatewayVpcEndpointAwsService.DYNAMODB),
            },
        )
        acknowledge(
            vpc, "AwsSolutions-VPC7", reason="Nothing listens in this network; flow logs would cost more than it."
        )
        cluster = ecs.Cluster(self, "Cluster", vpc=vpc, container_insights_v2=ecs.ContainerInsights.ENABLED)
        first, second = vpc.public_subnets
        self.write(Parameter.VPC_ID, vpc.vpc_id)
        self.write(Parameter.SUBNET_A, first.subnet_id)
        self.write(Parameter.SUBNET_B, second.subnet_id)
        self.write(Parameter.CLUSTER_NAME, cluster.cluster_name)

    def _alarm_topic(self, key: kms.Key) -> None:
        topic = sns.Topic(self, "Alarms", master_key=key, enforce_ssl=True)
        key.add_to_resource_policy(
            iam.PolicyStatement(
                principals=[iam.ServicePrincipal("cloudwatch.amazonaws.com")],
                actions=["kms:Decrypt", "kms:GenerateDataKey*"],
                resources=["*"],
            )
        )
        if self.settings.alarm_email:
            topic.add_subscription(subscriptions.EmailSubscription(self.settings.alarm_email))
        self.write(Parameter.ALARM_TOPIC_ARN, topic.topic_arn)
