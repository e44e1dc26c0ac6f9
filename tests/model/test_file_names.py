"""Every rule of FAT32, exFAT and Windows for names, each shown refusing and letting pass."""

from __future__ import annotations

import pytest

from edition_builder.model.file_names import name_faults, unusable_names

REFUSED = (
    *(f"a{sign}b" for sign in '"*/:<>?\\|'),
    *(f"a{chr(number)}b" for number in (*range(32), 127)),
    *("", ".", "..", " ", "a.", "a ", "a. "),
    *("con", "CON", "prn", "aux", "nul", "nul.txt", "NUL.tar.gz", "con .txt", "conin$", "CONOUT$"),
    *(f"{name}{digit}" for name in ("com", "lpt") for digit in "0123456789¹²³"),
    *("com1.pdf", "LPT9.epub", "x" * 256, "😀" * 128),
)
TAKEN = ("a", "a.b", ".hidden", "console", "com10", "com", "lpt", "1-con.txt", "naïve.txt", "x" * 255, "😀" * 127)


@pytest.mark.parametrize("name", REFUSED)
def test_a_name_that_some_stick_or_computer_refuses_is_said(name: str) -> None:
    assert list(name_faults(name)) != []


@pytest.mark.parametrize("name", TAKEN)
def test_a_name_that_all_take_passes(name: str) -> None:
    assert list(name_faults(name)) == []


def test_each_part_of_a_path_is_a_name() -> None:
    assert unusable_names(("a/b.txt", "a/c/d.txt")) == ()
    assert unusable_names(("aux/b.txt",)) == ("aux/b.txt: 'aux' is a name that Windows keeps for itself",)


def test_two_names_that_differ_only_in_case_are_one_name_there() -> None:
    assert unusable_names(("a/B.txt", "a/b.txt")) == ("a/b.txt: there is another that differs only in case",)
