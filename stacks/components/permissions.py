"""What roles may do, spelt out: exact actions on exact resources instead of the CDK's generous grants."""

from collections.abc import Iterable

from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3

from stacks.components.nag import acknowledge_wildcard

_BY_PREFIX = "The objects of one context lie under its prefix; their names are hashes that no policy can list."


def allow(role: iam.IRole, actions: Iterable[str], *, on: Iterable[str]) -> None:
    role.add_to_principal_policy(iam.PolicyStatement(actions=sorted(actions), resources=list(on)))


def read_objects(role: iam.Role, bucket: s3.IBucket, *, prefix: str = "") -> None:
    """Get objects; listing tells a missing object (404) from a forbidden one (403)."""
    _on_objects(role, bucket, prefix, {"s3:GetObject"})
    _list(role, bucket, prefix, {"s3:ListBucket"})
    _use_key(role, bucket.encryption_key, {"kms:Decrypt"})


def write_objects(role: iam.Role, bucket: s3.IBucket, *, prefix: str = "") -> None:
    _on_objects(role, bucket, prefix, {"s3:PutObject"})
    _use_key(role, bucket.encryption_key, {"kms:GenerateDataKey", "kms:Decrypt"})


def forget_objects(role: iam.Role, bucket: s3.IBucket, *, prefix: str = "") -> None:
    """Delete objects with every version of them."""
    _on_objects(role, bucket, prefix, {"s3:DeleteObject", "s3:DeleteObjectVersion"})
    _list(role, bucket, prefix, {"s3:ListBucket", "s3:ListBucketVersions"})


def use_key(role: iam.Role, key: kms.IKey, *actions: str) -> None:
    _use_key(role, key, actions)


def _on_objects(role: iam.Role, bucket: s3.IBucket, prefix: str, actions: Iterable[str]) -> None:
    arn = bucket.arn_for_objects(f"{prefix}*")
    allow(role, actions, on=[arn])
    acknowledge_wildcard(role, arn, reason=_BY_PREFIX)


def _list(role: iam.Role, bucket: s3.IBucket, prefix: str, actions: Iterable[str]) -> None:
    conditions = {"StringLike": {"s3:prefix": f"{prefix}*"}} if prefix else {}
    role.add_to_principal_policy(
        iam.PolicyStatement(actions=sorted(actions), resources=[bucket.bucket_arn], conditions=conditions)
    )


def _use_key(role: iam.IRole, key: kms.IKey | None, actions: Iterable[str]) -> None:
    if key is not None:
        allow(role, actions, on=[key.key_arn])
