"""Make this folder ready: the machine's libraries, then ``.venv``, then the locked packages, then the tool itself.

Usage: ``python3 setup/prepare.py LEVEL``, LEVEL one of run, test, slow, bench, lock, audit, cluster. `make` calls it; a
second call changes nothing. It needs a Python 3 and nothing else.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from needs import LEVELS, answer_of, find_python, makes_environments
from system_packages import Stopped, bring, say

__all__ = ["main"]

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = Path(".venv")
PYTHON = ENVIRONMENT / "bin" / "python"
WITH_TOOL = ("run", "test")  # the other levels come on top of one of these

EXIT_DONE, EXIT_USAGE, EXIT_STOPPED = 0, 2, 3

NO_PACKAGES = """The Python packages could not be installed; pip's reason stands above. With a network, run make again.
Without one, fetch them on another machine of this kind and carry the folder over:
  there:  python3 -m pip download --no-deps --require-hashes -r {lock} -d packages
  here:   PIP_NO_INDEX=1 PIP_FIND_LINKS=packages make"""


def call(*command: str | Path) -> bool:
    """Run a command in the project's folder; whether it succeeded."""
    return subprocess.call([str(part) for part in command], cwd=ROOT, stdin=subprocess.DEVNULL) == 0


def make_environment() -> None:
    """Make ``.venv``, or make it anew if it does not work any more.

    Raises:
        Stopped: No Python can make it.
    """
    own = str(ROOT / PYTHON)
    if makes_environments(own) and (answer_of(own, "-m", "pip", "--version") or call(own, "-m", "ensurepip")):
        return
    python = find_python()
    say("Making .venv ...")
    if python is None or not call(python, "-m", "venv", "--clear", ENVIRONMENT):
        raise Stopped("The folder .venv could not be made; the reason stands above.")


def pip(*arguments: str) -> bool:
    """Run the environment's pip; whether it succeeded."""
    return call(PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", *arguments)


def install_packages(level: str) -> None:
    """Install exactly the files whose hashes are locked for a level.

    Raises:
        Stopped: pip failed, most often for want of a network.
    """
    lock = f"requirements/{level}.txt"
    say(f"Installing the locked packages of {lock} into .venv ...")
    # The lock is complete. Asked to look for dependencies, pip prefers a newer release of what is named with an extra
    # (coverage[toml]) to the one that is locked, and then refuses it for want of a hash.
    if not pip("--no-deps", "--require-hashes", "-r", lock):
        raise Stopped(NO_PACKAGES.format(lock=shlex.quote(lock)))


def install_tool() -> None:
    """Install the tool itself from this folder, without a network and without a copy: changes in src/ count at once.

    Raises:
        Stopped: pip failed.
    """
    if not pip("--no-index", "--no-deps", "--no-build-isolation", "--editable", "."):
        raise Stopped("The tool itself could not be installed into .venv; pip's reason stands above.")
    # pip compiles what it copies. Our folder is not copied, and where Python may not write bytecode (a variable says
    # so on some machines) every start would compile it anew, which doubles the time of a leaflet.
    call(PYTHON, "-m", "compileall", "-q", "src")


def prepare(level: str) -> None:
    """Do what a level needs, in order.

    Raises:
        Stopped: A step failed.
    """
    bring(level)
    make_environment()
    install_packages(level)
    if level in WITH_TOOL:
        install_tool()


def main(arguments: Sequence[str]) -> int:
    """Prepare one level; the exit code."""
    if len(arguments) != 1 or arguments[0] not in LEVELS:
        say(f"usage: python3 setup/prepare.py {'|'.join(LEVELS)}")
        return EXIT_USAGE
    try:
        prepare(arguments[0])
    except Stopped as stopped:
        say(f"\nStopped. {stopped}")
        return EXIT_STOPPED
    except KeyboardInterrupt:
        say("\nStopped by you; run make again to go on.")
        return EXIT_STOPPED
    return EXIT_DONE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
