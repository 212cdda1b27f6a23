"""Instagram scraper: reads public profiles, keeps their pictures, and owns the media bucket."""

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cw
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from constructs import Construct

from event_contracts import DENYLIST_EVENTS, Context, consumed_by
from stacks.components.context_stack import ContextStack
from stacks.components.event_consumer import EventConsumer
from stacks.components.nag import NO_ACCESS_LOG, acknowledge
from stacks.components.owned_table import Outbox, may_write, owned_table, writes_table
from stacks.components.permissions import allow, forget_objects, read_objects, write_objects
from stacks.components.queues import GuardedQueue, subscribe
from stacks.components.scraper_service import ScraperService
from stacks.components.service_function import ServiceFunction
from stacks.names import Parameter
from stacks.settings import Settings


class InstagramScraperStack(ContextStack):
    def __init__(self, scope: Construct, *, settings: Settings) -> None:
        super().__init__(scope, Context.INSTAGRAM_SCRAPER, settings=settings)
        table = owned_table(self, "Profiles")
        Outbox(self, table=table)
        media = self._media_bucket()
        work = GuardedQueue(self, "Artists", visibility=settings.scraper_visibility)
        subscribe(self, work, event_types=consumed_by(self.context))
        environment = {"TABLE_NAME": table.table_name, "MEDIA_BUCKET": media.bucket_name}
        scraper = ScraperService(
            self,
            queue=work,
            max_tasks=1,  # all profiles come from one host, which is asked one thing at a time
            environment={
                **environment,
                "INSTAGRAM_SOURCE": settings.instagram_source,
                "PICTURE_DELAY_SECONDS": str(settings.picture_delay_seconds),
                "AVIF_PICTURES": str(settings.avif_pictures),
            },
        )
        may_write(scraper.role, table)
        allow(scraper.role, ["secretsmanager:GetSecretValue"], on=[self.identity.secret_arn])
        read_objects(scraper.role, self.claims, prefix=f"{Context.STUDIO_SCRAPER}/")
        write_objects(scraper.role, self.claims, prefix=f"{self.context}/")
        forget_objects(scraper.role, self.claims, prefix=f"{self.context}/")
        read_objects(scraper.role, media, prefix="media/")
        write_objects(scraper.role, media, prefix="media/")
        forget_objects(scraper.role, media, prefix="media/")
        enforcer = ServiceFunction(self, "EnforceDenylist", handler="enforce_denylist", environment=environment)
        writes_table(enforcer, table)
        enforcer.forgets_claims()
        forget_objects(enforcer.role, media, prefix="media/")
        EventConsumer(self, "Denylist", worker=enforcer, event_types=DENYLIST_EVENTS)
        self._refusal_alarms()

    def _refusal_alarms(self) -> None:
        """AGG-04: a refusal is never evaded; people look at it."""
        for metric, what in (("InstagramRefusals", "refuses profiles"), ("InstagramPauses", "is paused for all tasks")):
            self.notify(
                cw.Alarm(
                    self,
                    metric,
                    metric=cw.Metric(
                        namespace="TattooArtistDirectory",
                        metric_name=metric,
                        dimensions_map={"service": self.context.value},
                        statistic="Sum",
                        period=Duration.minutes(15),
                    ),
                    threshold=1 if metric == "InstagramPauses" else 3,
                    comparison_operator=cw.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
                    evaluation_periods=1,
                    treat_missing_data=cw.TreatMissingData.NOT_BREACHING,
                    alarm_description=f"Instagram {what}; see docs/runbooks/instagram-refuses.md",
                )
            )

    def _media_bucket(self) -> s3.Bucket:
        media = s3.Bucket(
            self,
            "Media",
            encryption=s3.BucketEncryption.S3_MANAGED,  # what lies here is public through the CDN
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            enforce_ssl=not self.settings.emulated,  # the emulator's CloudFront asks its S3 without TLS
            removal_policy=self.settings.removal_policy,
            lifecycle_rules=[s3.LifecycleRule(abort_incomplete_multipart_upload_after=Duration.days(1))],
        )
        acknowledge(media, "AwsSolutions-S1", reason=NO_ACCESS_LOG)
        media.add_to_resource_policy(
            iam.PolicyStatement(
                sid="OnlyTheCdnReads",
                principals=[iam.ServicePrincipal("cloudfront.amazonaws.com")],
                actions=["s3:GetObject"],
                resources=[media.arn_for_objects("media/*")],
                # Any distribution of this account: the web stack, which has the one, is deployed after this one.
                conditions={
                    "StringLike": {
                        "aws:SourceArn": self.format_arn(
                            service="cloudfront", region="", resource="distribution", resource_name="*"
                        )
                    }
                },
            )
        )
        self.write(Parameter.MEDIA_BUCKET, media.bucket_name)
        return media
