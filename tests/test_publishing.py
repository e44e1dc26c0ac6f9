"""Whole or nothing: a kill at any step, a refused folder, files of others (law 6)."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from edition_builder.errors import CannotWrite
from edition_builder.model.rendition import Rendition, RenditionFile
from edition_builder.publishing import manifest_name, publish, recover_all, write_files

# A build that dies like a killed process (no cleaning up) at its n-th step on the disk.
DIES_AT = """
import os, pathlib, shutil, sys
from pathlib import Path
from edition_builder.publishing import publish
from edition_builder.model.rendition import Rendition, RenditionFile
left = int(sys.argv[2])
def step(action):
    def taken(*arguments, **options):
        global left
        left -= 1
        if left < 0:
            os._exit(9)
        return action(*arguments, **options)
    return taken
os.fsync = step(os.fsync)
for name in ("mkdir", "rename", "replace", "unlink", "open"):
    setattr(pathlib.Path, name, step(getattr(pathlib.Path, name)))
shutil.rmtree = step(shutil.rmtree)
files = (RenditionFile("book.txt", b"new"),)
site = (RenditionFile("book-site/a.html", b"new"),)
publish(Path(sys.argv[1]), "book", (Rendition("x", files), Rendition("site", site)))
"""


def rendition(data: bytes, *more: str) -> tuple[Rendition, ...]:
    """A text and a site of one page and more, as two formats."""
    site = tuple(RenditionFile(f"book-site/{name}.html", data) for name in ("a", *more))
    return (Rendition("x", (RenditionFile("book.txt", data),)), Rendition("site", site))


def seen(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_files_that_stand_already_are_left_as_they_are(tmp_path: Path) -> None:
    publish(tmp_path, "book", rendition(b"one"))
    times = {path: path.stat().st_ctime_ns for path in tmp_path.rglob("*")}
    assert publish(tmp_path, "book", rendition(b"one")) == (tmp_path / "book.txt", tmp_path / "book-site/a.html")
    assert {path: path.stat().st_ctime_ns for path in tmp_path.rglob("*")} == times


@pytest.mark.parametrize("name", ["book.txt", "book-site/a.html", "book.manifest.txt"])
def test_one_that_is_not_as_it_was_is_written_anew(tmp_path: Path, name: str) -> None:
    publish(tmp_path, "book", rendition(b"one"))
    before = seen(tmp_path)
    (tmp_path / name).write_bytes(b"two")
    publish(tmp_path, "book", rendition(b"one"))
    assert seen(tmp_path) == before
    (tmp_path / name).rename(tmp_path / "elsewhere")
    (tmp_path / name).symlink_to(tmp_path / "elsewhere")
    publish(tmp_path, "book", rendition(b"one"))
    assert not (tmp_path / name).is_symlink()


def test_files_and_manifest_are_written(tmp_path: Path) -> None:
    made = publish(tmp_path / "out", "book", rendition(b"one"))
    assert made == (tmp_path / "out" / "book.txt", tmp_path / "out" / "book-site" / "a.html")
    digest = hashlib.sha256(b"one").hexdigest()
    manifest = (tmp_path / "out" / manifest_name("book")).read_text()
    assert manifest == f"{digest}  book-site/a.html\n{digest}  book.txt\n"
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["book-site", "book.manifest.txt", "book.txt"]


def test_files_of_others_and_of_formats_not_built_stay(tmp_path: Path) -> None:
    (tmp_path / "foreign.txt").write_bytes(b"mine")
    publish(tmp_path, "book", rendition(b"one"))
    publish(tmp_path, "book", (Rendition("y", (RenditionFile("book.epub", b"two"),)),))
    assert (tmp_path / "foreign.txt").read_bytes() == b"mine"
    assert (tmp_path / "book.txt").read_bytes() == b"one"
    assert [line.split("  ")[1] for line in (tmp_path / "book.manifest.txt").read_text().splitlines()] == [
        "book-site/a.html",
        "book.epub",
        "book.txt",
    ]


@pytest.mark.parametrize("step", range(44))
def test_a_kill_at_any_step_leaves_all_old_or_all_new(tmp_path: Path, step: int) -> None:
    publish(tmp_path, "book", rendition(b"old", "b"))
    old = seen(tmp_path)
    subprocess.run([sys.executable, "-c", DIES_AT, str(tmp_path), str(step)], check=False, timeout=60)
    publish(
        tmp_path, "other", (Rendition("x", (RenditionFile("other.txt", b"x"),)),)
    )  # another edition changes nothing
    publish(tmp_path, "book", (Rendition("y", (RenditionFile("third.txt", b"x"),)),))  # the next run of this edition
    now = seen(tmp_path)
    texts = {now["book.txt"], now["book-site/a.html"], now.get("book-site/b.html", b"new")}
    assert texts in ({b"old"}, {b"new"})
    assert not [name for name in now if name.startswith(".edition-")]
    outdated = set() if texts == {b"old"} else {"book-site/b.html"}
    assert set(now) == {*old, "third.txt", "other.txt", "other.manifest.txt"} - outdated


def test_the_steps_of_the_kill_test_reach_the_end(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", DIES_AT, str(tmp_path), "44"], check=False, timeout=60)
    assert done.returncode == 0
    assert (tmp_path / "book.txt").read_bytes() == b"new"


def test_what_a_folder_format_does_not_make_any_more_goes(tmp_path: Path) -> None:
    publish(tmp_path, "book", rendition(b"one", "b", "c"))
    (tmp_path / "book-site" / "c.html").write_bytes(b"changed by hand")
    (tmp_path / "book-site" / "d.html").write_bytes(b"put there by hand")
    publish(tmp_path, "book", rendition(b"one"))
    assert sorted(seen(tmp_path / "book-site")) == ["a.html", "c.html", "d.html"]
    assert "b.html" not in (tmp_path / "book.manifest.txt").read_text()


def test_an_output_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(CannotWrite):
        publish(tmp_path / "out", "book", rendition(b"one"))
    assert (tmp_path / "out").read_text() == "a file"


def test_a_folder_in_the_way_is_refused_before_anything_changes(tmp_path: Path) -> None:
    (tmp_path / "book-site" / "a.html").mkdir(parents=True)
    with pytest.raises(CannotWrite, match="is a folder"):
        publish(tmp_path, "book", rendition(b"one"))
    assert seen(tmp_path) == {}
    assert [path.name for path in tmp_path.iterdir()] == ["book-site"]


def test_a_link_in_the_way_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    output = tmp_path / "out"
    output.mkdir()
    (output / "book-site").symlink_to(outside)
    with pytest.raises(CannotWrite, match="behind a link"):
        publish(output, "book", rendition(b"one"))
    assert list(outside.iterdir()) == []


def test_a_link_at_the_target_is_replaced_and_its_end_untouched(tmp_path: Path) -> None:
    (tmp_path / "precious.txt").write_bytes(b"precious")
    output = tmp_path / "out"
    output.mkdir()
    (output / "book.txt").symlink_to(tmp_path / "precious.txt")
    publish(output, "book", rendition(b"one"))
    assert (tmp_path / "precious.txt").read_bytes() == b"precious"
    assert not (output / "book.txt").is_symlink()


def test_a_full_disk_leaves_the_folder_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, "book", rendition(b"old"))
    before = seen(tmp_path)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("edition_builder.publishing.os.fsync", full)
    with pytest.raises(CannotWrite, match="No space left"):
        publish(tmp_path, "book", rendition(b"new"))
    assert seen(tmp_path) == before


# The calls by which publishing touches the disk: name of what is replaced, by where it stands.
STEPS = {
    **{
        f"edition_builder.publishing.Path.{name}": getattr(Path, name)
        for name in ("mkdir", "open", "rename", "replace")
    },
    "edition_builder.publishing.os.fsync": os.fsync,
    "edition_builder.publishing.Path.unlink": Path.unlink,
}


def refuse_from(step: int, monkeypatch: pytest.MonkeyPatch, problem: BaseException) -> None:
    """From its n-th step on the disk refuses everything."""
    left = step

    def counted(action: Callable[..., object]) -> Callable[..., object]:
        def taken(*arguments: object, **options: object) -> object:
            nonlocal left
            left -= 1
            if left < 0:
                raise problem
            return action(*arguments, **options)

        return taken

    for name, action in STEPS.items():
        monkeypatch.setattr(name, counted(action))


@pytest.mark.parametrize("step", range(36))
def test_a_disk_that_is_full_from_any_step_on(tmp_path: Path, step: int) -> None:
    publish(tmp_path, "book", rendition(b"old"))
    said = ""
    with pytest.MonkeyPatch.context() as disk:
        refuse_from(step, disk, OSError(28, "No space left on device"))
        try:
            publish(tmp_path, "book", rendition(b"new"))
        except CannotWrite as problem:
            said = problem.message
    assert "No space left" in said if step < 20 else step < 35 or said == "", "the steps reach the end"
    recover_all(tmp_path)
    now = seen(tmp_path)
    assert {now["book.txt"], now["book-site/a.html"]} in (({b"old"}, {b"new"}) if said else ({b"new"},))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book-site", "book.manifest.txt", "book.txt"]


def test_who_stops_the_writing_finds_it_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, "book", rendition(b"old"))
    replace, stopped = Path.replace, iter([True])

    def once(path: Path, target: Path) -> Path:
        moved = replace(path, target)
        if next(stopped, False):
            raise KeyboardInterrupt
        return moved

    monkeypatch.setattr(Path, "replace", once)
    with pytest.raises(KeyboardInterrupt):
        publish(tmp_path, "book", rendition(b"new"))
    now = seen(tmp_path)
    assert (now["book.txt"], now["book-site/a.html"]) == (b"new", b"new")
    assert not [name for name in now if name.startswith(".edition-")]


def interrupted(folder: Path) -> None:
    """Leave what a kill right after the journal leaves."""
    publish(folder, "book", rendition(b"old"))
    with pytest.MonkeyPatch.context() as world:
        world.setattr("edition_builder.journal._commit", lambda *_: None)
        publish(folder, "book", rendition(b"new"))
    assert (folder / ".edition-book/journal.json").is_file()


def test_the_next_run_of_anything_finishes_what_was_interrupted(tmp_path: Path) -> None:
    interrupted(tmp_path)
    recover_all(tmp_path)
    assert (tmp_path / "book.txt").read_bytes() == b"new"
    assert not (tmp_path / ".edition-book").exists()
    recover_all(tmp_path / "no such folder")


def test_what_another_build_writes_now_is_left_alone_and_not_written_over(tmp_path: Path) -> None:
    interrupted(tmp_path)
    held = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    before = seen(tmp_path)
    recover_all(tmp_path)
    with pytest.raises(CannotWrite, match="another build is writing"):
        publish(tmp_path, "book", rendition(b"third"))
    assert seen(tmp_path) == before
    os.close(held)


def test_a_folder_of_somebody_else_with_such_a_name_stays(tmp_path: Path) -> None:
    (tmp_path / ".edition-of-mine").mkdir()
    (tmp_path / ".edition-of-mine/precious.txt").write_bytes(b"precious")
    (tmp_path / ".edition-list").write_bytes(b"a file")
    before = seen(tmp_path)
    recover_all(tmp_path)
    assert seen(tmp_path) == before


@pytest.mark.parametrize(
    "journal",
    [
        *("", "[]", "{}", '{"files": 1}'),
        '{"files": [], "outdated": ["../../precious.txt"]}',
        '{"files": ["/etc/x"], "outdated": []}',
    ],
)
def test_a_journal_that_no_run_wrote_moves_nothing(tmp_path: Path, journal: str) -> None:
    output = tmp_path / "a" / "out"
    publish(output, "book", rendition(b"old"))
    (output / ".edition-book/new").mkdir(parents=True)
    (output / ".edition-book/journal.json").write_text(journal)
    (tmp_path / "precious.txt").write_bytes(b"precious")
    before = seen(tmp_path)
    with pytest.raises(CannotWrite, match="is damaged"):
        publish(output, "book", rendition(b"new"))
    assert seen(tmp_path) == before
    shutil.rmtree(output / ".edition-book")  # the next step that is named
    publish(output, "book", rendition(b"new"))
    assert (output / "book.txt").read_bytes() == b"new"


def test_files_to_work_on_are_written_all_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = (RenditionFile("a.md", b"new"), RenditionFile("sub/b.txt", b"new"))
    (tmp_path / "a.md").write_bytes(b"mine")
    with pytest.raises(CannotWrite) as refused:
        write_files(tmp_path, files, replace=False)
    # no word of -o: `edition new` has none
    assert refused.value.hint == "name another file, or add --replace to write over it"
    assert [path.name for path in tmp_path.rglob("*")] == ["a.md"]
    with monkeypatch.context() as world:
        world.setattr(os, "fsync", refuse_once_written(tmp_path))
        with pytest.raises(CannotWrite):
            write_files(tmp_path, files, replace=True)
    assert (tmp_path / "a.md").read_bytes() == b"mine"
    assert write_files(tmp_path, files, replace=True) == (tmp_path / "a.md", tmp_path / "sub/b.txt")
    assert (tmp_path / "a.md").read_bytes() == b"new"


def refuse_once_written(folder: Path) -> Callable[[int], None]:
    """A disk that is full when the second file comes."""

    def sync(_descriptor: int) -> None:
        if (folder / "sub").exists():
            raise OSError(28, "No space left on device")

    return sync
