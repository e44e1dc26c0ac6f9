"""The real command in worlds that differ in everything a build must not depend on (laws 3, 4 and 5)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pytest

from edition_builder.formats import FORMATS

__all__ = [
    "EVERY_FORMAT",
    "NOBODY",
    "NO_NETWORK",
    "YEARS_AHEAD",
    "World",
    "copied",
    "fonts_of_another_machine",
    "made_in",
    "needs",
    "possible",
]

EVERY_FORMAT = ",".join(row.name for row in FORMATS)
YEARS_AHEAD = 47 * 365.25 * 86_400  # seconds

# Python starts with this where a world asks for it: a clock set ahead, folders listed in any order, and a watch on
# everything that goes to the network or starts a program (audit events, which no code can get around).
SITE = """
import datetime, os, sys, time

if os.environ.get("WORLD_CLOCK"):
    ahead = float(os.environ["WORLD_CLOCK"])
    tick, tick_ns, local, universal, written = time.time, time.time_ns, time.localtime, time.gmtime, time.strftime
    time.time = lambda: tick() + ahead
    time.time_ns = lambda: tick_ns() + int(ahead) * 10**9
    time.localtime = lambda seconds=None: local(time.time() if seconds is None else seconds)
    time.gmtime = lambda seconds=None: universal(time.time() if seconds is None else seconds)
    time.strftime = lambda form, moment=None: written(form, time.localtime() if moment is None else moment)

    class Later(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls.fromtimestamp(time.time(), tz)

        @classmethod
        def utcnow(cls):
            return cls.fromtimestamp(time.time(), datetime.timezone.utc).replace(tzinfo=None)

    datetime.datetime = Later

if os.environ.get("WORLD_ORDER"):
    turned = int(os.environ["WORLD_ORDER"])
    names, entries = os.listdir, os.scandir

    def shuffled(found):
        return sorted(found, key=lambda one: hash((turned, getattr(one, "name", one))))

    class Scan(list):
        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

        def close(self):
            pass

    os.listdir = lambda path=".": shuffled(names(path))
    os.scandir = lambda path=".": Scan(shuffled(list(entries(path))))

if os.environ.get("WORLD_WATCH"):
    log = os.open(os.environ["WORLD_WATCH"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)

    def watch(event, arguments):
        if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "subprocess.", "os.exec", "os.posix_spawn")):
            os.write(log, f"{event} {arguments!r}\\n".encode())
            raise PermissionError(event)

    sys.addaudithook(watch)
"""


@dataclass(frozen=True)
class World:
    """Where and as whom a command runs. ``before`` are words in front of the command (``unshare --net``)."""

    variables: dict[str, str] = field(default_factory=dict)
    umask: int = 0o022
    before: tuple[str, ...] = ()

    def run(self, folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
        """Run Python with arguments in a folder of this world."""
        site = folder / ".site"
        site.mkdir(exist_ok=True)
        (site / "sitecustomize.py").write_text(SITE, encoding="utf-8")
        return subprocess.run(
            [*self.before, sys.executable, *command],
            cwd=folder,
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(site),
                "HOME": str(folder),
                "EDITION_NO_CACHE": "1",
                **self.variables,
            },
            umask=self.umask,
            capture_output=True,
            text=True,
            timeout=110,
            check=False,
        )


def said_with_hash_seeds(script: str, *folders: Path) -> set[str]:
    """What a script prints in processes whose hashes differ; ``folders`` are looked through for modules first."""
    paths = os.pathsep.join([*map(str, folders), *(one for one in sys.path if one)])
    return {
        subprocess.run(
            [sys.executable, "-P", "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }


def made_in(world: World, folder: Path, *arguments: str) -> dict[str, bytes]:
    """Build everything in ``manuscript`` in every format, and return the files of ``dist`` by name."""
    done = world.run(folder, "-m", "edition_builder", "build", "--format", EVERY_FORMAT, *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    dist = folder / "dist"
    files = {path.relative_to(dist).as_posix(): path for path in sorted(dist.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items()}


def copied(manuscript: Path, folder: Path) -> Path:
    """A working folder with a copy of a manuscript in it."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(manuscript, folder / "manuscript" / "book")
    return folder


def fonts_of_another_machine(home: Path, source: Path) -> None:
    """Install a font at home under the names by which a book's own fonts are asked for."""
    (home / ".local/share/fonts").mkdir(parents=True)
    shutil.copy(source, home / ".local/share/fonts")
    (home / ".config/fontconfig").mkdir(parents=True)
    rule = (
        '<match target="pattern"><edit name="family" mode="assign" binding="strong">'
        "<string>Noto Sans Symbols 2</string></edit></match>"
    )
    (home / ".config/fontconfig/fonts.conf").write_text(f"<fontconfig>{rule}</fontconfig>", encoding="utf-8")


# Another user, who may read what root may read: the Python of a test machine often lies in root's own home.
NOBODY = (
    *("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"),
    *("--inh-caps", "+dac_read_search", "--ambient-caps", "+dac_read_search"),
)
NO_NETWORK = ("unshare", "--net") if os.geteuid() == 0 else ("unshare", "--net", "--map-root-user")


@lru_cache
def possible(*command: str) -> bool:
    """Whether this machine allows a command that runs another one."""
    if shutil.which(command[0]) is None:
        return False
    return subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0


def needs(*command: str) -> None:
    """Skip, and say so, where this machine does not allow a command."""
    if not possible(*command):
        pytest.skip(f"this machine does not permit {' '.join(command)}")
