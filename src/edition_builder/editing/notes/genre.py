"""What kind of text a manuscript is, as far as brackets are concerned: does it name its speakers?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from edition_builder.model.document import Blocks, Paragraph, child_blocks, plain_text

__all__ = ["Genre", "find_genre"]

# "Algernon.  Did you …", "THE COURT: …", "Mr. Smith. — …", "Q. …", "ПРЕДСЕДАТЕЛЬ: …", "— " after it or not.
_SPEAKER = re.compile(
    r"((?:(?:Mr|Mrs|Ms|Dr|M|Sir|The|Mme|г-н|Г-н|Herr|Frau|Sr|Sra)\.? )?"
    r"[^\W\d_][\w’'-]*(?: [^\W\d_a-zа-я][\w’'-]*){0,3})"
    r"(?:\s?\([^)]{1,40}\))?\s?(?::|\.(?=\s\s|\s?[—–\[(]|\s[^\Wa-z])|\s[—–]\s)"
)
_FEWEST, _SHARE = 3, 0.25  # speeches, and their share of the paragraphs
_HEAD = 60  # characters of a paragraph that can hold the speaker's name


class Genre(Struct, frozen=True):
    """``spoken``: a play, debate, hearing or interview, in which speakers are named before their words."""

    spoken: bool = False


def find_genre(blocks: Blocks) -> Genre:
    """Judge by the paragraphs that begin with a speaker's name."""
    heads = list(_heads(blocks))
    speakers = Counter(found[1] for head in heads if (found := _SPEAKER.match(head)))
    speeches = sum(times for times in speakers.values() if times > 1) + sum(name.isupper() for name in speakers)
    return Genre(spoken=speeches >= _FEWEST and speeches >= _SHARE * len(heads))


def _heads(blocks: Blocks) -> Iterator[str]:
    """The first characters of every paragraph."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield plain_text(block.content[:3])[:_HEAD].lstrip()
        yield from _heads(tuple(child_blocks(block)))
