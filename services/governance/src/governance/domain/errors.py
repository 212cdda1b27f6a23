"""Failures that another try cannot mend."""

from service_kit.errors import PermanentError


class UnknownTicketError(PermanentError):
    """There is no case under this ticket."""

    def __init__(self) -> None:
        super().__init__("unknown_ticket")


class UndeliverableError(PermanentError):
    """The requester's address can never be written to."""

    def __init__(self) -> None:
        super().__init__("notice_undeliverable")
