"""The command lines that are compared. Each writes into a folder; each is a new process, as for a user."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

import pypandoc
from fontTools.ttLib import TTFont

from edition_builder.model.building import BuildSettings
from edition_builder.model.print_formats import BOOK_PAGE, in_format
from edition_builder.pipeline import make_edition
from edition_builder.project import load_styles
from edition_builder.rendering.pdf_fonts import needed_fonts
from edition_builder.rendering.pdf_measures import page_style
from edition_builder.rendering.pdf_page import print_page
from texts import Text

__all__ = [
    "Command",
    "after_an_edit",
    "calibre",
    "edition",
    "pandoc",
    "pandoc_four",
    "typst",
    "unchanged",
    "weasyprint",
]

Command = Callable[[Path], list[str]]  # the folder that the files go into → the command line
Program = tuple[str, Command]

BIN = Path(sys.executable).parent
EDITION = BIN / "edition"
BARE, TYPST = (Path(__file__).with_name(name) for name in ("bare_weasyprint.py", "bare_typst.py"))
FACE = '@font-face { font-family: "%s"; font-style: %s; font-weight: %s; src: url("%s"); }\n'
SHELL = ["/bin/sh", "-ec"]


def edition(text: Text, *formats: str) -> Program:
    """What we do, everything anew."""
    names = ",".join(formats)
    build = [str(EDITION), "build", "--format", names, "--no-cache", "--output"]
    return "edition build", lambda folder: [*build, str(folder), str(text.manuscript)]


def unchanged(text: Text, folder: Path, *formats: str) -> Program:
    """A second build of the same text into the same place: nothing is made."""
    folder.mkdir()
    build = _kept(text, folder, formats)
    return "edition build, nothing changed", lambda out: [*SHELL, f"{build} && cp dist/* {shlex.quote(str(out))}"]


def after_an_edit(text: Text, folder: Path, *formats: str) -> Program:
    """A build after a sentence has come to a chapter in the middle; what was built before is kept."""
    folder.mkdir()
    chapters = [path for path in text.files if path.suffix == ".md"]
    chapter = shlex.quote(str(chapters[len(chapters) // 2]))
    kept = _kept(text, folder, formats)
    subprocess.run([*SHELL, kept], stdout=subprocess.DEVNULL, check=True)
    build = f"echo 'One sentence more.' >> {chapter} && {kept}"
    return "edition build after an edit", lambda out: [*SHELL, f"{build} && cp dist/* {shlex.quote(str(out))}"]


def _kept(text: Text, folder: Path, formats: tuple[str, ...]) -> str:
    """A build in a folder of its own, which keeps what was made there."""
    build = (str(EDITION), "build", "--format", ",".join(formats), str(text.manuscript.resolve()))
    return f"cd {shlex.quote(str(folder))} && {shlex.join(build)}"


def pandoc(text: Text, to: str = "epub3", suffix: str = "epub", *more: str) -> Program:
    """Pandoc's file of the same text; a file of metadata is named apart."""
    start = _pandoc(text, to, *more)
    return f"pandoc {pypandoc.get_pandoc_version()}", lambda folder: [*start, "-o", str(folder / f"out.{suffix}")]


def _pandoc(text: Text, to: str, *more: str) -> list[str]:
    metadata = [f"--metadata-file={path}" for path in text.files if path.suffix == ".yaml"]
    files = [str(path) for path in text.files if path.suffix == ".md"]
    return [pypandoc.get_pandoc_path(), f"--to={to}", "--standalone", *more, *metadata, *files]


