"""The erasure certificate: a signed statement that anyone can verify and that names nobody."""

import base64
import hashlib
import json
from datetime import datetime
from typing import Any, Literal, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from pydantic import BaseModel, ConfigDict

from event_contracts import Context
from event_contracts.types import Instant
from governance.domain.case import State
from governance.domain.dossier import Dossier

ALGORITHM = "ECDSA_SHA_256"


class Signer(Protocol):
    """Holds the signing key (P-256). `sign` gives the DER signature over the SHA-256 digest of `message`."""

    def sign(self, message: bytes) -> bytes: ...

    def public_key_pem(self) -> str: ...


class InvalidCertificateError(Exception):
    """The document is not a certificate of ours; the message says why, in words for the reader."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ContextEvidence(_Frozen):
    """A context, when it last said that it holds nothing any more, and how many items it removed in all.

    A case that is widened by further keys is acknowledged more than once.
    """

    context: Context
    acknowledged_at: Instant
    items_removed: int


class Statement(_Frozen):
    """What is certified. `subjects` are hashes of the (already keyed) subject hashes."""

    format: Literal["erasure-certificate/1"] = "erasure-certificate/1"
    ticket: str
    case_version: int
    subjects: tuple[str, ...]
    contexts: tuple[ContextEvidence, ...]
    surfaces: dict[str, bool]
    received_at: Instant
    approved_at: Instant | None
    deadline: Instant
    completed_at: Instant


def statement(dossier: Dossier, *, surfaces: dict[str, bool], completed_at: datetime) -> Statement:
    """The statement about a finished purge."""
    case = dossier.case
    return Statement(
        ticket=case.ticket,
        case_version=case.case_version,
        subjects=tuple(sorted(subject_token(key) for key in case.subject_keys)),
        contexts=tuple(
            ContextEvidence(
                context=ack.context,
                acknowledged_at=ack.at,
                items_removed=sum(a.items_removed for a in dossier.acknowledgements if a.context == ack.context),
            )
            for ack in sorted(dossier.current, key=lambda ack: ack.context)
        ),
        surfaces=surfaces,
        received_at=case.received_at,
        approved_at=case.first_in(State.APPROVED),
        deadline=case.deadline,
        completed_at=completed_at,
    )


def subject_token(subject_key: str) -> str:
    """A subject as a certificate names it: whoever knows the profile's old id can check that it is meant."""
    return hashlib.sha256(b"erasure-certificate:" + subject_key.encode()).hexdigest()


def certify(what: Statement, *, signer: Signer) -> str:
    """The signed certificate as a JSON document."""
    body = what.model_dump(mode="json")
    signature = {
        "algorithm": ALGORITHM,
        "public_key": signer.public_key_pem(),
        "value": base64.b64encode(signer.sign(_canonical(body))).decode(),
    }
    return json.dumps({"statement": body, "signature": signature}, sort_keys=True, indent=2)


def verify(document: str, *, public_key_pem: str) -> Statement:
    """What a certificate states, when the directory's own key signed it; else raises `InvalidCertificateError`."""
    try:
        content = json.loads(document)
        body, signature = content["statement"], content["signature"]
        value = base64.b64decode(signature["value"], validate=True)
        certified = Statement.model_validate(body)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InvalidCertificateError("this is not an erasure certificate") from error
    try:
        key = load_pem_public_key(public_key_pem.encode())
    except ValueError as error:
        raise InvalidCertificateError("the public key cannot be read") from error
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise InvalidCertificateError("the key is not an elliptic-curve key")
    try:
        key.verify(value, _canonical(body), ec.ECDSA(SHA256()))
    except InvalidSignature as error:
        raise InvalidCertificateError("the signature does not fit the statement and the directory's key") from error
    return certified


def _canonical(body: dict[str, Any]) -> bytes:
    return json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
