"""Base 45, against the examples of RFC 9285 and back again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition_builder.model.base45 import from_base45, to_base45


@pytest.mark.parametrize(
    ("data", "text"),
    [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581"), (b"ietf!", "QED8WEX0"), (b"", "")],
)
def test_the_examples_of_the_standard(data: bytes, text: str) -> None:
    assert to_base45(data) == text
    assert from_base45(text) == data


@pytest.mark.parametrize("text", ["A", "GGW", "::", "ab0", "BB8A", "ÀÀÀ"])
def test_what_no_bytes_give(text: str) -> None:
    assert from_base45(text) is None


@given(st.binary(max_size=400))
def test_back_again(data: bytes) -> None:
    assert from_base45(to_base45(data)) == data
