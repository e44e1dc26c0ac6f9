"""The table of formats: what a row stands after is made first; a renderer gets the order only if its row says so."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from edition_builder import formats
from edition_builder.formats import FORMATS, Format, load_checker, load_renderer, rows_for, with_those_before
from edition_builder.model.printing import OwnFormat, PrintSettings
from edition_builder.model.rendition import Order, Rendition, StyleFolder
from editions import sample_edition

STYLES = StyleFolder(())


def row(name: str, *after: str) -> Format:
    return Format(
        name, f"NAME.{name}", "nowhere:render", "nowhere:check", "for tests", ordered=bool(after), after=after
    )


def test_what_a_format_stands_after_is_made_first_in_the_order_of_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = (row("page"), row("other"), row("sheet", "page"), row("pack", "sheet"))
    monkeypatch.setattr(formats, "FORMATS", rows)
    assert [one.name for one in with_those_before((rows[3],))] == ["page", "sheet", "pack"]
    assert [one.name for one in with_those_before((rows[1], rows[0]))] == ["page", "other"]


def test_a_manuscript_adds_rows_of_its_own_behind_the_others() -> None:
    rows = rows_for(PrintSettings(formats=(OwnFormat("pocket"), OwnFormat("large", "large-print"))))
    pocket, large = rows[len(FORMATS) :]
    assert rows[: len(FORMATS)] == FORMATS
    assert (pocket.name, pocket.file) == ("pocket", "NAME-pocket.pdf")
    assert (pocket.fitness, large.fitness) == tuple(
        one.fitness for one in FORMATS if one.name in ("pdf", "large-print")
    )
    assert with_those_before((pocket, FORMATS[0])) == (FORMATS[0], pocket)


def test_every_row_stands_behind_what_it_needs() -> None:
    names = [one.name for one in FORMATS]
    assert all(names.index(before) < names.index(one.name) for one in FORMATS for before in one.after)


def test_only_an_ordered_row_is_given_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[object, ...]] = []

    def render(*arguments: object) -> Rendition:
        calls.append(arguments)
        return Rendition("sheet", ())

    monkeypatch.setattr(formats, "_load", lambda _name: render)
    order = Order("signal", (Rendition("page", ()),))
    edition = sample_edition()
    for one in (row("page"), row("sheet", "page")):
        load_renderer(one)(edition, STYLES, order)
    assert [len(arguments) for arguments in calls] == [2, 3]
    assert calls[1][2] is order


def test_only_a_row_that_is_compared_gives_its_checker_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[object, ...]] = []

    def check(*arguments: object) -> tuple[()]:
        calls.append(arguments)
        return ()

    monkeypatch.setattr(formats, "_load", lambda _name: check)
    order = Order(made=(Rendition("page", ()),))
    for one in (row("sheet", "page"), replace(row("sheet", "page"), compared=True)):
        load_checker(one)(Rendition("sheet", ()), sample_edition(), order)
    assert [len(arguments) for arguments in calls] == [2, 3]
    assert calls[1][2] is order


def test_an_order_hands_over_what_was_made() -> None:
    page = Rendition("page", ())
    assert Order(made=(page,)).rendition("page") is page
    with pytest.raises(KeyError):
        Order().rendition("page")
