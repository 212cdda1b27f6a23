"""Search API: answers searches from the index the indexer keeps; owns nothing."""

from constructs import Construct

from event_contracts import Context
from stacks.components.context_stack import ContextStack
from stacks.components.http_endpoint import HttpEndpoint
from stacks.components.permissions import read_objects
from stacks.components.service_function import ServiceFunction
from stacks.names import Parameter
from stacks.settings import Settings


class SearchApiStack(ContextStack):
    def __init__(self, scope: Construct, *, settings: Settings) -> None:
        super().__init__(scope, Context.SEARCH_API, settings=settings)
        snapshots = self.search_snapshots()
        http = ServiceFunction(
            self, "Http", handler="http", memory_mb=1024, environment={"SNAPSHOT_BUCKET": snapshots.bucket_name}
        )
        read_objects(http.role, snapshots)
        http.reads_site()
        HttpEndpoint(
            self,
            worker=http,
            parameter=Parameter.SEARCH_ENDPOINT,
            rate=settings.api_rate_per_second,
            burst=settings.api_burst,
        )
