"""Findings of cdk-nag that are right for this system, each acknowledged next to its construct with the reason."""

from typing import Any

from aws_cdk import Acknowledgment, Stack, Validations
from constructs import IConstruct

NO_ACCESS_LOG = "Access logs would keep who looked at whom; CloudTrail and the CDN's metrics show misuse."
TRACING = "X-Ray and log delivery accept only all resources."


def acknowledge(construct: IConstruct, rule: str, *, reason: str) -> None:
    """Accept one finding on one construct, e.g. `AwsSolutions-SQS3` or `AwsSolutions-IAM5[Resource::*]`."""
    Validations.of(construct).acknowledge(Acknowledgment(id=rule, reason=reason))


def acknowledge_wildcard(construct: IConstruct, resource: str, *, reason: str) -> None:
    """Accept a policy on exactly this resource pattern; any other wildcard stays a finding."""
    text = _as_the_finding_says(Stack.of(construct).resolve(resource))
    acknowledge(construct, f"AwsSolutions-IAM5[Resource::{text}]", reason=reason)


def _as_the_finding_says(value: Any) -> str:
    """A resolved address in the spelling of cdk-nag: references in angle brackets."""
    if isinstance(value, str):
        return value
    function, argument = next(iter(value.items()))
    if function == "Ref":
        return f"<{argument}>"
    if function == "Fn::GetAtt":
        return f"<{'.'.join(argument)}>"
    if function == "Fn::Join":
        return str(argument[0]).join(_as_the_finding_says(part) for part in argument[1])
    raise ValueError(f"resource: {function} cannot be named in an acknowledgement")
