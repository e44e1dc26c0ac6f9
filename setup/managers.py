"""How a machine's own package manager brings what is missing, with rights or with the exact command to run."""

from __future__ import annotations

import os
import platform
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from needs import LEVELS, Need, answer_of, needs_of

__all__ = ["MANAGERS", "Manager", "Stopped", "bring", "plan", "rights", "say"]

Command = Sequence[str]


class Stopped(Exception):
    """The set-up cannot go on; the message ends in what the user can do."""


@dataclass(frozen=True)
class Manager:
    """A package manager: its program, the command that reads its lists anew (or none) and the one that installs."""

    name: str
    program: str
    refresh: Command
    install: Command
    as_root: bool = True


_APT = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get")
MANAGERS = (
    Manager("apt", "apt-get", ("apt-get", "update"), (*_APT, "install", "-y", "--no-install-recommends")),
    Manager("dnf", "dnf", (), ("dnf", "install", "-y")),
    Manager("pacman", "pacman", (), ("pacman", "-Sy", "--needed", "--noconfirm")),
    Manager("brew", "brew", (), ("brew", "install"), as_root=False),
)


def find_manager() -> Manager | None:
    """The package manager of this machine: Homebrew on a Mac, elsewhere the system's own."""
    on_mac = platform.system() == "Darwin"
    fitting = (one for one in MANAGERS if (one.name == "brew") == on_mac)
    return next((one for one in fitting if shutil.which(one.program)), None)


def rights(manager: Manager) -> Command | None:
    """What stands before the manager's commands: nothing, or sudo; None if there are no rights to be had."""
    if not manager.as_root or os.geteuid() == 0:
        return ()
    if not shutil.which("sudo"):
        return None
    if sys.stdin.isatty():
        return ("sudo",)  # it may ask for the password
    return ("sudo",) if answer_of("sudo", "-n", "true") is not None else None


def plan(manager: Manager, needs: Iterable[Need], known: Callable[[str], bool]) -> Command:
    """The command that installs what the needs name, packages not ``known`` left out; empty if none is left."""
    names = dict.fromkeys(name for need in needs for name in need.packages.get(manager.name, ()) if known(name))
    return (*manager.install, *names) if names else ()


def known_to(manager: Manager) -> Callable[[str], bool]:
    """Whether this release of the system has a package; asked of apt only, the others' names do not vary."""
    return lambda name: manager.name != "apt" or bool(answer_of("apt-cache", "show", "--no-all-versions", name))


def by_hand(manager: Manager, needs: Iterable[Need]) -> str:
    """What a person types to install what the needs name."""
    front = ("sudo",) if manager.as_root else ()
    lines = (manager.refresh, plan(manager, (need for need in needs if need.required), lambda _: True))
    return " && ".join(shlex.join((*front, *line)) for line in lines if line)


def say(text: str) -> None:
    """Tell the user; stdout is left to programs."""
    print(text, file=sys.stderr, flush=True)  # noqa: T201 -- there is no package yet whose command line could say it


def run(command: Command) -> bool:
    """Run a command in the user's sight; whether there was nothing to run or it succeeded."""
    if not command:
        return True
    say(f"  $ {shlex.join(command)}")
    return subprocess.call(list(command), stdin=None if sys.stdin.isatty() else subprocess.DEVNULL) == 0


def list_of(needs: Iterable[Need]) -> str:
    """What is missing and why, a line each."""
    return "\n".join(f"  - {need.what}: {need.why}" for need in needs)


def install(manager: Manager, missing: Sequence[Need], front: Command) -> None:
    """Bring what is missing.

    Raises:
        Stopped: The manager failed.
    """
    say(f"Installing it with {manager.name}:")
    if manager.refresh:
        run((*front, *manager.refresh))  # old lists may do; if they do not, the next command fails and says so
    command = plan(manager, missing, known_to(manager)) or plan(manager, missing, lambda _: True)
    if not run((*front, *command)) and any(need.required for need in missing):
        raise Stopped(
            f"{manager.name} could not; its reason stands above. When that is mended, run this, then make again:"
            f"\n  {by_hand(manager, missing)}"
        )


def bring(level: str) -> None:
    """See that the machine has what a level needs, and install what it lacks.

    Raises:
        Stopped: Something that is required is still missing; the message has the command that brings it.
    """
    missing = [need for need in needs_of(level) if not need.present()]
    required = [need for need in missing if need.required]
    if not missing:
        return
    say(f"This machine lacks what is needed {LEVELS[level]}:\n{list_of(missing)}")
    manager = find_manager()
    front = rights(manager) if manager else None
    if manager and front is not None:
        install(manager, missing, front)
        required = [need for need in required if not need.present()]
    if required:
        raise Stopped(still_missing(manager, required))


def still_missing(manager: Manager | None, needs: Sequence[Need]) -> str:
    """What to tell a user whose machine this program could not complete."""
    if manager is None:
        return (
            f"No package manager known here (apt, dnf, pacman, brew). Install this, then make again:\n{list_of(needs)}"
        )
    return (
        f"It could not be installed: either you may not (neither root nor sudo), or {manager.name} has no such package."
        f" Run this as an administrator, then make again:\n  {by_hand(manager, needs)}"
    )
