"""Names that every stick, card and computer takes: the rules of FAT32, exFAT and Windows together.

Sources: Microsoft's exFAT file system specification, section 7.7.3 (characters, 255 units of UTF-16), and "Naming
Files, Paths, and Namespaces" (learn.microsoft.com: reserved names, also with any suffix; no space or full stop at the
end), both read 2026-11.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from edition_builder.model.text_units import utf16_units

__all__ = ["name_faults", "unusable_names"]

_LONGEST = 255
_REFUSED = re.compile(r'["*/:<>?\\|\x00-\x1f\x7f]')
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\..*)?", re.IGNORECASE | re.DOTALL
)


def name_faults(name: str) -> Iterator[str]:
    """What keeps a file or folder from having this name (one part of a path) on some stick or computer, in words."""
    if not name or not name.strip(". "):
        yield "is empty"
    if utf16_units(name) > _LONGEST:
        yield f"is longer than {_LONGEST} units of UTF-16"
    refused = _REFUSED.search(name)
    if refused:
        yield f"holds {refused[0]!r}"
    if name.endswith((".", " ")):
        yield "ends with a full stop or a space"
    if _RESERVED.fullmatch(name):
        yield "is a name that Windows keeps for itself"


def unusable_names(paths: Iterable[str]) -> tuple[str, ...]:
    """Each fault of relative paths with forward slashes, in words; two that differ only in case are one name there."""
    faults, seen = [], set()
    for path in paths:
        faults += [f"{path}: {part!r} {fault}" for part in path.split("/") for fault in name_faults(part)]
        if path.casefold() in seen:
            faults.append(f"{path}: there is another that differs only in case")
        seen.add(path.casefold())
    return tuple(faults)
