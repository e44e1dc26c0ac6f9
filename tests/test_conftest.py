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


@pytest.mark.usefixtures("loopback")
def test_who_asks_for_loopback_gets_nothing_else() -> None:
    with socket.socket() as lonely:
        lonely.bind(("127.0.0.1", 0))
        with pytest.raises(AssertionError, match="law 5"):
            lonely.connect(("192.0.2.1", 80))
    with socket.socket() as open_to_all, pytest.raises(AssertionError, match="law 5"):
        open_to_all.bind(("0.0.0.0", 0))  # noqa: S104 - to see that it is refused
    for name in ("localhost", "example.invalid"):
        with pytest.raises(AssertionError, match="law 5"):
            socket.getaddrinfo(name, 80)


def test_the_next_test_has_no_loopback() -> None:
    with socket.socket() as lonely, pytest.raises(AssertionError, match="law 5"):
        lonely.bind(("127.0.0.1", 0))
