"""What holds for every test: no network, a neutral environment, no hurry on a slow machine."""

from __future__ import annotations

import os
import socket  # noqa: TID251 -- to forbid it
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("house", deadline=None, print_blob=True, derandomize=bool(os.environ.get("CI")))
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--update-golden``: what is made now becomes what is expected; somebody reads the diff."""
    parser.addoption("--update-golden", action="store_true", help="renew tests/golden/*/expected; then read the diff")


# Whatever of the developer's own world could change what the tool does or how it speaks.
FOREIGN_VARIABLES = ("SOURCE_DATE_EPOCH", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LANG", "LANGUAGE", "XDG_CONFIG_HOME")
NEUTRAL = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "EDITION_NO_CACHE": "1"}  # what a test sees made was made by it

LOOPBACK = "127.0.0.1"
OF_SOCKETS = ("connect", "connect_ex", "bind", "sendto")
OF_THE_MODULE = ("create_connection", "getaddrinfo", "gethostbyname")
_REAL: dict[tuple[object, str], Callable[..., Any]] = {
    (owner, name): getattr(owner, name)
    for owner, names in ((socket.socket, OF_SOCKETS), (socket, OF_THE_MODULE))
    for name in names
}


def _refuse(*_: object, **__: object) -> None:
    raise AssertionError("tests and builds open no socket (law 5)")


def _only_loopback(owner: object, name: str) -> Callable[..., Any]:
    """The real function for the loopback address, written in digits; a refusal for every other place and name."""
    position = 0 if owner is socket else 1  # a method has the socket in front

    def call(*arguments: Any, **named: Any) -> Any:
        place = arguments[position]
        host = place[0] if isinstance(place, tuple) else place
        return (_REAL[owner, name] if host == LOOPBACK else _refuse)(*arguments, **named)

    return call


@pytest.fixture
def loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """For one test: sockets to and on 127.0.0.1, and nothing else."""
    for owner, name in _REAL:
        monkeypatch.setattr(owner, name, _only_loopback(owner, name))


@pytest.fixture(scope="session", autouse=True)
def neutral_world() -> Iterator[None]:
    """No socket opens, no name is looked up, and no variable of the developer's shell is seen."""
    with pytest.MonkeyPatch.context() as world:
        for owner, name in _REAL:
            world.setattr(owner, name, _refuse)
        for name in FOREIGN_VARIABLES:
            world.delenv(name, raising=False)
        for name, value in NEUTRAL.items():
            world.setenv(name, value)
        time.tzset()
        yield
    time.tzset()


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return Path(__file__).resolve().parent.parent
