"""What is done with one manuscript, in whatever process or on whatever machine: all of it, and nothing is raised.

What the tasks of a run share (settings, styles) is laid out once in each worker; a task itself is the manuscript's
bytes, and its result is files in memory.
"""

from __future__ import annotations

import hashlib

from msgspec import Struct
from msgspec.structs import replace

from edition_builder.collecting import collect_between_texts
from edition_builder.diagnostics import Diagnostic, Location, Outcome
from edition_builder.errors import Defect, EditionError, ExitCode
from edition_builder.model.building import BuildSettings, Made
from edition_builder.model.manuscript import PictureRefusal, PictureSource, Sources
from edition_builder.model.rendition import StyleFolder
from edition_builder.production import made

__all__ = ["Answer", "Built", "Shared", "answer_of", "build_laid_out", "build_one", "lay_out", "not_built"]

# The text that asks for a picture, its address there, and the SHA-256 of what was handed over or why it was not.
Answer = tuple[str, str, str]


class Shared(Struct, frozen=True):
    """What all tasks of a run have in common."""

    settings: BuildSettings
    styles: StyleFolder


class Built(Struct, frozen=True):
    """What came of a manuscript, and the pictures that it asked for."""

    made: Made
    pictures: tuple[Answer, ...] = ()


class _Noted:
    """Pictures as they are handed over, each noted."""

    def __init__(self, pictures: PictureSource) -> None:
        self._pictures = pictures
        self.answers: dict[tuple[str, str], str] = {}

    def picture(self, text_path: str, address: str) -> bytes | PictureRefusal:
        """As ``PictureSource.picture``."""
        found = self._pictures.picture(text_path, address)
        self.answers[text_path, address] = answer_of(found)
        return found


def answer_of(found: bytes | PictureRefusal) -> str:
    """A picture, or why there is none, as a SHA-256."""
    return hashlib.sha256(found if isinstance(found, bytes) else repr(found).encode()).hexdigest()


def build_one(shared: Shared, loaded: Outcome[Sources]) -> Built:
    """A manuscript as it was loaded → its files, checked. What goes wrong with it is a finding, of whatever kind."""
    place = loaded.value.texts[0].path if loaded.value and loaded.value.texts else ""
    noted = _Noted(loaded.value.pictures) if loaded.value else None
    if loaded.value and noted:
        loaded = replace(loaded, value=replace(loaded.value, pictures=noted))
    try:
        done = made(loaded, Outcome(shared.styles), shared.settings)
    except EditionError as problem:
        return Built(not_built(place, problem))
    except Exception as problem:
        fault = f"a fault in the tool itself: {type(problem).__name__}"
        return Built(not_built(place, Defect(fault, "build it alone with --debug and report")))
    collect_between_texts()
    return Built(done, tuple((*asked, answer) for asked, answer in noted.answers.items()) if noted else ())


def not_built(place: str, problem: EditionError) -> Made:
    """EB711: a manuscript that could not be built, for a reason outside its text."""
    said = Diagnostic("EB711", problem.message, Location(place) if place else None, problem.hint)
    return Made("", (), (said,), ExitCode(problem.exit_code))


_laid_out: list[Shared] = []


def lay_out(shared: Shared) -> None:
    """Keep at hand in this process what the tasks share: it is not sent with each of them."""
    _laid_out[:] = [shared]


def build_laid_out(loaded: Outcome[Sources]) -> Built:
    """``build_one`` with what was laid out."""
    return build_one(_laid_out[0], loaded)
