"""Many manuscripts: each is a result of its own, in the order of names, and what stands is not built again."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from books import FOLDER, styles
from edition_builder.diagnostics import Outcome
from edition_builder.errors import CannotWrite, ExitCode, UsageError
from edition_builder.library import running, task
from edition_builder.library.crew import Here
from edition_builder.library.local import build_manuscripts
from edition_builder.library.record import Record
from edition_builder.library.running import Done, Run, build_library
from edition_builder.library.task import Built, Shared, build_one
from edition_builder.model.building import BuildSettings
from edition_builder.model.manuscript import Sources
from edition_builder.project import find_manuscripts
from edition_builder.publishing import held
from editions import png

TEXT = "---\ntitle: {title}\nauthor: An author\nlanguage: en\n{more}---\n\n{body}\n"


def write(path: Path, title: str, more: str = "", body: str = "Words.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TEXT.format(title=title, more=more, body=body), encoding="utf-8")
    return path


class Memory(dict[str, bytes]):
    """A store for tests."""

    def put(self, key: str, data: bytes) -> None:
        self[key] = data


@pytest.fixture
def library(tmp_path: Path) -> Path:
    for number in (1, 2, 3):
        write(tmp_path / "library" / f"{number}.md", f"Text {number}")
    return tmp_path / "library"


def built(library: Path, store: Memory | None = None, jobs: int = 1) -> list[Done]:
    """Every manuscript of a library as plain text, into the folder ``out`` beside it."""
    settings = BuildSettings(library.parent / "out", ("txt",), jobs=jobs)
    return list(build_manuscripts(find_manuscripts(library), Shared(settings, styles()), store=store))


def said(done: list[Done]) -> list[tuple[str, int, list[str]]]:
    return [
        (one.manuscript.name, int(one.result.exit_code), [found.code for found in one.result.diagnostics])
        for one in done
    ]


def files(library: Path) -> list[str]:
    return sorted(path.name for path in (library.parent / "out").iterdir())


def test_every_manuscript_is_a_result_in_the_order_of_names(library: Path) -> None:
    assert said(built(library)) == [("1.md", 0, []), ("2.md", 0, []), ("3.md", 0, [])]
    assert files(library) == [f"text-{number}.{end}" for number in (1, 2, 3) for end in ("manifest.txt", "txt")]


def test_one_that_is_wrong_stops_no_other(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (library / "2.md").write_text("no front matter", encoding="utf-8")
    (library / "0").mkdir()
    (library / "0" / "edition.yml").write_text("title: T", encoding="utf-8")
    assert said(built(library)) == [
        ("0", ExitCode.USAGE, ["EB711"]),
        ("1.md", 0, []),
        ("2.md", ExitCode.MANUSCRIPT, ["EB201"]),
        ("3.md", 0, []),
    ]

    def fails(loaded: Outcome[Sources], *_: object) -> object:
        assert loaded.value
        raise ZeroDivisionError if loaded.value.texts[0].path.endswith("1.md") else UsageError("no", "do that")

    monkeypatch.setattr(task, "made", fails)
    found = built(library)
    assert said(found)[1] == ("1.md", ExitCode.DEFECT, ["EB711"])
    assert said(found)[3] == ("3.md", ExitCode.USAGE, ["EB711"])
    assert "ZeroDivisionError" in found[1].result.diagnostics[0].message


class Late(Here):
    """A crew that has the first manuscript done last."""

    places = 9

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.futures: list[tuple[Future[Built], Outcome[Sources]]] = []

    def submit(self, loaded: Outcome[Sources]) -> Future[Built]:
        self.futures.append((Future(), loaded))
        return self.futures[-1][0]

    def finish(self) -> None:
        for future, loaded in reversed(self.futures):
            future.set_result(build_one(self._shared, loaded))
        self.futures = []


def test_of_two_with_one_name_the_first_by_name_is_built_whoever_is_faster(library: Path) -> None:
    write(library / "2.md", "Text 1", body="Another.")
    crew = Late(Shared(BuildSettings(library.parent / "out", ("txt",)), styles()))
    run = Run(library.parent / "out", crew, Record(None), b"", crew.finish)
    done = list(build_library(find_manuscripts(library), run))
    assert said(done) == [("1.md", 0, []), ("2.md", 1, ["EB701"]), ("3.md", 0, [])]
    assert "1.md" in done[1].result.diagnostics[0].message
    assert "Words." in (library.parent / "out" / "text-1.txt").read_text(encoding="utf-8")


def test_no_more_is_held_than_what_waits_for_an_earlier_one(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "_MOST_WAITING", 1)
    most = []

    class Counted(Late):
        def finish(self) -> None:
            most.append(len(self.futures))
            super().finish()

    crew = Counted(Shared(BuildSettings(library.parent / "out", ("txt",)), styles()))
    crew.places = 2
    done = list(
        build_library(find_manuscripts(library), Run(library.parent / "out", crew, Record(None), b"", crew.finish))
    )
    assert [one.result.exit_code for one in done] == [0, 0, 0]
    assert max(most) == 2


def test_what_was_built_is_not_built_again(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Memory()
    first = built(library, store)
    monkeypatch.setattr(task, "made", None)  # whoever builds now fails
    second = built(library, store)
    assert [one.unchanged for one in first + second] == [False] * 3 + [True] * 3
    assert [one.result for one in second] == [one.result for one in first]
    assert [one.book for one in second] == [one.book for one in first]


def changes(library: Path) -> Iterator[None]:
    """Whatever makes the second of three manuscripts worth building again."""
    write(library / "2.md", "Text 2", body="Other words.")
    yield
    (library.parent / "out" / "text-2.txt").write_text("damaged", encoding="utf-8")
    yield
    (library.parent / "out" / "text-2.txt").unlink()
    yield
    (library.parent / "out" / "text-2.manifest.txt").unlink()
    yield


def test_what_has_changed_is_built_again(library: Path) -> None:
    store = Memory()
    built(library, store)
    for _ in changes(library):
        assert [one.unchanged for one in built(library, store)] == [True, False, True]
        assert [one.unchanged for one in built(library, store)] == [True, True, True]


def test_a_picture_that_has_changed_counts(library: Path) -> None:
    write(library / "2.md", "Text 2", body="Words.\n\n![A bridge](bridge.png)")
    (library / "bridge.png").write_bytes(png())
    store = Memory()
    assert said(built(library, store))[1] == ("2.md", 0, [])
    assert built(library, store)[1].unchanged
    (library / "bridge.png").unlink()
    assert said(built(library, store))[1] == ("2.md", 1, ["EB501"])


def test_other_settings_or_styles_are_another_build(library: Path) -> None:
    store = Memory()
    built(library, store)
    settings = BuildSettings(library.parent / "out", ("txt",), strict=True)
    manuscripts = find_manuscripts(library)
    assert not any(one.unchanged for one in build_manuscripts(manuscripts, Shared(settings, styles()), store=store))


def test_nothing_of_a_discreet_edition_is_kept(library: Path) -> None:
    store = Memory()
    write(library / "2.md", "Text 2", "discreet: true\n")
    built(library, store)
    assert [one.unchanged for one in built(library, store)] == [True, False, True]


def test_a_disk_that_refuses_ends_the_run_and_a_name_that_cannot_be_used_does_not(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (library.parent / "out" / "text-2.txt").mkdir(parents=True)
    assert said(built(library)) == [("1.md", 0, []), ("2.md", ExitCode.CANNOT_WRITE, ["EB711"]), ("3.md", 0, [])]

    def full(*_: object) -> None:
        raise CannotWrite("the disk is full") from OSError(28, "No space left on device")

    monkeypatch.setattr(running, "publish_held", full)
    with pytest.raises(CannotWrite):
        built(library)


def test_another_build_in_the_same_folder_is_refused(library: Path) -> None:
    out = library.parent / "out"
    with held(out), pytest.raises(CannotWrite, match="another build is writing"):
        built(library)


# In an interpreter of its own, where no threads of a test run forbid to fork.
KILLED = """
import os, sys
from pathlib import Path
sys.path[:0] = {paths!r}
from books import styles
from edition_builder.library import task
from edition_builder.library.local import build_manuscripts
from edition_builder.model.building import BuildSettings
from edition_builder.project import find_manuscripts
from edition_builder.publishing import held
library = Path(sys.argv[1])
made = task.made
def dies(loaded, *more):
    name = Path(loaded.value.texts[0].path).stem
    once = library.parent / (name + ".once")
    if name == "2" or (name == "5" and not once.exists()):
        once.touch()
        os._exit(9)
    return made(loaded, *more)
