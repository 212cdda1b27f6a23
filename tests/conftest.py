"""What more than one kind of test shares: the running system."""

from tests.e2e.launch import system

__all__ = ["system"]
