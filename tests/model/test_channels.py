"""Each channel counts in its own unit."""

from __future__ import annotations

import pytest

from edition_builder.model.channels import CHANNELS, channel_named
from edition_builder.model.text_units import gsm_septets, utf8_bytes, utf16_units


@pytest.mark.parametrize(
    ("text", "utf16", "utf8", "septets"),
    [
        ("", 0, 0, 0),
        ("abc", 3, 3, 3),
        ("[a]", 3, 3, 5),
        ("10 €", 4, 6, 5),
        ("“a”", 3, 7, None),
        ("да", 2, 4, None),
        ("😀", 2, 4, None),
        ("Ñandú\n", 6, 8, None),
        ("Ñandù\n", 6, 8, 6),
    ],
)
def test_units(text: str, utf16: int, utf8: int, septets: int | None) -> None:
    assert (utf16_units(text), utf8_bytes(text), gsm_septets(text)) == (utf16, utf8, septets)


@pytest.mark.parametrize(
    ("name", "largest", "too_large"),
    [
        ("telegram", "😀" * 2048, "😀" * 2048 + "a"),
        ("signal", "д" * 1024, "д" * 1024 + "a"),
        ("sms", "a" * 160, "a" * 161),
        ("sms", "[" * 80, "[" * 80 + "a"),
        ("sms", "д" * 70, "д" * 71),
        ("sms", "a" * 69 + "’", "a" * 70 + "’"),
        ("100", "a" * 100, "a" * 101),
    ],
)
def test_the_largest_message_and_one_that_is_too_large(name: str, largest: str, too_large: str) -> None:
    channel = channel_named(name)
    assert channel is not None
    assert channel.fits(largest)
    assert not channel.fits(too_large)


def test_a_channel_goes_by_its_name_or_a_number_that_leaves_room_for_words() -> None:
    assert channel_named("") == channel_named("telegram")
    assert [channel_named(name) for name in ("telegramm", "59", "1000001", "٦٠٠", "-70")] == [None] * 5


def test_every_figure_has_its_source_and_date() -> None:
    assert all(row.source and row.read_on and row.unit for row in CHANNELS)
