"""Words that a library drops on the way are looked for, counted, and said."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from edition_builder.importing import draft as drafts
from edition_builder.importing.blocks import ImportFile
from edition_builder.importing.draft import draft

POST = ImportFile("post.txt", b"A night at the station\n\nBy Anna Kern\n\nWe came at nine.\n")


def test_words_that_a_reader_loses_are_said_and_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    read = drafts._read

    def losing(*arguments: object) -> object:
        kind, text = read(*arguments)  # type: ignore[arg-type, misc]
        return kind, replace(text, seen=f"{text.seen} forty-two soldiers")

    monkeypatch.setattr(drafts, "_read", losing)
    outcome = draft(POST, frozenset())
    assert outcome.value is not None
    assert "EB906" in [one.code for one in outcome.diagnostics]
    assert any("soldiers" in one.text for one in outcome.value.left_out)
