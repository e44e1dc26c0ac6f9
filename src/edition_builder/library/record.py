"""What earlier runs built into an output folder, so that a run that was killed goes on where it was.

An entry of the cache is one manuscript: under the key of its texts, styles, settings and the tool, what came of it. It
is made when its files have been published, and counts only as long as these stand there unchanged: so it holds their
sums and not the files, and ten thousand of them take no more room than some books.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import Protocol

import msgspec
from msgspec import Struct

from edition_builder.diagnostics import Diagnostic
from edition_builder.ingredients import system_mark
from edition_builder.keeping import NO_MATTER
from edition_builder.library.task import Answer, Shared, answer_of
from edition_builder.model.catalogue import Book
from edition_builder.model.manuscript import Sources
from edition_builder.project import machine_paths
from edition_builder.style_folder import style_marks

__all__ = ["Kept", "Record", "Store", "common_key", "key_of", "still_true"]


class Store(Protocol):
    """Bytes under a key, kept from one run to the next or not."""

    def get(self, key: str) -> bytes | None:
        """The bytes, or None."""
        ...

    def put(self, key: str, data: bytes) -> None:
        """Keep bytes, if that can be done."""
        ...


class Kept(Struct, frozen=True):
    """A manuscript that was built: ``sums`` has each file's name in the output folder, its SHA-256 and its size."""

    name: str
    sums: tuple[tuple[str, str, int], ...]
    pictures: tuple[Answer, ...] = ()
    said: tuple[Diagnostic, ...] = ()
    sheets: tuple[tuple[str, int], ...] = ()
    book: Book | None = None


class Record:
    """What is known of earlier runs; ``store`` None is a run that makes everything anew."""

    def __init__(self, store: Store | None) -> None:
        self._store = store
        self._decoder = msgspec.json.Decoder(Kept)

    def find(self, key: str) -> Kept | None:
        """What came of this very manuscript, or None."""
        data = self._store.get(key) if self._store is not None and key else None
        with suppress(msgspec.DecodeError, KeyError):  # of another version, which the key should tell
            return self._decoder.decode(data) if data else None
        return None

    def keep(self, key: str, kept: Kept) -> None:
        """Remember what came of a manuscript."""
        if self._store is not None and key:
            self._store.put(key, msgspec.json.encode(kept))


def common_key(shared: Shared) -> bytes:
    """What all manuscripts of a run have in common, as a hash: settings that change files, styles, tool and system."""
    settings = shared.settings
    asked = [(name, getattr(settings, name)) for name in settings.__struct_fields__ if name not in NO_MATTER]
    common = repr((system_mark(), machine_paths(), asked, style_marks(shared.styles)))
    return hashlib.sha256(common.encode(errors="surrogateescape")).digest()


def key_of(common: bytes, sources: Sources) -> str:
    """The key of a manuscript: its texts, and what it has in common with the others. Pictures are asked for apart."""
    digest = hashlib.sha256(common)
    for text in sources.texts:
        digest.update(f"\n{len(text.data)} {text.path}\n".encode() + text.data)
    return f"library {digest.hexdigest()}"


def still_true(kept: Kept, sources: Sources) -> bool:
    """Whether each picture that the manuscript asked for is still the same."""
    return all(answer_of(sources.pictures.picture(text, address)) == answer for text, address, answer in kept.pictures)
