"""What kind of text a manuscript is, as far as brackets are concerned: does it name its speakers?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from edition_builder.model.document import Blocks, Heading, OpenBracket, Paragraph, plain_text, walk_blocks

__all__ = ["Genre", "find_genre"]

# "Algernon.  Did you …", "THE COURT: …", "Mr. Smith. — …", "Q. …", "ПРЕДСЕДАТЕЛЬ: …", "— " after it or not.
_SPEAKER = re.compile(
    r"(?!(?:Mon|Tues?|Wed|Thu|Thurs?|Fri|Sat|Sun|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)[a-z]*\b)"
    r"(?:"
    r"((?:(?:Mr|Mrs|Ms|Dr|M|Sir|The|Mme|г-н|Г-н|Herr|Frau|Sr|Sra)\.? )?"
    r"[^\W\d_][\w’'-]*(?: [^\W\d_a-zа-я][\w’'-]*){0,3})"
    r"(?:\s?\([^)]{1,40}\))?\s?(?::|\.(?=\s\s|\s?[—–\[(]|\s[^\Wa-z])|\s[—–]\s)"
    r"|([^\W\d_a-z]{2,}(?: [^\W\d_a-z]{2,}){1,5}) (?:said|rose|put|asked|replied|observed|thought|complained)\b"
    r")"
)
_COLON = re.compile(r"[^\W\d_a-z][^:.!?]{1,30}(?:\. [^:.!?]{1,30})?:\s")
_NAME = re.compile(r"[^\W\d_][\w’' -]{1,40}[.:—–]?\s*")
_ACT = re.compile(
    r"(?:the )?(?:first |second |third |fourth |fifth |last )?"
    r"(?:act|scene|acte|scène|akt|aufzug|auftritt|szene|acto|escena|atto|scena|ato|cena|odsłona|perde|sahne|акт|действие|сцена|явление|картина|дія|ява|көрініс)\b",
    re.IGNORECASE,
)
_FEWEST, _SHARE = 3, 0.25  # speeches, and their share of the paragraphs
_MOST = 0.6  # of the paragraphs: then nobody need speak twice
_HEAD = 60  # characters of a paragraph that can hold the speaker's name


class Genre(Struct, frozen=True):
    """``spoken``: a play, debate, hearing or interview, in which speakers are named before their words.

    ``staged``: of these a play, which has acts and scenes, or directions right after the names of its speakers.
    """

    spoken: bool = False
    staged: bool = False


def find_genre(blocks: Blocks) -> Genre:
    """Judge by the paragraphs that begin with a speaker's name."""
    heads = list(_heads(blocks))
    speakers = Counter(found[1] or found[2] for head in heads if (found := _SPEAKER.match(head)))
    named = sum(":" in head and bool(_COLON.match(head)) for head in heads)
    speeches = sum(times for times in speakers.values() if times > 1) + sum(name.isupper() for name in speakers)
    speeches = max(speeches, named if named >= _MOST * len(heads) else 0)
    spoken = speeches >= _FEWEST and speeches >= _SHARE * len(heads)
    return Genre(spoken, spoken and (_has_scenes(blocks) or _directed(blocks) >= _FEWEST))


def _has_scenes(blocks: Blocks) -> bool:
    """Whether a heading counts an act or a scene."""
    return any(isinstance(block, Heading) and _ACT.match(plain_text(block.content)) for block in walk_blocks(blocks))


def _directed(blocks: Blocks) -> int:
    """Speeches whose speaker's name has a direction right after it."""
    return sum(
        isinstance(block, Paragraph)
        and len(block.content) > 1
        and isinstance(block.content[1], OpenBracket)
        and bool(_NAME.fullmatch(plain_text(block.content[:1])))
        for block in walk_blocks(blocks)
    )


def _heads(blocks: Blocks) -> Iterator[str]:
    """The first characters of every paragraph."""
    for block in walk_blocks(blocks):
        if isinstance(block, Paragraph):
            yield plain_text(block.content[:3])[:_HEAD].lstrip()
