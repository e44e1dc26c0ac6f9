"""The styles of a project: its own files where there are some, else the packaged ones; read for ``project.py``."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from edition_builder.checking.sheets import check_own_sheet
from edition_builder.diagnostics import Diagnostic, Location, Outcome
from edition_builder.errors import UsageError
from edition_builder.model.rendition import StyleFolder

__all__ = ["load_styles", "style_files", "style_marks"]

_STYLES = Path("styles")


def load_styles(folder: Path | None) -> Outcome[StyleFolder]:
    """The style sheets and fonts: the project's file where there is one, else the packaged one.

    Args:
        folder: where the project keeps its own; None for ``./styles``, which need not be there.

    Returns:
        The folder; EB109 for a sheet of the project that cannot be used,
        EB106 for a file of the project that overrides nothing and is no ``custom.css`` or font.

    Raises:
        UsageError: ``folder`` was named and is not there.
    """
    own = _STYLES if folder is None else folder
    if folder is not None and not folder.is_dir():
        raise UsageError(f"there is no folder {folder}", "name a folder with style sheets, or leave --styles out")
    packaged = _packaged_styles()
    files = {name: packaged / name for name in _names(packaged)}
    said: list[Diagnostic] = []
    if own.is_dir() and own.resolve() != packaged.resolve():
        for name in _names(own):
            if name.endswith(".css"):
                said.extend(check_own_sheet((own / name).as_posix(), _read(own / name)))
            if name not in files and not _may_be_new(name):
                place = Location((own / name).as_posix())
                hint = (
                    f"rename it to one of {', '.join(one for one in files if one.endswith('.css'))}, or to custom.css"
                )
                said.append(Diagnostic("EB106", "this file overrides nothing", place, hint))
            files[name] = own / name
    loaded = ((name, _StyleFile(files[name], own=files[name] != packaged / name)) for name in sorted(files))
    return Outcome(StyleFolder(tuple(loaded)), tuple(said))


def style_files(folder: Path | None) -> tuple[Path, ...]:
    """The project's own files that ``load_styles`` would look at at this moment; nothing is opened."""
    own = _STYLES if folder is None else folder
    try:
        return tuple(own / name for name in _names(own))
    except OSError:
        return (own,)


def style_marks(styles: StyleFolder) -> tuple[tuple[str, str], ...]:
    """Each file with the SHA-256 of its bytes; "" for a packaged one, which is a part of this tool and not read."""
    return tuple((name, _mark(data)) for name, data in styles.files)


def _mark(data: bytes | Callable[[], bytes]) -> str:
    if isinstance(data, _StyleFile) and not data.own:
        return ""
    try:
        return hashlib.sha256(data if isinstance(data, bytes) else data()).hexdigest()
    except UsageError as problem:  # whoever needs it will say so
        return problem.message


class _StyleFile:
    """A style file that is loaded when it is first asked for: fonts are many megabytes, and most editions need few.

    ``own``: it is the project's.
    """

    __slots__ = ("_data", "_path", "own")

    def __init__(self, path: Path, *, own: bool) -> None:
        self._path = path
        self._data: bytes | None = None
        self.own = own

    def __call__(self) -> bytes:
        if self._data is None:
            self._data = _read(self._path)
        return self._data


def _read(path: Path) -> bytes:
    """The bytes of a style file.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}", "check who may read it (ls -l)") from error


def _packaged_styles() -> Path:
    """The folder in the wheel, or that of the source tree."""
    package = Path(__file__).parent
    inside = package / "styles"
    return inside if inside.is_dir() else package.parent.parent / "styles"


def _names(folder: Path) -> list[str]:
    """The files of a style folder, hidden ones and explanations left out, in order."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in found if not _is_aside(path))


def _is_aside(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts) or path.suffix in (".md", ".txt")


def _may_be_new(name: str) -> bool:
    """What may be added without overriding anything."""
    return name == "custom.css" or name.endswith((".ttf", ".otf"))
