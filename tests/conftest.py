"""What holds for every test: no network, a neutral environment, no hurry on a slow machine."""

from __future__ import annotations

import os
import socket  # noqa: TID251 -- to forbid it
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("house", deadline=None, print_blob=True, derandomize=bool(os.environ.get("CI")))
settings.load_profile("house")

# Whatever of the developer's own world could change what the tool does or how it speaks.
FOREIGN_VARIABLES = ("SOURCE_DATE_EPOCH", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LANG", "LANGUAGE", "XDG_CONFIG_HOME")
NEUTRAL = {"TZ": "UTC", "LC_ALL": "C.UTF-8"}


def _refuse(*_: object, **__: object) -> None:
    raise AssertionError("tests and builds open no socket (law 5)")


@pytest.fixture(scope="session", autouse=True)
def neutral_world() -> Iterator[None]:
    """No socket opens, no name is looked up, and no variable of the developer's shell is seen."""
    with pytest.MonkeyPatch.context() as world:
        for name in ("connect", "connect_ex", "bind", "sendto"):
            world.setattr(socket.socket, name, _refuse)
        for name in ("create_connection", "getaddrinfo", "gethostbyname"):
            world.setattr(socket, name, _refuse)
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
