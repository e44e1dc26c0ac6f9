"""The table of ways out: every row is complete, and names only what there is."""

from __future__ import annotations

import re

import pytest

from edition_builder.commands import COMMANDS
from edition_builder.formats import FORMATS
from edition_builder.model.channels import CHANNELS
from edition_builder.model.packs import LIGHT, PACKS, Pack, pack_named
from edition_builder.sharing.how_to_open import _USES

WAYS = ("usb", "bluetooth", "telegram", "signal", "whatsapp", "email", "sms", "onionshare", "hotspot", "paper")


def test_there_is_a_row_for_each_way() -> None:
    assert tuple(one.name for one in PACKS) == WAYS
    assert pack_named("usb") is PACKS[0]
    assert pack_named("pigeon") is None


def test_the_help_names_every_way() -> None:
    command = next(one for one in COMMANDS if one.name == "pack")
    said = next(dict(one.options)["help"] for one in command.arguments if "--for" in one.names)
    assert said == f"one of {', '.join(WAYS)}"


@pytest.mark.parametrize("row", PACKS, ids=lambda row: row.name)
def test_a_row_says_where_its_figures_are_from(row: Pack) -> None:
    assert row.source
    assert re.fullmatch(r"20\d\d-\d\d", row.read_on)


@pytest.mark.parametrize("row", PACKS, ids=lambda row: row.name)
def test_a_row_names_formats_and_channels_that_there_are(row: Pack) -> None:
    assert set(row.formats) <= {one.name for one in FORMATS}
    assert set(row.formats) <= set(_USES)
    assert row.channel in ("", *(one.name for one in CHANNELS))
    assert bool(row.channel) is ("messages" in row.formats)
    assert not row.light or set(LIGHT) <= set(row.formats)


@pytest.mark.parametrize("row", PACKS, ids=lambda row: row.name)
def test_no_row_lets_a_file_through_that_phones_and_mail_drop(row: Pack) -> None:
    refused = {".md", ".minisig", ".sig", ".asc", ".json", ".fb2", ".opf", ".azw3", ".js", ".hta", ".lnk", ".bat"}
    assert not row.suffixes & refused
