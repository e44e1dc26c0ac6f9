"""Expressions of libraries are compiled when they are used, and ours at once."""

from __future__ import annotations

import re

import pytest

from edition_builder.reading.late_expressions import compiled_on_use


def test_an_expression_is_compiled_when_it_is_used() -> None:
    with compiled_on_use():
        late, damaged = re.compile(r"(?P<word>a+)\s", re.IGNORECASE), re.compile("(")
    assert type(late).__name__ != re.Pattern.__name__  # a plain comparison of types is settled by the type checker
    found = late.search("bAa c")
    assert found
    assert found["word"] == "Aa"
    assert late.sub("-", "a a b") == "--b"
    assert late.pattern == r"(?P<word>a+)\s"
    with pytest.raises(re.error):
        damaged.match("")


def test_afterwards_compiling_is_what_it_was() -> None:
    before = re.compile
    with pytest.raises(ImportError), compiled_on_use():
        raise ImportError
    assert re.compile is before
    assert isinstance(re.compile("a"), re.Pattern)
