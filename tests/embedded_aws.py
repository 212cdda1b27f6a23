"""Tables and buckets of an in-process AWS, as every context has them. Ask for the fixture `aws` first."""

from typing import Any, Final

import boto3

REGION: Final = "eu-west-2"


def create_table(name: str) -> Any:
    """A boto3 Table resource with the house's two keys."""
    return boto3.resource("dynamodb", region_name=REGION).create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in ("PK", "SK")],
        KeySchema=[{"AttributeName": "PK", "KeyType": "HASH"}, {"AttributeName": "SK", "KeyType": "RANGE"}],
    )


def create_bucket(name: str) -> Any:
    """An S3 client that knows the bucket."""
    s3 = boto3.client("s3", region_name=REGION)
    s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
    return s3
