"""A list of sums is taken at its word, and only for names beside it."""

from __future__ import annotations

import hashlib

import pytest

from edition_builder.checking.sums import check_sums, is_list_of_sums

SUM = hashlib.sha256(b"abc").hexdigest()


@pytest.mark.parametrize(
    ("name", "data", "is_one"),
    [
        ("a/SHA256SUMS.txt", f"{SUM}  x.txt\n", True),
        ("a/title.manifest.txt", f"{SUM} *x.txt\n", True),
        ("a/title.txt", f"{SUM}  x.txt\n", False),
        ("a/SHA256SUMS.txt", "Dear reader\n", False),
        ("a/SHA256SUMS.txt", "", False),
    ],
)
def test_a_list_is_known_by_name_and_first_line(name: str, data: str, is_one: bool) -> None:
    assert is_list_of_sums(name, data.encode()) is is_one


def test_names_are_looked_for_beside_the_list_only() -> None:
    listed = f"{SUM}  x.txt\n{SUM}  sub/y.txt\n{SUM}  ../z.txt\n".encode()
    files = (("a/t.manifest.txt", listed), ("a/x.txt", b"abc"), ("a/sub/y.txt", b"abd"), ("z.txt", b"abc"))
    agreed, said = check_sums(files)
    assert agreed == 1
    assert [one.code for one in said] == ["EB815", "EB815"]
    assert [one.message for one in said] == [
        "a/t.manifest.txt: a/sub/y.txt is not the file that was listed",
        "a/t.manifest.txt: a/../z.txt is missing",
    ]


def test_a_line_that_is_no_sum_promises_nothing() -> None:
    files = (("SHA256SUMS.txt", f"{SUM}  x.txt\n{SUM[:-1]}  y.txt\n".encode()), ("x.txt", b"abc"), ("y.txt", b"abc"))
    agreed, said = check_sums(files)
    assert agreed == 1
    assert [one.message for one in said] == ["SHA256SUMS.txt: y.txt is not in the list"]
    assert check_sums(
        (("SHA256SUMS.txt", f"{SUM}  x.txt\n".encode()), ("SHA256SUMS.signature.txt", b""), ("x.txt", b"abc"))
    ) == (1, ())
