"""RFC 3161 time stamps: what an authority signed, when, and whether it is one that is trusted."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING

from tidewaiter.errors import CaseError, UnreadableError
from tidewaiter.model.moments import in_utc

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampResponse

INSTALL = "install tidewaiter[proofs] to verify it"
#: Object identifiers of hash functions (RFC 8017, appendix B.1) → name that hashlib knows.
_HASHES = {
    "1.2.840.113549.2.5": "md5",
    "1.3.14.3.2.26": "sha1",
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}
#: Other bytes with the same hash can be made of these.
WEAK = frozenset({"md5", "sha1"})
#: What the libraries raise on damaged bytes.
_FAULTS = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, AssertionError)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a time stamp says, believed or not.

    Attributes:
        time: When the authority says that it was asked, UTC.
        authority: Subject of the certificate that signed; empty where the stamp does not hold it.
        hash_name: Hash function; empty for one that is not known.
        imprint: Hash of the bytes that were stamped.
    """

    time: datetime
    authority: str
    hash_name: str
    imprint: bytes
    response: TimeStampResponse


def installed() -> bool:
    """Say whether the libraries are there that verify stamps."""
    return all(find_spec(name) for name in ("cryptography", "rfc3161_client"))


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep the library's warnings on odd certificates from the analyst, who is told what comes of it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def stamp(data: bytes) -> Stamp:
    """Read an answer of a time stamp authority (``.tsr``, DER).

    Raises:
        UnreadableError: It is no such answer, is damaged, or says that no stamp was given.
    """
    from rfc3161_client import decode_timestamp_response

    try:
        with _quietly():
            return _stamp(decode_timestamp_response(data))
    except _FAULTS as error:
        raise UnreadableError("is damaged, or no answer of a time stamp authority") from error


def _stamp(response: TimeStampResponse) -> Stamp:
    if int(response.status) not in (0, 1):
        raise UnreadableError("says that the authority gave no stamp")
    info = response.tst_info
    return Stamp(
        in_utc(info.gen_time),
        _authority(response),
        _HASHES.get(info.message_imprint.hash_algorithm.dotted_string, ""),
        info.message_imprint.message,
        response,
    )


def roots(pem: bytes, path: str) -> list[Certificate]:
    """Read the certificates that are trusted.

    Raises:
        CaseError: There is none.
    """
    from cryptography import x509

    try:
        with _quietly():
            return x509.load_pem_x509_certificates(pem)
    except ValueError as error:
        raise CaseError(f"{path} holds no PEM certificates") from error


def why_not(found: Stamp, trusted: list[Certificate]) -> str | None:
    """Say why a stamp cannot be believed; None if it can.

    Its signature must be that of a certificate for time stamping that leads to a trusted one, all of
    which were valid at the time of the stamp.
    """
    from rfc3161_client import VerificationError, VerifierBuilder

    try:
        with _quietly():
            VerifierBuilder(roots=list(trusted)).build().verify(found.response, found.imprint)
    except (VerificationError, *_FAULTS) as error:
        words = " ".join(str(error).split())
        return f"the signature does not lead to a trusted certificate ({words[:200]})"
    return None


def _authority(response: TimeStampResponse) -> str:
    from cryptography import x509

    signers = {(s.issuer, s.serial_number) for s in response.signed_data.signer_infos}
    for der in sorted(response.signed_data.certificates):
        certificate = x509.load_der_x509_certificate(der)
        if (certificate.issuer, certificate.serial_number) in signers:
            return certificate.subject.rfc4514_string()
    return ""
