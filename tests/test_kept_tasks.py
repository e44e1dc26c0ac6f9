"""Only what is not kept is done; the key is every byte of the input, in every process; the result is the very same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import pytest
from msgspec import Struct

from edition_builder import kept_tasks
from edition_builder.cache import Cache, usage
from edition_builder.kept_tasks import KeptTasks
from worlds import said_with_hash_seeds

A = TypeVar("A")
B = TypeVar("B")


class Text(Struct, frozen=True):
    words: str
    fonts: tuple[tuple[str, bytes], ...] = ()
    places: tuple[tuple[str, int], ...] = ()
    more: object = None


class Pages(Struct, frozen=True):
    data: bytes
    widths: dict[int, int]
    size: float = 0.5


def set_text(text: Text) -> Pages:
    if text.words == "wrong":
        raise ValueError(text.words)
    return Pages(text.words.upper().encode(), {12: len(text.words), 3: 4})


def measure(text: Text) -> Pages:
    return Pages(b"", {}, len(text.words))  # a whole number, which would be read again as another kind


def draw(text: Text) -> Pages:
    return Pages(b"", {}, {text})  # type: ignore[arg-type] # what cannot be kept at all


def count(text: Text) -> int:
    return len(text.words)


class Counting:
    """Does tasks here, and remembers which."""

    def __init__(self) -> None:
        self.done: list[object] = []

    def map(self, task: Callable[[A], B], inputs: Sequence[A]) -> Iterator[B]:
        for one in inputs:
            self.done.append(one)
            yield task(one)


@pytest.fixture
def workshop() -> Counting:
    return Counting()


@pytest.fixture
def kept(workshop: Counting, tmp_path: Path) -> KeptTasks:
    return KeptTasks(workshop, Cache(tmp_path / "kept"))


ONE, TWO, THREE = Text("one"), Text("two", (("a.ttf", b"font"),)), Text("three", places=(("chapter", 7),))


def test_only_what_is_not_kept_is_done_and_all_come_in_order(kept: KeptTasks, workshop: Counting) -> None:
    first = list(kept.map(set_text, [ONE, THREE]))
    again = list(kept.map(set_text, [ONE, TWO, THREE]))
    assert workshop.done == [ONE, THREE, TWO]
    assert again == [first[0], set_text(TWO), first[1]]
    assert [list(pages.widths) for pages in again] == [[12, 3]] * 3


@pytest.mark.parametrize(
    "other",
    [
        Text("ones"),
        Text("one", (("a.ttf", b""),)),
        Text("one", (("a.ttf", b"x"),)),
        Text("one", (("b.ttf", b""),)),
        Text("one", places=(("a", 1),)),
        Text("one", places=(("a", 2),)),
        Text("one", more=1.0),
        Text("one", more=1),
        Text("one", more="1"),
        Text("one", more=b"1"),
        Text("one", more=("1",)),
        Text("one", more=["1"]),
        Text("one", more={"1": 1}),
        Text("one", more={"1": 2}),
    ],
)
def test_any_other_input_has_another_key(kept: KeptTasks, workshop: Counting, other: Text) -> None:
    pairs = [Text("one"), Text("one", more={"1": 3}), Text("one", (("a.ttf", b"y"),)), Text("one", more="2")]
    list(kept.map(set_text, pairs))
    list(kept.map(set_text, [other]))
    assert workshop.done == [*pairs, other]


def test_another_task_or_another_tool_has_another_key(
    kept: KeptTasks, workshop: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    list(kept.map(set_text, [ONE]))
    with monkeypatch.context() as named:
        named.setattr(set_text, "__qualname__", "set_other")
        list(kept.map(set_text, [ONE]))
    monkeypatch.setattr(kept_tasks, "system_mark", lambda: "another")
    list(kept.map(set_text, [ONE]))
    assert workshop.done == [ONE] * 3


def test_the_order_of_a_mapping_is_no_difference(kept: KeptTasks, workshop: Counting) -> None:
    list(kept.map(set_text, [Text("one", more={"a": 1, "b": 2})]))
    list(kept.map(set_text, [Text("one", more={"b": 2, "a": 1})]))
    assert len(workshop.done) == 1


def test_what_would_not_be_the_same_is_not_kept(kept: KeptTasks, workshop: Counting, tmp_path: Path) -> None:
    for task in (measure, draw, count):
        results = [list(kept.map(task, [ONE])) for _ in range(2)]
        assert results == [[task(ONE)]] * 2
    assert len(workshop.done) == 6
    assert not usage(tmp_path / "kept").entries


def test_an_input_that_is_no_plain_value_is_done_each_time(kept: KeptTasks, workshop: Counting) -> None:
    odd = Text("one", more={1, 2}), Text("one", more=object())
    assert len([*kept.map(set_text, odd), *kept.map(set_text, odd)]) == 4
    assert len(workshop.done) == 4


def test_what_a_task_raises_is_raised_and_what_was_done_before_is_kept(kept: KeptTasks, workshop: Counting) -> None:
    with pytest.raises(ValueError, match="wrong"):
        list(kept.map(set_text, [ONE, Text("wrong"), TWO]))
    assert list(kept.map(set_text, [ONE])) == [set_text(ONE)]
    assert workshop.done == [ONE, Text("wrong")]


def test_a_damaged_result_is_done_again(kept: KeptTasks, workshop: Counting, tmp_path: Path) -> None:
    list(kept.map(set_text, [ONE]))
    (entry,) = (path for path in (tmp_path / "kept").iterdir() if len(path.name) == 64)
    entry.write_bytes(entry.read_bytes()[:-1])
    assert list(kept.map(set_text, [ONE])) == [set_text(ONE)]
    assert len(workshop.done) == 2


def test_a_result_of_another_shape_is_done_again(
    kept: KeptTasks, workshop: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Cache, "get", lambda *_: b"\x91\x01")
    assert list(kept.map(set_text, [ONE])) == [set_text(ONE)]
    assert workshop.done == [ONE]


KEYS = "import test_kept_tasks as t; print(*t.kept_tasks._keys(t.set_text, [t.ONE, t.TWO, t.THREE, t.ODD]))"
ODD = Text("ключ", more={"b": ["x"], "a": (1.5, None, True)})


def test_keys_are_the_same_in_every_process() -> None:
    found = said_with_hash_seeds(KEYS, Path(__file__).parent)
    assert len(found) == 1
    assert len(set(found.pop().split())) == 4
