"""What a run on a cluster does while it waits; the rest is tried with a real one (end_to_end/test_cluster.py)."""

from __future__ import annotations

import pytest

from edition_builder.errors import ToolMissing
from edition_builder.library.cluster import Cluster


class Fake(Cluster):
    """A cluster with a number of workers, last looked at long ago."""

    def __init__(self, workers: int, ago: float) -> None:
        self._address = "tcp://127.0.0.1:8786"
        self.count, self.places = workers, 3
        self._looked = self._seen = -ago

    def _workers(self) -> int:
        return self.count


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("edition_builder.library.cluster.time.monotonic", lambda: 0.0)


def test_workers_that_come_and_go_change_how_much_is_under_way() -> None:
    cluster = Fake(7, ago=30)
    cluster.watch()
    assert cluster.places == 21


def test_a_minute_without_a_worker_ends_the_run() -> None:
    Fake(0, ago=30).watch()
    with pytest.raises(ToolMissing, match="has had no worker for a minute"):
        Fake(0, ago=70).watch()


def test_nobody_is_asked_all_the_time() -> None:
    cluster = Fake(7, ago=1)
    cluster.watch()
    assert cluster.places == 3
