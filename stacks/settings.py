"""What differs between stages: sizes, retention, sources. Never topology: a test compares the wiring of all stages."""

import json
from dataclasses import dataclass, field

from aws_cdk import Duration, RemovalPolicy
from aws_cdk.aws_logs import RetentionDays
from constructs import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A city to cover: its bounding box in WGS84 degrees."""

    name: str
    country: str
    south: float
    west: float
    north: float
    east: float


LEEDS = Area(name="Leeds", country="GB", south=53.70, west=-1.80, north=53.95, east=-1.29)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One stage. `emulated` says that the stack lands on the embedded AWS of `make run` (see stacks/emulator.py)."""

    stage: str
    emulated: bool = False
    region: str = "eu-west-2"
    edge_region: str = "us-east-1"
    areas: tuple[Area, ...] = (LEEDS,)
    studio_sources: str = "overpass"
    instagram_source: str = "disabled"
    avif_pictures: bool = True
    polite_delay_seconds: float = 2.0
    picture_delay_seconds: float = 0.5
    playback_url: str = ""
    public_url: str = ""
    sender_address: str = "removals@tattoo-artist-directory.example"
    alarm_email: str = ""
    monthly_budget_gbp: int = 60
    removal_policy: RemovalPolicy = RemovalPolicy.RETAIN
    log_retention: RetentionDays = RetentionDays.THREE_MONTHS
    scraper_visibility: Duration = field(default_factory=lambda: Duration.seconds(180))
    function_timeout: Duration = field(default_factory=lambda: Duration.seconds(30))
    function_memory_mb: int = 512
    consumer_concurrency: int = 10
    scraper_cpu: int = 512
    scraper_memory_mb: int = 1024
    scraper_max_tasks: int = 4
    search_limit_per_five_minutes: int = 500
    api_rate_per_second: int = 100
    api_burst: int = 200
    removal_rate_per_second: int = 5


def for_stage(node: Node) -> Settings:
    """Settings of `-c stage=…`; local ones may be told where recordings are played and which area they show."""
    stage = node.try_get_context("stage") or "local"
    if stage == "prod":
        return Settings(stage=stage)
    if stage == "staging":
        return Settings(stage=stage, removal_policy=RemovalPolicy.DESTROY, log_retention=RetentionDays.ONE_WEEK)
    if stage != "local":
        raise ValueError(f"stage: must be local, staging or prod, not {stage!r}")
    return _local(node)


def _local(node: Node) -> Settings:
    area = json.loads(node.try_get_context("area_json") or "null")
    return Settings(
        stage="local",
        emulated=True,
        edge_region="eu-west-2",
        areas=(Area(**area),) if area else (LEEDS,),
        instagram_source="web_profile",
        avif_pictures=False,
        polite_delay_seconds=0,
        picture_delay_seconds=0,
        playback_url=node.try_get_context("playback_url") or "http://127.0.0.1:8090",
        public_url=node.try_get_context("public_url") or "http://localhost:8080",
        removal_policy=RemovalPolicy.DESTROY,
        log_retention=RetentionDays.ONE_DAY,
        scraper_visibility=Duration.seconds(60),
        function_timeout=Duration.seconds(20),
        consumer_concurrency=2,
        scraper_max_tasks=1,
    )
