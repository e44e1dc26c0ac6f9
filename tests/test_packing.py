"""From a manuscript on the disk to a pack beside it, and what becomes of a pack on its way."""

from __future__ import annotations

import random  # noqa: TID251 - with a seed
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from edition_builder.cli import main
from edition_builder.errors import ExitCode
from edition_builder.model.building import BuildSettings
from edition_builder.model.packs import PACKS, SUMS, pack_named
from edition_builder.packing import make_pack, pack
from edition_builder.publishing import publish
from edition_builder.verifying import verify
from sharing_programs import check_with_stock_program

TEXT = """---
title: A short night
author: Anna K.
language: en
translator: B. T.
notes: {brackets: all, by: translator}
---

They came at night [nobody had called them].
"""
FOLDER = "a-short-night-for-usb"
CUT, SWAPPED, FLIPPED = "cut", "swapped", "flipped"


@pytest.fixture(scope="module")
def manuscript(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("texts") / "night.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def light(manuscript: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A light pack for a stick, as the command makes it."""
    output = tmp_path_factory.mktemp("out")
    assert main(["pack", str(manuscript), "--for", "usb", "--light", "--output", str(output)]) == 0
    return output / FOLDER


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_command_makes_a_folder_that_verifies(light: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sorted(contents(light)) == [
        "1-open-me.html",
        "2-a-short-night.txt",
        "3-a-short-night-phone.pdf",
        "4-a-short-night.epub",
        "SHA256SUMS.txt",
        "how-to-open.txt",
    ]
    assert [path.name for path in light.parent.iterdir()] == [FOLDER]
    assert main(["verify", str(light)]) == 0
    assert "5 files as listed in the sums" in capsys.readouterr().out


def test_a_pack_is_the_same_bytes_every_time(light: Path, manuscript: Path) -> None:
    way = pack_named("usb")
    assert way is not None
    made = make_pack(manuscript, way, BuildSettings(Path()), light=True)
    assert {file.name: file.data for one in made.renditions for file in one.files} == {
        f"{FOLDER}/{name}": data for name, data in contents(light).items()
    }


def test_the_list_says_with_what_it_was_made(light: Path) -> None:
    last = contents(light)[SUMS].decode().splitlines()[-1]
    assert last.startswith("# edition-builder ")
    assert "; Pango 1." in last
    assert last.endswith("; pack usb light")


def test_a_pack_that_is_made_again_holds_nothing_of_the_old_one(light: Path, manuscript: Path, tmp_path: Path) -> None:
    shutil.copytree(light, tmp_path / FOLDER)
    (tmp_path / FOLDER / "mine.txt").write_text("mine", encoding="utf-8")
    way = pack_named("usb")
    assert way is not None
    made = make_pack(manuscript, replace(way, formats=("txt", "html")), BuildSettings(tmp_path))
    publish(tmp_path, made.folder, made.renditions, f"{made.folder}/{SUMS}")
    assert sorted(contents(tmp_path / FOLDER)) == [
        "1-open-me.txt",
        "2-a-short-night.html",
        "SHA256SUMS.txt",
        "how-to-open.txt",
        "mine.txt",
    ]


def test_a_signature_goes_when_it_would_not_fit_any_more(light: Path, manuscript: Path, tmp_path: Path) -> None:
    shutil.copytree(light, tmp_path / FOLDER)
    signature = tmp_path / FOLDER / "SHA256SUMS.signature.txt"
    signature.write_text("signed", encoding="utf-8")
    way = pack_named("usb")
    assert way is not None
    pack(manuscript, way, BuildSettings(tmp_path), light=True)
    assert signature.exists()
    pack(manuscript, replace(way, formats=("txt", "html")), BuildSettings(tmp_path))
    assert not signature.exists()


def test_a_manuscript_with_errors_leaves_no_pack(tmp_path: Path) -> None:
    broken = tmp_path / "a.md"
    broken.write_text("no front matter\n", encoding="utf-8")
    result = pack(broken, PACKS[0], BuildSettings(tmp_path / "out"))
    assert result.exit_code is ExitCode.MANUSCRIPT
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--for", "pigeon"], "there is no pack for 'pigeon'"),
        (["--for", "paper", "--light"], "there is no light pack for paper"),
        ([], "--for"),
    ],
)
def test_a_wrong_call_is_said(
    options: list[str], said: str, manuscript: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pack", str(manuscript), *options]) == ExitCode.USAGE
    assert said in capsys.readouterr().err


def test_a_forbidden_word_stops_a_pack(manuscript: Path, tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("Anna\n", encoding="utf-8")
    output = tmp_path / "out"
    command = ["pack", str(manuscript), "--for", "sms", "--output", str(output), "--forbidden", str(words)]
    assert main(command) == ExitCode.MANUSCRIPT
    assert not output.exists()


def tampered(files: dict[str, bytes], seed: int) -> dict[str, bytes]:
    """The pack with one listed file changed: a bit turned, the end cut off, or two unlike bytes in another order."""
    chance = random.Random(seed)  # noqa: S311 - the same on every machine
    name = chance.choice(sorted(set(files) - {SUMS}))
    data = bytearray(files[name])
    kind, at = chance.choice((CUT, SWAPPED, FLIPPED)), chance.randrange(len(data))
    if kind == FLIPPED:
        data[at] ^= 1 << chance.randrange(8)
    elif kind == CUT:
        del data[at:]
    else:
        other = chance.choice([place for place, byte in enumerate(data) if byte != data[at]])
        data[at], data[other] = data[other], data[at]
    return {**files, name: bytes(data)}


def missed(light: Path, seeds: range, work: Path) -> list[int]:
    """The tamperings that ``verify`` or the stock program takes for a whole pack."""
    files = contents(light)
    lost = []
    for seed in seeds:
        harmed = tampered(files, seed)
        here = work / str(seed)
        here.mkdir()
        for name, data in harmed.items():
            (here / name).write_bytes(data)
        listed = any(one.code == "EB815" for one in verify(harmed.items()).diagnostics)
        if not listed or check_with_stock_program(here).returncode == 0:
            lost.append(seed)
        shutil.rmtree(here)
    return lost


def test_the_stock_program_passes_what_nobody_touched(light: Path) -> None:
    assert check_with_stock_program(light).returncode == 0
    assert verify(contents(light).items()).diagnostics == ()


def test_tampering_is_found(light: Path, tmp_path: Path) -> None:
    assert missed(light, range(10), tmp_path) == []


@pytest.mark.slow
@pytest.mark.parametrize("start", range(1000, 2000, 100))
def test_a_thousand_tamperings_are_found(start: int, light: Path, tmp_path: Path) -> None:
    assert missed(light, range(start, start + 100), tmp_path) == []
