"""Builds what the handler needs, once per process."""

import tempfile
from functools import cache
from pathlib import Path

from aws_lambda_powertools import Logger

from search_api.adapters.snapshot_search import SnapshotSearch
from search_api.settings import Settings
from search_engine.port import SearchEngine
from service_kit import aws
from service_kit.clock import SystemClock
from service_kit.logs import get_logger
from service_kit.site import Site, published_site


@cache
def logger() -> Logger:
    return get_logger("search-api")


@cache
def _snapshots() -> SnapshotSearch:
    return SnapshotSearch(
        s3=aws.client("s3"),
        bucket=Settings().snapshot_bucket,
        directory=Path(tempfile.mkdtemp(prefix="search-")),
        logger=logger(),
    )


def engine() -> SearchEngine:
    """The index as it is now."""
    return _snapshots().engine(SystemClock().now())


def site() -> Site:
    """The web application as it is published now."""
    return published_site(Settings().site_parameter)
