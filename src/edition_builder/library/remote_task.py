"""A task on another machine: everything it needs comes as bytes, and it reads no disk but that of its own libraries.

Which pictures a text has is known only after reading it. So a task that is asked for one it was not given answers with
the list of them, and is sent again with their bytes.
"""

from __future__ import annotations

import threading
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from edition_builder.collecting import collect_seldom
from edition_builder.diagnostics import Outcome
from edition_builder.library.loading import load_formats
from edition_builder.library.task import Built, Shared, build_one
from edition_builder.library.versions import Versions, differences, versions
from edition_builder.model.manuscript import LoadedPictures, PictureRefusal, Sources

__all__ = ["Asked", "Kit", "Needed", "Unlike", "build_there", "build_these", "same"]

_ONE_AT_A_TIME = threading.Lock()  # Pango and Fontconfig are told of fonts process by process


class Kit(Struct, frozen=True):
    """What all tasks share, sent to each worker once, and the versions that it was put together with."""

    shared: Shared
    versions: Versions


class Needed(Struct, frozen=True):
    """Pictures that a text asks for and that were not sent: the path of the text, and the address in it."""

    pictures: tuple[tuple[str, str], ...]


class Unlike(Struct, frozen=True):
    """This worker would make other bytes: what it has otherwise."""

    differences: tuple[str, ...]


class Asked(Struct, frozen=True):
    """A manuscript without its pictures, and those of them that are known to be needed."""

    loaded: Outcome[Sources]
    known: LoadedPictures = LoadedPictures()


def same(kit: Kit) -> Kit:
    """The kit, as a task, so that a scheduler can have it made again where it was lost."""
    return kit


def build_these(kit: Kit, several: tuple[Asked, ...]) -> tuple[Built | Needed | Unlike, ...]:
    """``build_there`` for several manuscripts: a task costs a scheduler as much as a tenth of a small one."""
    return tuple(build_there(kit, one) for one in several)


def build_there(kit: Kit, asked: Asked) -> Built | Needed | Unlike:
    """``build_one``, on a machine that has the same versions, with the pictures that are known."""
    unlike = differences(kit.versions, versions())
    if unlike:
        return Unlike(unlike)
    loaded = asked.loaded
    with _ONE_AT_A_TIME:
        _ready(kit.shared.settings.formats)
        asking = _Asking(asked.known)
        built = build_one(kit.shared, replace(loaded, value=loaded.value and replace(loaded.value, pictures=asking)))
    return Needed(tuple(asking.unknown)) if asking.unknown else built


@cache
def _ready(formats: tuple[str, ...]) -> None:
    """Load once what most tasks need."""
    load_formats(formats)
    collect_seldom()


class _Asking:
    """Pictures that were sent; others are noted."""

    def __init__(self, known: LoadedPictures) -> None:
        self._known = dict(known.files)
        self.unknown: dict[tuple[str, str], None] = {}

    def picture(self, text_path: str, address: str) -> bytes | PictureRefusal:
        """As ``PictureSource.picture``."""
        found = self._known.get((text_path, address))
        if found is None:
            self.unknown[text_path, address] = None
            return PictureRefusal("EB501", "it was not sent yet", "")
        return found
