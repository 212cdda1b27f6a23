"""Studio scraper: reads the studios' websites and says who works there."""

from constructs import Construct

from event_contracts import DENYLIST_EVENTS, Context, consumed_by
from stacks.components.context_stack import ContextStack
from stacks.components.event_consumer import EventConsumer
from stacks.components.owned_table import Outbox, may_write, owned_table, writes_table
from stacks.components.permissions import allow, forget_objects, read_objects, write_objects
from stacks.components.queues import GuardedQueue, subscribe
from stacks.components.scraper_service import ScraperService
from stacks.components.service_function import ServiceFunction
from stacks.settings import Settings


class StudioScraperStack(ContextStack):
    def __init__(self, scope: Construct, *, settings: Settings) -> None:
        super().__init__(scope, Context.STUDIO_SCRAPER, settings=settings)
        table = owned_table(self, "Rosters")
        Outbox(self, table=table)
        work = GuardedQueue(self, "Studios", visibility=settings.scraper_visibility)
        subscribe(self, work, event_types=consumed_by(self.context))
        scraper = ScraperService(self, queue=work, environment={"TABLE_NAME": table.table_name})
        may_write(scraper.role, table)
        allow(scraper.role, ["secretsmanager:GetSecretValue"], on=[self.identity.secret_arn])
        read_objects(scraper.role, self.claims, prefix=f"{Context.DISCOVERY}/")
        write_objects(scraper.role, self.claims, prefix=f"{self.context}/")
        forget_objects(scraper.role, self.claims, prefix=f"{self.context}/")
        enforcer = ServiceFunction(
            self, "EnforceDenylist", handler="enforce_denylist", environment={"TABLE_NAME": table.table_name}
        )
        writes_table(enforcer, table)
        enforcer.hashes_identities()
        enforcer.reads_claims_of(self.context)
        enforcer.forgets_claims()
        EventConsumer(self, "Denylist", worker=enforcer, event_types=DENYLIST_EVENTS)
