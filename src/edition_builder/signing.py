"""A folder with a list of sums → its signature; keys made, locked, opened. The third way that rooms meet.

One key ties all that it signed to one hand. Whoever must not be known by their packs signs nothing, or makes a key for
each (``docs/verify.md``).
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from msgspec import Struct

from edition_builder.checking.sums import is_list_of_sums, signature_name
from edition_builder.errors import UsageError
from edition_builder.model.rendition import RenditionFile
from edition_builder.project import load_file, load_given
from edition_builder.publishing import write_files
from edition_builder.sharing.minisign import SecretKey, lock, needs_phrase, new_key, sign, unlock

__all__ = ["Keys", "default_key", "is_locked", "make_keys", "open_key", "sign_folder"]

_RANDOM, _SALT = 40, 32
_COMMENT = "list of sums"  # is signed too, and tells of nobody
_NOT_A_KEY = "name a secret key that edition sign --new-key or minisign -G made"


class Keys(Struct, frozen=True):
    """Where a new pair of keys is, and the public one in one line."""

    secret: Path
    public: Path
    line: str


def default_key() -> Path:
    """Where the secret key is looked for: in the user's own folder of settings, never in a project."""
    home = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(home) / "edition-builder" / "secret.key"


def make_keys(secret: Path, phrase: str) -> Keys:
    """Make a pair of keys, the secret one locked with a pass phrase and readable by its owner alone.

    Raises:
        CannotWrite: one of the files is there already, or the disk refuses.
    """
    key = new_key(secrets.token_bytes(_RANDOM))
    public = secret.with_suffix(".pub")
    held = RenditionFile(secret.name, lock(key, phrase, secrets.token_bytes(_SALT)).encode())
    write_files(
        secret.parent, (held, RenditionFile(public.name, key.public.text().encode())), replace=False, private=True
    )
    return Keys(secret, public, key.public.line())


def is_locked(path: Path) -> bool:
    """Whether the secret key in a file needs a pass phrase."""
    return needs_phrase(_text(path))


def open_key(path: Path, phrase: str) -> SecretKey:
    """The secret key in a file.

    Raises:
        UsageError: there is no such key, or the pass phrase is not its own.
    """
    try:
        key = unlock(_text(path), phrase)
    except ValueError as problem:
        raise UsageError(f"{path} holds no secret key", _NOT_A_KEY) from problem
    if key is None:
        raise UsageError("the pass phrase does not open this key", "try again; nobody can open it without")
    return key


def _text(path: Path) -> str:
    if not path.exists():
        raise UsageError(f"there is no key {path}", "edition sign --new-key makes one; --key names another")
    return load_file(path).decode(errors="replace")


def sign_folder(folder: Path, key: SecretKey) -> tuple[Path, ...]:
    """Sign every list of sums that a folder holds; a signature that is there is written over.

    Raises:
        UsageError: there is no such list.
        CannotWrite: the disk refuses.
    """
    given = ((Path(name), data) for name, data in load_given(str(folder)))
    lists = [(one.name, data) for one, data in given if one.parent == folder and is_list_of_sums(one.name, data)]
    if not lists:
        raise UsageError(f"{folder} holds no list of sums", "name a folder that edition build or edition pack made")
    made = (RenditionFile(signature_name(name), sign(data, key, _COMMENT).encode()) for name, data in lists)
    return write_files(folder, tuple(made), replace=True)
