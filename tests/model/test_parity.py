"""Blocks, groups and heads of parity codes."""

from __future__ import annotations

import pytest

from edition_builder.model.parity import (
    MOST_IN_A_GROUP,
    ParityCode,
    block_of,
    block_size,
    groups,
    parity_text,
    read_parity_code,
    text_of_block,
)

CODE = ParityCode(3, 25, "fba", 95, b"\x00\x05words\x00\x00")


def test_a_text_becomes_a_block_and_a_text_again() -> None:
    texts = ("Слово", "", " a longer text than the others")
    size = block_size(texts)
    assert {len(block_of(text, size)) for text in texts} == {size}
    assert tuple(text_of_block(block_of(text, size)) for text in texts) == texts


@pytest.mark.parametrize("block", [b"\x00\x09short", b"\x00\x02abc", b"\x00\x02\xff\xfe"])
def test_what_is_no_block(block: bytes) -> None:
    assert text_of_block(block) is None


@pytest.mark.parametrize(("parts", "count"), [(1, 1), (95, 25), (231, 25), (900, 60), (5000, 300)])
def test_every_part_is_in_one_group_that_a_code_can_span(parts: int, count: int) -> None:
    made = list(groups(parts, count))
    assert sorted(number for group, _ in made for number in group) == list(range(1, parts + 1))
    assert sorted(number for _, group in made for number in group) == list(range(1, count + 1))
    assert max(len(one) + len(other) for one, other in made) <= MOST_IN_A_GROUP


def test_a_parity_code_is_read_as_it_was_written_in_the_alphanumeric_set() -> None:
    text = parity_text("a-book", CODE)
    assert text.startswith("A-BOOK P3/25 FBA")
    assert set(text) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    assert read_parity_code(text) == CODE


@pytest.mark.parametrize("torn", ["", "words", "[3/12 k7qm2x] words", "A-BOOK P3/25 FBAXYZ 95 GGW"])
def test_what_is_no_parity_code(torn: str) -> None:
    assert read_parity_code(torn) is None


def test_a_changed_parity_code_is_not_taken() -> None:
    assert read_parity_code(parity_text("a-book", CODE).replace("/25", "/26")) is None
    assert read_parity_code(parity_text("a-book", CODE)[:-3]) is None
