"""Work in other processes: the same results, the same errors, and no process is left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, suppress
from copy import copy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NoReturn, TypeVar

import pytest

from books import styles
from edition_builder import making
from edition_builder.editing.edition import edit
from edition_builder.errors import CannotWrite, EditionError, ExitCode, ToolMissing, UsageError
from edition_builder.formats import FORMATS, Format, Renderer, load_renderer, together
from edition_builder.making import make_renditions
from edition_builder.model.building import BuildSettings
from edition_builder.model.manuscript import SourceFile, Sources
from edition_builder.pipeline import build
from edition_builder.processors import cores
from edition_builder.reading.manuscript import read_manuscript
from edition_builder.rendering import pdf_cuts
from edition_builder.workers import HalvingWorkshop, PooledWorkshop, executor, submitted
from editions import sample_edition
from whole_books import long_edition

A = TypeVar("A")
T = TypeVar("T")
ROWS = {row.name: row for row in FORMATS}


def alone(name: str) -> None:
    """Run a function of this module in an interpreter of its own, where no threads of a test run forbid to fork."""
    here = Path(__file__).parent
    paths = [str(here), str(here.parent / "src")]
    script = f"import sys; sys.path[:0] = {paths!r}; import test_workers; test_workers.{name}()"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stderr


def refuse() -> None:
    raise UsageError("no", "do that")


def leave() -> NoReturn:
    os._exit(9)


def what_a_task_gives_or_raises_comes_back(jobs: int = 2) -> None:
    with executor(jobs) as pool:
        assert pool.submit(int, "12", base=8).result() == 10
        with pytest.raises(UsageError) as raised:
            pool.submit(refuse).result()
    assert (raised.value.message, raised.value.hint) == ("no", "do that")


def test_what_a_task_gives_or_raises_comes_back() -> None:
    what_a_task_gives_or_raises_comes_back(1)
    alone("what_a_task_gives_or_raises_comes_back")


def tasks_run_in_other_processes_unless_threads_run() -> None:
    with executor(2) as pool:
        assert pool.submit(os.getpid).result() != os.getpid()
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    with executor(2) as pool:
        assert pool.submit(os.getpid).result() == os.getpid()
    stop.set()
    thread.join()


def test_tasks_run_in_other_processes_and_here_where_one_is_enough_or_threads_run() -> None:
    alone("tasks_run_in_other_processes_unless_threads_run")
    with executor(1) as pool:
        assert pool.submit(os.getpid).result() == os.getpid()
    assert cores() >= 1


def tasks_run_here_where_processes_cannot_share_a_lock() -> None:
    def refused(*_: object, **__: object) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("multiprocessing.synchronize.SemLock.__init__", refused)
        with executor(2) as pool:
            assert pool.submit(os.getpid).result() == os.getpid()


def test_tasks_run_here_where_processes_cannot_share_a_lock() -> None:
    alone("tasks_run_here_where_processes_cannot_share_a_lock")


def a_pool_whose_worker_is_killed_ends_though_large_tasks_wait() -> None:
    with executor(2) as pool:
        tasks = [pool.submit(len, b"a" * 1_000_000) for _ in range(9)] + [pool.submit(leave)]
        tasks += [pool.submit(len, b"a" * 1_000_000) for _ in range(9)]
        for task in tasks:
            with suppress(BrokenProcessPool):
                task.result()
    assert threading.active_count() == 1


def test_a_pool_whose_worker_is_killed_ends_though_large_tasks_wait() -> None:
    alone("a_pool_whose_worker_is_killed_ends_though_large_tasks_wait")


def a_block_that_ends_early_does_not_wait() -> None:
    begun = time.monotonic()
    with pytest.raises(KeyError), executor(2) as pool:
        for _ in range(4):
            pool.submit(time.sleep, 60)
        raise KeyError
    assert time.monotonic() - begun < 30


def test_a_block_that_ends_early_does_not_wait_for_its_tasks() -> None:
    alone("a_block_that_ends_early_does_not_wait")


# A shell starts what runs in its background with SIGINT ignored, and Python leaves it so.
SCRIPT = """
import signal, time
from edition_builder.workers import executor
signal.signal(signal.SIGINT, signal.default_int_handler)
with executor(2) as pool:
    tasks = [pool.submit(time.sleep, 60) for _ in range(2)]
    time.sleep(0.5)
    print(*pool._processes, flush=True)
    tasks[0].result()
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL, signal.SIGTERM])
def test_no_process_is_left_behind_however_the_first_one_ends(how: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout
        workers = [int(number) for number in run.stdout.readline().split()]
        assert len(workers) == 2
        run.send_signal(how)
        until = time.monotonic() + 30
        while any(map(is_running, workers)) and time.monotonic() < until:
            time.sleep(0.1)
        assert not any(map(is_running, workers))


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("error", [UsageError, ToolMissing, CannotWrite])
def test_an_error_keeps_both_parts_on_its_way(error: type[EditionError]) -> None:
    again = copy(error("what", "now"))
    assert (type(again), again.message, again.hint) == (error, "what", "now")


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many workers each making of renditions asks for."""
    found: list[int] = []

    def counting(jobs: int) -> AbstractContextManager[Executor]:
        found.append(jobs)
        return executor(1)

    monkeypatch.setattr(making, "executor", counting)
    return found


def two_processes_make_the_same() -> None:
    rows = tuple(ROWS[name] for name in ("booklet", "txt", "messages", "phone"))
    one, two = (make_renditions(sample_edition(), styles(), rows, "", jobs) for jobs in (1, 2))
    assert one == two
    assert one.value is not None
    assert [made.format for made in one.value] == [row.name for row in FORMATS if row in rows]


def test_formats_made_in_two_processes_are_the_same_as_in_one() -> None:
    alone("two_processes_make_the_same")


def test_two_processes_are_for_much_work_only(counted: list[int]) -> None:
    for names in (("txt", "html"), ("pdf", "txt"), ("txt", "messages"), ("pdf", "phone")):
        make_renditions(sample_edition(), styles(), tuple(ROWS[name] for name in names), "", 8)
    assert counted == [1, 1, 1, 2]


def what_a_killed_worker_did_is_done_again_here() -> None:
    here = os.getpid()

    def loaded(row: Format) -> Renderer:
        render = load_renderer(row)
        return render if row.name == "html" or os.getpid() == here else lambda *_: leave()

    one = make_renditions(sample_edition(), styles(), (ROWS["phone"], ROWS["large-print"], ROWS["html"]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "load_renderer", loaded)
        assert (
            make_renditions(sample_edition(), styles(), (ROWS["phone"], ROWS["large-print"], ROWS["html"]), "", 2)
            == one
        )


def test_what_a_killed_worker_did_is_done_again_here() -> None:
    alone("what_a_killed_worker_did_is_done_again_here")


def double(number: int) -> int:
    return 2 * number


def half_of_the_tasks_are_done_beside() -> None:
    done = list(HalvingWorkshop(2).map(lambda number: (number, os.getpid()), range(5)))
    assert [number for number, _ in done] == [0, 1, 2, 3, 4]
    places = [process for _, process in done]
    assert places[:2] == [os.getpid()] * 2
    assert len({*places[2:], os.getpid()}) == 2


def test_half_of_the_tasks_are_done_in_another_process() -> None:
    alone("half_of_the_tasks_are_done_beside")


def halving_is_for_one_level_and_no_threads() -> None:
    def process(_: int) -> int:
        return os.getpid()

    def within(_: int) -> set[int]:
        return {*HalvingWorkshop(2).map(process, range(4)), os.getpid()}

    assert [len(one) for one in HalvingWorkshop(2).map(within, range(2))] == [2, 1]
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    assert set(HalvingWorkshop(2).map(process, range(4))) == {os.getpid()}
    stop.set()
    thread.join()


def test_tasks_are_not_halved_in_a_worker_beside_threads_or_with_one_job() -> None:
    alone("halving_is_for_one_level_and_no_threads")
    assert list(HalvingWorkshop(1).map(lambda _: os.getpid(), range(2))) == [os.getpid()] * 2
    assert list(HalvingWorkshop(2).map(lambda _: os.getpid(), range(1))) == [os.getpid()]


def a_half_that_fails_is_done_here() -> None:
    here = os.getpid()
    assert list(HalvingWorkshop(2).map(lambda one: one if os.getpid() == here else leave(), range(4))) == [0, 1, 2, 3]
    assert next(HalvingWorkshop(2).map(lambda one: lambda: one, range(2)))() == 0  # no result that can travel
    with pytest.raises(UsageError):
        HalvingWorkshop(2).map(lambda one: refuse() if one else one, range(2))
    with pytest.raises(UsageError):
        HalvingWorkshop(2).map(lambda one: one if one else refuse(), range(2))


def test_what_fails_in_the_other_process_is_done_here() -> None:
    alone("a_half_that_fails_is_done_here")


def brackets_judged_in_two_processes_are_the_same() -> None:
    text = "---\ntitle: T\nauthor: A\nlanguage: en\n---\n\n" + "".join(
        f"He saw the kulaks [as a class] and man{number} [Ivan Ivanov] came [back] {{.note}} on {number} [May].\n\n"
        for number in range(1000)
    )
    manuscript = read_manuscript(Sources((SourceFile("t.md", text.encode()),))).value
    assert manuscript is not None
    asked: list[int] = []

    class Counting(HalvingWorkshop):
        def map(self, task: Callable[[A], T], inputs: Sequence[A]) -> Iterator[T]:
            asked.append(len(inputs))
            return super().map(task, inputs)

    assert edit(manuscript, 0, workshop=Counting(2)) == edit(manuscript, 0)
    assert asked == [4000]


def test_brackets_are_judged_the_same_in_two_processes() -> None:
    alone("brackets_judged_in_two_processes_are_the_same")


def double_unless_elsewhere(number_and_process: tuple[int, int]) -> int:
    number, process = number_and_process
    if number == 2 and os.getpid() != process:
        leave()
    return 2 * number


def tasks_of_a_workshop_are_done_elsewhere_or_here() -> None:
    with executor(2) as pool:
        workshop = PooledWorkshop(pool)
        assert list(workshop.map(double, (3, 1, 2))) == [6, 2, 4]
        assert list(workshop.map(double_unless_elsewhere, [(one, os.getpid()) for one in (1, 2, 3)])) == [2, 4, 6]
        assert list(workshop.map(double, (5,))) == [10]  # the pool is broken now


def test_tasks_of_a_workshop_come_in_order_and_those_of_a_killed_worker_too() -> None:
    alone("tasks_of_a_workshop_are_done_elsewhere_or_here")


def parts_of_a_long_book_are_made_by_workers() -> None:
    def done(jobs: int) -> tuple[object, list[str]]:
        asked: list[str] = []

        class Counting(PooledWorkshop):
            def map(self, task: Callable[[A], T], inputs: Sequence[A]) -> Iterator[T]:
                asked.extend([task.__name__] * len(inputs))
                return super().map(task, inputs)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(making, "PooledWorkshop", Counting)
            patch.setattr(making, "_LONG", 1)
            patch.setattr(pdf_cuts, "_LONG", 1)
            patch.setattr(pdf_cuts, "_MOST", 1)
            return make_renditions(long_edition(), styles(), (ROWS["pdf"], ROWS["html"]), "", jobs), asked

    (one, here), (two, elsewhere) = done(1), done(2)
    assert one == two
    assert here == []
    assert set(elsewhere) == {"set_part", "set_margins"}
    assert elsewhere.count("set_part") > elsewhere.count("set_margins") > 2


def test_parts_of_a_long_book_are_made_by_workers() -> None:
    alone("parts_of_a_long_book_are_made_by_workers")


def a_killed_worker_is_told() -> None:
    with pytest.raises(BrokenProcessPool), executor(2) as pool:
        pool.submit(leave).result()


def test_a_pool_tells_of_a_killed_worker() -> None:
    alone("a_killed_worker_is_told")


def short_book(folder: Path, **front: str) -> Path:
    """A short manuscript in a folder."""
    more = "".join(f"{name}: {value}\n" for name, value in front.items())
    manuscript = folder / "a.md"
    manuscript.write_text(f"---\ntitle: A\nauthor: B\nlanguage: en\n{more}---\n\nThey came [in 1937].\n", "utf-8")
    return manuscript


def processes_begun_early_make_the_pages() -> None:
    asked: list[tuple[str, bool]] = []
    here = os.getpid()

    def telling(pool: Executor, task: Callable[..., T], /, *arguments: Any, **named: Any) -> Future[T]:
        asked.extend((row.name, pool.submit(os.getpid).result() == here) for row in arguments[0])
        return submitted(pool, task, *arguments, **named)

    def made(folder: str, jobs: int) -> dict[str, bytes]:
        settings = BuildSettings(Path(folder) / "out", formats=("epub", "pdf", "txt"), jobs=jobs)
        result = build(short_book(Path(folder)), settings)
        return {path.name: path.read_bytes() for path in result.paths}

    with TemporaryDirectory() as one, TemporaryDirectory() as two, pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "submitted", telling)
        assert made(one, 1) == made(two, 2) != {}
    assert asked == [("pdf", False)]
    assert multiprocessing.active_children() == []


def test_processes_begun_before_a_short_text_is_read_make_its_pages() -> None:
    alone("processes_begun_early_make_the_pages")


def a_text_without_pages_lets_them_go() -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "load_renderer", lambda _: time.sleep(60))
        patch.setattr(making, "_make_group", lambda *_: ())
        begun = time.monotonic()
        result = build(short_book(Path(folder), titel="A"), BuildSettings(Path(folder) / "out", jobs=2))
        assert result.exit_code is ExitCode.MANUSCRIPT
        assert time.monotonic() - begun < 30
    assert multiprocessing.active_children() == []


def test_processes_begun_for_a_text_that_is_wrong_are_ended_in_the_middle_of_loading() -> None:
    alone("a_text_without_pages_lets_them_go")


def what_a_killed_early_process_did_is_done_here() -> None:
    here = os.getpid()

    def loaded(row: Format) -> Renderer:
        return load_renderer(row) if os.getpid() == here else leave()

    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "load_renderer", loaded)
        settings = BuildSettings(Path(folder) / "out", formats=("pdf", "txt"), jobs=2)
        result = build(short_book(Path(folder)), settings)
        assert [path.suffix for path in result.paths] == [".pdf", ".txt"]


def test_a_process_that_is_killed_while_it_loads_costs_nothing_but_time() -> None:
    alone("what_a_killed_early_process_did_is_done_here")


def processes_begin_early_where_that_gains_something() -> None:
    def workers(jobs: int, length: int, *formats: str) -> int:
        with making.made_ready(BuildSettings(Path("out"), formats=formats, jobs=jobs), length) as ready:
            return ready.workers if ready else 0

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "_load", bool)
        assert workers(2, 10_000) == 1
        assert workers(8, 10_000) == 1  # one of the usual formats has pages
        assert workers(8, 10_000, "pdf", "phone", "txt") == 2
        assert workers(8, 10_000, "booklet") == workers(8, 10_000, "site") == 1  # they stand after pages
        assert workers(1, 10_000) == 0
        assert workers(2, 10_000, "epub", "html") == 0
        assert workers(2, 0) == workers(2, 200_000) == 0


def test_processes_begin_early_for_short_texts_with_pages_and_for_nothing_else() -> None:
    alone("processes_begin_early_where_that_gains_something")


def row(name: str, effort: int, *after: str) -> Format:
    return Format(name, name, "nowhere:render", "nowhere:check", "for tests", after=after, effort=effort)


def test_formats_go_with_those_that_they_stand_after_and_the_longest_first() -> None:
    rows = (row("a", 1), row("b", 5), row("c", 3, "a"), row("d", 3, "a"), row("e", 1), row("f", 1, "e", "b"))
    groups = [[one.name for one in group] for group in together(rows)]
    assert groups in ([["a", "c", "d"], ["b", "e", "f"]], [["a", "c", "d"], ["e", "b", "f"]])
