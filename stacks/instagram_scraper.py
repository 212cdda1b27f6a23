"""Instagram scraper: reads public profiles, keeps their pictures, and owns the media bucket."""

from aws_cdk import Duration
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from constructs import Construct

from event_contracts import DENYLIST_EVENTS, Context, consumed_by
from stacks.components.context_stack import ContextStack
from stacks.components.event_consumer import EventConsumer
from stacks.components.owned_table import Outbox, owned_table, table_statement, writes_table
from stacks.components.queues import GuardedQueue, subscribe
from stacks.components.scraper_service import ScraperService
from stacks.components.service_function import ServiceFunction, forget_objects
from stacks.names import Parameter
from stacks.settings import Settings


class InstagramScraperStack(ContextStack):
    def __init__(self, scope: Construct, *, settings: Settings) -> None:
        super().__init__(scope, Context.INSTAGRAM_SCRAPER, settings=settings)
        table = owned_table(self, "Profiles")
        Outbox(self, table=table)
        media = self._media_bucket()
        work = GuardedQueue(self, "Artists", visibility=settings.queue_visibility)
        subscribe(self, work, event_types=consumed_by(self.context))
        environment = {"TABLE_NAME": table.table_name, "MEDIA_BUCKET": media.bucket_name}
        scraper = ScraperService(
            self, queue=work, environment={**environment, "INSTAGRAM_SOURCE": settings.instagram_source}
        )
        scraper.allow(table_statement(table))
        self.key.grant_encrypt_decrypt(scraper.role)
        self.identity.grant_read(scraper.role)
        self.claims.grant_put(scraper.role, f"{self.context}/*")
        self.claims.grant_read(scraper.role, f"{Context.STUDIO_SCRAPER}/*")
        media.grant_put(scraper.role, "media/*")
        media.grant_read(scraper.role, "media/*")
        for bucket, prefix in ((media, "media/"), (self.claims, f"{self.context}/")):
            scraper.allow(
                iam.PolicyStatement(
                    actions=["s3:DeleteObject", "s3:DeleteObjectVersion"],
                    resources=[bucket.arn_for_objects(f"{prefix}*")],
                )
            )
        enforcer = ServiceFunction(self, "EnforceDenylist", handler="enforce_denylist", environment=environment)
        writes_table(enforcer, table)
        enforcer.hashes_identities()
        enforcer.reads_claims_of(self.context)
        enforcer.forgets_claims()
        forget_objects(enforcer.function, media, prefix="media/")
        EventConsumer(self, "Denylist", worker=enforcer, event_types=DENYLIST_EVENTS)

    def _media_bucket(self) -> s3.Bucket:
        media = s3.Bucket(
            self,
            "Media",
            encryption=s3.BucketEncryption.S3_MANAGED,  # what lies here is public through the CDN
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            enforce_ssl=True,
            removal_policy=self.settings.removal_policy,
            lifecycle_rules=[s3.LifecycleRule(abort_incomplete_multipart_upload_after=Duration.days(1))],
        )
        media.add_to_resource_policy(
            iam.PolicyStatement(
                sid="OnlyTheCdnReads",
                principals=[iam.ServicePrincipal("cloudfront.amazonaws.com")],
                actions=["s3:GetObject"],
                resources=[media.arn_for_objects("media/*")],
                conditions={"StringEquals": {"aws:SourceAccount": self.account}},
            )
        )
        self.write(Parameter.MEDIA_BUCKET, media.bucket_name)
        return media
