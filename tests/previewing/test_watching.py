"""The eye on the files: what counts as a change, with every way in which editors save."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from edition_builder.model.manuscript import PictureRefusal
from edition_builder.previewing.watching import Watch, stamp


def no_wait(_seconds: float) -> None:
    """Tests do not wait."""


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "book.md"
    path.write_text("one", encoding="utf-8")
    return path


def settled(path: Path, styles: Path | None = None) -> Watch:
    watch = Watch(path, styles, no_wait)
    watch.settle()
    return watch


def test_a_file_that_nobody_touches_has_not_changed(book: Path) -> None:
    watch = settled(book)
    book.read_text(encoding="utf-8")
    (book.parent / "other.md").write_text("not ours", encoding="utf-8")
    assert not watch.changed()


def in_place(path: Path) -> None:
    path.write_text("two", encoding="utf-8")


def by_rename(path: Path) -> None:
    new = path.with_suffix(".tmp")
    new.write_text("two", encoding="utf-8")
    new.replace(path)


def by_rename_with_the_old_times(path: Path) -> None:
    status = path.stat()
    new = path.with_suffix(".tmp")
    new.write_text("two", encoding="utf-8")
    os.utime(new, ns=(status.st_atime_ns, status.st_mtime_ns))
    new.replace(path)


def to_nothing(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("save", [in_place, by_rename, by_rename_with_the_old_times, to_nothing])
def test_every_way_of_saving_is_seen(book: Path, save: Callable[[Path], None]) -> None:
    watch = settled(book)
    save(book)
    assert watch.changed()
    watch.settle()
    assert not watch.changed()


def test_a_chapter_comes_and_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "long"
    folder.mkdir()
    (folder / "edition.yaml").write_text("title: x", encoding="utf-8")
    (folder / "1.md").write_text("one", encoding="utf-8")
    watch = settled(folder)
    (folder / "README.md").write_text("for people", encoding="utf-8")
    assert not watch.changed()
    (folder / "2.md").write_text("two", encoding="utf-8")
    assert watch.changed()
    watch.settle()
    (folder / "1.md").unlink()
    assert watch.changed()


def test_a_picture_counts_from_when_it_is_asked_for(book: Path) -> None:
    watch = settled(book)
    (book.parent / "a.png").write_bytes(b"first")
    sources = watch.load(book).value
    assert sources is not None
    assert sources.pictures.picture(book.as_posix(), "a.png") == b"first"
    assert isinstance(sources.pictures.picture(book.as_posix(), "b.png"), PictureRefusal)
    assert not watch.changed()
    (book.parent / "b.png").write_bytes(b"here it is")
    assert watch.changed()
    (book.parent / "b.png").unlink()
    assert not watch.changed()
    (book.parent / "a.png").write_bytes(b"second!")
    assert watch.changed()


def test_a_picture_of_a_text_that_is_no_longer_there_counts_no_more(book: Path) -> None:
    watch = settled(book)
    sources = watch.load(book).value
    assert sources is not None
    sources.pictures.picture(book.as_posix(), "b.png")
    watch.load(book)
    (book.parent / "b.png").write_bytes(b"too late")
    assert not watch.changed()


@pytest.mark.parametrize("address", ["/net/somewhere/x.png", "https://example.invalid/x.png", "a\0b.png"])
def test_an_address_outside_is_never_looked_at(book: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    watch = settled(book)
    sources = watch.load(book).value
    assert sources is not None
    looked: list[str] = []
    real = Path.stat

    def noted(self: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        looked.append(str(self))
        return real(self, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", noted)
    assert isinstance(sources.pictures.picture(book.as_posix(), address), PictureRefusal)
    assert [path for path in looked if not path.startswith(str(book.parent))] == []


def test_a_style_sheet_is_watched_and_may_come_later(book: Path) -> None:
    watch = settled(book)
    styles = book.parent / "styles"
    styles.mkdir()
    (styles / "custom.css").write_text("p {}", encoding="utf-8")
    assert watch.changed()
    watch.settle()
    (styles / "custom.css").write_text("p { color: red }", encoding="utf-8")
    assert watch.changed()


def test_a_style_folder_of_another_name(book: Path) -> None:
    own = book.parent / "own"
    own.mkdir()
    watch = settled(book, own)
    (own / "html.css").write_text("p {}", encoding="utf-8")
    assert watch.changed()


def test_nothing_is_built_while_a_file_grows(book: Path) -> None:
    sizes: list[int] = []

    def write_on(_seconds: float) -> None:
        if len(sizes) < 4:
            with book.open("a", encoding="utf-8") as file:
                file.write("more")
        sizes.append(book.stat().st_size)

    Watch(book, None, write_on).settle()
    assert sizes == [7, 11, 15, 19, 19]


@pytest.mark.parametrize("gap", [lambda path: path.unlink(), lambda path: path.write_bytes(b"")])
def test_a_file_that_is_gone_or_empty_for_a_moment_is_waited_for(book: Path, gap: Callable[[Path], object]) -> None:
    gap(book)
    waits: list[float] = []

    def put_back(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 5:
            book.write_text("back", encoding="utf-8")

    watch = Watch(book, None, put_back)
    watch.settle()
    assert len(waits) == 6
    assert not watch.changed()


def test_a_file_that_stays_away_is_waited_for_a_second(book: Path) -> None:
    book.unlink()
    waits: list[float] = []
    Watch(book, None, waits.append).settle()
    assert sum(waits) == pytest.approx(1)


def test_a_name_that_can_be_no_file(tmp_path: Path) -> None:
    assert stamp(tmp_path / "a\0b") is None
    assert stamp(tmp_path / ("x" * 300)) is None