task.made = dies
settings = BuildSettings(library.parent / "out", ("txt",), jobs=2)
for done in build_manuscripts(find_manuscripts(library), task.Shared(settings, styles())):
    print(done.manuscript.stem, int(done.result.exit_code), *(one.code for one in done.result.diagnostics))
"""


def test_a_manuscript_that_kills_its_worker_is_named_and_stops_no_other(library: Path) -> None:
    for number in range(4, 12):
        write(library / f"{number}.md", f"Text {number}")
    paths = [str(FOLDER.parent / "tests"), str(FOLDER.parent / "src")]
    command = [sys.executable, "-c", KILLED.format(paths=paths), str(library)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stderr
    expected = [f"{number} 0" for number in range(1, 12)]
    expected[1] = f"2 {int(ExitCode.DEFECT)} EB712"
    assert done.stdout.splitlines() == expected


RENEWED = """
import os, sys
from pathlib import Path
sys.path[:0] = {paths!r}
from books import styles
from edition_builder.library import crew, task
from edition_builder.library.local import build_manuscripts
from edition_builder.model.building import BuildSettings
from edition_builder.project import find_manuscripts
library = Path(sys.argv[1])
crew._TASKS_OF_A_PROCESS = 2
made = task.made
def noted(loaded, *more):
    (library.parent / "pids").open("a").write(str(os.getpid()) + chr(10))
    return made(loaded, *more)
task.made = noted
settings = BuildSettings(library.parent / "out", ("txt",), jobs=2)
shared = task.Shared(settings, styles())
print(*(int(done.result.exit_code) for done in build_manuscripts(find_manuscripts(library), shared)))
"""


def test_processes_are_renewed_before_they_grow(library: Path) -> None:
    for number in range(4, 12):
        write(library / f"{number}.md", f"Text {number}")
    paths = [str(FOLDER.parent / "tests"), str(FOLDER.parent / "src")]
    command = [sys.executable, "-c", RENEWED.format(paths=paths), str(library)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100)
    assert (done.returncode, done.stdout.split()) == (0, ["0"] * 11), done.stderr
    assert 3 <= len(set((library.parent / "pids").read_text().split())) <= 6
