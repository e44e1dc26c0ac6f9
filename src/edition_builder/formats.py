"""FORMATS: one literal table, a row per output.

A row names its renderer and its checker as ``module:function``; they are loaded on use, so ``--format epub`` never
loads WeasyPrint. A new format is one module in ``rendering/``, one in ``checking/`` and one row here.

A renderer is ``render(edition: Edition, styles: StyleFolder) -> Rendition`` and pure; a checker is
``check(rendition: Rendition, edition: Edition) -> tuple[Diagnostic, ...]`` and imports no renderer. ``fitness``, where
a row has one, is asked before rendering whether the format can carry this text at all (a font for every letter).

A row that is ``ordered`` has a renderer that takes the ``Order`` too: the channel of messages, the format's name,
renditions that were made before it, or the workshop for its independent tasks. ``after`` names formats
that it cannot do without; they are made even where nobody asked for them.
Where it is ``compared`` with those, or its check has tasks for the workshop, its checker takes the order too.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from edition_builder.diagnostics import Diagnostic
from edition_builder.model.edition import Edition
from edition_builder.model.printing import OwnFormat, PrintSettings
from edition_builder.model.rendition import Order, Rendition, StyleFolder

__all__ = [
    "DEFAULT_FORMATS",
    "FORMATS",
    "Format",
    "load_checker",
    "load_fitness",
    "load_renderer",
    "rows_for",
    "together",
    "with_those_before",
]

Renderer = Callable[[Edition, StyleFolder, Order], Rendition]
Checker = Callable[[Rendition, Edition, Order], tuple[Diagnostic, ...]]
Fitness = Callable[[Edition, StyleFolder], tuple[Diagnostic, ...]]


class Format(Struct, frozen=True):
    """A row: ``file`` is the file name, NAME being the slug; ``summary`` one line for ``edition formats``.

    ``effort`` is how long it takes, in some 30 ms for a text of ten pages. ``excerpt``: it holds no more than the
    beginning of the text, without notes. ``in_parts`` says that a long text is made of tasks for the order's workshop.
    """

    name: str
    file: str
    renderer: str
    checker: str
    summary: str
    fitness: str = ""
    ordered: bool = False
    after: tuple[str, ...] = ()
    compared: bool = False
    effort: int = 1
    excerpt: bool = False
    in_parts: bool = False


PAGES_OF_FAMILY = "edition_builder.rendering.pdf_family:render"
FORMATS: tuple[Format, ...] = (
    Format(
        "epub",
        "NAME.epub",
        "edition_builder.rendering.epub:render",
        "edition_builder.checking.epub:check",
        "EPUB 3.3 for e-book readers: pop-up notes and a way back, accessible, small",
        effort=6,
    ),
    Format(
        "pdf",
        "NAME.pdf",
        "edition_builder.rendering.pdf:render",
        "edition_builder.checking.pdf:check",
        "book pages, A5 or any, to print or read: notes at the foot, tagged PDF/UA-1",
        fitness="edition_builder.checking.pages:fitness",
        ordered=True,
        effort=40,
        in_parts=True,
        compared=True,
    ),
    Format(
        "booklet",
        "NAME-booklet.pdf",
        "edition_builder.rendering.pdf_booklet:render",
        "edition_builder.checking.pdf_booklet:check",
        "the book pages on A4 or Letter: print on both sides, fold, staple",
        fitness="edition_builder.checking.pages:booklet_fitness",
        ordered=True,
        after=("pdf",),
        effort=6,
    ),
    Format(
        "phone",
        "NAME-phone.pdf",
        PAGES_OF_FAMILY,
        "edition_builder.checking.pdf:check",
        "pages as large as a telephone's screen: read without zooming, notes at the foot",
        fitness="edition_builder.checking.fonts:missing_glyphs",
        ordered=True,
        effort=45,
        in_parts=True,
        compared=True,
    ),
    Format(
        "handout",
        "NAME-handout.pdf",
        PAGES_OF_FAMILY,
        "edition_builder.checking.pdf:check",
        "two columns on the fewest sheets of A4 or Letter, for a copier: little ink",
        fitness="edition_builder.checking.pages:fitness",
        ordered=True,
        effort=65,
        compared=True,
    ),
    Format(
        "large-print",
        "NAME-large-print.pdf",
        PAGES_OF_FAMILY,
        "edition_builder.checking.pdf:check",
        "18 pt without serifs, bold for italics, for people who see little",
        fitness="edition_builder.checking.fonts:missing_glyphs",
        ordered=True,
        effort=40,
        in_parts=True,
        compared=True,
    ),
    Format(
        "html",
        "NAME.html",
        "edition_builder.rendering.html:render",
        "edition_builder.checking.html:check",
        "one file without script or network: opens on a bare phone from a chat",
        effort=3,
    ),
    Format(
        "txt",
        "NAME.txt",
        "edition_builder.rendering.txt:render",
        "edition_builder.checking.txt:check",
        "plain text, notes numbered, one line a paragraph",
    ),
    Format(
        "site",
        "NAME-site/",
        "edition_builder.rendering.site:render",
        "edition_builder.checking.site:check",
        "pages in a folder with the usual formats to download: hotspot, USB stick, OnionShare",
        ordered=True,
        after=("epub", "pdf", "html", "txt"),
        compared=True,
    ),
    Format(
        "messages",
        "NAME-messages/",
        "edition_builder.rendering.messages:render",
        "edition_builder.checking.messages:check",
        "the plain text in parts that fit a chat's messages (--channel)",
        ordered=True,
        after=("txt",),
    ),
    Format(
        "qr",
        "NAME-qr.pdf",
        "edition_builder.rendering.qr:render",
        "edition_builder.checking.qr:check",
        "the plain text on paper as numbered QR codes that any camera shows",
        fitness="edition_builder.checking.qr:fitness",
        ordered=True,
        after=("txt",),
        effort=30,
    ),
    Format(
        "qr-dense",
        "NAME-qr-dense.pdf",
        "edition_builder.rendering.qr:render_dense",
        "edition_builder.checking.qr:check",
        "the same on fewer sheets, for good cameras",
        fitness="edition_builder.checking.qr:fitness",
        ordered=True,
        after=("txt",),
        effort=30,
    ),
    Format(
        "poster",
        "NAME-poster.pdf",
        "edition_builder.rendering.pdf_poster:render",
        "edition_builder.checking.pdf_poster:check",
        "a page for a wall, A4 or A3: the beginning in large type, codes without an address",
        fitness="edition_builder.checking.fonts:missing_glyphs",
        ordered=True,
        after=("txt",),
        effort=30,
        excerpt=True,
    ),
)

DEFAULT_FORMATS: tuple[str, ...] = ("epub", "pdf", "html", "txt")


def rows_for(settings: PrintSettings) -> tuple[Format, ...]:
    """The table and, behind it, a row for each print format that the manuscript defines.

    The handout stands behind the codes where it takes them in.
    """
    own = tuple(_own_row(one) for one in settings.formats)
    if settings.handout.codes is None:
        return FORMATS + own
    handout = next(row for row in FORMATS if row.name == "handout")
    return (*(row for row in FORMATS if row is not handout), _with_codes(handout, settings.handout.codes), *own)


def _with_codes(row: Format, codes: str) -> Format:
    """The row of a handout with codes behind it."""
    return replace(
        row,
        renderer="edition_builder.rendering.pdf_handout:render",
        checker="edition_builder.checking.pdf_handout:check",
        after=(codes,),
    )


def _own_row(own: OwnFormat) -> Format:
    """The row of a manuscript's own format: as that which it is like, under its own name."""
    like = next(row for row in FORMATS if row.name == own.like)
    summary = f"this manuscript's own pages, like {own.like}"
    return Format(
        own.name,
        f"NAME-{own.name}.pdf",
        PAGES_OF_FAMILY,
        like.checker,
        summary,
        like.fitness,
        ordered=True,
        effort=like.effort,
        in_parts=like.in_parts,
        compared=like.compared,
    )


