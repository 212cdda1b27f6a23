"""The features of the embedded AWS that this system relies on. A new MiniStack version is judged by this file alone."""

import io
import json
import sys
import uuid
import zipfile
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.integration.conftest import Emulator, eventually, free_port, start_emulator, stop

pytestmark = [pytest.mark.emulator, pytest.mark.xdist_group("emulator")]
_ROLE = "arn:aws:iam::123456789012:role/any"


def _name(prefix: str) -> str:
    return f"{prefix}-{uuid.uuid4().hex[:8]}"


def _queue(emulator: Emulator, **attributes: str) -> tuple[str, str]:
    sqs = emulator.client("sqs")
    url = sqs.create_queue(QueueName=_name("queue"), Attributes=attributes)["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    return url, arn


def _receive(emulator: Emulator, url: str) -> list[dict[str, Any]]:
    answer = emulator.client("sqs").receive_message(
        QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=1, VisibilityTimeout=0, MessageAttributeNames=["All"]
    )
    messages: list[dict[str, Any]] = answer.get("Messages", [])
    return messages


def _table(emulator: Emulator, *, stream: bool = False) -> dict[str, Any]:
    keys = ("PK", "SK")
    description: dict[str, Any] = emulator.client("dynamodb").create_table(
        TableName=_name("table"),
        KeySchema=[{"AttributeName": k, "KeyType": t} for k, t in zip(keys, ("HASH", "RANGE"), strict=True)],
        AttributeDefinitions=[{"AttributeName": k, "AttributeType": "S"} for k in keys],
        BillingMode="PAY_PER_REQUEST",
        **({"StreamSpecification": {"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"}} if stream else {}),
    )["TableDescription"]
    return description


def _function(emulator: Emulator, code: str, **environment: str) -> str:
    """A function on the real runtime client, as the local stage deploys them."""
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        bootstrap = zipfile.ZipInfo("bootstrap")
        bootstrap.external_attr = 0o755 << 16
        archive.writestr(
            bootstrap,
            f'#!/bin/sh\nexport PYTHONPATH="$LAMBDA_TASK_ROOT"\nexec {sys.executable} -m awslambdaric "$_HANDLER"\n',
        )
        archive.writestr("main.py", code)
    name = _name("function")
    emulator.client("lambda").create_function(
        FunctionName=name,
        Runtime="provided.al2023",
        Role=_ROLE,
        Handler="main.handler",
        Code={"ZipFile": package.getvalue()},
        Timeout=20,
        Environment={"Variables": environment},
    )
    return name


def test_a_rule_delivers_the_matching_event_to_its_queue_whole(emulator: Emulator) -> None:
    events = emulator.client("events")
    bus, (url, arn) = _name("bus"), _queue(emulator)
    events.create_event_bus(Name=bus)
    pattern = json.dumps({"source": ["directory.x"], "detail-type": ["a.v1"]})
    events.put_rule(Name="r", EventBusName=bus, EventPattern=pattern)
    events.put_targets(Rule="r", EventBusName=bus, Targets=[{"Id": "1", "Arn": arn}])
    entry = {"EventBusName": bus, "Source": "directory.x", "Detail": json.dumps({"id": "1"})}
    answer = events.put_events(Entries=[{**entry, "DetailType": "a.v1"}, {**entry, "DetailType": "b.v1"}])
    assert answer["FailedEntryCount"] == 0
    (message,) = eventually(lambda: _receive(emulator, url))
    body = json.loads(message["Body"])
    assert (body["detail-type"], body["source"], body["detail"]) == ("a.v1", "directory.x", {"id": "1"})


def test_a_message_received_three_times_moves_to_the_dead_letter_queue(emulator: Emulator) -> None:
    dead_url, dead_arn = _queue(emulator)
    url, _ = _queue(emulator, RedrivePolicy=json.dumps({"deadLetterTargetArn": dead_arn, "maxReceiveCount": 3}))
    emulator.client("sqs").send_message(
        QueueUrl=url,
        MessageBody="poison",
        MessageAttributes={"reason": {"DataType": "String", "StringValue": "malformed"}},
    )
    for _ in range(4):
        _receive(emulator, url)
    (dead,) = eventually(lambda: _receive(emulator, dead_url))
    assert dead["Body"] == "poison"
    assert dead["MessageAttributes"]["reason"]["StringValue"] == "malformed"


def test_a_transaction_says_which_condition_failed_and_writes_nothing(emulator: Emulator) -> None:
    dynamodb, table = emulator.client("dynamodb"), _table(emulator)["TableName"]
    dynamodb.put_item(TableName=table, Item={"PK": {"S": "DENIED#x"}, "SK": {"S": "T"}, "denied": {"BOOL": True}})
    check = {
        "ConditionCheck": {
            "TableName": table,
            "Key": {"PK": {"S": "DENIED#x"}, "SK": {"S": "T"}},
            "ConditionExpression": "attribute_not_exists(PK) OR denied = :no",
            "ExpressionAttributeValues": {":no": {"BOOL": False}},
        }
    }
    put = {"Put": {"TableName": table, "Item": {"PK": {"S": "A"}, "SK": {"S": "B"}}}}
    outdated = {
        "Put": {
            "TableName": table,
            "Item": {"PK": {"S": "A"}, "SK": {"S": "C"}},
            "ConditionExpression": "attribute_exists(PK)",
        }
    }
    with pytest.raises(ClientError) as refused:
        dynamodb.transact_write_items(TransactItems=[check, put, outdated])
    reasons = [reason["Code"] for reason in refused.value.response["CancellationReasons"]]
    assert reasons == ["ConditionalCheckFailed", "None", "ConditionalCheckFailed"]
    assert "Item" not in dynamodb.get_item(TableName=table, Key={"PK": {"S": "A"}, "SK": {"S": "B"}})


def test_a_stream_feeds_a_function_with_old_and_new_images(emulator: Emulator) -> None:
    table = _table(emulator, stream=True)
    url, _ = _queue(emulator)
    function = _function(
        emulator,
        "import boto3, json, os\n"
        "def handler(event, context):\n"
        "    for r in event['Records']:\n"
        "        body = {k: r['dynamodb'].get(k) for k in ('OldImage', 'NewImage')}\n"
        "        boto3.client('sqs').send_message(QueueUrl=os.environ['URL'],"
        " MessageBody=json.dumps([r['eventName'], body]))\n"
        "    return {'batchItemFailures': []}\n",
        URL=url,
    )
    emulator.client("lambda").create_event_source_mapping(
        FunctionName=function,
        EventSourceArn=table["LatestStreamArn"],
        StartingPosition="TRIM_HORIZON",
        FunctionResponseTypes=["ReportBatchItemFailures"],
        BisectBatchOnFunctionError=True,
        FilterCriteria={"Filters": [{"Pattern": json.dumps({"eventName": ["INSERT", "MODIFY"]})}]},
    )
    dynamodb, item = emulator.client("dynamodb"), {"PK": {"S": "A"}, "SK": {"S": "B"}}
    dynamodb.put_item(TableName=table["TableName"], Item=item)
    dynamodb.put_item(TableName=table["TableName"], Item={**item, "v": {"N": "2"}})
    dynamodb.delete_item(TableName=table["TableName"], Key=item)
    messages = eventually(lambda: found if len(found := _receive(emulator, url)) >= 2 else [], within=30)
    seen = sorted((json.loads(m["Body"]) for m in messages), key=lambda pair: str(pair[0]))
    assert [kind for kind, _ in seen] == ["INSERT", "MODIFY"]
    assert seen[1][1]["OldImage"] == item
    assert seen[1][1]["NewImage"]["v"] == {"N": "2"}


def test_a_queue_mapping_returns_only_the_messages_reported_as_failed(emulator: Emulator) -> None:
    dead_url, dead_arn = _queue(emulator)
    policy = json.dumps({"deadLetterTargetArn": dead_arn, "maxReceiveCount": 3})
    url, arn = _queue(emulator, RedrivePolicy=policy, VisibilityTimeout="1")
    function = _function(
        emulator,
        "def handler(event, context):\n"
        "    bad = [r['messageId'] for r in event['Records'] if r['body'] == 'bad']\n"
        "    return {'batchItemFailures': [{'itemIdentifier': m} for m in bad]}\n",
    )
    emulator.client("lambda").create_event_source_mapping(
        FunctionName=function, EventSourceArn=arn, BatchSize=10, FunctionResponseTypes=["ReportBatchItemFailures"]
    )
    for body in ("good", "bad", "good"):
        emulator.client("sqs").send_message(QueueUrl=url, MessageBody=body)
    dead = eventually(lambda: _receive(emulator, dead_url), within=60)
    assert [message["Body"] for message in dead] == ["bad"]


def test_a_queue_mapping_gathers_as_many_messages_as_it_may_while_its_window_lasts(emulator: Emulator) -> None:
    told_url, _ = _queue(emulator)
    url, arn = _queue(emulator)
    function = _function(
        emulator,
        "import os\n"
        "import boto3\n"
        "def handler(event, context):\n"
        "    sqs = boto3.client('sqs', endpoint_url=os.environ['AWS_ENDPOINT_URL'])\n"
        "    sqs.send_message(QueueUrl=os.environ['TOLD'], MessageBody=str(len(event['Records'])))\n",
        TOLD=told_url,
        AWS_ENDPOINT_URL=emulator.endpoint,
    )
    emulator.client("lambda").create_event_source_mapping(
        FunctionName=function, EventSourceArn=arn, BatchSize=100, MaximumBatchingWindowInSeconds=2
    )
    for start in (0, 10):
        entries = [{"Id": str(number), "MessageBody": "one"} for number in range(start, start + 10)]
        emulator.client("sqs").send_message_batch(QueueUrl=url, Entries=entries)
    told = eventually(lambda: _receive(emulator, told_url), within=60)
    assert [message["Body"] for message in told] == ["20"]


def test_a_state_machine_in_jsonata_maps_catches_by_error_name_and_loops(emulator: Emulator) -> None:
    function = _function(
        emulator,
        "class TileError(Exception): pass\n"
        "def handler(event, context):\n"
        "    if event['tile'] == 2: raise TileError('no')\n"
        "    return {'tile': event['tile']}\n",
    )
    arn = emulator.client("lambda").get_function(FunctionName=function)["Configuration"]["FunctionArn"]
    survey = {
        "Type": "Task",
        "Resource": "arn:aws:states:::lambda:invoke",
        "Arguments": {"FunctionName": arn, "Payload": {"tile": "{% $states.input.tile %}"}},
        "Output": "{% $states.result.Payload %}",
        "Catch": [{"ErrorEquals": ["TileError"], "Next": "Failed"}],
        "End": True,
    }
    definition = {
        "QueryLanguage": "JSONata",
        "StartAt": "Tiles",
        "States": {
            "Tiles": {
                "Type": "Map",
                "Items": "{% $states.input.tiles %}",
                "ItemSelector": {"tile": "{% $states.context.Map.Item.Value %}"},
                "MaxConcurrency": 1,
                "ItemProcessor": {
                    "ProcessorConfig": {"Mode": "INLINE"},
                    "StartAt": "Survey",
                    "States": {"Survey": survey, "Failed": {"Type": "Pass", "Output": {"failed": True}, "End": True}},
                },
                "Output": {"found": "{% $states.result %}", "left": 1},
                "Next": "Pause",
            },
            "Pause": {"Type": "Wait", "Seconds": "{% $states.input.left %}", "Next": "Enough"},
            "Enough": {
                "Type": "Choice",
                "Choices": [{"Condition": "{% $count($states.input.found) = 3 %}", "Next": "Done"}],
                "Default": "Pause",
            },
            "Done": {"Type": "Succeed"},
        },
    }
    sfn = emulator.client("stepfunctions")
    machine = sfn.create_state_machine(name=_name("machine"), definition=json.dumps(definition), roleArn=_ROLE)
    name = _name("run")
    execution = sfn.start_execution(
        stateMachineArn=machine["stateMachineArn"], name=name, input=json.dumps({"tiles": [1, 2, 3]})
    )["executionArn"]
    ended = eventually(
        lambda: d if (d := sfn.describe_execution(executionArn=execution))["status"] != "RUNNING" else None, within=60
    )
    assert ended is not None
    assert ended["status"] == "SUCCEEDED", ended
    assert json.loads(ended["output"])["found"] == [{"tile": 1}, {"failed": True}, {"tile": 3}]
    with pytest.raises(sfn.exceptions.ExecutionAlreadyExists):
        sfn.start_execution(stateMachineArn=machine["stateMachineArn"], name=name, input="{}")


def test_a_function_that_raises_keeps_the_type_of_its_error(emulator: Emulator) -> None:
    function = _function(emulator, "def handler(event, context): raise KeyError('x')\n")
    answer = emulator.client("lambda").invoke(FunctionName=function)
    assert json.loads(answer["Payload"].read())["errorType"] == "KeyError"


def test_an_object_is_replaced_only_when_it_is_the_one_that_was_read(emulator: Emulator) -> None:
    s3, bucket = emulator.client("s3"), _name("bucket")
    s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    etag = s3.put_object(Bucket=bucket, Key="manifest", Body=b"1", IfNoneMatch="*")["ETag"]
    s3.put_object(Bucket=bucket, Key="manifest", Body=b"2", IfMatch=etag)
    for stale in ({"IfMatch": etag}, {"IfNoneMatch": "*"}):
        with pytest.raises(ClientError) as refused:
            s3.put_object(Bucket=bucket, Key="manifest", Body=b"3", **stale)
        assert refused.value.response["Error"]["Code"] == "PreconditionFailed"
    assert s3.get_object(Bucket=bucket, Key="manifest")["Body"].read() == b"2"


def test_every_version_of_an_object_can_be_deleted(emulator: Emulator) -> None:
    s3, bucket = emulator.client("s3"), _name("bucket")
    s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    for body in (b"1", b"2"):
        s3.put_object(Bucket=bucket, Key="a/b", Body=body)
    versions = s3.list_object_versions(Bucket=bucket, Prefix="a/")["Versions"]
    doomed = [{"Key": v["Key"], "VersionId": v["VersionId"]} for v in versions]
    s3.delete_objects(Bucket=bucket, Delete={"Objects": doomed})
    assert len(doomed) == 2
    assert not s3.list_object_versions(Bucket=bucket).get("Versions")


def test_a_certificate_is_signed_with_a_key_that_stays_inside(emulator: Emulator) -> None:
    kms = emulator.client("kms")
    key = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["KeyId"]
    signature = kms.sign(KeyId=key, Message=b"m", MessageType="RAW", SigningAlgorithm="ECDSA_SHA_256")["Signature"]
    answer = kms.verify(
        KeyId=key, Message=b"m", MessageType="RAW", SigningAlgorithm="ECDSA_SHA_256", Signature=signature
    )
    assert answer["SignatureValid"] is True


def test_data_and_unread_streams_survive_a_clean_restart(tmp_path: Path) -> None:
    port = free_port()
    first = start_emulator(port, tmp_path)
    emulator = Emulator(endpoint=f"http://localhost:{port}", state=tmp_path)
    table = _table(emulator, stream=True)
    for key in "BCD":
        item = {"PK": {"S": "A"}, "SK": {"S": key}}
        emulator.client("dynamodb").put_item(TableName=table["TableName"], Item=item)
    stop(first)
    second = start_emulator(port, tmp_path)
    found = emulator.client("dynamodb").get_item(
        TableName=table["TableName"], Key={"PK": {"S": "A"}, "SK": {"S": "B"}}
    )["Item"]
    unread = _stream(emulator, table["LatestStreamArn"])
    stop(second)
    assert found["PK"] == {"S": "A"}
    assert [record["dynamodb"]["Keys"]["SK"]["S"] for record in unread] == ["B", "C", "D"]


def _stream(emulator: Emulator, arn: str) -> list[dict[str, Any]]:
    streams = emulator.client("dynamodbstreams")
    (shard,) = streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]
    start = streams.get_shard_iterator(StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON")
    records: list[dict[str, Any]] = streams.get_records(ShardIterator=start["ShardIterator"])["Records"]
    return records
