"""A library on many machines: the same tasks on the workers of a Dask cluster (docs.dask.org), by way of its executor.

Everything travels as bytes, so no disk is shared. A worker that is lost is the scheduler's business: it gives its tasks
to others, and reports one that was lost with several workers. Whatever happens ends within a bounded time: a scheduler
that is silent for twenty seconds is gone, and one that has had no worker for a minute is no use.
"""

from __future__ import annotations

import logging
import time
import warnings
from concurrent.futures import BrokenExecutor, Future, wait
from functools import partial
from types import TracebackType
from typing import Any

import dask
from distributed import Client, KilledWorker
from msgspec import Struct
from msgspec.structs import replace

from edition_builder.diagnostics import Outcome
from edition_builder.errors import ToolMissing
from edition_builder.library.crew import WorkerLost
from edition_builder.library.remote_task import Asked, Kit, Needed, Unlike, build_these, same
from edition_builder.library.task import Built, Shared
from edition_builder.library.versions import differences, versions
from edition_builder.model.manuscript import LoadedPictures, Sources
from edition_builder.model.rendition import StyleFolder

__all__ = ["Cluster"]

_CONNECTING = 10  # seconds to find a scheduler, and a first worker
_SILENT = 20  # seconds without an answer
_ALONE = 60  # seconds without a worker
_LOOKS = 5  # seconds between two looks
_NO_SCHEDULER = "start one (dask scheduler) and workers (dask worker), or build without --scheduler"
_NO_WORKER = "start one: dask worker --nthreads 1 {address}"
_INSTALL = "install the same release and libraries there; docs/library.md says how"

# What goes as one task: a task costs a scheduler some 7 ms, as much as a tenth of a small text.
_MOST_TOGETHER = 4
_BYTES_TOGETHER = 100_000  # of text; a longer one goes alone
_PLACES = 3 * _MOST_TOGETHER  # of a worker: one task in work, and two at hand

_Answers = Future[tuple[Built | Needed | Unlike, ...]]


class _Waiting(Struct, frozen=True):
    """A manuscript that is to be sent, as it is and as it goes, and the future that its result is for."""

    loaded: Outcome[Sources]
    asked: Asked
    built: Future[Built]

    def size(self) -> int:
        """Bytes of text."""
        return sum(len(text.data) for text in self.loaded.value.texts) if self.loaded.value else 0


