"""What the stacks owe to the hosts that are asked (AGG-09)."""

from discovery.adapters.overpass import ANSWER_SECONDS, LONGEST_WAIT
from tests.infrastructure.conftest import Assembly


def _of(assembly: Assembly, stack: str, kind: str) -> list[dict[str, object]]:
    (template,) = (template for name, template in assembly.templates.items() if stack in name.lower())
    return [r["Properties"] for r in template["Resources"].values() if r["Type"] == kind]


def test_one_task_at_a_time_asks_instagram(prod: Assembly) -> None:
    (target,) = _of(prod, "instagram", "AWS::ApplicationAutoScaling::ScalableTarget")
    (service,) = _of(prod, "instagram", "AWS::ECS::Service")

    assert target["MaxCapacity"] == 1
    deployment = service["DeploymentConfiguration"]
    assert isinstance(deployment, dict)
    assert deployment["MaximumPercent"] == 100, "no two even while a new version is deployed"


def test_overpass_is_asked_one_thing_at_a_time_and_gets_growing_pauses_after_a_refusal(prod: Assembly) -> None:
    (machine,) = _of(prod, "discovery", "AWS::StepFunctions::StateMachine")
    definition = str(machine["DefinitionString"])

    assert '"MaxConcurrency":1' in definition
    assert '"IntervalSeconds":30,"MaxAttempts":5,"BackoffRate":2' in definition


def test_a_survey_has_the_time_to_wait_for_a_slot_and_for_the_answer(prod: Assembly) -> None:
    timeouts = [f["Timeout"] for f in _of(prod, "discovery", "AWS::Lambda::Function") if "PLAYBACK_URL" in str(f)]

    assert any(isinstance(t, int) and t > ANSWER_SECONDS + LONGEST_WAIT.total_seconds() for t in timeouts)
