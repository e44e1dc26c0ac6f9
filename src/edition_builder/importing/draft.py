"""Bytes → a draft: kept blocks, front matter, what was left out, what there is to say. The room's front door."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from edition_builder.diagnostics import Diagnostic, Location, Outcome
from edition_builder.importing.blocks import Block, Field, ImportFile, Kind, LeftOut, Text
from edition_builder.importing.cleaning import clean_blocks
from edition_builder.importing.counting import count_words, missing_words
from edition_builder.importing.decoding import declared_encoding, decode
from edition_builder.importing.finding import find_fields
from edition_builder.importing.furniture import mark_furniture
from edition_builder.importing.kinds import Refusal, kind_of, load_packed_reader, load_text_reader
from edition_builder.importing.language import find_language
from edition_builder.importing.limits import refuse_large, refuse_long
from edition_builder.importing.marks import link_marks

__all__ = ["Draft", "draft", "language_of"]

_PACKED = frozenset({"docx", "epub", "odt", "mhtml"})
_REQUIRED = ("title", "author", "language")
_FROM_THE_WEB = frozenset({"plain", "html", "mhtml", "markdown"})


class Draft(Struct, frozen=True):
    """A text on its way into a manuscript. ``source`` are the blocks before anything moved to the front matter."""

    file: str
    text: Text
    blocks: tuple[Block, ...]
    source: tuple[Block, ...]
    fields: tuple[Field, ...]
    left_out: tuple[LeftOut, ...]
    rejoin: bool

    def field(self, key: str) -> Field | None:
        """What was found for a key, or None; what is only offered does not count."""
        return next((field for field in self.fields if field.key == key and not field.offered), None)


def language_of(draft: Draft) -> str:
    """The language found, or ""."""
    found = draft.field("language")
    return found.value if found else ""


def draft(file: ImportFile, choices: frozenset[str], encoding: str = "") -> Outcome[Draft]:
    """Read a foreign file.

    Args:
        file: name and bytes.
        choices: names of ``choices.CHOICES``.
        encoding: that of a text, if the user names it; "" to find it.

    Returns:
        The draft with its warnings; or EB901 to EB904, EB912 for what cannot be imported.
    """
    read = _read(file, choices, encoding)
    place = Location(file.name)
    if isinstance(read, Refusal):
        return Outcome(None, (Diagnostic(read.code, read.message, place, read.hint),))
    kind, text = read
    if not any(block.words.strip() or block.kind is Kind.PICTURE for block in text.blocks):
        hint = "look whether it was saved; if it is a picture of text, type it or have it read first"
        return Outcome(None, (Diagnostic("EB912", "the file holds no text", place, hint),))
    refusal = refuse_long(text)
    if refusal:
        return Outcome(None, (Diagnostic(refusal.code, refusal.message, place, refusal.hint),))
    made = _made(file.name, kind, text, choices)
    return Outcome(made, tuple(_said(made, place)))


def _read(file: ImportFile, choices: frozenset[str], encoding: str) -> tuple[str, Text] | Refusal:
    """The kind and the blocks of a file."""
    kind = kind_of(file)
    if isinstance(kind, Refusal):
        return kind
    if kind in _PACKED:
        text = load_packed_reader(kind)(file.data, choices)
        return text if isinstance(text, Refusal) else (kind, text)
    refusal = refuse_large(file.data, page=kind == "html")
    if refusal:
        return refusal
    decoded = decode(file.data, encoding, declared_encoding(file.data) if kind == "html" else "")
    if decoded is None:
        hint = "save it as UTF-8 in the program that made it, or name its encoding: --from-encoding windows-1251"
        what = f"no text in the encoding {encoding}" if encoding else "no text in any encoding that is known here"
        return Refusal("EB904", f"the bytes are {what}", hint)
    return kind, load_text_reader(kind)(decoded, choices)


def _made(name: str, kind: str, text: Text, choices: frozenset[str]) -> Draft:
    """Furniture, notes, front matter, cleaning, in this order."""
    blocks = text.blocks
    if "furniture" in choices and kind in _FROM_THE_WEB:
        blocks = mark_furniture(blocks)
    if "notes" in choices and not text.header:
        blocks = link_marks(blocks)
    source, fields, ornaments = blocks, text.fields, ()  # type: tuple[Block, ...], tuple[Field, ...], tuple[LeftOut, ...]
    if "front-matter" in choices and not text.header:
        blocks, fields, ornaments = find_fields(blocks, text.fields)
    fields = (*fields, *_language(blocks, fields, text.language))
    language = next((field.value for field in fields if field.key == "language"), "")
    left_out = (*text.left_out, *_left_out(blocks))
    missing = _missing(text, blocks, (*left_out,))
    return Draft(
        name,
        text,
        clean_blocks(blocks, choices, language),
        source,
        fields,
        tuple(sorted((*left_out, *ornaments, *missing), key=lambda one: one.line)),
        "notes" in choices,
    )


def _language(blocks: Iterable[Block], fields: Iterable[Field], stated: str) -> Iterator[Field]:
    found = find_language("\n".join(block.words for block in blocks if not block.reason), stated)
    if found and not any(field.key == "language" for field in fields):
        yield found


def _left_out(blocks: Iterable[Block]) -> Iterator[LeftOut]:
    """The blocks that are nowhere in the manuscript."""
    for block in blocks:
        if block.reason and not block.moved and block.words.strip():
            yield LeftOut(block.words, block.reason, block.line)


def _missing(text: Text, blocks: Iterable[Block], left_out: tuple[LeftOut, ...]) -> tuple[LeftOut, ...]:
    """Words that a reader saw and that no block has: the law holds whatever a library drops."""
    accounted: Counter[str] = Counter()
    for part in (
        *(block.words for block in blocks if not block.reason or block.moved),
        *(one.text for one in left_out),
    ):
        accounted.update(count_words(part))
    missing = missing_words(count_words(text.seen), accounted)
    if not missing:
        return ()
    return (
        LeftOut(" ".join(sorted(missing.elements())), "words that could not be placed; look for them in the source"),
    )


def _said(made: Draft, place: Location) -> Iterator[Diagnostic]:
    """Warnings: a guessed encoding, what the reader remarked, words out of place, required fields not found."""
    if made.text.guessed:
        hint = "read the first lines of the manuscript; if letters are wrong, name the encoding with --from-encoding"
        yield Diagnostic("EB905", f"the encoding is a guess: {made.text.encoding}", place, hint)
    yield from (Diagnostic(code, message, place, hint) for code, message, hint in made.text.remarks)
    lost = next((one for one in made.left_out if one.reason.startswith("words that could not")), None)
    if lost:
        count = len(lost.text.split())
        hint = "they stand at the end of the file of what was left out; look for them in the source"
        yield Diagnostic("EB906", f"{count} words could not be placed", place, hint)
    for key in _REQUIRED if not made.text.header else ():
        if made.field(key) is None:
            offered = any(field.key == key for field in made.fields)
            where = f"look at the line # {key}: … there" if offered else f"{key}: …"
            hint = f"write it into the front matter of the manuscript: {where}; without it nothing can be built"
            yield Diagnostic("EB908", f"the {key} was not found in the text", place, hint)
