"""Lists of sums as ``sha256sum -c`` reads them, compared with the files beside them (GNU coreutils, sha2 utilities)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from edition_builder.diagnostics import Diagnostic
from edition_builder.model.packs import SUMS

__all__ = ["check_sums", "is_list_of_sums", "signature_name"]

_LINE = re.compile(r"(?P<sum>[0-9a-f]{64}) [ *](?P<name>.+)")
_ASK_AGAIN = "do not pass it on; get it again from somebody else"


def is_list_of_sums(name: str, data: bytes) -> bool:
    """Whether a file is such a list: by its name and by its first line."""
    named = PurePosixPath(name).name
    first = data[:4096].decode(errors="replace").partition("\n")[0]
    return (named == SUMS or named.endswith(".manifest.txt")) and _LINE.fullmatch(first) is not None


def signature_name(name: str) -> str:
    """The signature of a list stands beside it. It ends in .txt, because telephones refuse what they do not know.

    Android's Bluetooth receiver drops ``.minisig`` without a word (AOSP, ``opp/Constants.java``).
    """
    return f"{name.removesuffix('.txt')}.signature.txt"


def check_sums(files: tuple[tuple[str, bytes], ...]) -> tuple[int, tuple[Diagnostic, ...]]:
    """How many listed files agree with their lists, and EB815 for those that do not or are missing.

    The list of a pack names everything in its folder: a file that it does not name was added by somebody. The list
    beside a build names the files of one edition among others.
    """
    by_name = dict(files)
    agreed, said = 0, []
    for name, data in files:
        if is_list_of_sums(name, data):
            folder = PurePosixPath(name).parent
            listed = {str(folder / one): digest for one, digest in _entries(data)}
            faults = [*_faults(listed, by_name), *(_added(name, listed, by_name) if name.endswith(SUMS) else ())]
            agreed += sum(one in by_name and _digest(by_name[one]) == digest for one, digest in listed.items())
            said += [Diagnostic("EB815", f"{name}: {fault}", None, _ASK_AGAIN) for fault in faults]
    return agreed, tuple(said)


def _entries(data: bytes) -> Iterator[tuple[str, str]]:
    """Name and sum of each line; a line that is none is no promise."""
    for line in data.decode(errors="replace").splitlines():
        found = _LINE.fullmatch(line)
        if found:
            yield found["name"], found["sum"]


def _faults(listed: Mapping[str, str], files: Mapping[str, bytes]) -> Iterator[str]:
    for name, digest in listed.items():
        if name not in files:
            yield f"{name} is missing"
        elif _digest(files[name]) != digest:
            yield f"{name} is not the file that was listed"


def _added(name: str, listed: Mapping[str, str], files: Mapping[str, bytes]) -> Iterator[str]:
    """Files of the folder that a pack's list does not name; its signature stands beside it.

    What is inside a zip of the folder is judged with that zip.
    """
    folder = PurePosixPath(name).parent
    own = {name, signature_name(name)}
    for other in files:
        path = PurePosixPath(other)
        if (
            path.is_relative_to(folder)
            and other not in listed
            and other not in own
            and not _in_zip(path, folder, files)
        ):
            yield f"{other} is not in the list"


def _in_zip(path: PurePosixPath, folder: PurePosixPath, files: Mapping[str, bytes]) -> bool:
    return any(str(parent) in files for parent in path.parents if folder in parent.parents)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