def pandoc_four(text: Text, folder: Path) -> Program:
    """Pandoc's EPUB, HTML, plain text and, by WeasyPrint with our print sheet and fonts, its PDF."""
    sheet, fonts = _print_files(text, folder)
    by_weasyprint = (f"--pdf-engine={BIN / 'weasyprint'}", f"--css={sheet}", f"--css={fonts}")
    tagged = ("--pdf-engine-opt=--pdf-variant", "--pdf-engine-opt=pdf/ua-1")
    forms = (
        ("epub3", "epub", ()),
        ("html5", "html", ()),
        ("plain", "txt", ()),
        ("html5", "pdf", by_weasyprint + tagged),
    )
    return f"pandoc {pypandoc.get_pandoc_version()} and WeasyPrint {version('weasyprint')}", lambda out: [
        *SHELL,
        "\n".join(shlex.join([*_pandoc(text, to, *more), "-o", str(out / f"out.{end}")]) for to, end, more in forms),
    ]


def typst(text: Text, folder: Path) -> Program:
    """Pandoc's Typst of the text, and Typst's PDF of that, on our page."""
    folder.mkdir()
    page = ("-V", "papersize=a5", "-V", "fontsize=10.5pt")
    start = shlex.join([*_pandoc(text, "typst", *page), "-o", str(folder / "book.typ")])
    name = f"pandoc {pypandoc.get_pandoc_version()} and Typst {version('typst')}"
    set_pages = shlex.join([sys.executable, str(TYPST), str(folder / "book.typ")])
    return name, lambda out: [*SHELL, f"{start}\n{set_pages} {shlex.quote(str(out / 'out.pdf'))}"]


def calibre(text: Text, suffix: str) -> Iterator[Program]:
    """Calibre's file of the text, where Calibre is installed; it takes one file."""
    convert = shutil.which("ebook-convert")
    (source,) = (path for path in text.files if path.suffix == ".md")
    if convert:
        yield "Calibre", lambda out: [convert, str(source), str(out / f"out.{suffix}"), "--input-encoding=utf-8"]


def weasyprint(text: Text, folder: Path) -> Program:
    """The PDF engine alone, on the very HTML, style sheet and fonts that we hand to it, kept in ``folder``."""
    made = make_edition(text.manuscript, BuildSettings(output=folder)).value
    styles = load_styles(None).value
    if made is None or styles is None:
        raise SystemExit(f"{text.manuscript} cannot be read")
    folder.mkdir()
    one = in_format(made[0], BOOK_PAGE)
    markup = print_page(one, page_style(one.print_settings, styles))
    (folder / "page.html").write_text(markup, encoding="utf-8")
    (folder / "fonts.css").write_text("".join(_faces(needed_fonts(markup, styles), folder)), encoding="utf-8")
    start = [sys.executable, str(BARE), str(folder / "page.html"), str(folder / "fonts.css")]
    return f"WeasyPrint {version('weasyprint')} alone", lambda out: [*start, str(out / "out.pdf")]


def _print_files(text: Text, folder: Path) -> tuple[Path, Path]:
    """Our sheet for print, and one that names our fonts, in a folder of their own."""
    made, styles = make_edition(text.manuscript, BuildSettings(output=folder)).value, load_styles(None).value
    if made is None or styles is None:
        raise SystemExit(f"{text.manuscript} cannot be read")
    folder.mkdir()
    sheet, fonts = folder / "print.css", folder / "fonts.css"
    one = in_format(made[0], BOOK_PAGE)
    style = page_style(one.print_settings, styles)
    sheet.write_text(style, encoding="utf-8")
    needed = needed_fonts(print_page(one, style), styles)
    fonts.write_text("".join(_faces(needed, folder)), encoding="utf-8")
    return sheet, fonts


def _faces(fonts: tuple[tuple[str, bytes], ...], folder: Path) -> list[str]:
    """Write the fonts into the folder; a rule of CSS for each."""
    rules = []
    for name, data in fonts:
        file = folder / Path(name).name
        file.write_bytes(data)
        with TTFont(file, lazy=True) as font:
            style, weight = _style(font["name"].getBestSubFamilyName())
            rules.append(FACE % (font["name"].getBestFamilyName(), style, weight, file.as_uri()))
    return rules


def _style(name: str) -> tuple[str, str]:
    """Style and weight of a face as CSS names them: "Bold Italic" → italic, bold."""
    return "italic" if "Italic" in name else "normal", "bold" if "Bold" in name else "normal"
