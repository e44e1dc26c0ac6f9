"""How a long run speaks: on a terminal, in a log, and at its end."""

from __future__ import annotations

from io import StringIO

import pytest

from edition_builder.progress import Counts, Progress, duration, progress_line, summary_lines


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr("edition_builder.progress.time.monotonic", lambda: now[0])
    return now


def counts(built: int, unchanged: int = 0, failed: int = 0, warned: int = 0) -> Counts:
    made = Counts()
    made.built, made.unchanged, made.failed, made.warned = built, unchanged, failed, warned
    return made


def test_a_log_has_a_line_every_five_seconds(clock: list[float]) -> None:
    log = StringIO()
    shown = Progress(100, log)
    for second in range(12):
        clock[0] = 100.0 + second
        shown.counts.built = second
        shown.tick()
    assert log.getvalue() == "5 of 100 · 1.0 a second · 1 min 35 s left\n10 of 100 · 1.0 a second · 1 min 30 s left\n"


def test_a_terminal_has_one_line_that_makes_room_for_others(clock: list[float]) -> None:
    terminal = Terminal()
    shown = Progress(10, terminal)
    shown.clear()
    assert terminal.getvalue() == ""
    clock[0] += 1
    shown.counts.failed = 1
    shown.tick()
    shown.tick()
    assert terminal.getvalue() == "\r\033[K1 of 10 · 1.0 a second · 9 s left · 1 failed"
    shown.clear()
    shown.clear()
    assert terminal.getvalue().endswith("1 failed\r\033[K")
    assert terminal.getvalue().count("\r") == 2


def test_what_was_there_already_is_no_part_of_the_rate() -> None:
    assert progress_line(counts(10, unchanged=900), 1000, 10) == "910 of 1,000 · 1.0 a second · 1 min 30 s left"
    assert progress_line(counts(0, unchanged=900), 1000, 10) == "900 of 1,000"


def test_the_table_at_the_end() -> None:
    assert summary_lines(counts(9_950, 40, 10, 12), 308, ["a.md", "b.md"]) == [
        "built            9,950",
        "unchanged           40",
        "failed              10",
        "with warnings       12",
        "time            5 min 8 s (32.3 a second)",
        "failed: a.md",
        "failed: b.md",
    ]
    assert summary_lines(counts(0, 3), 0.2, [])[-1] == "time            0 s"


@pytest.mark.parametrize(
    ("seconds", "said"), [(7.6, "8 s"), (59.4, "59 s"), (59.6, "1 min 0 s"), (3599, "59 min 59 s"), (7500, "2 h 5 min")]
)
def test_a_time_as_people_say_it(seconds: float, said: str) -> None:
    assert duration(seconds) == said
