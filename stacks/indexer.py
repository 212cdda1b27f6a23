"""Indexer: keeps the search index and its snapshot equal to what is published."""

from aws_cdk import Duration
from constructs import Construct

from event_contracts import DENYLIST_EVENTS, Context, consumed_by
from stacks.components.context_stack import ContextStack
from stacks.components.event_consumer import EventConsumer
from stacks.components.owned_table import Outbox, owned_table, writes_table
from stacks.components.permissions import forget_objects, read_objects, write_objects
from stacks.components.service_function import ServiceFunction
from stacks.settings import Settings


class IndexerStack(ContextStack):
    def __init__(self, scope: Construct, *, settings: Settings) -> None:
        super().__init__(scope, Context.INDEXER, settings=settings)
        self._table = owned_table(self, "Indexed")
        Outbox(self, table=self._table)
        self._snapshots = self.search_snapshots()
        index = self._writer("Index", handler="consume")
        index.reads_claims_of(Context.PROFILE_API)
        EventConsumer(
            self,
            "Published",
            worker=index,
            event_types=consumed_by(self.context),
            concurrency=2,  # the least SQS allows; the snapshot's manifest decides between two writers
            batch_size=100,
            batching_window=Duration.seconds(1),
        )
        enforcer = self._writer("EnforceDenylist", handler="enforce_denylist")
        EventConsumer(self, "Denylist", worker=enforcer, event_types=DENYLIST_EVENTS)

    def _writer(self, name: str, *, handler: str) -> ServiceFunction:
        writer = ServiceFunction(
            self,
            name,
            handler=handler,
            memory_mb=1024,
            environment={"TABLE_NAME": self._table.table_name, "SNAPSHOT_BUCKET": self._snapshots.bucket_name},
        )
        writes_table(writer, self._table)
        read_objects(writer.role, self._snapshots)
        write_objects(writer.role, self._snapshots)
        forget_objects(writer.role, self._snapshots)
        return writer
