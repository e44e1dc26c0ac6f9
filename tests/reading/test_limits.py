"""Hostile texts: read in time that grows with their length, or refused."""

from __future__ import annotations

import gc
import itertools
import time

import pytest

from edition_builder.model.manuscript import SourceFile, Sources
from edition_builder.reading.manuscript import read_manuscript
from manuscripts import HEADER, read_bytes, read_text

_TEXTS = {
    "opening": "[",
    "closing": "a] ",
    "pairs": "[a] ",
    "nested calls": "[a [b ",
    "emphasis": "*a ",
    "crossing": "*a [b* c] ",
    "pictures": "![",
    "links": "[a](",
    "half links": "[a](b",
    "attributes": "[a]{b=",
    "inline notes": "^[",
    "notes": "a[^1] ",
    "entities": "&",
    "autolinks": "<",
    "code": "`` a ` ",
    "escapes": "\\[",
    "unclosed paragraphs": "[a\n\n",
    "quotations": "> a\n\n",
    "items": "- a\n\n\n",
    "wrapped": "a\n",
    "underlines": "a\n===\n\n",
    "definitions": "[a]: b\n",
    "tables": "|a|\n|-|\n\n",
}


_ROUNDS = 6


def _seconds(text: str) -> float:
    gc.collect()
    gc.disable()  # what other tests have left behind is not this text's work
    try:
        start = time.process_time()
        read_text(text)
        return time.process_time() - start
    finally:
        gc.enable()


def _is_in_bounds(sign: str) -> bool:
    """Eight times the text: eight times the time is linear, 64 times is quadratic. A floor keeps noise out.

    A computer that is busy makes some measures longer and none shorter: the shortest of each length is compared, and
    measured again while it seems too long. What is quadratic stays so in every round.
    """
    count = 500
    short = min(_seconds(sign * count) for _ in range(3))
    bound = max(24 * short, 0.25)
    return any(_seconds(sign * (8 * count)) < bound for _ in range(_ROUNDS))


@pytest.mark.parametrize("sign", _TEXTS.values(), ids=_TEXTS)
def test_time_grows_with_length(sign: str) -> None:
    assert _is_in_bounds(sign)


def test_the_bound_tells_noise_from_growth(monkeypatch: pytest.MonkeyPatch) -> None:
    noise = itertools.chain(itertools.repeat(9, 7), itertools.repeat(1))
    monkeypatch.setattr(f"{__name__}._seconds", lambda text: next(noise) * len(text) / 1e4)
    assert _is_in_bounds("a")
    monkeypatch.setattr(f"{__name__}._seconds", lambda text: len(text) ** 2 / 1e7)
    assert not _is_in_bounds("a")


def test_ten_thousand_brackets() -> None:
    assert {one.code for one in read_text("[" * 10_000).diagnostics} == {"EB401"}
    assert {one.code for one in read_text("[" * 5000 + "a" + "]" * 5000).diagnostics} == {"EB303"}


def test_twenty_megabytes_are_too_much() -> None:
    (finding,) = read_bytes(HEADER.encode() + b"word " * 4_000_000).diagnostics
    assert (finding.code, str(finding.location)) == ("EB105", "a.md")
    half = SourceFile("b/1.md", b"word " * 2_100_000)
    outcome = read_manuscript(Sources((half, half)))
    assert [one.code for one in outcome.diagnostics] == ["EB105"]


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"\xef\xbb\xbf"])
def test_an_empty_manuscript(data: bytes) -> None:
    assert [one.code for one in read_bytes(data).diagnostics] == ["EB104"]


def test_front_matter_and_no_text() -> None:
    (finding,) = read_text("\n \n").diagnostics
    assert finding.code == "EB308"
