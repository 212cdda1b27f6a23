"""Names that stacks, services and commands agree on: contexts find each other's resources by these alone."""

from enum import StrEnum

PROJECT = "tattoo-artist-directory"


class Parameter(StrEnum):
    """What a stack tells the others, as an SSM parameter."""

    BUS_NAME = "platform/bus-name"
    CLAIMS_BUCKET = "platform/claims-bucket"
    SEARCH_SNAPSHOT_BUCKET = "platform/search-snapshot-bucket"
    KEY_ARN = "platform/key-arn"
    IDENTITY_SECRET_ARN = "platform/identity-secret-arn"  # noqa: S105 - where a secret is, not what it is
    ALARM_TOPIC_ARN = "platform/alarm-topic-arn"
    CLUSTER_NAME = "platform/cluster-name"
    VPC_ID = "platform/vpc-id"
    SUBNET_A = "platform/subnet-a"
    SUBNET_B = "platform/subnet-b"
    MEDIA_BUCKET = "instagram-scraper/media-bucket"
    SEARCH_ENDPOINT = "search-api/endpoint"
    PROFILE_ENDPOINT = "profile-api/endpoint"
    GOVERNANCE_ENDPOINT = "governance/endpoint"
    PUBLIC_URL = "web/public-url"
    SITE = "web/site"
    DISTRIBUTION_ID = "web/distribution-id"
    SITE_BUCKET = "web/site-bucket"
    WEB_ACL_ARN = "firewall/web-acl-arn"
    DISCOVERY_RUN_ARN = "discovery/run-arn"
    REQUESTS_TABLE = "governance/requests-table"
    DENYLIST_TABLE = "governance/denylist-table"
    AUDIT_TABLE = "governance/audit-table"
    PURGE_ARN = "governance/purge-arn"
    SIGNING_KEY_ID = "governance/signing-key-id"
    JOURNAL_TABLE = "operations/journal-table"
    DIRECTORY_TABLE = "profile-api/directory-table"


def parameter_path(stage: str, parameter: Parameter) -> str:
    return f"/{PROJECT}/{stage}/{parameter}"


def stack_name(stage: str, stack: str) -> str:
    return f"directory-{stage}-{stack}"


def bus_name(stage: str) -> str:
    return f"directory-{stage}"
