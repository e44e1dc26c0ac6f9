"""Tasks done in this process."""

import pickle

import pytest

from edition_builder.model.rendition import Order
from edition_builder.model.workshop import Here


def half(number: int) -> float:
    """A task."""
    return number / 2 if number else 1 / number


def test_results_come_in_the_order_of_the_inputs_each_when_it_is_asked_for() -> None:
    results = Here().map(half, (4, 2, 0))
    assert (next(results), next(results)) == (2, 1)
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_an_order_has_a_workshop_and_can_be_sent_to_another_process() -> None:
    order = pickle.loads(pickle.dumps(Order(format="pdf")))  # noqa: S301 - our own bytes
    assert list(order.workshop.map(half, (6,))) == [3]
