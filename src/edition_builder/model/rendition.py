"""What a renderer returns, and the styles and fonts it is given: names and bytes, nothing on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from edition_builder.model.workshop import Here, Workshop

__all__ = ["Order", "PictureLimits", "Rendition", "RenditionFile", "StyleFolder"]


class RenditionFile(Struct, frozen=True):
    """A file to be published; ``name`` is relative to the output folder, with forward slashes."""

    name: str
    data: bytes


class Rendition(Struct, frozen=True):
    """The files of one format (a key of ``FORMATS``), the one to open first in front.

    ``late_notes`` are the ids of notes at the foot for which there was no room on the page of their call. ``sheets`` is
    how many sheets of paper a copy takes, printed on both sides; 0 for what is not made for sheets.
    """

    format: str
    files: tuple[RenditionFile, ...]
    late_notes: tuple[str, ...] = ()
    sheets: int = 0


class PictureLimits(Struct, frozen=True):
    """The most that a picture may have: pixels across and down, bytes (0 for any number), and whether any colour."""

    width: int
    height: int
    size: int = 0
    grey: bool = False


class Order(Struct, frozen=True):
    """What a build asks of a format beyond the edition itself.

    ``channel`` is the way that messages go, "" for the usual one; ``made`` are the renditions of this build so far, in
    the order of ``FORMATS``, those first that the format's row stands after; ``format`` is the name of the row.
    ``workshop`` does tasks that need nothing of each other: the result is the same wherever they are done.
    """

    channel: str = ""
    made: tuple[Rendition, ...] = ()
    format: str = ""
    workshop: Workshop = Here()

    def rendition(self, name: str) -> Rendition:
        """The rendition of a format that was made before; KeyError if there is none."""
        for rendition in self.made:
            if rendition.format == name:
                return rendition
        raise KeyError(name)


class StyleFolder(Struct, frozen=True):
    """``styles/`` as loaded: the project's file where there is one, else the packaged file of that name.

    Names are relative to the folder, with forward slashes (``base.css``, ``fonts/GentiumBookPlus-Regular.ttf``). What
    stands beside a name is the file's bytes, or what loads them: most fonts are not needed by most editions.
    """

    files: tuple[tuple[str, bytes | Callable[[], bytes]], ...]

    def read(self, name: str) -> bytes:
        """The bytes of a style file; KeyError if neither the project nor the package has it."""
        for known, data in self.files:
            if known == name:
                return data if isinstance(data, bytes) else data()
        raise KeyError(name)

    def text(self, *names: str) -> str:
        """Style sheets as one text, in the order named."""
        return "\n".join(self.read(name).decode() for name in names)

    def sheet(self, *names: str) -> str:
        """Style sheets in the order named, and after them the project's ``custom.css``, if there is one."""
        own = ("custom.css",) if any(known == "custom.css" for known, _ in self.files) else ()
        return self.text(*names, *own)

    def fonts(self, rank: Callable[[str], object] | None = None) -> Iterator[tuple[str, bytes]]:
        """Name and bytes of each font file in the order of their names, or of ``rank(name)``.

        Each is loaded when its turn comes, so who stops at the first that fits loads no other.
        """
        names = [name for name, _data in self.files if name.endswith((".ttf", ".otf"))]
        for name in sorted(names, key=rank and (lambda one: (rank(one), one))):
            yield name, self.read(name)
