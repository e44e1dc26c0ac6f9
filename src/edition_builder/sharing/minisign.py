"""Signatures and keys in the format of minisign: Ed25519, so that anybody can check them without this tool.

Format: https://jedisct1.github.io/minisign/ ("Signature format", "Secret key format"); the hash of a file is
BLAKE2b-512 (RFC 7693), the key that locks a secret key comes from scrypt (RFC 7914) with parameters as libsodium
derives them from its two limits. A signature has no time in it: the same key and file always give the same bytes.
"""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from msgspec import Struct

__all__ = ["PublicKey", "SecretKey", "lock", "needs_phrase", "new_key", "public_key", "sign", "signed_by", "unlock"]

_ALGORITHM, _PREHASHED, _SCRYPT, _PLAIN, _BLAKE = b"Ed", b"ED", b"Sc", b"\0\0", b"B2"
_SIGNATURE, _KEY_NUMBER, _SEED, _SALT, _CHECKSUM = 64, 8, 32, 32, 32
_LOCKED = _KEY_NUMBER + 2 * _SEED + _CHECKSUM
# libsodium's SENSITIVE limits ask for 1 GiB, which an old laptop has not free: an eighth of that still takes a second.
_OPERATIONS, _MEMORY = 4_194_304, 134_217_728
_COMMENT, _TRUSTED = "untrusted comment: ", "trusted comment: "
_BLOCK, _MOST_MEMORY = 8, 2**31


class PublicKey(Struct, frozen=True):
    """The number of a key, 8 bytes, and its public half, 32 bytes."""

    number: bytes
    key: bytes

    def line(self) -> str:
        """The key in one line, as it is read out or printed."""
        return b64encode(_ALGORITHM + self.number + self.key).decode()

    def text(self) -> str:
        """The key as a file for ``minisign -p``."""
        return f"{_COMMENT}public key\n{self.line()}\n"


class SecretKey(Struct, frozen=True):
    """The number of a key, 8 bytes, and the seed of its secret half, 32 bytes."""

    number: bytes
    seed: bytes

    @property
    def public(self) -> PublicKey:
        """The half that everybody may have."""
        return PublicKey(self.number, self.private.public_key().public_bytes_raw())

    @property
    def private(self) -> Ed25519PrivateKey:
        """The key as the library takes it."""
        return Ed25519PrivateKey.from_private_bytes(self.seed)


def new_key(random: bytes) -> SecretKey:
    """A key from 40 random bytes."""
    return SecretKey(random[:_KEY_NUMBER], random[_KEY_NUMBER : _KEY_NUMBER + _SEED])


def lock(key: SecretKey, phrase: str, salt: bytes) -> str:
    """The secret key as a file, locked with a pass phrase; ``salt`` are 32 random bytes. No phrase locks nothing."""
    secret = key.seed + key.public.key
    checksum = hashlib.blake2b(_ALGORITHM + key.number + secret, digest_size=_CHECKSUM).digest()
    held = key.number + secret + checksum
    derivation = _SCRYPT if phrase else _PLAIN
    limits = (_OPERATIONS, _MEMORY) if phrase else (0, 0)
    if phrase:
        held = _mixed(held, _stream(phrase, salt, *limits))
    head = _ALGORITHM + derivation + _BLAKE + salt + b"".join(one.to_bytes(8, "little") for one in limits)
    return f"{_COMMENT}secret key\n{b64encode(head + held).decode()}\n"


def unlock(text: str, phrase: str) -> SecretKey | None:
    """The secret key in a file; None if the pass phrase is not its own.

    Raises:
        ValueError: the file holds no secret key.
    """
    data = _decoded(text)
    salt_at = len(_ALGORITHM + _SCRYPT + _BLAKE)
    limits_at = salt_at + _SALT
    if len(data) != limits_at + 16 + _LOCKED or not data.startswith(_ALGORITHM):
        raise ValueError("no secret key")
    held = data[limits_at + 16 :]
    if data[2:4] == _SCRYPT:
        limits = (int.from_bytes(data[at : at + 8], "little") for at in (limits_at, limits_at + 8))
        held = _mixed(held, _stream(phrase, data[salt_at:limits_at], *limits))
    number, seed, public = held[:8], held[8:40], held[40:72]
    key = SecretKey(number, seed)
    return key if key.public.key == public else None  # minisign leaves the checksum of a key without a phrase empty


def needs_phrase(text: str) -> bool:
    """Whether the secret key in a file is locked."""
    return _decoded(text)[2:4] == _SCRYPT


def public_key(text: str) -> PublicKey:
    """The public key in a file or in one line.

    Raises:
        ValueError: there is none.
    """
    data = _decoded(text)
    if len(data) != len(_ALGORITHM) + _KEY_NUMBER + _SEED or not data.startswith(_ALGORITHM):
        raise ValueError("no public key")
    return PublicKey(data[2:10], data[10:])


def sign(data: bytes, key: SecretKey, comment: str) -> str:
    """The signature of some bytes as a file; ``comment`` is signed too and must tell of nobody."""
    signature = key.private.sign(hashlib.blake2b(data).digest())
    over_all = key.private.sign(signature + comment.encode())
    first = b64encode(_PREHASHED + key.number + signature).decode()
    return f"{_COMMENT}signature\n{first}\n{_TRUSTED}{comment}\n{b64encode(over_all).decode()}\n"


def signed_by(data: bytes, signature: str, key: PublicKey) -> bool:
    """Whether this key signed these bytes, and the comment beside the signature."""
    lines = signature.splitlines()
    if len(lines) < 4 or not lines[2].startswith(_TRUSTED):  # noqa: PLR2004 - the lines of the format
        return False
    try:
        first, over_all = b64decode(lines[1], validate=True), b64decode(lines[3], validate=True)
    except ValueError:  # not Base64, not even ASCII
        return False
    kind, number, own = first[:2], first[2:10], first[10:]
    if kind not in (_PREHASHED, _ALGORITHM) or number != key.number or len(own) != _SIGNATURE:
        return False
    public = Ed25519PublicKey.from_public_bytes(key.key)
    try:
        public.verify(own, hashlib.blake2b(data).digest() if kind == _PREHASHED else data)
        public.verify(over_all, own + lines[2].removeprefix(_TRUSTED).encode())
    except InvalidSignature:
        return False
    return True


def _decoded(text: str) -> bytes:
    """The bytes in the last line that is no comment."""
    lines = [line for line in text.splitlines() if line and not line.startswith(_COMMENT)]
    try:
        return b64decode(lines[0], validate=True) if lines else b""
    except ValueError:  # not Base64, not even ASCII
        return b""


def _mixed(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def _stream(phrase: str, salt: bytes, operations: int, memory: int) -> bytes:
    """What a pass phrase gives: scrypt with the N and p that libsodium's ``pickparams`` takes from two limits."""
    operations = max(operations, 32_768)
    tight = operations < memory // 32
    most = operations // (_BLOCK * 4) if tight else memory // (_BLOCK * 128)
    cost = 2
    while cost <= most // 2:
        cost *= 2
    parallel = 1 if tight else min(operations // 4 // cost, 0x3FFFFFFF) // _BLOCK
    if cost * _BLOCK * 128 > _MOST_MEMORY:
        raise ValueError("the key asks for more memory than 2 GB")
    return hashlib.scrypt(
        phrase.encode(), salt=salt, n=cost, r=_BLOCK, p=parallel, maxmem=_MOST_MEMORY - 1, dklen=_LOCKED
    )
