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

__all__ = ["MANAGERS", "PackageManager", "Stopped", "bring", "plan", "rights", "say"]


class Stopped(Exception):
    """The set-up cannot go on; the message ends in what the user can do."""


@dataclass(frozen=True)
class PackageManager:
    """A package manager: its program, the command that reads its lists anew (or none) and the one that installs."""

    name: str
    program: str
    refresh: Sequence[str]
    install: Sequence[str]
    as_root: bool = True


_APT = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get")
MANAGERS = (
    PackageManager("apt", "apt-get", ("apt-get", "update"), (*_APT, "install", "-y", "--no-install-recommends")),
    PackageManager("dnf", "dnf", (), ("dnf", "install", "-y")),
    PackageManager("pacman", "pacman", (), ("pacman", "-Sy", "--needed", "--noconfirm")),
    PackageManager("brew", "brew", (), ("brew", "install"), as_root=False),
)


def find_manager() -> PackageManager | None:
    """The package manager of this machine: Homebrew on a Mac, elsewhere the system's own."""
    on_mac = platform.system() == "Darwin"
    fitting = (one for one in MANAGERS if (one.name == "brew") == on_mac)
    return next((one for one in fitting if shutil.which(one.program)), None)


def rights(manager: PackageManager) -> Sequence[str] | None:
    """What stands before the manager's commands: nothing, or sudo; None if there are no rights to be had."""
    if not manager.as_root or os.geteuid() == 0:
        return ()
    if not shutil.which("sudo"):
        return None
    if sys.stdin.isatty():
        return ("sudo",)  # it may ask for the password
    return ("sudo",) if answer_of("sudo", "-n", "true") is not None else None


def plan(manager: PackageManager, needs: Iterable[Need], known: Callable[[str], bool]) -> Sequence[str]:
    """The command that installs what the needs name, packages not ``known`` left out; empty if none is left."""
    names = dict.fromkeys(name for need in needs for name in need.packages.get(manager.name, ()) if known(name))
    return (*manager.install, *names) if names else ()


def known_to(manager: PackageManager) -> Callable[[str], bool]:
    """Whether this release of the system has a package; asked of apt only, the others' names do not vary."""
    return lambda name: manager.name != "apt" or bool(answer_of("apt-cache", "show", "--no-all-versions", name))


def by_hand(manager: PackageManager, needs: Iterable[Need]) -> str:
    """What a person types to install what the needs name."""
    front = ("sudo",) if manager.as_root else ()
    lines = (manager.refresh, plan(manager, (need for need in needs if need.required), lambda _: True))
    return " && ".join(shlex.join((*front, *line)) for line in lines if line)


def say(text: str) -> None:
    """Tell the user; stdout is left to programs."""
    print(text, file=sys.stderr, flush=True)  # noqa: T201 -- there is no package yet whose command line could say it


def run(command: Sequence[str]) -> bool:
    """Run a command in the user's sight; whether there was nothing to run or it succeeded."""
    if not command:
        return True
    say(f"  $ {shlex.join(command)}")
    return subprocess.call(list(command), stdin=None if sys.stdin.isatty() else subprocess.DEVNULL) == 0


def list_of(needs: Iterable[Need]) -> str:
    """What is missing and why, a line each."""
    return "\n".join(f"  - {need.what}: {need.why}" for need in needs)


def install(manager: PackageManager, missing: Sequence[Need], front: Sequence[str]) -> None:
    """Bring what is missing; what is only wished for, and unknown to this release, is left out.

    Raises:
        Stopped: The manager failed, or what is required is still not there.
    """
    say(f"Installing it with {manager.name}:")
    required = [need for need in missing if need.required]
    run((*front, *manager.refresh) if manager.refresh else ())  # old lists may do; if not, the next command says so
    done = run((*front, *command) if (command := wanted(manager, missing)) else ())
    still = [need for need in required if not need.present()]
    if not still:
        return
    reason = "has installed it, and it does not work" if done else "could not install it; its reason stands above"
    again = f"When that is mended, run this, then make again:\n  {by_hand(manager, still)}"
    raise Stopped(f"{manager.name} {reason}. Still missing:\n{list_of(still)}\n{again}")


def wanted(manager: PackageManager, missing: Sequence[Need]) -> Sequence[str]:
    """The command that installs what this release has; if it seems to have nothing, all that is required."""
    required = [need for need in missing if need.required]
    return plan(manager, missing, known_to(manager)) or plan(manager, required, lambda _: True)


def bring(level: str) -> None:
    """See that the machine has what a level needs, and install what it lacks.

    Raises:
        Stopped: Something that is required is missing; the message has the command that brings it.
    """
    missing = [need for need in needs_of(level) if not need.present()]
    if not missing:
        return
    say(f"This machine lacks what is needed {LEVELS[level]}:\n{list_of(missing)}")
    manager = find_manager()
    front = rights(manager) if manager else None
    if manager and front is not None:
        install(manager, missing, front)
    elif any(need.required for need in missing):
        raise Stopped(no_way(manager, missing))


def no_way(manager: PackageManager | None, missing: Sequence[Need]) -> str:
    """What to tell a user for whom this program can install nothing."""
    if manager is None:
        return "No package manager known here (apt, dnf, pacman, brew). Install what is listed, then make again."
    return (
        f"You may not install packages here: not root, and no sudo that works without a question."
        f" Run this as an administrator, then make again:\n  {by_hand(manager, missing)}"
    )
