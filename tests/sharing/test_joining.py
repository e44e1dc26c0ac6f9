"""Files that somebody saved from a chat."""

from __future__ import annotations

import pytest

from edition_builder.model.message_parts import marked_parts
from edition_builder.sharing.joining import join_messages

ONE, TWO = marked_parts(("\n\nСлово\n", "\n\nи дело."), "7ad5b352" + "0" * 56)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_editors_save(encoding: str) -> None:
    files = [("2.txt", TWO.replace("\n", "\r\n").encode(encoding)), ("1.txt", ONE.encode(encoding))]
    assert join_messages(files).value == "Слово\n\nи дело.\n"


@pytest.mark.parametrize("data", [b"", b"Words without a head.", b"\xff\xfe\xfd", b"[1/2 abc] too short a head"])
def test_a_file_without_a_part_is_named(data: bytes) -> None:
    outcome = join_messages([("1.txt", ONE.encode()), ("x.txt", data)])
    assert outcome.value is None
    assert [(one.code, str(one.location)) for one in outcome.diagnostics] == [("EB805", "x.txt"), ("EB803", "1.txt")]
