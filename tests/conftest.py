"""What more than one kind of test shares: the running system, and an AWS inside the process."""

from collections.abc import Iterator

import pytest
from hypothesis import settings
from moto import mock_aws

from tests.e2e.launch import system
from tests.embedded_aws import REGION

__all__ = ["system"]

settings.register_profile("suite", deadline=None)  # no test asserts a time: the machine is shared
settings.load_profile("suite")


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every AWS client made from here on talks to moto."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with mock_aws():
        yield
