"""A context's table and its outbox: encrypted, recoverable, streaming."""

from aws_cdk import Duration
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as sources
from constructs import Construct

from stacks.components.context_stack import ContextStack
from stacks.components.permissions import allow, use_key
from stacks.components.queues import dead_letter_queue
from stacks.components.service_function import ServiceFunction

_RECOVERY_DAYS = 7  # short on purpose: a restore re-applies erasures, and old copies shall not outlive them for long


def owned_table(
    stack: ContextStack, name: str, *, indexes: dict[str, str] | None = None, expires: bool = False
) -> dynamodb.TableV2:
    """A single-table store. `indexes` maps an index name to its key prefix: `gsi1` → `gsi1pk`, `gsi1sk`."""
    string = dynamodb.AttributeType.STRING
    return dynamodb.TableV2(
        stack,
        name,
        partition_key=dynamodb.Attribute(name="PK", type=string),
        sort_key=dynamodb.Attribute(name="SK", type=string),
        billing=dynamodb.Billing.on_demand(),
        encryption=dynamodb.TableEncryptionV2.customer_managed_key(stack.key),
        point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
            point_in_time_recovery_enabled=True, recovery_period_in_days=_RECOVERY_DAYS
        ),
        dynamo_stream=dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
        time_to_live_attribute="expires_at" if expires else None,
        removal_policy=stack.settings.removal_policy,
        deletion_protection=not stack.settings.emulated,
        global_secondary_indexes=[
            dynamodb.GlobalSecondaryIndexPropsV2(
                index_name=index,
                partition_key=dynamodb.Attribute(name=f"{prefix}pk", type=string),
                sort_key=dynamodb.Attribute(name=f"{prefix}sk", type=string),
            )
            for index, prefix in (indexes or {}).items()
        ],
    )


_READ = ("dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query")
_WRITE = (
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
    "dynamodb:DeleteItem",
    "dynamodb:ConditionCheckItem",
    "dynamodb:BatchWriteItem",
)


def reads_table(worker: ServiceFunction, table: dynamodb.ITableV2, *, indexes: tuple[str, ...] = ()) -> None:
    """Point reads and queries; no scan."""
    may_read(worker.role, table, indexes=indexes)


def writes_table(worker: ServiceFunction, table: dynamodb.ITableV2, *, indexes: tuple[str, ...] = ()) -> None:
    """Point reads, queries and writes; no scan."""
    may_write(worker.role, table, indexes=indexes)


def may_read(role: iam.Role, table: dynamodb.ITableV2, *, indexes: tuple[str, ...] = ()) -> None:
    """Point reads and queries for a role; no scan."""
    allow(role, _READ, on=_resources(table, indexes))
    if table.encryption_key is not None:
        use_key(role, table.encryption_key, "kms:Decrypt")


def may_write(role: iam.Role, table: dynamodb.ITableV2, *, indexes: tuple[str, ...] = ()) -> None:
    """Point reads, queries and writes for a role; no scan."""
    allow(role, [*_READ, *_WRITE], on=_resources(table, indexes))
    if table.encryption_key is not None:
        use_key(role, table.encryption_key, "kms:Decrypt", "kms:GenerateDataKey")


def may_append(role: iam.Role, table: dynamodb.ITableV2) -> None:
    """Reads and new items for a role; what is written stays as it is."""
    allow(role, [*_READ, "dynamodb:PutItem", "dynamodb:ConditionCheckItem"], on=_resources(table, ()))
    if table.encryption_key is not None:
        use_key(role, table.encryption_key, "kms:Decrypt", "kms:GenerateDataKey")


def _resources(table: dynamodb.ITableV2, indexes: tuple[str, ...]) -> list[str]:
    return [table.table_arn, *(f"{table.table_arn}/index/{index}" for index in indexes)]


class Outbox(Construct):
    """The table's stream → events on the bus. A record that cannot be published is bisected out and parked."""

    def __init__(self, stack: ContextStack, *, table: dynamodb.TableV2) -> None:
        super().__init__(stack, "Outbox")
        relay = ServiceFunction(
            stack, "RelayOutbox", handler="relay_outbox", environment={"TABLE_NAME": table.table_name}
        )
        relay.publishes_events()
        use_key(relay.role, stack.key, "kms:Decrypt")
        undelivered = dead_letter_queue(stack, self, "Undelivered", waits_for="the outbox")
        relay.function.add_event_source(stream_source(table, undelivered=undelivered))


def stream_source(table: dynamodb.TableV2, *, undelivered: object) -> sources.DynamoEventSource:
    """A stream mapping without the defaults that lose data (endless retries until the 24 h are over)."""
    return sources.DynamoEventSource(
        table,
        starting_position=lambda_.StartingPosition.TRIM_HORIZON,
        batch_size=100,
        max_batching_window=Duration.seconds(0),
        bisect_batch_on_error=True,
        report_batch_item_failures=True,
        retry_attempts=5,
        max_record_age=Duration.hours(12),
        parallelization_factor=4,
        on_failure=sources.SqsDlq(undelivered),  # type: ignore[arg-type]
        filters=[lambda_.FilterCriteria.filter({"eventName": ["INSERT", "MODIFY"]})],  # a removal publishes nothing
    )
