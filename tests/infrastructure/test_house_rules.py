"""Properties that every resource of every stack has, whoever adds it."""

import json
from typing import Any

from event_contracts import CATALOGUE, SOURCE_PREFIX, Context
from tests.infrastructure.conftest import ROOT, Assembly


def _reference(value: Any) -> str:
    """The logical id that a Ref or GetAtt points at."""
    if isinstance(value, dict):
        return str(value.get("Ref") or value.get("Fn::GetAtt", [""])[0])
    return str(value)


def _alarmed_queues(assembly: Assembly) -> set[tuple[str, str]]:
    return {
        (stack, _reference(dimension["Value"]))
        for stack, _, alarm in assembly.resources("AWS::CloudWatch::Alarm")
        for dimension in alarm.get("Dimensions", [])
        if dimension["Name"] == "QueueName"
    }


def test_every_working_queue_has_a_dead_letter_queue_after_three_receives(prod: Assembly) -> None:
    dead_letter_queues = {
        (stack, _reference(queue["RedrivePolicy"]["deadLetterTargetArn"]))
        for stack, _, queue in prod.resources("AWS::SQS::Queue")
        if "RedrivePolicy" in queue
    }
    without = [
        (stack, name)
        for stack, name, queue in prod.resources("AWS::SQS::Queue")
        if "RedrivePolicy" not in queue and (stack, name) not in dead_letter_queues and "Undelivered" not in name
    ]
    receives = {
        q["RedrivePolicy"]["maxReceiveCount"] for _, _, q in prod.resources("AWS::SQS::Queue") if "RedrivePolicy" in q
    }
    assert without == []
    assert receives == {3}


def test_every_queue_raises_an_alarm(prod: Assembly) -> None:
    queues = {(stack, name) for stack, name, _ in prod.resources("AWS::SQS::Queue")}
    assert queues - _alarmed_queues(prod) == set()


def test_dead_letters_are_kept_for_two_weeks(prod: Assembly) -> None:
    kept = {
        queue["MessageRetentionPeriod"]
        for _, name, queue in prod.resources("AWS::SQS::Queue")
        if "DeadLetter" in name or "Undelivered" in name
    }
    assert kept == {14 * 24 * 3600}


def test_every_queue_mapping_reports_single_failures(prod: Assembly) -> None:
    for stack, name, mapping in prod.resources("AWS::Lambda::EventSourceMapping"):
        assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"], (stack, name)


def test_a_poison_stream_record_is_bisected_out_and_parked(prod: Assembly) -> None:
    streams = [m for _, _, m in prod.resources("AWS::Lambda::EventSourceMapping") if "StartingPosition" in m]
    assert streams
    for mapping in streams:
        assert mapping["BisectBatchOnFunctionError"] is True
        assert mapping["MaximumRetryAttempts"] <= 5
        assert 0 < mapping["MaximumRecordAgeInSeconds"] < 24 * 3600
        assert mapping["DestinationConfig"]["OnFailure"]["Destination"]


def test_a_queue_hides_a_message_for_at_least_six_function_timeouts(prod: Assembly) -> None:
    functions = {(s, n): p for s, n, p in prod.resources("AWS::Lambda::Function")}
    queues = {(s, n): p for s, n, p in prod.resources("AWS::SQS::Queue")}
    for stack, _, mapping in prod.resources("AWS::Lambda::EventSourceMapping"):
        queue = queues.get((stack, _reference(mapping["EventSourceArn"])))
        if queue is not None:
            timeout = functions[stack, _reference(mapping["FunctionName"])]["Timeout"]
            assert queue["VisibilityTimeout"] >= 6 * timeout


def test_a_function_may_publish_only_in_its_own_contexts_name(prod: Assembly) -> None:
    found = 0
    for stack, _, policy in prod.resources("AWS::IAM::Policy"):
        for statement in policy["PolicyDocument"]["Statement"]:
            if "events:PutEvents" in statement["Action"]:
                found += 1
                assert statement["Condition"] == {"StringEquals": {"events:source": SOURCE_PREFIX + stack}}
    assert found >= 7


# Rare sweeps over a table of their own: unfinished removals, and inferences of an older taxonomy.
_MAY_SCAN = ("WatchDeadlines", "InferAgain")


def test_no_role_may_scan_a_table_or_do_everything(prod: Assembly) -> None:
    for stack, name, policy in prod.resources("AWS::IAM::Policy"):
        for statement in policy["PolicyDocument"]["Statement"]:
            actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
            assert "dynamodb:Scan" not in actions or name.startswith(_MAY_SCAN), (stack, name)
            assert not [action for action in actions if action.endswith(":*") or action == "*"], (stack, name)


