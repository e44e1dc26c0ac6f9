"""The pictures of a draft: which ones the text names, and the text with the names that they get in the manuscript."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from edition_builder.importing.blocks import Kind
from edition_builder.importing.draft import Draft

__all__ = ["picture_addresses", "with_addresses"]

_PICTURE = re.compile(r"(!\[[^\]\n]*\]\()([^)\s]+)((?:\s+\"[^\"\n]*\")?\))")


def picture_addresses(draft: Draft) -> Iterator[str]:
    """The address of each picture in the kept text, once, in order."""
    yield from dict.fromkeys(
        found[2] for block in draft.blocks if not block.reason for found in _PICTURE.finditer(block.markdown)
    )


def with_addresses(draft: Draft, names: Mapping[str, str]) -> Draft:
    """The draft with new addresses; a picture without one is taken out."""

    def named(found: re.Match[str]) -> str:
        address = names.get(found[2], "")
        return f"{found[1]}{address}{found[3]}" if address else ""

    blocks = [replace(block, markdown=_PICTURE.sub(named, block.markdown)) for block in draft.blocks]
    return replace(
        draft, blocks=tuple(block for block in blocks if block.kind is not Kind.PICTURE or block.markdown.strip())
    )
