"""What an archive says of itself in ``library.yaml``."""

from __future__ import annotations

from msgspec import Struct

__all__ = ["LibraryHeader"]


class LibraryHeader(Struct, frozen=True):
    """Title, language (BCP 47) and a paragraph about the archive, each "" where nothing is said."""

    title: str = ""
    language: str = ""
    about: str = ""
