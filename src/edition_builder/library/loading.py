"""Load what makes and checks formats before there is a text: once for all processes that are forked then."""

from __future__ import annotations

from edition_builder.formats import (
    DEFAULT_FORMATS,
    FORMATS,
    load_checker,
    load_fitness,
    load_renderer,
    with_those_before,
)

__all__ = ["load_formats"]


def load_formats(names: tuple[str, ...]) -> None:
    """Load what makes and checks these formats (those of manuscripts' own come on top), or the usual ones."""
    for row in with_those_before(tuple(row for row in FORMATS if row.name in (names or DEFAULT_FORMATS))):
        load_renderer(row)
        load_checker(row)
        load_fitness(row)
