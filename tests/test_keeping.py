"""A manuscript of which nothing changed is not made again; whatever changed is seen; what is private is not kept."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image

from edition_builder import keeping
from edition_builder.cache import usage
from edition_builder.checking.forbidden import read_forbidden
from edition_builder.diagnostics import Outcome
from edition_builder.errors import ExitCode
from edition_builder.formats import DEFAULT_FORMATS
from edition_builder.keeping import made_or_kept
from edition_builder.model.building import BuildSettings, Made
from edition_builder.model.manuscript import Sources
from edition_builder.model.rendition import StyleFolder
from edition_builder.production import made
from edition_builder.project import load_manuscript, load_styles

HEADER = "---\ntitle: T\nauthor: A\nlanguage: en\nnotes: {brackets: all, by: translator}\n---\n\n"
TEXT = f"{HEADER}The karabets [guards] came. It is a {{.unknown}} word.\n\n::: nothing\nWords.\n:::\n"
KEPT = Path("kept")
USUAL = BuildSettings(output=Path("dist"), formats=("txt", "html"), cache=KEPT)


class Maker:
    """Makes what it is asked for, and counts."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, loaded: Outcome[Sources], styles: Outcome[StyleFolder], settings: BuildSettings) -> Made:
        self.times += 1
        return made(loaded, styles, settings)


@pytest.fixture
def maker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Maker:
    """A working folder with a manuscript and a style sheet of its own."""
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(TEXT, encoding="utf-8")
    Path("styles").mkdir()
    Path("styles/custom.css").write_text("p { color: black }", encoding="utf-8")
    return Maker()


def build(maker: Maker, settings: BuildSettings = USUAL, name: str = "a.md") -> Made:
    return made_or_kept(load_manuscript(Path(name)), load_styles(settings.styles), settings, maker)


def png(grey: int = 0) -> bytes:
    file = BytesIO()
    Image.new("L", (60, 40), grey).save(file, "PNG")
    return file.getvalue()


def test_nothing_is_made_twice_and_the_same_comes_back_with_its_warnings(maker: Maker) -> None:
    first, second = build(maker), build(maker)
    assert maker.times == 1
    assert second == first
    assert [one.code for one in second.diagnostics] == ["EB304"]


def test_every_usual_format_has_the_same_bytes_from_the_cache_as_made_anew(maker: Maker) -> None:
    Path("p.png").write_bytes(png())
    Path("a.md").write_text(f"{TEXT}\n![A picture](p.png)\n", encoding="utf-8")
    settings = replace(USUAL, formats=DEFAULT_FORMATS)
    kept = [build(maker, settings), build(maker, settings)][1]
    assert maker.times == 1
    anew = build(maker, replace(settings, cache=None))
    assert kept == anew
    assert [len(one.files) for one in kept.renditions] == [1, 1, 1, 1]


def edit_text() -> None:
    Path("a.md").write_text(TEXT.replace("came", "went"), encoding="utf-8")


def edit_style() -> None:
    Path("styles/custom.css").write_text("p { color: #111 }", encoding="utf-8")


def add_style() -> None:
    Path("styles/html.css").write_text("p { color: #111 }", encoding="utf-8")


def add_font() -> None:
    Path("styles/fonts").mkdir()
    Path("styles/fonts/Mine.ttf").write_bytes(b"a font that nobody asks for")


@pytest.mark.parametrize("change", [edit_text, edit_style, add_style, add_font])
def test_a_changed_ingredient_is_seen_and_the_old_result_still_there(maker: Maker, change: Callable[[], None]) -> None:
    first = build(maker)
    change()
    second = build(maker)
    assert maker.times == 2
    assert second == build(maker)
    assert maker.times == 2
    edited = change is edit_text
    assert (second != first) == (change is not add_font)
    Path("a.md").write_text(TEXT, encoding="utf-8")
    if edited:
        assert build(maker) == first
        assert maker.times == 2


@pytest.mark.parametrize(
    "other",
    [
        {"formats": ("txt",)},
        {"source_date_epoch": 86_400},
        {"strict": True},
        {"channel": "sms"},
    ],
)
def test_a_changed_setting_is_seen(maker: Maker, other: dict[str, object]) -> None:
    build(maker)
    build(maker, replace(USUAL, **other))
    assert maker.times == 2


def test_settings_that_change_nothing_are_not_asked(maker: Maker) -> None:
    first = build(maker)
    assert build(maker, replace(USUAL, output=Path("out"), jobs=7, styles=Path("styles"))) == first
    assert maker.times == 1
    assert {*keeping.NO_MATTER, "formats", "source_date_epoch", "strict", "channel"} == {
        *BuildSettings.__struct_fields__
    }


