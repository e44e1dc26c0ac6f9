"""The walls around the tests hold."""

from __future__ import annotations

import os
import socket  # noqa: TID251 -- to see that it is forbidden
import time

import pytest


def test_no_socket_connects() -> None:
    with socket.socket() as lonely, pytest.raises(AssertionError, match="law 5"):
        lonely.connect(("192.0.2.1", 80))


def test_no_name_is_looked_up() -> None:
    with pytest.raises(AssertionError, match="law 5"):
        socket.getaddrinfo("example.invalid", 443)


def test_the_developers_shell_is_not_seen() -> None:
    assert "SOURCE_DATE_EPOCH" not in os.environ
    assert (time.tzname[0], os.environ["LC_ALL"]) == ("UTC", "C.UTF-8")
