"""Heads of parts, and parts read from what people paste."""

from __future__ import annotations

from edition_builder.model.message_joining import join_parts, placed_parts
from edition_builder.model.message_parts import marked_parts, read_parts

HASH, OTHER_HASH = "7ad5b352" + "0" * 56, "1ad5b352" + "0" * 56
TEXTS = ("\n\nThe first words.", " Then more,", "\n\nand the end [1/3 abcdef] of it.")
PARTS = marked_parts(TEXTS, HASH)


def joined(*pasted: str) -> tuple[str | None, list[str]]:
    """The joined text, and the codes of what was said; every paste is a file of its own."""
    found = [one for number, text in enumerate(pasted) for one in placed_parts(f"{number}.txt", text)]
    outcome = join_parts(found)
    return outcome.value, [one.code for one in outcome.diagnostics]


WHOLE = "The first words. Then more,\n\nand the end [1/3 abcdef] of it.\n"


def test_a_head_names_number_sum_edition_and_words() -> None:
    assert PARTS[0].startswith("[1/3 fba")
    assert PARTS[0][8:11] != PARTS[1][8:11]
    assert marked_parts(TEXTS, OTHER_HASH)[0][5:8] != PARTS[0][5:8]


def test_parts_in_any_order_make_the_text() -> None:
    assert joined(PARTS[2], PARTS[0], PARTS[1]) == (WHOLE, [])


def test_many_messages_in_one_paste_with_what_a_chat_puts_between() -> None:
    chat = "\n".join(f"Anna K, [25.11.2026 22:1{place}]\n{part}\n" for place, part in enumerate(reversed(PARTS)))
    assert joined(chat) == (WHOLE, [])


def test_a_chat_that_folds_white_space_does_no_harm_to_the_words() -> None:
    folded = [" ".join(part.split()) for part in PARTS]
    assert joined(*folded) == (" ".join(WHOLE.split()) + "\n", [])


def test_a_part_that_came_twice_once_torn() -> None:
    assert joined(PARTS[0][:-6], *PARTS) == (WHOLE, [])


def test_a_torn_part_is_said_with_its_place() -> None:
    value, codes = joined(PARTS[0], PARTS[1].replace("more", "less"), PARTS[2])
    assert (value, codes) == (None, ["EB802"])
    (torn,) = [part for part in read_parts("\n\n" + PARTS[1].replace("more", "less")) if not part.whole]
    assert (torn.number, torn.line) == (2, 3)


def test_missing_parts_are_named() -> None:
    outcome = join_parts(placed_parts("a.txt", PARTS[1]))
    assert [(one.code, one.message) for one in outcome.diagnostics] == [("EB803", "of 3 parts 2 are missing: 1, 3")]


def test_parts_of_two_editions_and_of_two_cuts() -> None:
    assert joined(*PARTS[:2], marked_parts(TEXTS, OTHER_HASH)[2]) == (None, ["EB804"])
    assert joined(*PARTS[:2], marked_parts((*TEXTS, " more"), HASH)[2]) == (None, ["EB804"])
