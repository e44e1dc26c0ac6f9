"""Bytes: UTF-8 or a refusal that helps; line ends; characters that nobody sees."""

from __future__ import annotations

import pytest

from edition_builder.model.document import Paragraph
from manuscripts import HEADER, read_bytes, read_text, said, show

_RUSSIAN = "---\ntitle: Свидетельство очевидца о событиях в Алматы\nauthor: А\nlanguage: ru\n---\nТекст свидетеля.\n"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"PK\x03\x04\x14\x00", "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Word"),
        (b"%PDF-1.7\n", "PDF"),
        (b"{\\rtf1 ", "Rich Text"),
        (b"\xff\xd8\xff\xe0", "picture"),
    ],
)
def test_a_file_of_another_program_is_named(data: bytes, name: str) -> None:
    outcome = read_bytes(data)
    assert outcome.value is None
    assert [(one.code, str(one.location)) for one in outcome.diagnostics] == [("EB101", "a.md")]
    assert name in outcome.diagnostics[0].message


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("cp1251", "WINDOWS-1251"),
        ("koi8_r", "KOI8-R"),
        ("cp866", "CP866"),
        ("iso8859_5", "ISO-8859-5"),
        ("mac_cyrillic", "MACCYRILLIC"),
        ("utf-16", "UTF-16LE"),
        ("utf-16-le", "UTF-16LE"),
        ("utf-16-be", "UTF-16BE"),
        ("utf-32", "UTF-32LE"),
    ],
)
def test_other_encodings_are_named_with_the_command(codec: str, name: str) -> None:
    outcome = read_bytes(_RUSSIAN.encode(codec))
    (finding,) = outcome.diagnostics
    assert outcome.value is None
    assert finding.code == "EB102"
    assert name in finding.message
    assert f"iconv -f {name} -t UTF-8 a.md" in finding.hint


def test_utf_16_of_plain_latin_is_no_utf_8() -> None:
    (finding,) = read_bytes((HEADER + "words").encode("utf-16-le")).diagnostics
    assert (finding.code, "UTF-16LE" in finding.message) == ("EB102", True)


def test_western_bytes_with_their_place() -> None:
    (finding,) = read_bytes(HEADER.encode() + b"line\ncaf\xe9 au lait").diagnostics
    assert str(finding.location) == "a.md:7:4"
    assert "WINDOWS-1252" in finding.message
    assert "(0xE9)" in finding.message


@pytest.mark.parametrize("data", [b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80", b"\xff", b"\xe2\x82"])
def test_bytes_that_are_no_utf_8(data: bytes) -> None:
    outcome = read_bytes(HEADER.encode() + b"ab" + data)
    assert said(outcome) == ["1:3 EB102"]
    assert outcome.value is None


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x85", "\u2028"])
def test_line_ends_of_every_kind(end: str) -> None:
    outcome = read_bytes((HEADER + "a\n\nb [c]\n").replace("\n", end).encode())
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    words = [show(block.content) for block in outcome.value.blocks if isinstance(block, Paragraph)]
    assert words == ["a", "b ⟦c⟧"]
    assert outcome.value.blocks[1].location.line == 8


def test_a_byte_order_mark_is_taken_off() -> None:
    assert read_bytes(b"\xef\xbb\xbf" + HEADER.encode() + b"text").diagnostics == ()


@pytest.mark.parametrize(
    "sign", ["\0", "\x07", "\x0c", "\x1b", "\x7f", "\x80", "\x9f", "\ufdd0", "\ufffe", "\U0001ffff"]
)
def test_control_characters_have_a_place(sign: str) -> None:
    outcome = read_text(f"fine\nab{sign}c\n")
    assert said(outcome) == ["2:3 EB103"]
    assert f"U+{ord(sign):04X}" in outcome.diagnostics[0].message


def test_a_file_full_of_control_characters_is_said_shortly() -> None:
    assert len(read_text("\x01" * 5000).diagnostics) == 10


@pytest.mark.parametrize("sign", ["\u202e", "\u202d", "\u202a", "\u2066", "\u2069", "\u202c", "\U000e0041"])
def test_characters_that_deceive(sign: str) -> None:
    assert said(read_text(f"ab {sign}cd\n\nnext")) == ["1:4 EB103"]


@pytest.mark.parametrize("written", ["a \u200b b \u2060 c \ufeff d", "\u2067عربي\u2069 \u202bfoo\u202c\u200b\u200b"])
def test_other_invisible_characters_are_counted_once(written: str) -> None:
    outcome = read_text(f"{written}\n")
    assert [one.code for one in outcome.diagnostics] == ["EB107"]
    assert outcome.value is not None


@pytest.mark.parametrize(
    "written",
    [
        "می\u200cخواهم",
        "क्\u200dष",
        "\u200fعربي\u200e",
        "co\u00adoperate",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "1\u202f000\u00a0km",
    ],
)
def test_letters_that_look_like_nothing_are_letters(written: str) -> None:
    assert read_text(written).diagnostics == ()


def test_a_directional_control_as_an_entity() -> None:
    assert said(read_text("a &#x202e;b")) == ["1:3 EB103"]


@pytest.mark.parametrize("title", ["T\u200b", "T\u202ex", '"T\\u202ex"', '"T\\0x"', '"T\\x07x"'])
def test_front_matter_holds_nothing_invisible(title: str) -> None:
    outcome = read_text("text", f"---\ntitle: {title}\nauthor: A\nlanguage: en\n---\n")
    assert {one.code for one in outcome.diagnostics} == {"EB103"}
    assert outcome.diagnostics[0].location is not None
    assert outcome.diagnostics[0].location.line == 2


def test_a_few_damaged_bytes_are_not_taken_for_another_encoding() -> None:
    (finding,) = read_bytes(_RUSSIAN.encode() + b"\xff").diagnostics
    assert (finding.code, str(finding.location)) == ("EB102", "a.md:7:1")
    assert "iconv" not in finding.hint


@pytest.mark.parametrize("entity", ["&#7;", "&#0;", "&#xFFFE;", "&#xD800;", "&#x202E;", "&#xE0041;"])
def test_entities_that_deceive_or_are_no_character_are_refused(entity: str) -> None:
    assert said(read_text(f"a {entity} b")) == ["1:3 EB103"]


@pytest.mark.parametrize("entity", ["&#x200b;", "&ZeroWidthSpace;", "&#xFEFF;"])
def test_invisible_entities_are_said(entity: str) -> None:
    assert said(read_text(f"a {entity} b")) == ["1:3 EB107"]


def test_entities_that_are_seen_are_nobodys_business() -> None:
    assert said(read_text("a &amp; b&nbsp;&mdash; &#xFFFD; c")) == []


def test_lost_letters_are_said_once_with_their_number() -> None:
    outcome = read_text("one\n\ntw\ufffd thr\ufffde")
    assert said(outcome) == ["3:3 EB110"]
    assert "2 letters" in outcome.diagnostics[0].message


def test_variation_selectors_that_select_nothing_are_counted() -> None:
    outcome = read_text("a\ufe01\U000e0110\U000e0111 hidden")
    assert said(outcome) == ["1:2 EB107"]
    assert "3 invisible characters" in outcome.diagnostics[0].message


def test_variation_selectors_of_emoji_and_ideographs_are_letters() -> None:
    assert said(read_text("\u2764\ufe0f 1\ufe0f\u20e3 \u845b\U000e0100")) == []
