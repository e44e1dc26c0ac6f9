"""A pack holds what its way carries, in the order of trying, and says what it does not hold."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from msgspec.structs import replace

from books import styles
from edition_builder.diagnostics import Diagnostic
from edition_builder.formats import FORMATS
from edition_builder.making import make_renditions
from edition_builder.model.file_names import unusable_names
from edition_builder.model.packs import LIGHT, LIGHT_TOTAL, PACKS, SUMS, Pack
from edition_builder.model.rendition import Rendition, RenditionFile
from edition_builder.model.terms import terms_for
from edition_builder.sharing.how_to_open import HOW_TO_OPEN, Step, how_to_open
from edition_builder.sharing.packs import assemble
from edition_builder.verifying import verify
from editions import chapter, edition, heading, paragraph
from sharing_programs import check_with_stock_program

EDITION = edition(chapter(1, heading(1, "One", "one"), paragraph("They came at night.")))
SLUG = EDITION.metadata.slug
ROWS = {one.name: one for one in PACKS}
MADE_WITH = "edition-builder 1.2.3; Pango 1.50.12; pack x"


@lru_cache(maxsize=len(PACKS))
def renditions(*names: str, channel: str = "") -> tuple[Rendition, ...]:
    rows = tuple(row for row in FORMATS if row.name in names)
    value = make_renditions(EDITION, styles(), rows, channel).value
    assert value is not None
    return value


def packed(
    row: Pack, made: tuple[Rendition, ...] | None = None, *, light: bool = False
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """The files by name, and what was said."""
    made = renditions(*row.formats, channel=row.channel) if made is None else made
    outcome = assemble(EDITION, made, row, MADE_WITH, light=light)
    files = {file.name: file.data for one in outcome.value or () for file in one.files}
    return files, outcome.diagnostics


@pytest.mark.parametrize("row", PACKS, ids=lambda row: row.name)
def test_every_pack_verifies_and_keeps_to_its_way(row: Pack) -> None:
    files, _ = packed(row)
    result = verify(files.items())
    assert result.diagnostics == ()
    assert {one.text.text_hash for one in result.texts} == {EDITION.text_hash}
    folder = {name: data for name, data in files.items() if not name.endswith(f"for-{row.name}.zip")}
    assert result.summed in (len(folder) - 1, 2 * (len(folder) - 1))  # once more in the zip
    assert {Path(name).suffix for name in folder} <= row.suffixes
    assert unusable_names(files) == ()
    assert all(name.startswith(f"{SLUG}-for-{row.name}") for name in files)
    assert not row.largest or max(map(len, files.values())) <= row.largest
    assert not row.total or sum(map(len, folder.values())) <= row.total


@pytest.mark.parametrize("row", PACKS, ids=lambda row: row.name)
def test_the_stock_program_takes_the_list_and_its_remark(row: Pack, tmp_path: Path) -> None:
    files, _ = packed(row)
    unpack(files, tmp_path)
    run = check_with_stock_program(tmp_path / f"{SLUG}-for-{row.name}")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.count(": OK\n") == len([name for name in files if "/" in name]) - 1


def unpack(files: dict[str, bytes], folder: Path) -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def test_the_files_stand_in_the_order_of_trying() -> None:
    files, said = packed(ROWS["usb"])
    assert said == ()
    assert sorted(name.partition("/")[2] for name in files)[:4] == [
        "1-open-me.html",
        f"2-{SLUG}.txt",
        f"3-{SLUG}-phone.pdf",
        f"4-{SLUG}.epub",
    ]


def test_tool_and_pango_stand_in_the_last_line_of_the_list_and_nowhere_else() -> None:
    files, _ = packed(ROWS["usb"])
    sums = files[f"{SLUG}-for-usb/{SUMS}"].decode()
    assert sums.endswith(f"\n# {MADE_WITH}\n")
    assert sums.count("#") == 1
    assert not [name for name, data in files.items() if not name.endswith(SUMS) and b"edition-builder" in data]


def test_bluetooth_gets_the_book_in_a_zip_and_is_told_why() -> None:
    files, said = packed(ROWS["bluetooth"])
    with ZipFile(BytesIO(files[f"{SLUG}-for-bluetooth/4-{SLUG}-epub.zip"])) as opened:
        assert opened.namelist() == [f"{SLUG}.epub"]
    assert [one.code for one in said] == ["EB702"]
    assert said[0].message == f"{SLUG}.epub: stands in a zip, because many telephones drop .epub by bluetooth"
    assert EDITION.terms.unpack_zip in files[f"{SLUG}-for-bluetooth/{HOW_TO_OPEN}"].decode()


def test_a_book_that_is_too_large_is_left_out_in_its_zip_too() -> None:
    noise = b"".join(hashlib.sha256(str(number).encode()).digest() for number in range(LIGHT_TOTAL // 32))
    heavy = (*renditions("txt"), Rendition("epub", (RenditionFile(f"{SLUG}.epub", noise),)))
    files, said = packed(ROWS["bluetooth"], heavy, light=True)
    assert sum(map(len, files.values())) <= LIGHT_TOTAL
    assert not [name for name in files if "epub" in name]
    assert [one.code for one in said] == ["EB702"]
    assert "more than all may have together" in said[0].message


def test_a_zip_of_the_whole_holds_the_folder() -> None:
    files, _ = packed(ROWS["email"])
    with ZipFile(BytesIO(files[f"{SLUG}-for-email.zip"])) as opened:
        inside = {name: opened.read(name) for name in opened.namelist()}
        assert {info.date_time for info in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert inside == {name: data for name, data in files.items() if "/" in name}


def test_what_is_over_a_limit_is_left_out_and_said() -> None:
    most = len(renditions("phone")[0].files[0].data) - 1
    row = replace(ROWS["telegram"], largest=most)
    files, said = packed(row)
    assert max(map(len, files.values())) <= most
    assert {one.code for one in said} == {"EB702"}
    assert f"{SLUG}-phone.pdf: is left out, because a file may have {most:,} bytes there" in [
        one.message for one in said
    ]


def test_what_is_too_much_together_is_left_out_and_said() -> None:
    most = 16_000 + sum(len(one.files[0].data) for one in renditions("html", "txt"))
    row = replace(ROWS["email"], total=most)
    files, said = packed(row)
    assert sum(len(data) for name, data in files.items() if "/" in name) <= most
    assert all("more than all may have together" in one.message or "zip" in one.message for one in said)
    assert said


def test_a_way_that_carries_nothing_of_it_is_said() -> None:
    row = replace(ROWS["usb"], suffixes=frozenset((".doc",)))
    files, said = packed(row)
    assert files == {}
    assert said[-1].code == "EB703"


def test_light_keeps_what_is_read_on_a_screen_within_its_bytes() -> None:
    files, said = packed(ROWS["usb"], renditions(*LIGHT), light=True)
    assert said == ()
    assert len(files) == len(LIGHT) + 2
    heavy = (Rendition("html", (RenditionFile("a.html", bytes(LIGHT_TOTAL)),)), *renditions("txt"))
    files, said = packed(ROWS["usb"], heavy, light=True)
    assert [one.code for one in said] == ["EB702"]
    assert sum(map(len, files.values())) <= LIGHT_TOTAL


@pytest.mark.parametrize("language", ["en", "ru", "ar", "ja", "hi"])
def test_the_words_about_opening_are_in_the_language_of_the_edition(language: str) -> None:
    spoken = replace(EDITION, terms=terms_for(language))
    text = how_to_open(spoken, (Step("html", "1-open-me.html"), Step("epub", "2-a-epub.zip")))
    lines = text.splitlines()
    assert f"1-open-me.html: {spoken.terms.opens_html}" in lines
    assert spoken.terms.unpack_zip in lines
    assert f"{spoken.terms.check_phrase}: {' '.join(EDITION.check_phrase)}" in lines
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert max(map(len, lines)) < 2000


def test_the_list_holds_every_file() -> None:
    files, _ = packed(ROWS["signal"])
    folder = f"{SLUG}-for-signal/"
    lines = [line for line in files[folder + SUMS].decode().splitlines() if not line.startswith("#")]
    listed = {line[66:]: line[:64] for line in lines}
    others = {name.removeprefix(folder): data for name, data in files.items() if name.startswith(folder)}
    del others[SUMS]
    assert listed == {name: hashlib.sha256(data).hexdigest() for name, data in others.items()}
