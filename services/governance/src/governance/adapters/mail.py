"""The one message a requester gets: the profile is gone, and here is the certificate (GOV-05)."""

from typing import Any

from botocore.exceptions import ClientError

from governance.domain.errors import UndeliverableError

_NEVER_DELIVERABLE = frozenset({"MessageRejected", "BadRequestException"})
_SUBJECT = "Your removal request is complete"
_TEXT = """Hello,

the profile you asked us to remove has been deleted from the Tattoo Artist Directory. We have checked that it can no
longer be found, and it will not be collected again.

Your reference: {ticket}
Status and signed certificate: {status_url}

We have deleted this e-mail address and everything else you wrote in the request. Nobody reads replies to this address.
"""


class ConfirmationMail:
    """Sends confirmations through SES."""

    def __init__(self, *, ses: Any, sender: str, public_base_url: str) -> None:
        self._ses = ses
        self._sender = sender
        self._public_base_url = public_base_url.rstrip("/")

    def send(self, *, ticket: str, to: str) -> None:
        """Raises `UndeliverableError` for a refused address; anything else SES raises is worth another try."""
        text = _TEXT.format(ticket=ticket, status_url=f"{self._public_base_url}/v1/removal-requests/{ticket}")
        try:
            self._ses.send_email(
                FromEmailAddress=self._sender,
                Destination={"ToAddresses": [to]},
                Content={
                    "Simple": {
                        "Subject": {"Data": _SUBJECT, "Charset": "UTF-8"},
                        "Body": {"Text": {"Data": text, "Charset": "UTF-8"}},
                    }
                },
            )
        except ClientError as error:
            if error.response["Error"]["Code"] in _NEVER_DELIVERABLE:
                raise UndeliverableError from None  # the service's message quotes the address
            raise
