"""The discreet profile: a file whose outside says nothing of the text.

What a spooler logs as the name of a job, a chat shows under a file or a list of recent files keeps is neutral. The text
itself, its title page and its notes are as ever: who opens the file reads them.
"""

from __future__ import annotations

import uuid
from typing import Any

from msgspec import Struct
from msgspec.structs import fields, replace

from edition_builder.editing.identity import NAMESPACE
from edition_builder.model.document import Link, Span
from edition_builder.model.edition import Edition, Metadata

__all__ = ["DISCREET_SLUG", "discreet"]

DISCREET_SLUG = "text"
_SAME = object()


def discreet(edition: Edition) -> Edition:
    """The edition with neutral metadata and file name, without cover and outward links, its pictures in grey.

    The identifier follows from the text hash: one made from title and names would let who guesses them see that they
    are right.
    """
    old = edition.metadata
    metadata = Metadata(
        title=edition.terms.text,
        subtitle="",
        language=old.language,
        direction=old.direction,
        contributors=(),
        identifier=f"urn:uuid:{uuid.uuid5(NAMESPACE, edition.text_hash)}",
        slug=DISCREET_SLUG,
        date=old.date,
    )
    bare: Edition = _without_links(edition)
    hidden = {"cover": False, "cover_picture": None, "original": None, "written": None}
    return replace(bare, metadata=metadata, discreet=True, **hidden)


def _without_links(value: Any) -> Any:
    """A value of the model with the words of every outward link in the link's place."""
    if isinstance(value, Link) and not value.target.startswith("#"):
        return Span(_without_links(value.content))
    if isinstance(value, tuple):
        kept = tuple(map(_without_links, value))
        return value if all(new is old for new, old in zip(kept, value, strict=True)) else kept
    if isinstance(value, Struct):
        changed = {one.name: new for one in fields(value) if (new := _changed(value, one.name)) is not _SAME}
        return replace(value, **changed) if changed else value
    return value


def _changed(value: Struct, name: str) -> Any:
    """A field without links, ``_SAME`` where it has none."""
    old = getattr(value, name)
    new = _without_links(old)
    return _SAME if new is old else new
