"""Whoever holds a file can tell that its text is whole, and where it is not."""

from __future__ import annotations

import hashlib
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from books import styles
from edition_builder import verifying
from edition_builder.formats import FORMATS
from edition_builder.making import make_renditions
from edition_builder.model.edition import Edition
from edition_builder.model.rendition import Rendition
from edition_builder.model.zip_container import zip_container
from edition_builder.verifying import Verification, verify
from editions import chapter, paragraph, sample_edition
from editions import edition as edition_with
from made import edition_of
from manuscript_strategies import Draft

TEXT = """---
title: A night in two alphabets
author: Anna K.
language: en
translator: B. T.
notes: {brackets: all, by: translator}
---

# Ночь

Они пришли ночью [nobody had called them], и мы молчали.[^a]

- One
  - *bauyrlar* [brothers]
    - Three[^b]

::: {.verse}
Steel and snow,
:   no train.
:::

| who | what |
|-----|------|
| KNB [security services] | took them |

# Day

> “Words [of the song] remain.”

[^a]: The author was there.
[^b]: The list is hers [the author's].
"""
SLUG = "a-night-in-two-alphabets"
NAMED_WITH = ("epub", "pdf", "html", "txt", "messages", "qr", "phone", "handout", "large-print")


@lru_cache(maxsize=1)
def night() -> Edition:
    return edition_of(Draft((("a.md", TEXT.encode()),)))[1]


@lru_cache(maxsize=8)
def made(edition: Edition, *names: str) -> tuple[Rendition, ...]:
    rows = tuple(row for row in FORMATS if row.name in names)
    value = make_renditions(edition, styles(), rows, "sms").value
    assert value is not None
    return value


def files(*names: str, edition: Edition | None = None) -> list[tuple[str, bytes]]:
    return [(f"got/{file.name}", file.data) for one in made(edition or night(), *names) for file in one.files]


def codes(result: Verification) -> list[str]:
    return [one.code for one in result.diagnostics]


def changed(name: str, old: bytes, new: bytes) -> list[tuple[str, bytes]]:
    """The plain text and the page, one of them changed on its way."""
    return [(one, data.replace(old, new) if one.endswith(name) else data) for one, data in files("html", "txt")]


@pytest.mark.parametrize("row", [row for row in FORMATS if not row.excerpt], ids=lambda row: row.name)
def test_each_format_gives_the_hash_of_the_edition(row: object) -> None:
    name = getattr(row, "name", "")
    result = verify(files(name, edition=sample_edition()))
    assert codes(result) == []
    assert {one.text.text_hash for one in result.texts} == {sample_edition().text_hash}
    assert len(result.texts) == (1 if name != "site" else 5)  # its pages, and four files to download
    assert result.texts[0].text.phrase == " ".join(sample_edition().check_phrase)


def test_a_poster_is_no_text_of_its_own_and_says_its_phrase() -> None:
    result = verify(files("poster", "txt", edition=sample_edition()))
    assert codes(result) == ["EB818"]
    assert f"“{' '.join(sample_edition().check_phrase)}”" in result.diagnostics[0].message
    assert [one.name for one in result.texts] == [f"got/{sample_edition().metadata.slug}.txt"]


def test_a_poster_that_holds_the_whole_text_in_codes_verifies_by_them() -> None:
    short = edition_with(chapter(1, paragraph("We came at nine. Nobody had told us.")))
    result = verify(files("poster", edition=short))
    assert codes(result) == []
    assert [one.text.text_hash for one in result.texts] == [short.text_hash]


def test_a_text_with_everything_is_the_same_in_all_formats() -> None:
    result = verify(files(*NAMED_WITH))
    assert codes(result) == []
    assert {one.text.text_hash for one in result.texts} == {night().text_hash}
    assert len(result.texts) == len(NAMED_WITH)


def test_a_changed_word_is_shown_with_its_neighbours() -> None:
    result = verify(changed(".txt", b"nobody had", b"we had"))
    assert codes(result) == ["EB812", "EB813"]
    assert "near “nobody had called" in result.diagnostics[1].message
    assert "goes on “wehad" in result.diagnostics[1].message
    assert result.diagnostics[1].message.startswith(
        f"got/{SLUG}.txt is not the text of got/{SLUG}.html: the words of the notes"
    )


