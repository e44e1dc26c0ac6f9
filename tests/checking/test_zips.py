"""A zip of a stranger: every trick is refused before a byte is unpacked, and nothing of it ends in a traceback."""

from __future__ import annotations

import stat
import warnings
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from edition_builder.checking.zips import unpacked
from edition_builder.model.zip_container import zip_container

GOOD = zip_container({"a.txt": b"one", "b/c.txt": b"two"})


def with_entry(name: str = "a.txt", data: bytes = b"x", change: Callable[[ZipInfo], None] = lambda _: None) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as opened:
        entry = ZipInfo("x" * len(name))
        entry.compress_type = ZIP_DEFLATED
        change(entry)
        opened.writestr(entry, data)
    return made.getvalue().replace(b"x" * len(name), name.encode())


def as_link(entry: ZipInfo) -> None:
    entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16


def twice(first: str, second: str) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as opened, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        opened.writestr(first, b"1")
        opened.writestr(second, b"2")
    return made.getvalue()


def overlapping() -> bytes:
    """Two entries of the list that stand for the same bytes."""
    data = twice("a", "b")
    end = data.rindex(b"PK\x01\x02")
    return data[: end + 42] + bytes(4) + data[end + 46 :]


def encrypted() -> bytes:
    data = bytearray(with_entry())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def many() -> bytes:
    return zip_container({f"{number}.txt": b"" for number in range(10_001)})


@pytest.mark.parametrize(
    "data",
    [
        with_entry("../a.txt"),
        with_entry("b/../../a.txt"),
        with_entry("/etc/a.txt"),
        with_entry("C:/a.txt.."),
        with_entry("b\\a.txt"),
        with_entry(change=as_link),
        with_entry(data=bytes(5_000_000)),
        twice("a.txt", "a.txt"),
        twice("A.txt", "a.txt"),
        overlapping(),
        encrypted(),
        many(),
        b"",
        b"PK\x03\x04",
        GOOD[:-30],
        GOOD[:40] + b"\xff" * 4 + GOOD[44:],
    ],
    ids=[
        *("up", "up inside", "absolute", "drive", "backslash", "link", "bomb", "twice", "case"),
        *("overlap", "encrypted", "many", "empty", "head alone", "cut off", "harmed"),
    ],
)
def test_a_trick_is_refused(data: bytes) -> None:
    outcome = unpacked("a.zip", data)
    assert outcome.value is None
    assert [one.code for one in outcome.diagnostics] == ["EB605"]


def test_a_sound_zip_is_a_folder() -> None:
    assert unpacked("in/a.zip", GOOD).value == (("in/a.zip/a.txt", b"one"), ("in/a.zip/b/c.txt", b"two"))


def test_a_small_file_may_pack_well() -> None:
    assert unpacked("a.zip", with_entry(data=bytes(900_000))).value is not None
