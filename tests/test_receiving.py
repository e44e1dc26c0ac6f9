"""What comes back is the text that was sent, or somebody is told why not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from books import styles
from edition_builder.model.canonical import canonical
from edition_builder.model.channels import CHANNELS, channel_named
from edition_builder.model.message_parts import marked_parts
from edition_builder.model.rendition import Order
from edition_builder.receiving import join
from edition_builder.rendering import messages, txt
from edition_builder.rendering.message_cuts import cut
from edition_builder.sharing.joining import join_messages
from editions import sample_edition

EDITION = sample_edition()
PLAIN = txt.render(EDITION, styles())
SCRIPTS = ("abc xyz“”.", "абв где. «»", "ابج دهو. ؟", "天地人。玄黄", "👩‍👩‍👧🏳️‍🌈😀 ", "e\u0301o\u0302 ")


def sent(channel: str, change: Callable[[str], str] = str) -> list[tuple[str, bytes]]:
    """The messages of the sample edition, each changed on its way."""
    parts = messages.render(EDITION, styles(), Order(channel, (PLAIN,))).files[1:]
    return [(part.name, change(part.data.decode()).encode()) for part in parts]


@pytest.mark.parametrize("channel", [*(row.name for row in CHANNELS), "60"])
def test_messages_in_the_wrong_order_are_the_plain_text_again(channel: str) -> None:
    assert join(reversed(sent(channel))).value == PLAIN.files[0].data


def test_a_text_with_another_check_phrase_than_it_names() -> None:
    texts = (f"\n\n{PLAIN.files[0].data.decode().replace('yesterday', 'today').strip()}",)
    outcome = join([("a.txt", marked_parts(texts, EDITION.text_hash)[0].encode())])
    assert outcome.value is None
    assert [one.code for one in outcome.diagnostics] == ["EB806"]


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(sorted({*"".join(SCRIPTS), "\n"})), min_size=1, max_size=600).map("".join),
    st.sampled_from([*(row.name for row in CHANNELS), "60", "100"]),
    st.data(),
)
def test_every_part_fits_and_shuffled_parts_are_the_text(text: str, name: str, data: st.DataObject) -> None:
    words = "\n".join(line.strip() for line in text.split("\n")).strip()
    channel = channel_named(name)
    assert channel is not None
    pieces = tuple(cut(f"\n\n{words}", lambda piece: channel.fits("[000/000 000000]" + piece), channel.limit))
    parts = list(marked_parts(pieces, EDITION.text_hash))
    assert all(channel.fits(part) for part in parts)
    files = [(f"{number}.txt", f"{part}\n".encode()) for number, part in enumerate(parts)]
    joined = join_messages(data.draw(st.permutations(files))).value
    assert joined is not None
    assert canonical(joined) == canonical(words)
    assert joined.strip() == words
