"""A pack is made anew: the same bytes, or the first place that differs and why."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from edition_builder.cli import main
from edition_builder.errors import ExitCode
from edition_builder.model.packs import SUMS

TEXT = """---
title: A short night
author: Anna K.
language: en
translator: B. T.
notes: {brackets: all, by: translator}
---

They came at night [nobody had called them].
"""
NAME = "a-short-night-for-telegram"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A manuscript, and its light pack for Telegram beside it."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "night.md").write_text(TEXT, encoding="utf-8")
    command = ["pack", str(folder / "night.md"), "--for", "telegram", "--light", "--output", str(folder)]
    assert main(command) == ExitCode.DONE
    return folder


@pytest.fixture
def copied(folder: Path, tmp_path: Path) -> Path:
    """A copy that may be changed."""
    return Path(shutil.copytree(folder, tmp_path / "copy"))


def reproduced(folder: Path, capsys: pytest.CaptureFixture[str], what: str = NAME) -> tuple[int, str]:
    capsys.readouterr()
    code = main(["reproduce", str(folder / what), str(folder / "night.md")])
    said = capsys.readouterr()
    return code, said.out + said.err


@pytest.mark.parametrize("what", [NAME, f"{NAME}.zip"])
def test_the_same_manuscript_gives_the_same_bytes(what: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = reproduced(folder, capsys, what)
    assert code == ExitCode.DONE
    assert said.startswith("identical: 5 files are what ")


def test_a_discreet_pack_is_made_anew_as_one(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    manuscript = str(folder / "night.md")
    command = ["pack", manuscript, "--for", "usb", "--light", "--discreet", "--output", str(tmp_path)]
    assert main(command) == ExitCode.DONE
    made = tmp_path / "text-for-usb"
    assert sorted(one.name for one in made.iterdir())[1:4] == ["2-text.txt", "3-text-phone.pdf", "4-text.epub"]
    assert "short night" not in (made / "how-to-open.txt").read_text(encoding="utf-8")
    assert main(["verify", str(made)]) == ExitCode.DONE
    assert main(["reproduce", str(made), manuscript]) == ExitCode.DONE
    assert "identical: 5 files" in capsys.readouterr().out


def test_a_signature_beside_the_list_is_not_looked_at(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (copied / NAME / "SHA256SUMS.signature.txt").write_text("signed", encoding="utf-8")
    assert reproduced(copied, capsys)[0] == ExitCode.DONE


def test_another_word_in_the_manuscript_is_shown(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (copied / "night.md").write_text(TEXT.replace("at night", "by night"), encoding="utf-8")
    code, said = reproduced(copied, capsys)
    assert code == ExitCode.CHECK_FAILED
    assert "EB817: 1-open-me.html differs from byte " in said
    assert "the words of the text differ near “They came at night" in said
    assert "the versions are the same: the manuscript, its styles or its date differ" in said


def test_a_changed_file_is_named(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = next((copied / NAME).glob("*.epub"))
    book.write_bytes(book.read_bytes()[:-1])
    code, said = reproduced(copied, capsys)
    assert code == ExitCode.CHECK_FAILED
    assert f"{book.name} differs from byte {book.stat().st_size} on" in said


def test_a_list_that_was_changed_is_named(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sums = copied / NAME / SUMS
    sums.write_text(f"{'0' * 64}{sums.read_text(encoding='utf-8')[64:]}", encoding="utf-8")
    code, said = reproduced(copied, capsys)
    assert code == ExitCode.CHECK_FAILED
    assert f"EB817: {SUMS} differs from byte 0 on" in said


@pytest.mark.parametrize(
    ("start", "reason"),
    [
        ("edition-builder ", "made with version 9.9 of this tool"),
        ("Pango ", "its pages were set with Pango 9.9"),
    ],
)
def test_another_version_is_given_as_the_reason(
    start: str, reason: str, copied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sums = copied / NAME / SUMS
    before, _, after = sums.read_text(encoding="utf-8").rpartition(start)
    sums.write_text(f"{before}{start}9.9;{after.partition(';')[2]}", encoding="utf-8")
    assert reproduced(copied, capsys)[0] == ExitCode.DONE  # another version made the very same bytes
    page = copied / NAME / "1-open-me.html"
    page.write_bytes(page.read_bytes() + b"\n")
    code, said = reproduced(copied, capsys)
    assert code == ExitCode.CHECK_FAILED
    assert reason in said


@pytest.mark.parametrize("damage", ["no list", "no remark", "unknown pack"])
def test_what_is_no_pack_is_said(damage: str, copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sums = copied / NAME / SUMS
    lines = sums.read_text(encoding="utf-8").splitlines(keepends=True)
    if damage == "no list":
        sums.unlink()
    elif damage == "no remark":
        sums.write_text("".join(lines[:-1]), encoding="utf-8")
    else:
        sums.write_text("".join((*lines[:-1], "# edition-builder 0.1.0; pack pigeon\n")), encoding="utf-8")
    code, said = reproduced(copied, capsys)
    assert code == ExitCode.USAGE
    assert "name a folder that edition pack made" in said


def test_a_manuscript_with_errors_is_said(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (copied / "night.md").write_text("nothing\n", encoding="utf-8")
    assert reproduced(copied, capsys)[0] == ExitCode.MANUSCRIPT
