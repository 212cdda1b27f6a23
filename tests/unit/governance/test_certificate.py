"""A certificate can be checked by anyone and changed by nobody."""

import json
from datetime import datetime, timezone

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from event_contracts import Context
from governance.domain.certificate import (
    ContextEvidence,
    InvalidCertificateError,
    Statement,
    certify,
    subject_token,
    verify,
)

NOW = datetime(2026, 6, 1, 9, 30, tzinfo=timezone.utc)
SUBJECT = "hk_" + "0" * 32


class LocalSigner:
    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message, ec.ECDSA(SHA256()))

    def public_key_pem(self) -> str:
        return self._key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


STATEMENT = Statement(
    ticket="rr_" + "a" * 22,
    case_version=1,
    subjects=(subject_token(SUBJECT),),
    contexts=(ContextEvidence(context=Context.INDEXER, acknowledged_at=NOW, items_removed=2),),
    surfaces={"profile": True},
    received_at=NOW,
    approved_at=NOW,
    deadline=NOW,
    completed_at=NOW,
)


def test_a_certificate_gives_back_what_it_states() -> None:
    signer = LocalSigner()
    assert verify(certify(STATEMENT, signer=signer), public_key_pem=signer.public_key_pem()) == STATEMENT


def test_layout_does_not_matter_to_the_signature() -> None:
    signer = LocalSigner()
    document = json.loads(certify(STATEMENT, signer=signer))
    reordered = json.dumps(dict(reversed(document.items())), indent=7)
    assert verify(reordered, public_key_pem=signer.public_key_pem()) == STATEMENT


@pytest.mark.parametrize(
    ("field", "forged"),
    [
        ("ticket", "rr_" + "b" * 22),
        ("surfaces", {"profile": True, "search": True}),
        ("subjects", []),
        ("completed_at", "2020-01-01T00:00:00Z"),
    ],
)
def test_a_changed_statement_is_refused(field: str, forged: object) -> None:
    signer = LocalSigner()
    document = json.loads(certify(STATEMENT, signer=signer))
    document["statement"][field] = forged
    with pytest.raises(InvalidCertificateError, match="signature does not fit"):
        verify(json.dumps(document), public_key_pem=signer.public_key_pem())


def test_a_certificate_signed_with_another_key_is_refused_although_it_names_that_key() -> None:
    forger, ours = LocalSigner(), LocalSigner()
    with pytest.raises(InvalidCertificateError, match="signature does not fit"):
        verify(certify(STATEMENT, signer=forger), public_key_pem=ours.public_key_pem())


@pytest.mark.parametrize("document", ["", "[]", "{}", '{"statement": {}, "signature": {"value": "!"}}', "[" * 100_000])
def test_anything_else_is_not_a_certificate(document: str) -> None:
    with pytest.raises(InvalidCertificateError, match="not an erasure certificate"):
        verify(document, public_key_pem=LocalSigner().public_key_pem())


def test_a_key_that_cannot_be_read_is_said_to_be_so() -> None:
    with pytest.raises(InvalidCertificateError, match="public key"):
        verify(certify(STATEMENT, signer=LocalSigner()), public_key_pem="no key")


def test_the_subjects_public_id_stands_nowhere_in_a_certificate() -> None:
    assert SUBJECT not in certify(STATEMENT, signer=LocalSigner())