def with_those_before(rows: tuple[Format, ...]) -> tuple[Format, ...]:
    """These rows and those that they stand after, in the order of the table, a manuscript's own last."""
    own = tuple(row for row in rows if row not in FORMATS)
    changed = {row.name for row in own}
    table = tuple(row for row in FORMATS if row.name not in changed)
    names = {row.name for row in rows}
    while further := {name for row in (*table, *own) if row.name in names for name in row.after} - names:
        names |= further
    return tuple(row for row in table if row.name in names) + own


def together(rows: tuple[Format, ...]) -> tuple[tuple[Format, ...], ...]:
    """Rows that are made by themselves, each with those that stand after it; what takes longest comes first."""
    groups: list[list[Format]] = []
    for row in rows:
        homes = [group for group in groups if any(before.name in row.after for before in group)]
        groups = [group for group in groups if group not in homes]
        groups.append([*(one for group in homes for one in group), row])
    return tuple(sorted(map(tuple, groups), key=lambda group: -sum(row.effort for row in group)))


def load_renderer(row: Format) -> Renderer:
    """The renderer that a row names, whether it takes an order or not."""
    render = cast(Callable[..., Rendition], _load(row.renderer))
    return render if row.ordered else lambda edition, styles, _order: render(edition, styles)


def load_checker(row: Format) -> Checker:
    """The checker that a row names, whether it compares with what was made before or not."""
    check = cast(Callable[..., tuple[Diagnostic, ...]], _load(row.checker))
    return check if row.compared else lambda rendition, edition, _order: check(rendition, edition)


def load_fitness(row: Format) -> Fitness:
    """The question that a row asks before rendering; one that never objects where it names none."""
    return cast(Fitness, _load(row.fitness)) if row.fitness else _fits


def _fits(_edition: Edition, _styles: StyleFolder) -> tuple[Diagnostic, ...]:
    """Any text fits."""
    return ()


def _load(name: str) -> object:
    """Import ``module:function`` now."""
    module, function = name.split(":")
    loaded: object = getattr(import_module(module), function)
    return loaded
