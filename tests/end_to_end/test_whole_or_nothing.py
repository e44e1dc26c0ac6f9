"""Law 6: a kill at any moment, a full disk, a failed check: all old or all new, and what is foreign is not touched."""

from __future__ import annotations

import hashlib
import json
import os
import random  # noqa: TID251 - moments of a kill, by a seed
import subprocess
import sys
import time
from pathlib import Path

import pytest

from worlds import EVERY_FORMAT, needs

HEADER = "---\ntitle: T\nauthor: A\nlanguage: en\nslug: book\n---\n\n"
OLD, NEW = HEADER + "Old words [were] here.\n", HEADER + "New words [were] here, and more.\n"
BROKEN = "---\ntitle: T\n---\n\nNo author.\n"
KILLS = 50
FAST = "txt,html,epub"  # pages are set before anything is written: they take time and add no danger
MOUNT = ("unshare", "--mount") if os.geteuid() == 0 else ("unshare", "--mount", "--map-root-user")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("old", OLD), ("new", NEW), ("broken", BROKEN)):
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    return tmp_path


def edition(folder: Path, *arguments: str, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*before, sys.executable, "-m", "edition_builder", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )


def seen(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_builds_killed_at_random_moments_leave_all_old_or_all_new(folder: Path) -> None:
    program = Path(__file__).with_name("killed_builds.py")
    command = [sys.executable, str(program), str(folder), FAST, str(KILLS), "1917"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=110, check=False)
    assert done.returncode == 0, done.stderr
    kills = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(kills) == KILLS
    assert {kill["left"] for kill in kills} <= {"old", "new"}
    assert all(kill["left"] == "new" for kill in kills if kill["journal"])
    assert any(kill["staged"] for kill in kills), "no kill fell into the writing"


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_the_real_command_killed_at_random_moments_leaves_all_old_or_all_new(folder: Path) -> None:
    build = ("build", "--format", EVERY_FORMAT, "--output")
    start = time.perf_counter()
    edition(folder, *build, "new", "new.md")
    whole, new = time.perf_counter() - start, seen(folder / "new")
    edition(folder, *build, "dist", "old.md")
    old = seen(folder / "dist")
    chance = random.Random(1917)  # noqa: S311 - moments, no secrets
    for _ in range(KILLS):
        command = [sys.executable, "-m", "edition_builder", *build, "dist", "new.md"]
        with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            time.sleep(chance.uniform(0, 1.1 * whole))
            process.kill()
        edition(folder, *build, "dist", "broken.md")
        assert seen(folder / "dist") in (old, new)
        edition(folder, *build, "dist", "old.md")
        assert seen(folder / "dist") == old


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("broken.md", BROKEN, 1),
        ("styles/custom.css", "p { background: url(https://example.org/x.png) }", 1),
        ("dist/book.html/here", "a file in a folder where a file should go", 6),
    ],
)
def test_a_build_that_fails_changes_nothing(folder: Path, name: str, text: str, code: int) -> None:
    edition(folder, "build", "--format", "txt", "old.md")
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    before = seen(folder / "dist")
    done = edition(folder, "build", "--format", "html,txt", "broken.md" if name == "broken.md" else "new.md")
    assert (done.returncode, seen(folder / "dist")) == (code, before), done.stderr
    assert "hint:" in done.stderr


@pytest.mark.parametrize("kilobytes", [1, 4])
def test_a_file_that_the_disk_does_not_take_whole(folder: Path, kilobytes: int) -> None:
    edition(folder, "build", "--format", "txt", "old.md")
    before = seen(folder / "dist")
    limited = ("sh", "-c", f'ulimit -f {kilobytes} && exec "$@"', "sh")
    done = edition(folder, "build", "--format", "html,txt", "new.md", before=limited)
    assert done.returncode == 6, done.stderr
    assert "File too large" in done.stderr
    assert "hint:" in done.stderr
    assert seen(folder / "dist") == before
    assert edition(folder, "build", "--format", "html,txt", "new.md").returncode == 0


# Old files on a small disk, then new ones that do not fit, then a smaller build: each time what is there.
ON_A_SMALL_DISK = """
set -e
mkdir dist && mount -t tmpfs -o size={size}k tmpfs dist
edition() {{ "{python}" -m edition_builder build --format "$@" && echo done 0 || echo done $?; }}
edition html,txt old.md
(cd dist && sha256sum *) > before
edition "{formats}" long.md
(cd dist && sha256sum *) > after
ls -A dist > names
cmp before after && echo same
edition txt new.md
"""


@pytest.mark.parametrize("size", [48, 160])
def test_a_disk_that_is_full(folder: Path, size: int) -> None:
    needs(*MOUNT)
    (folder / "long.md").write_text(HEADER + "Many words [were] here.\n\n" * 4000, encoding="utf-8")
    script = ON_A_SMALL_DISK.format(size=size, python=sys.executable, formats=FAST)
    command = [*MOUNT, "sh", "-c", script]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=110, check=False)
    said = [line for line in done.stdout.splitlines() if line.startswith(("done", "same"))]
    assert said == ["done 0", "done 6", "same", "done 0"], done.stdout + done.stderr
    assert "No space left" in done.stderr
    names = (folder / "names").read_text().split()
    assert names == ["book.html", "book.manifest.txt", "book.txt"]
