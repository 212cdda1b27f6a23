"""Style inference: from what an artist writes to the styles they work in."""

from constructs import Construct

from event_contracts import DENYLIST_EVENTS, Context, consumed_by
from stacks.components.context_stack import ContextStack
from stacks.components.event_consumer import EventConsumer
from stacks.components.owned_table import Outbox, owned_table, writes_table
from stacks.components.service_function import ServiceFunction
from stacks.settings import Settings


class StyleInferenceStack(ContextStack):
    def __init__(self, scope: Construct, *, settings: Settings) -> None:
        super().__init__(scope, Context.STYLE_INFERENCE, settings=settings)
        table = owned_table(self, "Inferences")
        Outbox(self, table=table)
        environment = {"TABLE_NAME": table.table_name}
        infer = ServiceFunction(self, "Infer", handler="consume", environment=environment)
        writes_table(infer, table)
        infer.reads_claims_of(Context.INSTAGRAM_SCRAPER)
        EventConsumer(self, "Profiles", worker=infer, event_types=consumed_by(self.context))
        enforcer = ServiceFunction(self, "EnforceDenylist", handler="enforce_denylist", environment=environment)
        writes_table(enforcer, table)
        EventConsumer(self, "Denylist", worker=enforcer, event_types=DENYLIST_EVENTS)
