"""Rule → queue (+ DLQ) → function, with partial batch failures."""

from collections.abc import Iterable

from aws_cdk import Duration
from aws_cdk import aws_lambda_event_sources as sources

from stacks.components.context_stack import ContextStack
from stacks.components.queues import GuardedQueue, subscribe
from stacks.components.service_function import ServiceFunction

_BATCH_SIZE = 10


class EventConsumer(GuardedQueue):
    """A function that works on a queue of events; its DLQ also takes what it parks."""

    def __init__(
        self,
        stack: ContextStack,
        name: str,
        *,
        worker: ServiceFunction,
        event_types: Iterable[str],
        concurrency: int | None = None,
        batch_size: int = _BATCH_SIZE,
        batching_window: Duration | None = None,
    ) -> None:
        # Six times the function's timeout: room for the retries of a throttled mapping, as AWS advises.
        super().__init__(stack, name, visibility=Duration.seconds(6 * worker.timeout.to_seconds()))
        subscribe(stack, self, event_types=event_types)
        worker.function.add_environment("QUEUE_URL", self.queue.queue_url)
        worker.function.add_environment("DEAD_LETTER_URL", self.dead_letters.queue_url)
        self.dead_letters.grant_send_messages(worker.role)
        worker.function.add_event_source(
            sources.SqsEventSource(
                self.queue,
                batch_size=batch_size,
                max_batching_window=batching_window,
                report_batch_item_failures=True,
                max_concurrency=concurrency or stack.settings.consumer_concurrency,
            )
        )
