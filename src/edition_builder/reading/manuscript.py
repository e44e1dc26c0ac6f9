"""Manuscript bytes to a ``Manuscript``: every problem found in one run, no text lost on the way."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable

from edition_builder.diagnostics import Location, Outcome
from edition_builder.model.canonical import visible_text
from edition_builder.model.document import Block, Blocks, Picture, own_inlines, walk_blocks, walk_inlines
from edition_builder.model.manuscript import FrontMatter, Manuscript, SourceFile, Sources
from edition_builder.reading.blocks import build_blocks
from edition_builder.reading.context import Context
from edition_builder.reading.drafts import draft_blocks
from edition_builder.reading.findings import Findings
from edition_builder.reading.front_matter import Header, find_header, read_front_matter, starts_with_header
from edition_builder.reading.invisible import check_invisible
from edition_builder.reading.links import identify_headings, link_headings
from edition_builder.reading.markdown import parse_blocks, unused_definitions
from edition_builder.reading.notes import check_notes
from edition_builder.reading.picture_shelf import PictureShelf
from edition_builder.reading.source import SourceText, read_source

__all__ = ["read_manuscript"]

_FOLDER_HEADER = ".yaml"
_ENDS_OF_HEADER = ("", "---", "...")
_LARGEST = 20_000_000  # bytes of text: a hundred novels; beyond it somebody named the wrong file


def read_manuscript(sources: Sources) -> Outcome[Manuscript]:
    """Read a manuscript.

    Args:
        sources: the manuscript file, or ``edition.yaml`` and the chapters in order; where pictures come from.

    Returns:
        The manuscript with its brackets still open, and everything found; no value if the front matter or the
        bytes cannot be used.
    """
    findings = Findings()
    if _too_large_or_empty(sources.texts, findings):
        return Outcome(None, findings.in_order())
    texts = [read_source(file, findings) for file in sources.texts]
    sound = [source for source in texts if source is not None]
    shelf = PictureShelf(sources.pictures)
    contexts = [_context(source, shelf, findings, several=len(texts) > 1) for source in sound]
    front_matter, blocks = _read_all(sound, contexts)
    notes = check_notes(contexts, findings)
    blocks, notes = link_headings(identify_headings(blocks), notes, contexts)
    if sound and not _says_something(blocks) and not findings.says("EB303"):
        _report_no_text(sound[-1], findings)
    if front_matter is None or len(sound) < len(texts):
        return Outcome(None, findings.in_order())
    return Outcome(Manuscript(front_matter, blocks, notes, shelf.pictures()), findings.in_order())


def _too_large_or_empty(files: tuple[SourceFile, ...], findings: Findings) -> bool:
    """EB104 if no file holds anything but white space, EB105 if they are too large together."""
    whole = Location(files[0].path) if files else Location("")
    if sum(len(file.data) for file in files) > _LARGEST:
        findings.add("EB105", "the manuscript is larger than 20 MB", whole, "divide it into several manuscripts")
        return True
    if not any(file.data.removeprefix(BOM_UTF8).strip() for file in files):
        findings.add("EB104", "the manuscript is empty", whole, "put the text in, after front matter with its title")
        return True
    return False


def _says_something(blocks: Blocks) -> bool:
    """Whether there is a word or a picture: an empty item of a list or a break between scenes is no text."""
    pictures = (one for block in walk_blocks(blocks) for run in own_inlines(block) for one in walk_inlines(run))
    return any(map(str.strip, visible_text(blocks))) or any(isinstance(one, Picture) for one in pictures)


def _report_no_text(source: SourceText, findings: Findings) -> None:
    findings.add(
        "EB308",
        "the manuscript has front matter and no text",
        Location(source.path, len(source.lines), 1),
        "put the text after the front matter",
    )


def _context(source: SourceText, shelf: PictureShelf, findings: Findings, *, several: bool) -> Context:
    """The context of a file; the labels of its notes are its own."""
    return Context(source.path, findings, shelf, label_prefix=f"{source.path} " if several else "")


def _read_all(sources: Iterable[SourceText], contexts: Iterable[Context]) -> tuple[FrontMatter | None, Blocks]:
    """The front matter of the first file that has one, and the blocks of all of them."""
    front_matter: FrontMatter | None = None
    blocks: list[Block] = []
    for number, (source, context) in enumerate(zip(sources, contexts, strict=True)):
        if source.path.endswith(_FOLDER_HEADER):
            front_matter = _read_header(_whole_file(source), context)
            continue
        header = None
        if number == 0:
            header = find_header(source, context.findings)
            front_matter = _read_header(header, context) if header else None
        elif starts_with_header(source):
            _refuse_header(context)
            continue
        blocks.extend(_read_text(source, header.rest if header else 0, context))
    return front_matter, tuple(blocks)


def _whole_file(source: SourceText) -> Header:
    """``edition.yaml``: all of it, with or without the lines that begin and end front matter elsewhere."""
    end = len(source.lines)
    while end and source.lines[end - 1].strip() in _ENDS_OF_HEADER:
        end -= 1
    return Header(source.lines[:end], 1, len(source.lines))


def _read_header(header: Header, context: Context) -> FrontMatter | None:
    """The front matter; brackets in it are characters unless they carry attributes, and it calls no notes (EB214)."""
    context.brackets = False
    front_matter = read_front_matter(header, context)
    context.brackets = True
    for _label, place in context.calls:
        step = "say it in the headnote itself, or call the note in the text below"
        context.findings.add("EB214", "a note is called in the front matter", place, step)
    context.calls.clear()
    context.notes.clear()
    return front_matter


def _refuse_header(context: Context) -> None:
    """EB210: a chapter brings keys of its own."""
    context.findings.add(
        "EB210",
        "this chapter begins with front matter",
        Location(context.path, 1, 1),
        "move its keys to edition.yaml; for a scene break at the start of a chapter write * * *",
    )


def _read_text(source: SourceText, rest: int, context: Context) -> tuple[Block, ...]:
    """The blocks of a file from line index ``rest`` on. The lines before are blanked: lines keep their numbers."""
    check_invisible(source.path, source.lines[rest:], rest + 1, context.findings)
    text = "\n" * rest + "\n".join(source.lines[rest:]) if rest else source.text
    tokens = parse_blocks(text, context.environment)
    blocks = build_blocks(draft_blocks(tokens, source, text, context.environment), context)
    for line in unused_definitions(context.environment):
        context.findings.add(
            "EB314",
            "this line defines a link that nothing uses: it is not printed",
            Location(source.path, line, 1),
            "if it is text, begin it with \\[ instead of [; if not, delete it",
        )
    return blocks
