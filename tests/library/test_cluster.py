"""What a run on a cluster does while it waits; the rest is tried with a real one (end_to_end/test_cluster.py)."""

from __future__ import annotations

from concurrent.futures import BrokenExecutor, Future
from typing import Any

import pytest
from distributed import KilledWorker

from edition_builder.diagnostics import Outcome
from edition_builder.errors import ExitCode, ToolMissing
from edition_builder.library.cluster import Cluster
from edition_builder.library.remote_task import Asked, Needed, Unlike
from edition_builder.library.task import Built
from edition_builder.model.building import Made
from edition_builder.model.manuscript import SourceFile, Sources


class Fake(Cluster):
    """A cluster with a number of workers, last looked at long ago."""

    def __init__(self, workers: int, ago: float) -> None:
        self._address = "tcp://127.0.0.1:8786"
        self.count, self.places = workers, 3
        self._waiting = []
        self._kit: Any = None
        self._executor = self
        self.tasks: list[tuple[tuple[Asked, ...], Future[object]]] = []
        self._looked = self._seen = -ago

    def _workers(self) -> int:
        return self.count

    def submit(self, *arguments: Any) -> Any:
        """As a crew, and as the executor that it hands its tasks to."""
        if len(arguments) == 1:
            return super().submit(arguments[0])
        self.tasks.append((arguments[2], Future()))
        return self.tasks[-1][1]


def text(length: int) -> Outcome[Sources]:
    return Outcome(Sources((SourceFile("a.md", b"a" * length),)))


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("edition_builder.library.cluster.time.monotonic", lambda: 0.0)


def test_workers_that_come_and_go_change_how_much_is_under_way() -> None:
    cluster = Fake(7, ago=30)
    cluster.watch()
    assert cluster.places == 84


def test_a_minute_without_a_worker_ends_the_run() -> None:
    Fake(0, ago=30).watch()
    with pytest.raises(ToolMissing, match="has had no worker for a minute"):
        Fake(0, ago=70).watch()


def test_short_texts_go_together_and_none_waits_for_the_next_one_for_ever() -> None:
    cluster = Fake(2, ago=1)
    for length in (25_000, 25_000, 25_000, 25_000, 90_000, 25_000, 300_000):
        cluster.submit(text(length))
    assert [len(several) for several, _ in cluster.tasks] == [4, 1, 1]
    cluster.watch()
    cluster.watch()
    assert [len(several) for several, _ in cluster.tasks] == [4, 1, 1, 1]


def test_each_of_several_has_its_own_result_and_one_that_lacks_a_picture_goes_again_alone() -> None:
    cluster = Fake(2, ago=1)
    one, two, three = (cluster.submit(text(9)) for _ in range(3))
    cluster.watch()
    done = Built(Made("", (), (), ExitCode.DONE))
    cluster.tasks[0][1].set_result((done, Needed((("a.md", "b.png"),)), Unlike(("lxml 7 there, 8 here",))))
    assert one.result() is done
    with pytest.raises(ToolMissing, match="lxml 7"):
        three.result()
    assert not two.done()
    ((again,), answer) = cluster.tasks[1]
    assert [place for place, _ in again.known.files] == [("a.md", "b.png")]
    lost: Any = None
    answer.set_exception(KilledWorker("task", lost, lost))
    with pytest.raises(BrokenExecutor):
        two.result()


def test_nobody_is_asked_all_the_time() -> None:
    cluster = Fake(7, ago=1)
    cluster.watch()
    assert cluster.places == 3
