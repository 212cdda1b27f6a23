"""The two kinds of failure a consumer knows. Anything else that is raised counts as transient."""


class PermanentError(Exception):
    """Trying again cannot help: the message is parked with `reason` and the rest goes on.

    `reason` is a snake_case code that may be logged and counted; it never carries personal data.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TransientError(Exception):
    """Trying again later may help: the message goes back to its queue. `reason` as in `PermanentError`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
