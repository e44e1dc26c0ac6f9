"""What a build came to, kept under everything that it came from: if nothing changed, nothing is made again.

The key covers every byte of the text, the project's own styles, what was asked for, and the mark of this tool and its
libraries (``ingredients.py``). Which pictures a text needs is known only after reading it. So the first entry of a
manuscript with pictures lists what was asked for, and the second one stands under that list and what was answered, as
in the "direct mode" of ccache (https://ccache.dev/manual/latest.html). Only what is without fault is kept, with its
warnings, and nothing that has to be discreet.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from edition_builder.cache import Cache, opened
from edition_builder.diagnostics import Outcome
from edition_builder.errors import ExitCode
from edition_builder.ingredients import system_mark
from edition_builder.model.building import BuildSettings, Made
from edition_builder.model.manuscript import PictureRefusal, PictureSource, Sources
from edition_builder.model.rendition import StyleFolder
from edition_builder.project import machine_paths
from edition_builder.style_folder import style_marks

__all__ = ["NO_MATTER", "Make", "made_or_kept"]

_Answers = tuple[tuple[tuple[str, str], str], ...]
Make = Callable[[Outcome[Sources], Outcome[StyleFolder], BuildSettings], Made]


class _Result(Struct, frozen=True, tag="made"):
    """What came of it."""

    made: Made


class _Asked(Struct, frozen=True, tag="pictures"):
    """The pictures that reading asked for: the path of the text and the address in it, in order."""

    pictures: tuple[tuple[str, str], ...]


_DECODER: msgspec.msgpack.Decoder[_Result | _Asked] = msgspec.msgpack.Decoder(_Result | _Asked)


# Settings that change nothing in what is made; with the last two of them nothing is kept at all.
NO_MATTER = frozenset(("output", "styles", "jobs", "cache", "scheduler", "discreet", "forbidden"))


def made_or_kept(loaded: Outcome[Sources], styles: Outcome[StyleFolder], settings: BuildSettings, make: Make) -> Made:
    """What ``make`` gives of a manuscript, or gave before of the very same.

    A private list of words is no part of a key, not even as a hash: with such a list everything is made anew.
    """
    private = settings.discreet or settings.forbidden
    if settings.cache is None or private or loaded.value is None or styles.value is None:
        return make(loaded, styles, settings)
    cache = opened(settings.cache)
    key = _key(loaded.value, styles.value, (loaded.diagnostics, styles.diagnostics), settings)
    made = _found(cache, key, loaded.value.pictures)
    if made is None:
        listening = _Listening(loaded.value.pictures)
        listened = Outcome(replace(loaded.value, pictures=listening), loaded.diagnostics)
        made = make(listened, styles, settings)
        if made.exit_code is ExitCode.DONE and not made.discreet:
            _keep(cache, key, tuple(listening.answers.items()), made)
    return replace(made, diagnostics=made.diagnostics + cache.new_trouble())


def _key(sources: Sources, styles: StyleFolder, said: object, settings: BuildSettings) -> str:
    """The hash of everything that a result comes from, but for the pictures."""
    asked = [(name, getattr(settings, name)) for name in settings.__struct_fields__ if name not in NO_MATTER]
    texts = [(one.path, hashlib.sha256(one.data).hexdigest()) for one in sources.texts]
    return _hash((system_mark(), machine_paths(), asked, texts, style_marks(styles), said))


def _hash(values: object) -> str:
    return hashlib.sha256(repr(values).encode(errors="surrogateescape")).hexdigest()


def _found(cache: Cache, key: str, pictures: PictureSource) -> Made | None:
    """What is kept under a key, if the pictures are the same."""
    entry = _decoded(cache.get(key))
    if isinstance(entry, _Asked):
        answers = tuple((asked, _answer(pictures.picture(*asked))) for asked in entry.pictures)
        entry = _decoded(cache.get(_hash((key, answers))))
    return entry.made if isinstance(entry, _Result) else None


def _keep(cache: Cache, key: str, answers: _Answers, made: Made) -> None:
    """Keep a result; under the answers to what was asked for, if anything was."""
    if answers:
        cache.put(key, msgspec.msgpack.encode(_Asked(tuple(asked for asked, _answer in answers))))
        key = _hash((key, answers))
    cache.put(key, msgspec.msgpack.encode(_Result(made)))


def _decoded(data: bytes | None) -> _Result | _Asked | None:
    """An entry as it was kept; None where there is none, or where it is of another shape."""
    try:
        return None if data is None else _DECODER.decode(data)
    except (msgspec.DecodeError, KeyError):  # a code that there is not any more
        return None


def _answer(picture: bytes | PictureRefusal) -> str:
    """What was answered to a question for a picture, in short."""
    return hashlib.sha256(picture).hexdigest() if isinstance(picture, bytes) else repr(picture)


class _Listening:
    """Pictures as they are, and what was answered to each question."""

    __slots__ = ("_pictures", "answers")

    def __init__(self, pictures: PictureSource) -> None:
        self._pictures = pictures
        self.answers: dict[tuple[str, str], str] = {}

    def picture(self, text_path: str, address: str) -> bytes | PictureRefusal:
        """As ``PictureSource``."""
        picture = self._pictures.picture(text_path, address)
        self.answers[text_path, address] = _answer(picture)
        return picture
