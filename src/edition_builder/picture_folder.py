"""The pictures in a manuscript's folder. A room of ``project.py``: it reads the disk and nothing else.

A picture is handed over only if it lies inside the folder, as a regular file, with no link leading out.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from edition_builder.model.manuscript import PictureRefusal

__all__ = ["FolderPictures"]

_LARGEST_PICTURE = 20_000_000  # bytes
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


class FolderPictures:
    """Pictures below a manuscript's folder. Never follows a link out, never opens a device, never fetches."""

    __slots__ = ("_root",)

    def __init__(self, root: Path) -> None:
        self._root = root

    def picture(self, text_path: str, address: str) -> bytes | PictureRefusal:
        """The bytes behind an address in the text of that path, or why there are none (EB501 to EB505)."""
        if _SCHEME.match(address) or address.startswith(("//", "\\\\")):
            hint = "save the picture beside the text and name that file: nothing is fetched from the network"
            return PictureRefusal("EB503", f"the picture {address} is not in the manuscript", hint)
        outside = PictureRefusal(
            "EB502", f"the picture {address} lies outside the manuscript", "copy it into the manuscript's folder"
        )
        if not address or "\0" in address or address.startswith(("/", "\\", "~")):
            return outside
        root = self._root.resolve()
        path = Path(os.path.realpath(Path(text_path).parent / address))
        if not path.is_relative_to(root):
            return outside
        return _read_picture(path, address)


def _read_picture(path: Path, address: str) -> bytes | PictureRefusal:
    """Read a resolved path once, without following a link that somebody puts there meanwhile."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | getattr(os, "O_NOFOLLOW", 0))
    except OSError as error:
        named = "check the name, capital letters too, or take the picture out"
        hint = "check who may read it (ls -l)" if isinstance(error, PermissionError) else named
        return PictureRefusal("EB501", f"the picture {address} cannot be read: {error.strerror}", hint)
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        return PictureRefusal("EB504", f"{address} is not a picture file", "name a .jpg or .png file")
    with os.fdopen(descriptor, "rb") as file:
        if status.st_size > _LARGEST_PICTURE:
            return PictureRefusal("EB505", f"the picture {address} is larger than 20 MB", "save it smaller")
        return file.read(_LARGEST_PICTURE + 1)
