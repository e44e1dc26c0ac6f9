"""Programs of others get the book, little else, and not for ever."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from edition_builder.checking.programs import json_report


def report(script: str, *, seconds: int = 20, data: bytes = b"book") -> dict[str, object] | None:
    return json_report((sys.executable, "-c", script), data, seconds=seconds, environment={"GIVEN": "1"})


def test_the_program_reads_the_book() -> None:
    script = (
        "import sys, json; print(json.dumps({'book': open(sys.argv[1], 'rb').read().decode(), 'name': sys.argv[1]}))"
    )
    found = report(script)
    assert found
    assert found["book"] == "book"
    assert str(found["name"]).endswith(".epub")
    assert not Path(str(found["name"])).parent.exists()


def test_the_program_sees_a_home_of_its_own_and_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "1")
    found = report("import os, json; print(json.dumps(dict(os.environ)))")
    assert found
    assert "SECRET" not in found
    assert found["GIVEN"] == "1"
    assert found["https_proxy"] == "http://127.0.0.1:9"
    assert found["HOME"] == found["TMPDIR"] != str(Path.home())


@pytest.mark.parametrize("script", ["print('words')", "print('[1]')", "raise SystemExit(3)"])
def test_no_report(script: str) -> None:
    assert report(script) is None


def test_a_program_that_hangs_is_stopped() -> None:
    assert report("import time; time.sleep(60)", seconds=1) is None


def test_a_program_that_is_not_there() -> None:
    assert json_report(("/nowhere/judge",), b"", seconds=1, environment={}) is None
