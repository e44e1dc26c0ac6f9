"""Law 5: a build opens no socket, asks no name and starts no program; without any network it makes the same files."""

from __future__ import annotations

from pathlib import Path

import pytest

from worlds import NO_NETWORK, World, copied, made_in, needs

REACHES_OUT = """
import socket, subprocess, sys, urllib.request
for way in (
    lambda: socket.socket(),
    lambda: socket.getaddrinfo("example.org", 80),
    lambda: urllib.request.urlopen("http://example.org/"),
    lambda: subprocess.run(["true"]),
):
    try:
        way()
    except PermissionError as refused:
        print(refused)
"""
TEMPTING = """---
title: A text that points outside
author: A
language: en
---

Words with [a link](https://example.org/page) and <img src="https://example.org/pixel.png"> in them.
"""


@pytest.fixture
def manuscript(root: Path) -> Path:
    return root / "tests/golden/everything/manuscript"


def watched(folder: Path) -> tuple[World, Path]:
    log = folder / "watch.log"
    return World({"WORLD_WATCH": str(log)}), log


def test_a_build_opens_no_socket_and_starts_no_program(manuscript: Path, tmp_path: Path) -> None:
    folder = copied(manuscript, tmp_path)
    (folder / "manuscript/tempting.md").write_text(TEMPTING, encoding="utf-8")
    world, log = watched(folder)
    made_in(world, folder)
    assert log.read_text() == ""


def test_the_watch_sees_every_way_out(tmp_path: Path) -> None:
    world, log = watched(tmp_path)
    done = world.run(tmp_path, "-c", REACHES_OUT)
    seen = ["socket.__new__", "socket.getaddrinfo", "urllib.Request", "subprocess.Popen"]
    assert done.stdout.splitlines() == seen, done.stderr
    assert [line.split()[0] for line in log.read_text().splitlines()] == seen


def test_a_build_needs_no_network(manuscript: Path, tmp_path: Path) -> None:
    needs(*NO_NETWORK)
    folder = copied(manuscript, tmp_path)
    assert made_in(World(before=NO_NETWORK), folder)
    probe = "import socket; socket.create_connection(('192.0.2.1', 9), 1)"
    assert "unreachable" in World(before=NO_NETWORK).run(folder, "-c", probe).stderr


@pytest.mark.parametrize(
    ("file", "text", "code"),
    [
        ("manuscript/a.md", TEMPTING.replace("Words", "![p](https://example.org/p.png)"), 1),
        ("manuscript/a.md", TEMPTING.replace("Words", "![p](//example.org/p.png)"), 1),
        ("styles/custom.css", "@import url(https://example.org/x.css);", 1),
        ("styles/custom.css", "p { background: url(https://example.org/x.png) }", 1),
        ("styles/custom.css", "@font-face { font-family: x; src: url(//example.org/x.woff) } p { font-family: x }", 1),
    ],
)
def test_what_asks_for_the_network_is_said_and_not_fetched(tmp_path: Path, file: str, text: str, code: int) -> None:
    world, log = watched(tmp_path)
    for name, content in (("manuscript/a.md", TEMPTING), (file, text)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    done = world.run(tmp_path, "-m", "edition_builder", "build", "--format", "html,epub")
    assert (done.returncode, log.read_text()) == (code, ""), done.stderr
    assert "example.org" in done.stderr
    assert not (tmp_path / "dist").exists()
