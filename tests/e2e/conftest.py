"""Every test here asks the running system; all of them share one, so one worker runs them."""

from pathlib import Path

import pytest

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(pytest.mark.emulator)
            item.add_marker(pytest.mark.xdist_group("system"))
