"""The word somebody meant."""

from __future__ import annotations

import pytest

from edition_builder.reading.nearest import did_you_mean, nearest

_KNOWN = ("title", "translator", "language", "by")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("titel", "title"),
        ("Title", "title"),
        ("tite", "title"),
        ("langauge", "language"),
        ("trnaslator", "translator"),
        ("bye", "by"),
        ("translation", "translator"),
        ("publisher", None),
        ("x", None),
        ("", None),
        ("t" * 1000, None),
    ],
)
def test_nearest(word: str, meant: str | None) -> None:
    assert nearest(word, _KNOWN) == meant


def test_hints() -> None:
    assert did_you_mean("titel", _KNOWN) == "did you mean title?"
    assert did_you_mean("publisher", _KNOWN) == "known here: title, translator, language, by"
    assert did_you_mean("publisher", ()) == "take it out"
