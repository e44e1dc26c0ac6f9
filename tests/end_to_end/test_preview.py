"""The preview as a person starts and ends it: a process, an address, Ctrl+C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.usefixtures("loopback")

Edition = Callable[..., subprocess.CompletedProcess[str]]


class Preview:
    """A preview that runs."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "edition_builder", "preview", "manuscript/book.md", "--no-browser", *arguments],
            cwd=folder,
            env=dict(os.environ),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()

    def get(self, target: str) -> bytes:
        connection = HTTPConnection("127.0.0.1", int(self.address.rstrip("/").rsplit(":", 1)[1]), timeout=60)
        connection.request("GET", target)
        body = connection.getresponse().read()
        connection.close()
        return body

    def wait_for(self, wish: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        """The first state that is as wished."""
        state: dict[str, Any] = json.loads(self.get("/state"))
        while not wish(state):
            state = json.loads(self.get(f"/state?after={state['number']}"))
        return state

    def interrupt(self) -> tuple[int, str]:
        """Ctrl+C, which a terminal sends to every process of the group: exit code and stderr."""
        os.killpg(self.process.pid, signal.SIGINT)
        _, said = self.process.communicate(timeout=60)
        return self.process.returncode, said


@pytest.fixture
def preview(project: Path) -> Iterator[Preview]:
    # Tests that a script runs in the background ignore Ctrl+C, and what they start would, too, but for a handler here.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    running = Preview(project, "--port", "0")
    signal.signal(signal.SIGINT, before)
    yield running
    running.process.kill()
    running.process.communicate()


def test_a_save_is_seen_and_ctrl_c_ends_it(preview: Preview, project: Path) -> None:
    assert preview.address.startswith("http://127.0.0.1:")
    state = preview.wait_for(lambda state: state["html"] and state["pages"] and not state["makingPages"])
    assert b"let loose" in preview.get("/edition.html")
    assert preview.get(f"/page.png?number={state['pages']}&index=0&width=300").startswith(b"\x89PNG")
    manuscript = project / "manuscript" / "book.md"
    manuscript.write_text(manuscript.read_text(encoding="utf-8").replace("let loose", "set free"), encoding="utf-8")
    preview.wait_for(lambda new: new["html"] > state["html"])
    assert b"set free" in preview.get("/edition.html")
    assert preview.interrupt() == (
        0,
        "preview: seen on this computer only, built anew at every save; Ctrl+C ends it\nnothing found\n",
    )
    assert [path.name for path in project.iterdir()] == ["manuscript"]


def test_what_is_wrong_is_said_in_both_places(preview: Preview, project: Path) -> None:
    preview.wait_for(lambda state: state["pages"])
    manuscript = project / "manuscript" / "book.md"
    manuscript.write_text(
        manuscript.read_text(encoding="utf-8").replace("author:", "autor: x\nauthor:"), encoding="utf-8"
    )
    (found, *_) = preview.wait_for(lambda state: state["findings"])["findings"]
    assert (found["place"], found["code"], found["hint"]) == ("manuscript/book.md:3:1", "EB203", "did you mean author?")
    code, said = preview.interrupt()
    assert code == 0
    assert 'manuscript/book.md:3:1: error EB203: unknown key "autor"\n  hint: did you mean author?\n' in said
    assert "what was shown before stays" in said
    assert "Traceback" not in said


def test_ctrl_c_before_anything_is_made(preview: Preview) -> None:
    code, said = preview.interrupt()
    assert code == 0
    assert "Traceback" not in said


def test_the_other_process_ends_with_it(preview: Preview) -> None:
    preview.wait_for(lambda state: state["pages"])
    children = Path(f"/proc/{preview.process.pid}/task/{preview.process.pid}/children")
    if not children.exists():
        pytest.skip("this system does not say whose child a process is")
    started = children.read_text(encoding="ascii").split()
    assert started
    assert preview.interrupt()[0] == 0
    for one in started:
        for _ in range(200):
            if not Path(f"/proc/{one}").exists():
                break
            time.sleep(0.05)
        else:
            pytest.fail(f"process {one} lives on")


def test_a_port_that_is_taken(preview: Preview, edition: Edition) -> None:
    port = preview.address.rstrip("/").rsplit(":", 1)[1]
    done = edition("preview", "manuscript/book.md", "--no-browser", "--port", port)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"error: port {port} cannot be used: ")
    assert "hint: leave --port out" in done.stderr


@pytest.mark.parametrize("name", ["no-such.md", "manuscript/no-such"])
def test_a_manuscript_that_is_not_there(edition: Edition, name: str) -> None:
    done = edition("preview", name, "--no-browser")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"there is no {name}" in done.stderr


def test_a_folder_of_several_manuscripts(edition: Edition, project: Path) -> None:
    (project / "manuscript" / "other.md").write_text("x", encoding="utf-8")
    done = edition("preview", "manuscript", "--no-browser")
    assert done.returncode == 2
    assert "manuscript holds 2 manuscripts\n  hint: name one of them, for instance manuscript/book.md" in done.stderr