def test_a_text_that_names_another_hash_too_is_found_by_the_phrase_alone() -> None:
    text_hash = night().text_hash
    groups = " ".join(text_hash[at : at + 4] for at in range(0, 64, 4)).encode()
    forged = [(name, data.replace(groups, groups[::-1])) for name, data in files("txt")]
    assert codes(verify(forged)) == ["EB812"]
    assert codes(verify(files("txt"), phrase=" ".join(reversed(night().check_phrase)))) == ["EB814"]
    assert codes(verify(files("txt"), phrase=" ".join(night().check_phrase).upper())) == []


def test_files_that_a_browser_or_an_editor_saved_again_still_verify() -> None:
    html, txt = (data for _, data in files("html", "txt"))
    saved = html.replace(b'<meta charset="utf-8">\n', b"").replace(b"\n", b"\r\n")
    result = verify([("a.htm", saved), ("b.txt", b"\xef\xbb\xbf" + txt.replace(b"\n", b"\r\n"))])
    assert codes(result) == []
    assert len({one.text.text_hash for one in result.texts}) == 1


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"Some notes of mine.\n", "EB811"),
        ("a.txt", b"\xff\xfe\x00", "EB811"),
        ("a.html", b"", "EB811"),
        ("a.html", b"<p>Hello</p>", "EB811"),
        ("a.epub", b"PK\x03\x04", "EB605"),
        ("a.pdf", b"%PDF-1.7\n", "EB605"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "EB805"),
    ],
)
def test_what_is_no_edition_is_said(name: str, data: bytes, code: str) -> None:
    result = verify([(name, data)])
    assert codes(result) == [code]
    assert result.texts == ()


def test_a_lost_message_is_said() -> None:
    assert codes(verify(files("messages")[:-1])) == ["EB803"]


def listed(*names: str) -> list[tuple[str, bytes]]:
    """A pack with its list of sums."""
    pack = files(*names)
    lines = [f"{hashlib.sha256(data).hexdigest()}  {name.removeprefix('got/')}\n" for name, data in pack]
    return [*pack, ("got/SHA256SUMS.txt", "".join(lines).encode())]


def test_sums_that_agree_are_counted() -> None:
    result = verify(listed("html", "txt"))
    assert codes(result) == []
    assert result.summed == 2


def test_a_file_that_was_added_or_taken_is_said() -> None:
    pack = listed("html", "txt")
    assert codes(verify([*pack, ("got/game.exe", b"")])) == ["EB815"]
    assert codes(verify(pack[1:])) == ["EB815"]
    assert codes(verify([*pack, ("elsewhere/game.exe", b"")])) == []


def test_a_pack_in_a_zip_is_verified_as_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    pack = zip_container(dict(listed("html", "txt")))
    result = verify([("pack.zip", pack), ("again.zip", zip_container({"inner.zip": pack}))])
    assert codes(result) == []
    assert (len(result.texts), result.summed) == (4, 4)
    assert codes(verify([("pack.zip", pack[:-40])])) == ["EB605"]
    monkeypatch.setattr(verifying, "_MOST_UNPACKED", 10)
    assert codes(verify([("pack.zip", pack), ("again.zip", pack)])) == ["EB605"]


@settings(deadline=None)
@given(st.integers(0, 1), st.sampled_from(("bit", "cut", "swap")), st.integers(0, 2**30), st.integers(0, 7))
def test_every_tampering_with_a_listed_file_is_found(place: int, kind: str, at: int, bit: int) -> None:
    pack = listed("html", "txt")
    name, data = pack[place]
    harmed = [*pack[:place], (name, harm(data, kind, at % (len(data) - 1), bit)), *pack[place + 1 :]]
    assert verify(harmed).diagnostics != ()


def harm(data: bytes, kind: str, at: int, bit: int) -> bytes:
    """One bit, or the end, or two unlike bytes in another order."""
    if kind == "bit":
        return data[:at] + bytes((data[at] ^ 1 << bit,)) + data[at + 1 :]
    other = next((one for one in range(at + 1, len(data)) if data[one] != data[at]), at)
    if kind == "cut" or other == at:
        return data[:at]
    return data[:at] + data[other : other + 1] + data[at + 1 : other] + data[at : at + 1] + data[other + 1 :]
