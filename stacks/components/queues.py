"""Queues as every context has them: a DLQ behind each, and alarms on what lies there and on what waits too long."""

from collections.abc import Iterable

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cw
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from event_contracts import CATALOGUE, SOURCE_PREFIX, Context
from stacks.components.context_stack import ContextStack
from stacks.components.nag import acknowledge

MAX_RECEIVES = 3
_DEAD_LETTER_RETENTION = Duration.days(14)


class GuardedQueue(Construct):
    """A working queue with its DLQ and alarms (PLT-06)."""

    def __init__(self, stack: ContextStack, name: str, *, visibility: Duration) -> None:
        super().__init__(stack, name)
        self.dead_letters = dead_letter_queue(stack, self, "DeadLetters", waits_for=name)
        self.queue = sqs.Queue(
            self,
            "Queue",
            visibility_timeout=visibility,
            retention_period=Duration.days(4),
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
            dead_letter_queue=sqs.DeadLetterQueue(max_receive_count=MAX_RECEIVES, queue=self.dead_letters),
        )
        waiting = cw.Alarm(
            self,
            "WaitingTooLong",
            metric=self.queue.metric_approximate_age_of_oldest_message(period=Duration.minutes(5)),
            threshold=Duration.hours(1).to_seconds(),
            evaluation_periods=1,
            treat_missing_data=cw.TreatMissingData.NOT_BREACHING,
            alarm_description=f"{name} of {stack.context} is an hour behind; see docs/runbooks/queue-behind.md",
        )
        stack.notify(waiting)


def dead_letter_queue(stack: ContextStack, scope: Construct, name: str, *, waits_for: str) -> sqs.Queue:
    """A DLQ whose first message raises an alarm."""
    queue = sqs.Queue(
        scope,
        name,
        retention_period=_DEAD_LETTER_RETENTION,
        encryption=sqs.QueueEncryption.SQS_MANAGED,
        enforce_ssl=True,
    )
    acknowledge(queue, "AwsSolutions-SQS3", reason="This queue is where dead letters end; nothing lies behind it.")
    alarm = cw.Alarm(
        scope,
        f"{name}Alarm",
        metric=queue.metric_approximate_number_of_messages_visible(period=Duration.minutes(1)),
        threshold=1,
        evaluation_periods=1,
        treat_missing_data=cw.TreatMissingData.NOT_BREACHING,
        alarm_description=f"{waits_for} of {stack.context} has dead letters; see docs/runbooks/dead-letters.md",
    )
    stack.notify(alarm)
    return queue


def subscribe(stack: ContextStack, queue: GuardedQueue, *, event_types: Iterable[str]) -> None:
    """Bus → rule → queue, one rule per producer; what EventBridge cannot deliver lands in the same DLQ."""
    by_producer: dict[Context, list[str]] = {}
    for event_type in sorted(event_types):
        for producer in CATALOGUE[event_type].producers:
            by_producer.setdefault(producer, []).append(event_type)
    for producer, types in sorted(by_producer.items()):
        events.Rule(
            queue,
            f"From{''.join(part.capitalize() for part in producer.split('-'))}",
            event_bus=stack.bus,
            event_pattern=events.EventPattern(source=[SOURCE_PREFIX + producer], detail_type=types),
            targets=[
                targets.SqsQueue(
                    queue.queue,
                    dead_letter_queue=queue.dead_letters,
                    max_event_age=Duration.hours(24),
                    retry_attempts=185,
                )
            ],
        )
