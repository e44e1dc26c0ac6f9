"""Messages: the plain text in parts, a file a message, and a page to copy them from."""

from __future__ import annotations

import pytest

from books import styles
from edition_builder.errors import Defect
from edition_builder.model.channels import CHANNELS, channel_named
from edition_builder.model.rendition import Order, Rendition
from edition_builder.rendering import messages, txt
from editions import sample_edition

EDITION = sample_edition()
PLAIN = txt.render(EDITION, styles())


def rendered(channel: str) -> Rendition:
    return messages.render(EDITION, styles(), Order(channel, (PLAIN,)))


@pytest.mark.parametrize("name", [*(row.name for row in CHANNELS), "200"])
def test_a_folder_a_channel_and_a_file_a_message(name: str) -> None:
    copying, *parts = rendered(name).files
    assert copying.name == f"{EDITION.metadata.slug}-messages/{name}/copy.html"
    width = len(str(len(parts)))
    wanted = [f"{number:0{width}}-of-{len(parts)}.txt" for number in range(1, len(parts) + 1)]
    assert [part.name.rpartition("/")[2] for part in parts] == wanted
    channel = channel_named(name)
    assert channel is not None
    assert all(channel.fits(part.data.decode().removesuffix("\n")) for part in parts)


def test_the_page_has_each_message_in_a_box_of_its_own() -> None:
    copying, *parts = rendered("200").files
    page = copying.data.decode()
    assert page.count("<textarea") == len(parts)
    assert "&amp; chips" in page
    assert page.index("[1/") < page.index("[2/")


def test_without_a_channel_nothing_is_made() -> None:
    with pytest.raises(Defect):
        rendered("pigeon")
