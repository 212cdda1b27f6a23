"""Stage settings change sizes and retention, never topology (architecture §2.7)."""

import json
from collections import Counter
from typing import Any

from stacks.emulator import EMULATOR_LACKS
from tests.infrastructure.conftest import Assembly

# What surrounds the resources that the emulator lacks: their helpers, roles and alarms.
_COMPANIONS = ("CustomCDKBucketDeployment", "AWS679f53fac002430cb0da5b7982bd2287", "TaskCountTarget", "PublishAwsCli")


def _belongs(name: str, resource: dict[str, Any]) -> bool:
    return resource["Type"] not in EMULATOR_LACKS and not any(part in name for part in (*_COMPANIONS, "WebAclLookup"))


def _wiring(assembly: Assembly) -> dict[str, Counter[str]]:
    """Per stack: what there is and how it is connected, without sizes, names and hashes."""
    return {
        stack: Counter(
            json.dumps(_essence(resource), sort_keys=True)
            for name, resource in template["Resources"].items()
            if _belongs(name, resource)
        )
        for stack, template in assembly.templates.items()
    }


def _essence(resource: dict[str, Any]) -> dict[str, Any]:
    kept = {
        "AWS::Events::Rule": ("EventPattern", "Targets"),
        "AWS::Lambda::EventSourceMapping": (
            "EventSourceArn",
            "FunctionName",
            "FunctionResponseTypes",
            "FilterCriteria",
        ),
        "AWS::ApiGatewayV2::Route": ("RouteKey",),
        "AWS::StepFunctions::StateMachine": ("DefinitionString",),
        "AWS::Scheduler::Schedule": ("ScheduleExpression", "Target"),
        "AWS::SQS::Queue": ("RedrivePolicy",),
        "AWS::DynamoDB::GlobalTable": ("KeySchema", "StreamSpecification", "TimeToLiveSpecification"),
        "AWS::Lambda::Function": ("Handler",),
    }.get(resource["Type"], ())
    properties = resource.get("Properties", {})
    text = json.dumps({name: properties.get(name) for name in kept}, sort_keys=True)
    for stage in ("local", "prod"):
        text = text.replace(f"-{stage}-", "-STAGE-").replace(f"directory{stage}", "directorySTAGE")
    return {"type": resource["Type"], **json.loads(text)}


def test_the_local_stage_is_wired_as_production_is(local: Assembly, prod: Assembly) -> None:
    assert _wiring(local) == _wiring(prod)


def test_what_the_emulator_lacks_is_really_used_in_production(prod: Assembly) -> None:
    used = {r["Type"] for template in prod.templates.values() for r in template["Resources"].values()}
    assert set(EMULATOR_LACKS) <= used


def test_the_app_fits_on_one_screen() -> None:
    from tests.infrastructure.conftest import ROOT  # noqa: PLC0415

    assert len((ROOT / "app.py").read_text().splitlines()) < 40
