"""A path of this machine is found in whatever form a file holds it."""

from __future__ import annotations

import base64
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from edition_builder.checking.traces import find_traces
from edition_builder.checking.views import views

HOME = "/home/zugvogel"


def packed(data: bytes) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as opened:
        opened.writestr("a.txt", data)
    return made.getvalue()


def streamed(data: bytes) -> bytes:
    return b"%PDF-1.7\n1 0 obj\n<<>>\nstream\n" + zlib.compress(data * 3) + b"\nendstream\nendobj"


@pytest.mark.parametrize(
    "data",
    [
        f"in {HOME}/a".encode(),
        HOME.encode("utf-16-le"),
        HOME.encode("utf-16-be"),
        packed(HOME.encode() * 9),
        packed(packed(HOME.encode() * 9)),
        streamed(HOME.encode()),
        b'<img src="data:image/svg+xml;base64,' + base64.b64encode(HOME.encode() * 3) + b'">',
    ],
)
def test_a_path_is_found(data: bytes) -> None:
    (found,) = find_traces("a", data, (HOME,))
    assert (found.code, found.message) == ("EB606", "a: holds a path of this computer")
    assert find_traces("a", data, ("/home/kranich",)) == ()


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04 cut", b"%PDF stream\nnothing\nendstream", b"data:image/png;base64,AAA", b"\xff\xd8\xff"],
)
def test_what_cannot_be_looked_into_is_looked_at(data: bytes) -> None:
    assert next(view for _, view in views("a", data)) == data
