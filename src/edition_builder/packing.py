"""A manuscript → a pack for one way out: built and checked in memory, put in the order of trying, then published.

It stands above the pipeline, which makes what goes into the pack.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from edition_builder import __version__
from edition_builder.diagnostics import Diagnostic
from edition_builder.errors import ExitCode
from edition_builder.model.building import BuildSettings
from edition_builder.model.packs import LIGHT, SUMS, Pack
from edition_builder.model.rendition import Rendition
from edition_builder.pipeline import BuildResult, make_edition
from edition_builder.production import make_checked
from edition_builder.project import load_styles
from edition_builder.publishing import publish, recover_all
from edition_builder.sharing.packs import assemble, pack_folder

__all__ = ["Packed", "make_pack", "pack"]


class Packed(Struct, frozen=True):
    """A pack in memory: its folder's name, the renditions to publish (none if it could not be made), what was said."""

    folder: str
    renditions: tuple[Rendition, ...]
    diagnostics: tuple[Diagnostic, ...]
    exit_code: ExitCode


def pack(manuscript: Path, way: Pack, settings: BuildSettings, *, light: bool = False) -> BuildResult:
    """Make a pack in the output folder, whole or not at all.

    Raises:
        UsageError, ToolMissing, CannotWrite: see ``errors.py``.
    """
    recover_all(settings.output)
    made = make_pack(manuscript, way, settings, light=light)
    if not made.renditions:
        return BuildResult((), made.diagnostics, made.exit_code)
    paths = publish(settings.output, made.folder, made.renditions, f"{made.folder}/{SUMS}")
    return BuildResult(paths, made.diagnostics, made.exit_code, made.folder)


def make_pack(manuscript: Path, way: Pack, settings: BuildSettings, *, light: bool = False) -> Packed:
    """The files of a pack in memory.

    Args:
        manuscript: its path.
        way: the row of ``PACKS``.
        settings: what the user asked for; formats and channel are those of the row.
        light: what is read on a screen alone, and no more than ``LIGHT_TOTAL`` bytes.
    """
    formats = tuple(name for name in way.formats if name in LIGHT) if light else way.formats
    settings = replace(settings, formats=formats, channel=way.channel)
    edited = make_edition(manuscript, settings)
    if edited.value is None:
        return Packed("", (), edited.diagnostics, ExitCode.MANUSCRIPT)
    edition, rows = edited.value
    rendered = make_checked(edition, rows, load_styles(settings.styles), settings)
    said = edited.diagnostics + rendered.diagnostics
    if rendered.exit_code is not ExitCode.DONE:
        return Packed("", (), said, rendered.exit_code)
    asked = f"{way.name}{' light' if light else ''}{' discreet' if settings.discreet else ''}"
    made_with = _made_with(rendered.renditions, asked)
    assembled = assemble(edition, rendered.renditions, way, made_with, light=light)
    done = ExitCode.DONE if assembled.value else ExitCode.CHECK_FAILED
    folder = pack_folder(edition.metadata.slug, way)
    return Packed(folder, assembled.value or (), said + assembled.diagnostics, done)


def _made_with(renditions: tuple[Rendition, ...], asked: str) -> str:
    """What another needs to know to make the same bytes: the tool, Pango where pages were set, and how it was asked."""
    parts = [f"edition-builder {__version__}"]
    if any(file.name.endswith(".pdf") for one in renditions for file in one.files):
        parts.append(f"Pango {import_module('edition_builder.rendering.pdf_engine').pango_version()}")
    return "; ".join((*parts, f"pack {asked}"))
