"""The command lines that are compared. Each writes one file into a folder; each is a new process, as for a user."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pypandoc
from fontTools.ttLib import TTFont

from edition_builder.model.building import BuildSettings
from edition_builder.pipeline import make_edition
from edition_builder.project import load_styles
from edition_builder.rendering.pdf_fonts import needed_fonts
from edition_builder.rendering.pdf_page import print_page
from texts import Text

__all__ = ["Command", "edition", "pandoc", "weasyprint"]

Command = Callable[[Path], list[str]]  # the folder that the file goes into → the command line

EDITION = Path(sys.executable).with_name("edition")
BARE = Path(__file__).with_name("bare_weasyprint.py")
FACE = '@font-face { font-family: "%s"; font-style: %s; font-weight: %s; src: url("%s"); }\n'


def edition(text: Text, name: str) -> tuple[str, Command]:
    """What we do for one format, and how it is called."""
    build = [str(EDITION), "build", "--format", name, "--no-cache", "--output"]
    return f"edition build --format {name}", lambda folder: [*build, str(folder), str(text.manuscript)]


def pandoc(text: Text) -> tuple[str, Command]:
    """Pandoc's EPUB of the same text; a file of metadata is named apart."""
    metadata = [f"--metadata-file={path}" for path in text.files if path.suffix == ".yaml"]
    files = [str(path) for path in text.files if path.suffix == ".md"]
    start = [pypandoc.get_pandoc_path(), "--to=epub3", *metadata]
    return f"pandoc {pypandoc.get_pandoc_version()}", lambda folder: [*start, "-o", str(folder / "out.epub"), *files]


def weasyprint(text: Text, folder: Path) -> tuple[str, Command]:
    """The PDF engine alone, on the very HTML, style sheet and fonts that we hand to it, kept in ``folder``."""
    made = make_edition(text.manuscript, BuildSettings(output=folder)).value
    styles = load_styles(None).value
    if made is None or styles is None:
        raise SystemExit(f"{text.manuscript} cannot be read")
    folder.mkdir()
    markup = print_page(made[0], styles.sheet("print.css"))
    (folder / "page.html").write_text(markup, encoding="utf-8")
    (folder / "fonts.css").write_text("".join(_faces(needed_fonts(markup, styles), folder)), encoding="utf-8")
    start = [sys.executable, str(BARE), str(folder / "page.html"), str(folder / "fonts.css")]
    return f"WeasyPrint {version('weasyprint')} alone", lambda out: [*start, str(out / "out.pdf")]


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
