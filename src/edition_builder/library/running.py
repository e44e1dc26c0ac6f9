"""A library: each manuscript is a task, its files are written as it comes, and its result goes on to whoever asked.

Tasks are done in any order, results are taken in the order of the manuscripts: which of two with one name is built
does not depend on who was faster. No more is held in memory than the tasks under way and what waits for an earlier
one, which has a bound. A manuscript that cannot be built is one result among others; only a disk that refuses, or
another build in the same folder, ends a run.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from edition_builder.diagnostics import Diagnostic, Location, Outcome
from edition_builder.errors import CannotWrite, EditionError, ExitCode
from edition_builder.library.crew import Crew, WorkerLost
from edition_builder.library.record import Kept, Record, key_of, still_true
from edition_builder.library.task import Built, not_built
from edition_builder.model.building import Made
from edition_builder.model.catalogue import Book, downloads_of
from edition_builder.model.manuscript import Sources
from edition_builder.pipeline import BuildResult
from edition_builder.project import load_manuscript
from edition_builder.publishing import held, publish_held, recover_held, stands, sums_of

__all__ = ["Done", "Run", "build_library"]

SHELVES = "texts"
_MOST_WAITING = 128_000_000  # bytes of files that wait for the result of an earlier manuscript
_TICK = 0.5  # seconds


class Done(Struct, frozen=True):
    """What came of one manuscript of a library; ``unchanged`` if it was built by an earlier run."""

    manuscript: Path
    result: BuildResult
    unchanged: bool = False
    book: Book | None = None


class Run(Struct, frozen=True):
    """How a library is built: into which folder, by whom, ``common`` to all keys, and who is told that time passes.

    ``shelved``: the files of each manuscript have a folder of their own. A catalogue asks for that: in one folder FAT32
    has room for 65,536 entries of 13 letters each (Microsoft, FAT specification, 2000), some three thousand texts.
    """

    output: Path
    crew: Crew
    record: Record
    common: bytes
    tick: Callable[[], object] = tuple
    shelved: bool = False

    def place(self, name: str) -> Path:
        """The folder for the files of this name."""
        return self.output / shelf(name) if self.shelved else self.output


class _Task(Struct, frozen=True):
    """A manuscript under way: a result of an earlier run, or one that is to come."""

    manuscript: Path
    loaded: Outcome[Sources]
    key: str
    kept: Kept | None
    future: Future[Built]


def build_library(manuscripts: Iterable[Path], run: Run) -> Iterator[Done]:
    """Build manuscripts, each as it would be built alone, and say of each what came of it, in their order.

    Raises:
        CannotWrite: the disk refuses, or another build is writing there; what was published before is whole.
    """
    taken: dict[str, Path] = {}
    with held(run.output):
        recover_held(run.output)
        recover_held(run.output / SHELVES, inside="*/")
        for task in _finished(manuscripts, run):
            done = _settled(task, run, taken)
            if done.result.name:
                taken.setdefault(done.result.name, task.manuscript)
            yield done


def _finished(manuscripts: Iterable[Path], run: Run) -> Iterator[_Task]:
    """The tasks in the order of the manuscripts, each when its future is done."""
    left = iter(manuscripts)
    under_way: deque[_Task] = deque()
    while True:
        while _has_room(under_way, run.crew) and (manuscript := next(left, None)) is not None:
            under_way.append(_begun(manuscript, run))
        if not under_way:
            return
        run.crew.watch()
        if under_way[0].future.done():
            yield under_way.popleft()
        else:
            wait([task.future for task in under_way if not task.future.done()], _TICK, FIRST_COMPLETED)
        run.tick()


def _has_room(under_way: deque[_Task], crew: Crew) -> bool:
    """Whether another task may begin: nothing is ready to be taken, workers are free and fit, none has been lost."""
    if under_way and under_way[0].future.done():
        return False
    done = [task.future for task in under_way if task.future.done()]
    places = 1 if crew.tired else crew.places
    if len(under_way) - len(done) >= places or any(future.exception() for future in done):
        return False
    return sum(_size(future.result().made) for future in done) < _MOST_WAITING


def _size(made: Made) -> int:
    return sum(len(file.data) for rendition in made.renditions for file in rendition.files)


def _begun(manuscript: Path, run: Run) -> _Task:
    """Load a manuscript and give it to the crew, unless it has been built already and its files stand."""
    try:
        loaded = load_manuscript(manuscript)
    except EditionError as problem:
        return _Task(manuscript, Outcome(None), "", None, _given(Built(not_built(manuscript.as_posix(), problem))))
    key = key_of(run.common, loaded.value) if loaded.value and not loaded.diagnostics else ""
    kept = run.record.find(key)
    if kept and loaded.value and still_true(kept, loaded.value) and stands(run.place(kept.name), kept.name, kept.sums):
        made = Made(kept.name, (), kept.said, ExitCode.DONE, book=kept.book)
        return _Task(manuscript, loaded, key, kept, _given(Built(made)))
    return _Task(manuscript, loaded, key, None, run.crew.submit(loaded))


def _given(built: Built) -> Future[Built]:
    """A future that is done."""
    future: Future[Built] = Future()
    future.set_result(built)
    return future


def _settled(task: _Task, run: Run, taken: dict[str, Path]) -> Done:
    """Take the result of a task, and write its files."""
    built = _result(task, run)
    made = built.made
    if made.name in taken:
        made = replace(made, diagnostics=(*made.diagnostics, _same_name(made.name, task.manuscript, taken[made.name])))
        return Done(task.manuscript, BuildResult((), made.diagnostics, ExitCode.MANUSCRIPT))
    if made.exit_code is not ExitCode.DONE:
        return Done(task.manuscript, BuildResult((), made.diagnostics, made.exit_code))
    if task.kept:
        return Done(
            task.manuscript, _as_kept(task.kept, run.place(made.name)), unchanged=True, book=_listed(task.kept, run)
        )
    try:
        publish_held(run.place(made.name), made.name, made.renditions)
    except CannotWrite as problem:
        if isinstance(problem.__cause__, OSError):
            raise
        refused = not_built(task.manuscript.as_posix(), problem)
        return Done(task.manuscript, BuildResult((), (*made.diagnostics, *refused.diagnostics), refused.exit_code))
    kept = _kept(built)
    if not made.discreet:
        run.record.keep(task.key, kept)
    return Done(task.manuscript, _as_kept(kept, run.place(made.name)), book=_listed(kept, run))


def _result(task: _Task, run: Run) -> Built:
    """The result of a future; where a worker was lost the task is done once more alone."""
    try:
        return task.future.result()
    except BrokenExecutor:
        pass
    try:
        return run.crew.alone(task.loaded)
    except WorkerLost:
        place = Location(task.manuscript.as_posix())
        step = "it may need more memory than there is: close other programs, or build it alone"
        said = Diagnostic("EB712", "the process that built this was killed twice", place, step)
        return Built(Made("", (), (said,), ExitCode.DEFECT))


def _kept(built: Built) -> Kept:
    """A line for the record."""
    made = built.made
    sheets = tuple((one.files[0].name, one.sheets) for one in made.renditions if one.sheets)
    return Kept(made.name, sums_of(made.renditions), built.pictures, made.diagnostics, sheets, made.book)


def _listed(kept: Kept, run: Run) -> Book | None:
    """What a catalogue says of a book, with its files."""
    folder = f"{shelf(kept.name)}/" if run.shelved else ""
    downloads = downloads_of(((name, size) for name, _sum, size in kept.sums), folder)
    return replace(kept.book, name=kept.name, downloads=downloads) if kept.book else None


def shelf(name: str) -> str:
    """The folder of a manuscript in that of its library."""
    return f"{SHELVES}/{name}"


def _as_kept(kept: Kept, output: Path) -> BuildResult:
    """What a build came to whose files stand."""
    paths = tuple(output / name for name, _sum, _size in kept.sums)
    sheets = tuple((output / name, number) for name, number in kept.sheets)
    return BuildResult(paths, kept.said, ExitCode.DONE, kept.name, sheets)


def _same_name(name: str, manuscript: Path, other: Path) -> Diagnostic:
    """EB701: two manuscripts would write the same files."""
    return Diagnostic(
        "EB701",
        f"the files would be called {name}, as those of {other.as_posix()} are",
        Location(manuscript.as_posix()),
        "give one of the two a slug of its own in its front matter; discreet ones need an --output folder each",
    )
