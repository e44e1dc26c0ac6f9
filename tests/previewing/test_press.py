"""The press: formats as values, whatever goes wrong, in this process and in the other one."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from multiprocessing.context import SpawnProcess
from multiprocessing.process import BaseProcess
from threading import Thread

import pytest

from edition_builder.errors import ToolMissing
from edition_builder.formats import FORMATS, Format
from edition_builder.model.edition import Edition
from edition_builder.model.rendition import StyleFolder
from edition_builder.previewing import press
from edition_builder.previewing.press import Press, Printed, make
from edition_builder.project import load_styles
from editions import chapter, edition, paragraph

ROWS = {row.name: row for row in FORMATS}
BOOK = edition(chapter(1, paragraph("The last train was gone.")))


@pytest.fixture(scope="module")
def styles() -> StyleFolder:
    loaded = load_styles(None).value
    assert loaded is not None
    return loaded


def test_a_format_is_made_and_checked(styles: StyleFolder) -> None:
    made = make(7, BOOK, styles, ROWS["txt"])
    assert (made.number, made.format, made.problem, made.found, made.pages) == (7, "txt", None, (), ())
    assert made.rendition is not None
    assert b"The last train was gone." in made.rendition.files[0].data


def test_pages_come_with_the_pdf(styles: StyleFolder) -> None:
    made = make(1, BOOK, styles, ROWS["pdf"])
    assert any("The last train" in line.text for page in made.pages for line in page.lines)


def test_a_text_without_a_font_says_so_and_is_not_made(styles: StyleFolder) -> None:
    made = make(1, edition(chapter(1, paragraph("𓀀"))), styles, ROWS["pdf"])
    assert [one.code for one in made.unfit] == ["EB506"]
    assert (made.rendition, made.problem) == (None, None)


def test_what_is_missing_on_this_machine_is_a_value(styles: StyleFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_row: Format) -> None:
        raise ToolMissing("no Pango here", "install it")

    monkeypatch.setattr(press, "load_fitness", missing)
    made = make(1, BOOK, styles, ROWS["pdf"])
    assert made.problem is not None
    assert (made.problem.message, made.problem.hint) == ("no Pango here", "install it")


def test_a_fault_of_ours_is_a_value_too(styles: StyleFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "make_renditions", lambda *_: 1 / 0)
    made = make(1, BOOK, styles, ROWS["txt"])
    assert made.problem is not None
    assert made.problem.message == "a fault in the tool itself: ZeroDivisionError"


@pytest.fixture
def running() -> Iterator[Press]:
    press = Press()
    yield press
    press.close()


def printed(running: Press, count: int) -> list[tuple[int, str]]:
    """Number and format of the next so many."""
    made: list[Printed] = []
    while len(made) < count:
        if one := running.next(60):  # the first word is that it is ready
            made.append(one)
    return [(one.number, one.format) for one in made]


def kill(running: Press, number: signal.Signals) -> None:
    assert running.process_id
    os.kill(running.process_id, number)


def ready(running: Press) -> None:
    assert running.next(60) is None


def wide(text: str) -> Edition:
    return edition(chapter(1, paragraph(text)))


def test_the_other_process_makes_one_format_after_another(running: Press, styles: StyleFolder) -> None:
    running.print(1, BOOK, styles, (ROWS["html"], ROWS["txt"]))
    assert printed(running, 2) == [(1, "html"), (1, "txt")]
    assert running.next(0) is None


def test_a_newer_edition_waits_for_one_format_only(running: Press, styles: StyleFolder) -> None:
    ready(running)
    running.print(1, BOOK, styles, (ROWS["html"], ROWS["txt"]))
    running.print(2, wide("Newer words."), styles, (ROWS["txt"],))
    running.print(3, wide("Newest words."), styles, (ROWS["txt"],))
    assert printed(running, 2) == [(1, "html"), (3, "txt")]
    assert running.next(0) is None


def test_what_is_forgotten_is_not_begun(running: Press, styles: StyleFolder) -> None:
    ready(running)
    running.print(1, BOOK, styles, (ROWS["html"], ROWS["txt"]))
    running.forget()
    assert printed(running, 1) == [(1, "html")]
    assert running.next(0) is None


def test_a_process_that_dies_at_work_is_said_and_replaced(running: Press, styles: StyleFolder) -> None:
    ready(running)
    running.print(1, BOOK, styles, (ROWS["pdf"],))
    kill(running, signal.SIGKILL)
    died = running.next(60)
    assert died is not None
    assert died.problem is not None
    assert died.problem.message == "the process that makes the pdf ended by itself (exit -9)"
    assert running.next(0) is None
    running.print(2, BOOK, styles, (ROWS["txt"],))
    assert printed(running, 1) == [(2, "txt")]


def test_a_process_that_dies_before_it_is_ready_is_said_for_what_waits(running: Press, styles: StyleFolder) -> None:
    kill(running, signal.SIGSTOP)  # it cannot become ready
    running.print(4, BOOK, styles, (ROWS["html"], ROWS["txt"]))
    assert running.next(0) is None
    kill(running, signal.SIGKILL)
    died = running.next(60)
    assert died is not None
    assert (died.number, died.format, died.problem is not None) == (4, "html", True)
    running.print(5, BOOK, styles, (ROWS["txt"],))
    assert printed(running, 1) == [(5, "txt")]


def test_a_process_that_dies_idle_is_replaced_without_a_word(running: Press, styles: StyleFolder) -> None:
    ready(running)
    kill(running, signal.SIGKILL)
    assert running.next(60) is None
    assert running.next(0) is None
    running.print(2, BOOK, styles, (ROWS["txt"],))
    assert printed(running, 1) == [(2, "txt")]


def test_ctrl_c_is_not_for_the_other_process(running: Press, styles: StyleFolder) -> None:
    kill(running, signal.SIGINT)
    running.print(1, BOOK, styles, (ROWS["txt"],))
    assert printed(running, 1) == [(1, "txt")]


def test_ctrl_c_waits_until_the_other_process_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[BaseProcess] = []
    start = SpawnProcess.start

    def interrupted(process: SpawnProcess) -> None:
        # Taken by a thread that does not block it, as the server's may: Python hands it to this one at once.
        taker = Thread(target=signal.raise_signal, args=(signal.SIGINT,))
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        taker.start()
        taker.join()
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        start(process)
        started.append(process)

    monkeypatch.setattr(SpawnProcess, "start", interrupted)
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            Press()
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, handler)
    (whole,) = started
    whole.join(60)  # it sees that nobody holds the other end of its line
    assert whole.exitcode == 0


def test_where_ctrl_c_is_ignored_it_stays_ignored() -> None:
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        running = Press()
        running.close()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, handler)