def test_another_tool_makes_anew(maker: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    build(maker)
    monkeypatch.setattr(keeping, "system_mark", lambda: "another version")
    build(maker)
    assert maker.times == 2


def test_folders_of_another_person_are_looked_for_anew(maker: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    build(maker)
    monkeypatch.setattr(keeping, "machine_paths", lambda: ("/home/somebody-else",))
    build(maker)
    assert maker.times == 2


def test_a_text_under_another_name_says_so(maker: Maker) -> None:
    build(maker)
    Path("b.md").write_text(TEXT, encoding="utf-8")
    (warning,) = build(maker, name="b.md").diagnostics
    assert warning.location is not None
    assert warning.location.path == "b.md"


def test_a_changed_picture_is_seen_and_one_that_went(maker: Maker) -> None:
    Path("a.md").write_text(f"{HEADER}Words.\n\n![One](p.png)\n\n![Two](q.png)\n", encoding="utf-8")
    Path("p.png").write_bytes(png())
    Path("q.png").write_bytes(png(80))
    first = build(maker)
    assert build(maker) == first
    assert maker.times == 1
    Path("q.png").write_bytes(png(160))
    second = build(maker)
    assert (maker.times, second == first) == (2, False)
    Path("q.png").write_bytes(png(80))
    assert build(maker) == first
    assert maker.times == 2
    Path("q.png").unlink()
    gone = build(maker)
    assert (maker.times, gone.exit_code) == (3, ExitCode.MANUSCRIPT)
    Path("q.png").write_bytes(png(80))
    assert build(maker) == first
    assert maker.times == 3


def test_what_is_wrong_is_said_anew_each_time(maker: Maker) -> None:
    Path("a.md").write_text(f"{HEADER}A call[^1].\n", encoding="utf-8")
    assert [build(maker).exit_code for _ in range(2)] == [ExitCode.MANUSCRIPT] * 2
    assert maker.times == 2
    assert not KEPT.exists()


def test_a_file_that_cannot_be_loaded_is_said(maker: Maker) -> None:
    Path("book").mkdir()
    Path("book/edition.yaml").mkdir()
    assert [one.code for one in build(maker, name="book").diagnostics] == ["EB101"]


def test_nothing_discreet_is_kept(maker: Maker) -> None:
    build(maker, replace(USUAL, discreet=True))
    Path("a.md").write_text(TEXT.replace("title: T", "title: T\ndiscreet: true"), encoding="utf-8")
    build(maker)
    assert not KEPT.exists()


def test_a_private_list_is_asked_every_time_and_nothing_is_kept(maker: Maker) -> None:
    build(maker)
    kept = usage(KEPT)
    found = build(maker, replace(USUAL, forbidden=read_forbidden("karabets")))
    assert {one.code for one in found.diagnostics} == {"EB516"}
    build(maker, replace(USUAL, forbidden=read_forbidden("somebody")))
    assert maker.times == 3
    assert usage(KEPT) == kept


def test_no_cache_keeps_nothing(maker: Maker) -> None:
    build(maker, replace(USUAL, cache=None))
    assert not KEPT.exists()


def test_a_damaged_result_is_made_again(maker: Maker) -> None:
    first = build(maker)
    (entry,) = (path for path in KEPT.iterdir() if len(path.name) == 64)
    entry.write_bytes(entry.read_bytes()[:-9])
    assert build(maker) == first
    assert maker.times == 2


def test_a_sound_entry_of_another_shape_is_made_again(maker: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    first = build(maker)
    for strange in (b"", b"\xc1", b"\x93\x01\x02\x03"):
        monkeypatch.setattr("edition_builder.cache.Cache.get", lambda *_, strange=strange: strange)
        assert build(maker) == first
    assert maker.times == 4


def test_a_disk_that_refuses_is_said_and_the_files_are_made(maker: Maker) -> None:
    KEPT.write_text("in the way")
    first = build(maker)
    assert first.exit_code is ExitCode.DONE
    assert [one.code for one in first.diagnostics] == ["EB304", "EB704"]
    assert [one.code for one in build(maker, replace(USUAL, strict=True)).diagnostics] == ["EB304"]


def test_a_style_that_nobody_may_read_stops_only_what_needs_it(maker: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    add_font()
    real = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "Mine.ttf":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert build(maker).exit_code is ExitCode.DONE
