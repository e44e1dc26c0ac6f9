"""The check of messages, shown failing: too large, torn, lost, another text, a page that loads something."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from books import styles
from edition_builder.checking.messages import check
from edition_builder.model.message_parts import marked_parts
from edition_builder.model.rendition import Order, Rendition, RenditionFile
from edition_builder.rendering import messages, txt
from editions import sample_edition

EDITION = sample_edition()
SOUND = messages.render(EDITION, styles(), Order("300", (txt.render(EDITION, styles()),)))


def with_file(place: int, change: Callable[[bytes], bytes]) -> Rendition:
    """The sound rendition with one file changed."""
    files = list(SOUND.files)
    files[place] = replace(files[place], data=change(files[place].data))
    return replace(SOUND, files=tuple(files))


def reworded() -> Rendition:
    """Parts that are whole, of a text in which one word is another."""
    texts = [
        part.data.decode().partition("]")[2].rstrip("\n").replace("yesterday", "today") for part in SOUND.files[1:]
    ]
    parts = marked_parts(tuple(texts), EDITION.text_hash)
    files = [RenditionFile(old.name, f"{new}\n".encode()) for old, new in zip(SOUND.files[1:], parts, strict=True)]
    return replace(SOUND, files=(SOUND.files[0], *files))


def test_sound_messages_pass() -> None:
    assert check(SOUND, EDITION) == ()


@pytest.mark.parametrize(
    ("damaged", "code"),
    [
        (with_file(2, lambda data: data.rstrip(b"\n") + b" more" * 60 + b"\n"), "EB801"),
        (with_file(2, lambda data: data.replace(b"e", b"a")), "EB802"),
        (replace(SOUND, files=SOUND.files[:-1]), "EB803"),
        (with_file(2, lambda data: data.replace(b" fba", b" fbb", 1).replace(data[5:8], b"zzz", 1)), "EB804"),
        (with_file(0, lambda page: page.replace(b"<main>", b'<main><img src="http://a.example/b.png">')), "EB604"),
        (with_file(0, lambda page: page.replace(b"<main>", b'<main><a href="http://a.example/b">c</a>')), "EB604"),
        (reworded(), "EB601"),
    ],
)
def test_what_is_wrong_is_found(damaged: Rendition, code: str) -> None:
    assert [one.code for one in check(damaged, EDITION)][:1] == [code]
