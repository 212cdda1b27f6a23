"""Settings of the indexer."""

from service_kit.settings import ServiceSettings


class IndexerSettings(ServiceSettings):
    snapshot_bucket: str
