"""Which files a preview depends on, and whether they have changed: looked at again and again, never read here.

Looking works with every editor (those that write in place, those that rename a new file over the old one), on every
disk (network folders and USB sticks tell nobody of changes) and in every container. A look is a handful of ``stat``
calls; what it costs stands in ``docs/adr/0013-the-preview.md``.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

from edition_builder.diagnostics import Outcome
from edition_builder.model.manuscript import PictureRefusal, PictureSource, Sources
from edition_builder.project import load_manuscript, manuscript_files, style_files

__all__ = ["Stamp", "Watch", "stamp"]

Stamp = tuple[int, int, int, int] | None
"""Times of content and of entry in nanoseconds, size in bytes, number of the file; None where there is no file."""

_PAUSE = 0.05  # seconds between two looks while files are being saved
_MOST_LOOKS = 20  # after this many, what is there is taken as it is: a second of a missing or empty file


def stamp(path: Path) -> Stamp:
    """What tells one state of a file from the next, without opening it."""
    try:
        status = path.stat()
    except (OSError, ValueError):  # ValueError: a name with a null character
        return None
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


def _stamps(paths: Iterable[Path]) -> dict[Path, Stamp]:
    return {path: stamp(path) for path in paths}


class Watch:
    """The files behind one preview: texts, styles, and every picture that the text asked for, found or not."""

    def __init__(self, manuscript: Path, styles: Path | None, sleep: Callable[[float], None] = time.sleep) -> None:
        """Watch a manuscript and the style folder of ``load_styles``; ``sleep`` takes seconds."""
        self._manuscript = manuscript
        self._styles = styles
        self._sleep = sleep
        self._seen: dict[Path, Stamp] = {}
        self._pictures: dict[Path, Stamp] = {}

    def settle(self) -> None:
        """Wait until nobody is writing, at most a second, and remember what is there now.

        A file that is gone or empty for a moment is one that an editor is just about to put back.
        """
        seen = self._look()
        for _ in range(_MOST_LOOKS):
            self._sleep(_PAUSE)
            before, seen = seen, self._look()
            if seen == before and self._is_whole(seen):
                break
        self._seen = seen

    def load(self, path: Path) -> Outcome[Sources]:
        """Load a manuscript as ``project.load_manuscript`` does, and remember which pictures it asks for."""
        self._pictures = {}
        loaded = load_manuscript(path)
        if loaded.value is None:
            return loaded
        shelf = _WatchedPictures(loaded.value.pictures, self._pictures)
        return Outcome(Sources(loaded.value.texts, shelf), loaded.diagnostics)

    def changed(self) -> bool:
        """Whether anything is not as it was when ``settle`` ended or, for a picture, when it was asked for."""
        return self._look() != self._seen or _stamps(self._pictures) != self._pictures

    def _look(self) -> dict[Path, Stamp]:
        return _stamps((*manuscript_files(self._manuscript), *style_files(self._styles)))

    def _is_whole(self, seen: dict[Path, Stamp]) -> bool:
        """Whether every text of the manuscript is there and holds something."""
        stamps = [seen.get(path) for path in manuscript_files(self._manuscript)]
        return all(one is not None and one[2] > 0 for one in stamps)


class _WatchedPictures:
    """A shelf that writes down which files were asked for, as they were just before they were read."""

    def __init__(self, shelf: PictureSource, asked: dict[Path, Stamp]) -> None:
        self._shelf = shelf
        self._asked = asked

    def picture(self, text_path: str, address: str) -> bytes | PictureRefusal:
        """As the shelf behind it."""
        path = Path(text_path).parent / address
        if not Path(address).is_absolute():  # refused unseen; to look there could wake a network folder
            self._asked.setdefault(path, stamp(path))
        return self._shelf.picture(text_path, address)
