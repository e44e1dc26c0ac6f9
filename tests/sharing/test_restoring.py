"""Any lost parts come back, as many as there are parity codes in their group."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from edition_builder.rendering.qr_parity import parity_codes
from edition_builder.sharing.restoring import restored_texts

HASH = "7ad5b352" + "0" * 56


@given(st.lists(st.text(max_size=60), min_size=1, max_size=40), st.integers(1, 12), st.data())
def test_lost_parts_come_back(texts: list[str], count: int, data: st.DataObject) -> None:
    codes = {code.number: code for code in parity_codes(tuple(texts), count, HASH)}
    lost = data.draw(st.sets(st.integers(1, len(texts)), max_size=count))
    dropped = data.draw(st.sets(st.integers(1, count), max_size=count - len(lost)))
    there = {number: text for number, text in enumerate(texts, start=1) if number not in lost}
    left = {number: code for number, code in codes.items() if number not in dropped}
    if left:
        assert restored_texts(there, left) == {number: texts[number - 1] for number in lost}


def test_more_lost_parts_than_codes_give_nothing() -> None:
    codes = {code.number: code for code in parity_codes(("a", "b", "c"), 1, HASH)}
    assert restored_texts({1: "a"}, codes) == {}


def test_a_long_text_loses_a_whole_sheet_of_twenty() -> None:
    texts = tuple(f"part {number}" for number in range(1, 701))
    codes = {code.number: code for code in parity_codes(texts, 40, HASH)}
    lost = range(301, 321)
    there = {number: text for number, text in enumerate(texts, start=1) if number not in lost}
    assert restored_texts(there, codes) == {number: texts[number - 1] for number in lost}


def test_parts_of_another_length_than_the_codes_say_give_nothing() -> None:
    codes = {code.number: code for code in parity_codes(("aa", "bb"), 1, HASH)}
    assert restored_texts({1: "a much longer text"}, codes) == {}