def test_every_function_has_a_role_of_its_own(prod: Assembly) -> None:
    roles = [(stack, _reference(p["Role"])) for stack, _, p in prod.resources("AWS::Lambda::Function")]
    assert len(roles) == len(set(roles))


def test_every_table_is_encrypted_recoverable_and_streams_its_changes(prod: Assembly) -> None:
    tables = prod.resources("AWS::DynamoDB::GlobalTable")
    assert len(tables) >= 9
    for stack, name, table in tables:
        assert table["SSESpecification"] == {"SSEEnabled": True, "SSEType": "KMS"}, (stack, name)
        assert table["StreamSpecification"]["StreamViewType"] == "NEW_AND_OLD_IMAGES"
        recovery = table["Replicas"][0]["PointInTimeRecoverySpecification"]
        assert recovery["PointInTimeRecoveryEnabled"] is True
        assert recovery["RecoveryPeriodInDays"] <= 7


def test_every_bucket_is_private_and_speaks_tls_only(prod: Assembly) -> None:
    for stack, name, bucket in prod.resources("AWS::S3::Bucket"):
        assert all(bucket["PublicAccessBlockConfiguration"].values()), (stack, name)
    policies = {_reference(policy["Bucket"]): policy for _, _, policy in prod.resources("AWS::S3::BucketPolicy")}
    for _, name, _ in prod.resources("AWS::S3::Bucket"):
        denied = [s for s in policies[name]["PolicyDocument"]["Statement"] if s["Effect"] == "Deny"]
        assert any(s["Condition"] == {"Bool": {"aws:SecureTransport": "false"}} for s in denied)


def test_logs_are_not_kept_for_ever(prod: Assembly) -> None:
    for stack, name, group in prod.resources("AWS::Logs::LogGroup"):
        assert group["RetentionInDays"] <= 90, (stack, name)


def test_everything_carries_the_three_tags(prod: Assembly) -> None:
    for stack, name, bucket in [*prod.resources("AWS::S3::Bucket"), *prod.resources("AWS::SQS::Queue")]:
        tags = {tag["Key"]: tag["Value"] for tag in bucket["Tags"]}
        assert tags["Project"] == "tattoo-artist-directory", (stack, name)
        assert tags["Environment"] == "prod"
        assert tags["Service"] == stack


def test_no_stack_exports_a_value(prod: Assembly) -> None:
    assert [stack for stack, template in prod.templates.items() if template.get("Outputs")] == []


def test_the_rules_deliver_exactly_what_the_catalogue_says(prod: Assembly) -> None:
    delivered = {
        (event_type, Context(source.removeprefix(SOURCE_PREFIX)), Context(stack))
        for stack, _, rule in prod.resources("AWS::Events::Rule")
        for source in rule["EventPattern"]["source"]
        for event_type in rule["EventPattern"]["detail-type"]
    }
    promised = {
        (event_type, producer, consumer)
        for event_type, entry in CATALOGUE.items()
        for producer in entry.producers
        for consumer in entry.consumers
    }
    assert delivered == promised


def test_what_a_rule_cannot_deliver_lands_in_a_dead_letter_queue(prod: Assembly) -> None:
    for stack, name, rule in prod.resources("AWS::Events::Rule"):
        for target in rule["Targets"]:
            assert target["DeadLetterConfig"]["Arn"], (stack, name)


def test_the_firewall_refuses_who_asks_too_much_with_a_problem_that_says_when_to_come_back(prod: Assembly) -> None:
    [(_, _, acl)] = prod.resources("AWS::WAFv2::WebACL")
    answers = [
        rule["Action"]["Block"]["CustomResponse"] for rule in acl["Rules"] if "RateBasedStatement" in rule["Statement"]
    ]
    assert answers
    for answer in answers:
        assert answer["ResponseCode"] == 429
        assert {"Name": "Retry-After", "Value": "300"} in answer["ResponseHeaders"]
        problem = json.loads(acl["CustomResponseBodies"][answer["CustomResponseBodyKey"]]["Content"])
        assert problem["type"].endswith("/errors#too-many-requests")
        assert (problem["status"], bool(problem["title"]), bool(problem["detail"])) == (429, True, True)


def test_every_alarm_names_a_runbook_that_exists(prod: Assembly) -> None:
    alarms = [
        alarm
        for _, name, alarm in prod.resources("AWS::CloudWatch::Alarm")
        if "Backlog" not in name  # scaling, not alarm
    ]
    assert len(alarms) > 50
    for alarm in alarms:
        page = alarm["AlarmDescription"].rsplit("see ", 1)[1]
        assert (ROOT / page).is_file(), page
