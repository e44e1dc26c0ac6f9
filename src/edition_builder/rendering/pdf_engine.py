"""WeasyPrint, held to what an edition may use: bytes in memory, the fonts of ``styles/fonts``, notes kept in place.

It, ``pdf_feet`` and ``pdf_words`` are the only modules that load it. Three things are ours: a fetcher that knows
nothing but the edition's own pictures, a font configuration that starts empty, so that no font of the machine can slip
in, and a layout that keeps notes in place.
"""

from __future__ import annotations

import ctypes.util
import shutil
import sys
import warnings
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

from edition_builder.errors import ToolMissing, UsageError
from edition_builder.rendering.pdf_changes import Change, change
from edition_builder.rendering.pdf_declared import declare_ours, declared_beforehand
from edition_builder.rendering.pdf_on_use import loaded_on_use

_MANAGERS = (
    ("apt-get", "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
    ("dnf", "sudo dnf install pango harfbuzz"),
    ("pacman", "sudo pacman -S pango harfbuzz"),
    ("brew", "brew install pango harfbuzz"),
)


def install_command() -> str:
    """The command that installs the libraries here, by the package manager that is there."""
    return next((command for name, command in _MANAGERS if shutil.which(name)), _MANAGERS[0][1])


def _find_nothing(name: str) -> str | None:  # noqa: ARG001 - the name that the standard library gives it
    """``ctypes.util.find_library`` where every name is tried as it stands."""
    return None


@contextmanager
def _quickly() -> Iterator[None]:
    """Load the engine without its detours.

    It tries the names that libraries have on every system, and for each name without a suffix the standard library
    starts the compiler and other programs to look for it: a third of the time of a start. On Linux the names with a
    suffix are the right ones. What the engine prints where a library is missing, and its warning that there are no
    fonts on the machine, are not for our readers.
    """
    find_library = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _find_nothing
    try:
        with warnings.catch_warnings(), redirect_stdout(StringIO()):
            warnings.filterwarnings("ignore", message=".*FontConfig", category=UserWarning)
            yield
    finally:
        ctypes.util.find_library = find_library


try:
    with _quickly(), declared_beforehand(), loaded_on_use("fontTools.subset", "fontTools.varLib.instancer"):
        from weasyprint import DEFAULT_OPTIONS, HTML
        from weasyprint.css.counters import CounterStyle
        from weasyprint.document import Document, Page
        from weasyprint.formatting_structure.boxes import TextBox
        from weasyprint.html import get_html_metadata
        from weasyprint.layout import inline
        from weasyprint.pdf.metadata import DocumentMetadata
        from weasyprint.pdf.stream import Stream
        from weasyprint.text.ffi import ffi, fontconfig, gobject, pango, pangoft2
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

        from edition_builder.rendering.pdf_apart import Apart, Place, begin_apart, is_alone, margins
        from edition_builder.rendering.pdf_faces import Face, Withheld, faces_of, font_file
        from edition_builder.rendering.pdf_feet import BookLayout
        from edition_builder.rendering.pdf_heads import give_notes_to_first_row
        from edition_builder.rendering.pdf_sheets import keep_sheets
        from edition_builder.rendering.pdf_words import keep_words_whole
except OSError as error:
    raise ToolMissing(
        "the libraries that set the pages of a PDF (Pango, HarfBuzz, Fontconfig) are not on this machine",
        f"install them: {install_command()}",
    ) from error

__all__ = [
    "OPTIONS",
    "POINTS_PER_PIXEL",
    "Apart",
    "BookDocument",
    "EditionFonts",
    "Face",
    "Markup",
    "Page",
    "Place",
    "Stream",
    "Withheld",
    "bookmark_tree",
    "faces_of",
    "font_file",
    "install_command",
    "is_alone",
    "laid_out",
    "lost_its_space",
    "margin_pages",
    "pango_version",
]

POINTS_PER_PIXEL = 0.75  # CSS pixels are 1/96 inch
OPTIONS = {"pdf_variant": "pdf/ua-1"}
declare_ours(ffi)
_remove_last_whitespace, _split_text_box = inline.remove_last_whitespace, inline.split_text_box


def _remember_last_whitespace(context: Any, line: Any) -> None:
    """Take the space off the end of a line as the engine does, and remember that there was one.

    Without it the words on both sides of a line end are one word to those who listen (ISO 32000-1, 14.8.2.5).
    """
    box = line
    while getattr(box, "children", None):
        box = box.children[-1]
    before = box.text if isinstance(box, TextBox) else ""
    _remove_last_whitespace(context, line)
    if before and box.text != before:
        box.lost_space = True


def _remember_broken_space(context: Any, box: Any, width: Any, skip: Any, is_line_start: bool = True) -> Any:
    """Break a text at a line end as the engine does, and remember whether it was at a space.

    A text that fits the line but for the space at its end, and another box after it, is broken by the engine after its
    first word (``split_first_line``, step 3, where the draft has one line and it is too wide): such a text is not
    broken.
    """
    line, resume, preserved = _split_text_box(context, box, width, skip, is_line_start)
    if resume is not None and line is not None and " " not in line.text and box.text.endswith(" "):
        bare = box.copy_with_text(box.text.rstrip(" "))
        if _split_text_box(context, bare, width, skip, is_line_start)[1] is None:
            return _split_text_box(context, box, None, skip, is_line_start)
    if line is not None and resume is not None and box.text.encode()[resume - 1 : resume] == b" ":
        line.lost_space = not line.text.endswith(" ")
    return line, resume, preserved


inline.remove_last_whitespace, inline.split_text_box = _remember_last_whitespace, _remember_broken_space
keep_words_whole()
keep_sheets()


def lost_its_space(box: Any) -> bool:
    """Whether the text of a box ended in a space, which the end of its line took away."""
    return getattr(box, "lost_space", False) is True


class EditionFonts(FontConfiguration):  # type: ignore[misc] # the engine has no types
    """The fonts of an edition and no others.

    Its parent asks Fontconfig for the fonts of the machine; this one starts from an empty configuration. ``folder``
    is a private folder for the time of one rendering, because Fontconfig takes files only.
    """

    def __init__(self, fonts: Iterable[tuple[str, bytes]], folder: Path) -> None:
        """Write the fonts into the folder and tell the engine of each, in their order."""
        self.strut_layouts: dict[object, object] = {}
        self.font_features: dict[object, object] = {}
        self._config = fontconfig.FcConfigCreate()
        self.font_map = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
        font_map = ffi.cast("PangoFcFontMap *", self.font_map)
        pangoft2.pango_fc_font_map_set_config(font_map, self._config)
        fontconfig.FcConfigDestroy(self._config)  # the font map holds it now
        for number, (_, data) in enumerate(fonts):
            file = folder / f"{number:03}"
            file.write_bytes(data)
            fontconfig.FcConfigAppFontAddFile(self._config, str(file).encode())
        pangoft2.pango_fc_font_map_config_changed(font_map)


class _OwnBytes(URLFetcher):  # type: ignore[misc]
    """A fetcher that serves what it was given and stops the rendering at anything else (law 5)."""

    def __init__(self, known: Mapping[str, bytes]) -> None:
        super().__init__()
        self._known = known

    def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002 - the engine's signature
        """The bytes of a known address; those that stand in a ``data:`` address are in hand already."""
        if url.startswith("data:"):
            return _in_hand(url)
        if url not in self._known:
            raise FatalURLFetchingError(url)
        return URLFetcherResponse(url, self._known[url])


def _in_hand(url: str) -> Any:
    """What stands in a ``data:`` address (RFC 2397); the engine would ask ``urllib`` to open it."""
    head, _, data = url.removeprefix("data:").partition(",")
    kind, is_packed = head.removesuffix(";base64"), head.endswith(";base64")
    plain = unquote_to_bytes(data)
    return URLFetcherResponse(url, b64decode(plain) if is_packed else plain, {"Content-Type": kind or "text/plain"})


class Markup(HTML):  # type: ignore[misc]
    """The HTML for print, of a book or of a part; ``layout`` is what its pages were made with."""

    apart: Apart | None = None
    layout: Any = None

    def __init__(self, markup: str, pictures: Mapping[str, bytes], apart: Apart | None = None) -> None:
        super().__init__(string=markup, url_fetcher=_OwnBytes(pictures))
        self.apart = apart


class BookDocument(Document):  # type: ignore[misc]
    """A document that is laid out by ``BookLayout``."""

    @classmethod
    def _build_layout_context(cls, html: Markup, *arguments: Any) -> Any:
        context = super()._build_layout_context(html, *arguments)
        BookLayout.take_over(context)
        if html.apart:
            begin_apart(context, html.apart)
        html.layout = context
        return context


def pango_version() -> str:
    """The version of Pango that sets the lines: two versions may break them at other places."""
    number = int(pango.pango_version())  # docs.gtk.org/Pango: major * 10000 + minor * 100 + micro
    return f"{number // 10_000}.{number // 100 % 100}.{number % 100}"


def laid_out(
    markup: str,
    pictures: Mapping[str, bytes],
    fonts: EditionFonts,
    changes: Mapping[int, Change],
    apart: Apart | None = None,
) -> Any:
    """The document in pages.

    Args:
        markup: the HTML for print.
        pictures: bytes by address.
        fonts: the only ones it may use.
        changes: what is to be set otherwise, by the numbers of elements in document order.
        apart: what a part of a book is told; its pages have no margins yet.

    Raises:
        UsageError: a style sheet asks for something that is not part of the edition.
    """
    html = Markup(markup, pictures, apart)
    give_notes_to_first_row(html.etree_element)
    change(html.etree_element, changes)
    with _nothing_fetched():
        return BookDocument._render(html, fonts, None, None, {**DEFAULT_OPTIONS, **OPTIONS})


@contextmanager
def _nothing_fetched() -> Iterator[None]:
    """Say which address a style sheet asks for."""
    try:
        yield
    except FatalURLFetchingError as error:
        raise UsageError(
            f"a style sheet for print asks for {error}, and nothing is ever fetched",
            "take that address out of print.css",
        ) from error


def margin_pages(markup: str, fonts: EditionFonts, places: tuple[Place, ...], total: int) -> Any:
    """A document of pages with nothing but their margins: see ``margins``.

    Raises:
        UsageError: a style sheet asks for something that is not part of the edition.
    """
    html = Markup(markup, {})
    with _nothing_fetched():
        context = BookDocument._build_layout_context(html, fonts, CounterStyle(), {}, {**DEFAULT_OPTIONS, **OPTIONS})
        pages = [Page(box) for box in margins(html, context, places, total)]
    document = BookDocument(pages, DocumentMetadata(**get_html_metadata(html)), html.url_fetcher, fonts, {}, None)
    document._html = html
    return document


def bookmark_tree(pages: Sequence[Any]) -> Any:
    """The outline of pages that have ``bookmarks`` and a ``height``, as the engine makes it for a whole document.

    A list of (words, (page, left, bottom) in points, the list of those under it, state).
    """
    book = Document(pages, None, None, None, {}, None)
    return book.make_bookmark_tree(POINTS_PER_PIXEL, transform_pages=True)
