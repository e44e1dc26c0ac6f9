"""Signatures and keys, judged by two other programs of the same format."""

from __future__ import annotations

import shutil
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Callable
from pathlib import Path

import minisign
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition_builder.sharing.minisign import (
    SecretKey,
    lock,
    needs_phrase,
    new_key,
    public_key,
    sign,
    signed_by,
    unlock,
)

KEY = new_key(bytes(range(40)))
OTHER = new_key(bytes(range(1, 41)))
DATA = b"0123  name.txt\n"
SIGNATURE = sign(DATA, KEY, "list of sums")
PHRASE, SALT = "drei Birken am Fluss", bytes(32)
LOCKED = lock(KEY, PHRASE, SALT)

Program = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Debian's minisign in a folder with our key, our list and our signature."""
    found = shutil.which("minisign")
    if found is None:
        pytest.skip("minisign is not installed")
    files = {"a.txt": DATA, "a.signature.txt": SIGNATURE.encode(), "a.pub": KEY.public.text().encode()}
    for name, data in {**files, "a.key": LOCKED.encode()}.items():
        (tmp_path / name).write_bytes(data)
    return lambda *arguments, typed="": subprocess.run(
        [found, *arguments], cwd=tmp_path, input=typed, capture_output=True, text=True, check=False
    )


def test_minisign_accepts_our_signature_and_key(program: Program) -> None:
    done = program("-V", "-p", "a.pub", "-m", "a.txt", "-x", "a.signature.txt")
    assert (done.returncode, done.stdout) == (
        0,
        "Signature and comment signature verified\nTrusted comment: list of sums\n",
    )
    assert program("-V", "-P", KEY.public.line(), "-m", "a.txt", "-x", "a.signature.txt").returncode == 0
    assert program("-V", "-P", OTHER.public.line(), "-m", "a.txt", "-x", "a.signature.txt").returncode != 0


def test_minisign_opens_our_locked_key_and_signs_the_same_bytes(program: Program, tmp_path: Path) -> None:
    done = program("-S", "-s", "a.key", "-m", "a.txt", "-x", "b.txt", "-t", "list of sums", typed=f"{PHRASE}\n")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "b.txt").read_text("utf-8").splitlines()[1:] == SIGNATURE.splitlines()[1:]


@pytest.mark.parametrize("phrase", ["one", ""])
def test_keys_of_minisign_open_here(program: Program, tmp_path: Path, phrase: str) -> None:
    lines = f"{phrase}\n{phrase}\n"
    done = program("-G", *(() if phrase else ("-W",)), "-p", "b.pub", "-s", "b.key", typed=lines)
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "b.key").read_text("utf-8")
    key = unlock(text, phrase)
    assert needs_phrase(text) is bool(phrase)
    assert key is not None
    assert key.public == public_key((tmp_path / "b.pub").read_text("utf-8"))


def test_py_minisign_and_this_agree_both_ways() -> None:
    theirs = minisign.SecretKey.from_bytes(LOCKED.encode())
    theirs.decrypt(PHRASE)
    public = minisign.PublicKey.from_base64(KEY.public.line())
    assert bytes(theirs.get_public_key()) == bytes(public)
    public.verify(DATA, minisign.Signature.from_bytes(SIGNATURE.encode()))
    signature = bytes(theirs.sign(DATA, trusted_comment="from elsewhere")).decode()
    assert signed_by(DATA, signature, KEY.public)


def test_the_same_key_and_file_give_the_same_bytes() -> None:
    assert sign(DATA, KEY, "list of sums") == SIGNATURE
    assert lock(KEY, PHRASE, SALT) == LOCKED


@given(st.integers(0, len(DATA) * 8 - 1))
def test_no_bit_of_the_data_can_change(bit: int) -> None:
    harmed = bytearray(DATA)
    harmed[bit // 8] ^= 1 << bit % 8
    assert not signed_by(bytes(harmed), SIGNATURE, KEY.public)


@given(st.integers(0, len(SIGNATURE) - 1), st.characters(codec="utf-8"))
def test_no_character_of_what_is_signed_can_change(at: int, character: str) -> None:
    harmed = SIGNATURE[:at] + character + SIGNATURE[at + 1 :]
    untrusted = at < SIGNATURE.index("\n")
    if harmed.splitlines()[1:] != SIGNATURE.splitlines()[1:] and not untrusted:
        assert not signed_by(DATA, harmed, KEY.public)


def test_another_key_did_not_sign() -> None:
    assert not signed_by(DATA, SIGNATURE, OTHER.public)
    impostor = OTHER.public.__class__(KEY.public.number, OTHER.public.key)
    assert not signed_by(DATA, SIGNATURE, impostor)


def test_a_wrong_phrase_opens_nothing() -> None:
    assert unlock(LOCKED, PHRASE + " ") is None
    assert unlock(LOCKED, PHRASE) == KEY
    assert unlock(lock(KEY, "", SALT), "") == KEY


@pytest.mark.parametrize("text", ["", "untrusted comment: x\n", "RWQ=\n", LOCKED[:60], "Öl\n", KEY.public.text()])
def test_what_is_no_secret_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no secret key"):
        unlock(text, "")


@pytest.mark.parametrize("text", ["", "abc", LOCKED])
def test_what_is_no_public_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no public key"):
        public_key(text)


def test_a_key_that_asks_for_too_much_memory_is_refused() -> None:
    lines = LOCKED.splitlines()
    data = bytearray(b64decode(lines[1]))
    data[38:54] = (2**40).to_bytes(8, "little") * 2
    with pytest.raises(ValueError, match="2 GB"):
        unlock(f"{lines[0]}\n{b64encode(data).decode()}\n", PHRASE)


def test_a_secret_key_is_its_seed() -> None:
    assert SecretKey(bytes(8), bytes(32)).public.key.hex().startswith("3b6a27bcceb6a42d62a3a8d02a6f0d73")  # RFC 8032
