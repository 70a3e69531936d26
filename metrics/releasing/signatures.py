"""Events signed by a key outside the store (Ed25519), so that nobody else can rewrite the history and go unseen.

What is signed is the line of an event without its signature and without its line feed. The signature, in base64, is
the last thing in the line. A public key is the base64 of its SubjectPublicKeyInfo (RFC 8410): what stands between
the first and the last line of a PEM file.
"""

from __future__ import annotations

import base64
import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from metrics.issues import Refused
from metrics.periods import UK
from metrics.plain_files import all_bytes
from metrics.releasing.chain import ChainFault, Line
from metrics.releasing.modes import FOR_OTHERS
from metrics.releasing.signing_key import Keys, key_file, own_signing

Sign = Callable[[bytes], bytes]
SIGNED = re.compile(rb', "signature": "([A-Za-z0-9+/=]*)"\}\n$')
MOST_BYTES = 64_000  # of a file with a key
NO_PACKAGE = (
    "signatures need the package cryptography, and that is not installed; in the project's folder, "
    "run .venv/bin/python -m pip install --require-hashes -r requirements-signatures.lock"
)


class NoPackage(Refused):
    """The library that signs and verifies is not installed."""


def signer() -> Sign | None:
    """What signs a line; None where no key is named. Raises Refused where the key cannot be used."""
    file = key_file()
    return None if file is None else _private_key(file).sign


def signed(line: bytes, sign: Sign) -> bytes:
    """A line of the history, as it is without its line feed, with its signature."""
    signature = base64.b64encode(sign(line))
    return line[:-1] + b', "signature": "' + signature + b'"}'


def must_be_signed_as_declared(before: bytes) -> None:
    """Whether an event may follow a history now as it would be signed: what is added cannot be taken back.

    Raises Refused where ``signature_faults`` would tell it for ever.
    """
    own = own_signing()
    keys, file, own_day = own.declared(), own.file, own.now().astimezone(UK).date()
    if not keys:
        return
    if file is not None and public_key(file) not in keys_of_day(keys, own_day):
        raise Refused(
            f"the key {file} is not declared under site.signing_keys for {own_day}: declare it first, or name "
            "another one"
        )
    is_begun = own_day > keys[0][0] or any(SIGNED.search(line) for line in before.splitlines(keepends=True))
    if file is None and is_begun:
        raise Refused(
            "site.signing_keys asks for a signature, and no key is named: do it with --signing-key FILE before "
            "the name of the command, or PCP_SIGNING_KEY"
        )


def new_key(file: Path) -> str:
    """Makes a private key that its owner alone may read, and gives the public one.

    Raises Refused where there is such a file, and OSError.
    """
    serialization = _library("serialization")
    key = import_module("cryptography.hazmat.primitives.asymmetric.ed25519").Ed25519PrivateKey.generate()
    private: bytes = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Refused(f"{file} exists already; a key is never written over") from None
    with os.fdopen(descriptor, "wb") as written:
        written.write(private)
        written.flush()
        os.fsync(written.fileno())
    return _public_text(key)


def public_key(file: Path) -> str:
    """The public key that goes with the private one in a file. Raises Refused where it cannot be used."""
    return _public_text(_private_key(file))


def signature_faults(lines: Sequence[Line], keys: Keys) -> Iterator[ChainFault]:
    """Events whose signature is wrong, or lacking though they come after one that is signed.

    Without keys nothing can be checked, which is told. Raises NoPackage.
    """
    has_signature = [SIGNED.search(line.data) is not None for line in lines]
    if not keys:
        if any(has_signature):
            first, count = lines[has_signature.index(True)].number, sum(has_signature)
            message = f"{count} events are signed, and no public key is declared under site.signing_keys"
            yield ChainFault(first, "signatures-unchecked", message, is_harmless=True)
        return
    begun = False
    for line, is_signed in zip(lines, has_signature, strict=True):
        begun = begun or is_signed or _day(line) > keys[0][0]
        if not is_signed and begun:
            message = "it is not signed, and events are signed from an earlier one on, or from an earlier day"
            yield ChainFault(line.number, "unsigned-event", message)
        elif is_signed and not any(_is_signed_by(line, key) for key in keys_of_day(keys, _day(line))):
            message = "its signature is not that of a key that is declared for its day"
            yield ChainFault(line.number, "wrong-signature", message)


def keys_of_day(keys: Keys, day: date) -> list[str]:
    """The public keys by which an event of a day may be signed: on the day of a change the one before as well."""
    ends = [*(begins for begins, _ in keys[1:]), date.max]
    return [key for (begins, key), end in zip(keys, ends, strict=True) if begins <= day <= end]


def signed_part(line: bytes) -> tuple[bytes, bytes]:
    """What was signed of a line, and its signature; nothing of one that has none."""
    match = SIGNED.search(line)
    return (b"", b"") if match is None else (line[: match.start()] + b"}", match[1])


def _day(line: Line) -> date:
    return datetime.fromisoformat(str(line.item.get("time"))).astimezone(UK).date()


def _is_signed_by(line: Line, key: str) -> bool:
    serialization = _library("serialization")
    invalid = import_module("cryptography.exceptions").InvalidSignature
    text, signature = signed_part(line.data)
    try:
        public = serialization.load_der_public_key(base64.b64decode(key))
        public.verify(base64.b64decode(signature), text)
    except (invalid, ValueError):
        return False
    return True


def _private_key(file: Path) -> Any:
    serialization = _library("serialization")
    try:
        if file.stat().st_mode & (FOR_OTHERS | stat.S_IWGRP | stat.S_IWOTH):
            raise Refused(f"others may read the key {file}, so that it signs nothing: chmod 600 {file}")
        key = serialization.load_pem_private_key(all_bytes(file, MOST_BYTES), None)
    except OSError as problem:
        raise Refused(f"the key {file} cannot be read: {problem.strerror}") from problem
    except (ValueError, TypeError) as problem:
        raise Refused(f"{file} holds no private key that can be used: pcp new-key makes one") from problem
    ed25519 = import_module("cryptography.hazmat.primitives.asymmetric.ed25519")
    if not isinstance(key, ed25519.Ed25519PrivateKey):
        raise Refused(f"{file} holds a key of another kind than Ed25519: pcp new-key makes one")
    return key


def _public_text(key: Any) -> str:
    serialization = _library("serialization")
    data: bytes = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return base64.b64encode(data).decode()


def _library(name: str) -> Any:
    try:
        return import_module(f"cryptography.hazmat.primitives.{name}")
    except ImportError as problem:
        raise NoPackage(NO_PACKAGE) from problem
