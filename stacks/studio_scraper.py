"""Studio scraper: reads the studios' websites and says who works there."""

from aws_cdk import aws_iam as iam
from constructs import Construct

from event_contracts import DENYLIST_EVENTS, Context, consumed_by
from stacks.components.context_stack import ContextStack
from stacks.components.event_consumer import EventConsumer
from stacks.components.owned_table import Outbox, owned_table, table_statement, writes_table
from stacks.components.queues import GuardedQueue, subscribe
from stacks.components.scraper_service import ScraperService
from stacks.components.service_function import ServiceFunction
from stacks.settings import Settings


class StudioScraperStack(ContextStack):
    def __init__(self, scope: Construct, *, settings: Settings) -> None:
        super().__init__(scope, Context.STUDIO_SCRAPER, settings=settings)
        table = owned_table(self, "Rosters")
        Outbox(self, table=table)
        work = GuardedQueue(self, "Studios", visibility=settings.queue_visibility)
        subscribe(self, work, event_types=consumed_by(self.context))
        scraper = ScraperService(self, queue=work, environment={"TABLE_NAME": table.table_name})
        scraper.allow(table_statement(table))
        self.key.grant_encrypt_decrypt(scraper.role)
        self.identity.grant_read(scraper.role)
        self.claims.grant_put(scraper.role, f"{self.context}/*")
        self.claims.grant_read(scraper.role, f"{Context.DISCOVERY}/*")
        scraper.allow(
            iam.PolicyStatement(
                actions=["s3:DeleteObject", "s3:DeleteObjectVersion"],
                resources=[self.claims.arn_for_objects(f"{self.context}/*")],
            )
        )
        enforcer = ServiceFunction(
            self, "EnforceDenylist", handler="enforce_denylist", environment={"TABLE_NAME": table.table_name}
        )
        writes_table(enforcer, table)
        enforcer.hashes_identities()
        enforcer.reads_claims_of(self.context)
        enforcer.forgets_claims()
        EventConsumer(self, "Denylist", worker=enforcer, event_types=DENYLIST_EVENTS)
