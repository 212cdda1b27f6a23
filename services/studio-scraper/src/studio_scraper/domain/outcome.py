"""How a visit ended that did not fail; failures have their own codes (`StudioFailure`)."""

from enum import StrEnum


class Outcome(StrEnum):
    READ = "read"
    UNCHANGED = "unchanged"
    RESTED = "rested"
    CLOSED = "closed"