class Cluster:
    """The workers of a scheduler; to be used as a context manager."""

    tired = False

    def __init__(self, address: str, shared: Shared) -> None:
        """Find the scheduler and its workers, compare versions, and send what all tasks share.

        Raises:
            ToolMissing: there is no scheduler or worker, or a worker would make other bytes.
        """
        _be_quiet()
        self._address = address
        self._waiting: list[_Waiting] = []
        self._client: Any = self._connected()
        try:
            self._compare()
            kit = Kit(_in_memory(shared), versions())
            self._executor = self._client.get_executor(pure=False)
            with warnings.catch_warnings(action="ignore"):  # that it is large: it goes once
                self._kit = self._client.submit(same, kit, pure=False)
            self._client.replicate([self._kit])
        except BaseException:
            self._client.close(timeout=_LOOKS)
            raise
        self._seen = self._looked = time.monotonic()

    def __enter__(self) -> Cluster:
        """Everything is ready."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of whatever is under way."""
        if self._client.status == "running":
            self._executor.shutdown(wait=False)
        self._client.close(timeout=_LOOKS)

    def submit(self, loaded: Outcome[Sources]) -> Future[Built]:
        """As ``Crew.submit``; what is short goes with others, at the latest with the next ``watch``."""
        bare = replace(loaded, value=loaded.value and replace(loaded.value, pictures=LoadedPictures()))
        one = _Waiting(loaded, Asked(bare), Future())
        if sum(other.size() for other in self._waiting) + one.size() > _BYTES_TOGETHER:
            self._send()
        self._waiting.append(one)
        if len(self._waiting) >= _MOST_TOGETHER:
            self._send()
        return one.built

    def alone(self, loaded: Outcome[Sources]) -> Built:
        """As ``Crew.alone``; the scheduler has tried it several times by now, beside others."""
        self._send()
        future = self.submit(loaded)
        while not wait([future], _LOOKS).done:
            self.watch()
        try:
            return future.result()
        except BrokenExecutor as problem:
            raise WorkerLost from problem

    def watch(self) -> None:
        """Look now and then whether there is still somebody who works.

        Raises:
            ToolMissing: the scheduler is gone, or has had no worker for a while.
        """
        self._send()
        now = time.monotonic()
        if now - self._looked < _LOOKS:
            return
        self._looked = now
        count = self._workers()
        if count:
            self._seen = now
            self.places = _PLACES * count
        elif now - self._seen > _ALONE:
            raise ToolMissing(
                f"{self._address} has had no worker for a minute", _NO_WORKER.format(address=self._address)
            )

    def _send(self) -> None:
        """Send what waits, as one task."""
        if self._waiting:
            waiting, self._waiting = tuple(self._waiting), []
            self._ask(waiting)

    def _ask(self, several: tuple[_Waiting, ...]) -> None:
        """Have manuscripts built with the pictures that are known."""
        answer: _Answers = self._executor.submit(build_these, self._kit, tuple(one.asked for one in several))
        answer.add_done_callback(partial(self._answered, several))

    def _answered(self, several: tuple[_Waiting, ...], answer: _Answers) -> None:
        """Hand on what came of a task."""
        problem = self._gone() if answer.cancelled() else answer.exception()
        for number, one in enumerate(several):
            if problem is None:
                self._settle(one, answer.result()[number])
            else:
                one.built.set_exception(BrokenExecutor() if isinstance(problem, KilledWorker) else problem)

    def _settle(self, one: _Waiting, result: Built | Needed | Unlike) -> None:
        """Hand on what came of a manuscript; where pictures were missing, send it again with them."""
        if isinstance(result, Unlike):
            one.built.set_exception(_unlike("a worker", result.differences))
        elif isinstance(result, Needed) and one.loaded.value is not None:
            found = tuple((asked, one.loaded.value.pictures.picture(*asked)) for asked in result.pictures)
            known = LoadedPictures(one.asked.known.files + found)
            self._ask((replace(one, asked=replace(one.asked, known=known)),))
        elif isinstance(result, Built):
            one.built.set_result(result)

    def _connected(self) -> Client:
        timeouts = {
            "distributed.comm.timeouts.connect": f"{_CONNECTING}s",
            "distributed.comm.timeouts.tcp": f"{_SILENT}s",
        }
        dask.config.set(timeouts)
        try:
            with warnings.catch_warnings(action="ignore"):  # of versions that we compare ourselves
                client = Client(self._address, timeout=_CONNECTING, set_as_default=False)
        except Exception as problem:  # by whatever library speaks the protocol of the address
            raise ToolMissing(f"there is no scheduler at {self._address}", _NO_SCHEDULER) from problem
        try:
            client.wait_for_workers(1, timeout=_CONNECTING)
        except Exception as problem:
            client.close(timeout=_LOOKS)
            step = _NO_WORKER.format(address=self._address)
            raise ToolMissing(f"the scheduler at {self._address} has no worker", step) from problem
        return client

    def _compare(self) -> None:
        """Ask every worker for its versions."""
        answers: dict[str, Any] = self._client.run(versions, on_error="return")
        self.places = _PLACES * len(answers)
        for worker, theirs in sorted(answers.items()):
            if isinstance(theirs, BaseException):
                raise ToolMissing(f"{worker} cannot load edition-builder: {theirs}", _INSTALL)
            found = differences(versions(), theirs)
            if found:
                raise _unlike(worker, found)

    def _workers(self) -> int:
        try:
            identity = self._client.sync(self._client.scheduler.identity, callback_timeout=_SILENT)
        except Exception as problem:
            raise self._gone() from problem
        return len(identity["workers"])

    def _gone(self) -> ToolMissing:
        step = "what is written is whole; give the same command again when it is there, and it goes on"
        return ToolMissing(f"the scheduler at {self._address} is gone", step)


def _unlike(worker: str, found: tuple[str, ...]) -> ToolMissing:
    return ToolMissing(f"{worker} would make other bytes: {'; '.join(found)}", _INSTALL)


def _in_memory(shared: Shared) -> Shared:
    """Settings without paths, and styles as bytes."""
    files = tuple((name, data if isinstance(data, bytes) else data()) for name, data in shared.styles.files)
    return Shared(replace(shared.settings, jobs=1, cache=None, styles=None), StyleFolder(files))


def _be_quiet() -> None:
    """Leave it to us to say what is wrong: the library writes pages about it."""
    for name in ("tornado", "asyncio", *logging.root.manager.loggerDict):
        if name.partition(".")[0] in ("distributed", "tornado", "asyncio"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
