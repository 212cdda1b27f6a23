"""Signs with an asymmetric KMS key (ECC_NIST_P256): the private key never leaves KMS."""

import hashlib
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key

from governance.domain.certificate import ALGORITHM


class KmsSigner:
    """The `Signer` of certificates."""

    def __init__(self, *, kms: Any, key_id: str) -> None:
        self._kms = kms
        self._key_id = key_id

    def sign(self, message: bytes) -> bytes:
        """DER signature over the SHA-256 digest of a message of any length."""
        answer = self._kms.sign(
            KeyId=self._key_id,
            Message=hashlib.sha256(message).digest(),
            MessageType="DIGEST",
            SigningAlgorithm=ALGORITHM,
        )
        signature: bytes = answer["Signature"]
        return signature

    def public_key_pem(self) -> str:
        """The key with which anyone can verify."""
        key = load_der_public_key(self._kms.get_public_key(KeyId=self._key_id)["PublicKey"])
        return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
