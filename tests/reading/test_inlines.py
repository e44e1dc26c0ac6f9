"""Runs of inlines: brackets, emphasis and links in every order."""

from __future__ import annotations

import pytest

from edition_builder.model.document import Paragraph, Text
from manuscripts import places, read, read_blocks, read_line, read_text, said, show


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("a [b] c", "a ⟦b⟧ c"),
        ("[b]", "⟦b⟧"),
        ("[b].", "⟦b⟧."),
        ("govern[ment] and [T]he", "govern⟦ment⟧ and ⟦T⟧he"),
        ("a [b [c] d] e", "a ⟦b ⟦c⟧ d⟧ e"),
        ("[a][b]", "⟦a⟧⟦b⟧"),
        ("a [b\nc] d", "a ⟦b c⟧ d"),
        ("a [b\\\nc] d", "a ⟦b<br>c⟧ d"),
        ("[*Note*: a **b**]", "⟦<em>Note</em>: a <b>b</b>⟧"),
        ("*[c]* and *a [c]*", "<em>⟦c⟧</em> and <em>a ⟦c⟧</em>"),
        ("[see [it](https://a.b)]", "⟦see <a https://a.b>it</a>⟧"),
        ("[it [see] x](https://a.b)", "<a https://a.b>it ⟦see⟧ x</a>"),
        ("[a `]` b]", "⟦a <code>]</code> b⟧"),
        ("[a <https://a.b/]> c]", "⟦a <a https://a.b/]>https://a.b/]</a> c⟧"),
        ("[word] (aside)", "⟦word⟧ (aside)"),
        ("[word](an aside)", "⟦word⟧(an aside)"),
        ("Stop![note]", "Stop!⟦note⟧"),
        ("--[note]--", "--⟦note⟧--"),
        ("“[note]” ‘[two]’", "“⟦note⟧” ‘⟦two⟧’"),
        ("[12] and [1]", "⟦12⟧ and ⟦1⟧"),
        ("[Footnote 12: words]", "⟦Footnote 12: words⟧"),
        ("[^ not a label]", "⟦^ not a label⟧"),
        ("[…] [...] [?]", "⟦…⟧ ⟦...⟧ ⟦?⟧"),
    ],
)
def test_brackets_are_open(written: str, read_as: str) -> None:
    assert read_line(written) == read_as
    assert said(read_text(written)) == []


@pytest.mark.parametrize(
    "written",
    ["[ ] task", "[x] done", "[X] done", "[] nothing", "[!NOTE] call", "[@key, p. 3]", "［＃注］", "〔注〕【注】"],
)
def test_syntax_of_others_is_text(written: str) -> None:
    assert read_line(written) == written
    assert said(read_text(written)) == []


@pytest.mark.parametrize("formula", ["$[a, b]$", "$$x_{[1]}$$", r"$x \in [0, 1[$", r"$\left[ y^2 \right]$"])
def test_brackets_of_formulas_are_characters(formula: str) -> None:
    assert read_line(f"if {formula} then [b]") == f"if {formula} then ⟦b⟧"


@pytest.mark.parametrize(
    ("prices", "read_as"),
    [
        ("$5 [about £4] and $10 [£8]", "$5 ⟦about £4⟧ and $10 ⟦£8⟧"),
        ("[$5] or [$six]", "⟦$5⟧ or ⟦$six⟧"),
        ("between $5–[$6]", "between $5–⟦$6⟧"),
        ("$[the dollar]$", "$⟦the dollar⟧$"),
    ],
)
def test_prices_are_no_formulas(prices: str, read_as: str) -> None:
    assert read_line(prices) == read_as


@pytest.mark.parametrize("written", [r"\[a\]", r"\[a]", "&#91;a&#93;", "`[a]`"])
def test_escaped_brackets_are_no_brackets(written: str) -> None:
    assert places(written) == []


def test_reference_links_with_a_definition_anywhere_are_links() -> None:
    paragraph = read_blocks("see [this] and [that][this]\n\n[this]: https://a.b\n")[0]
    assert isinstance(paragraph, Paragraph)
    assert show(paragraph.content) == "see <a https://a.b>this</a> and <a https://a.b>that</a>"


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("*a [b* c] d", "<em>a </em>⟦<em>b</em> c⟧ d"),
        ("a [b *c] d* e", "a ⟦b <em>c</em>⟧<em> d</em> e"),
        ("**a [b *c* d** e]", "<b>a </b>⟦<b>b <em>c</em> d</b> e⟧"),
        ("*a [b [c* d] e]", "<em>a </em>⟦<em>b </em>⟦<em>c</em> d⟧ e⟧"),
        ("***a [b* c** d]", "<b><em>a </em></b>⟦<b><em>b</em> c</b> d⟧"),
    ],
)
def test_emphasis_across_a_bracket_is_split(written: str, read_as: str) -> None:
    assert read_line(written) == read_as
    assert said(read_text(written)) == []


@pytest.mark.parametrize(
    ("written", "read_as", "findings"),
    [
        ("a [b c", "a [b c", ["1:3 EB401"]),
        ("a [b [c] d", "a [b ⟦c⟧ d", ["1:3 EB401"]),
        ("a b] c", "a b] c", ["1:4 EB402"]),
        ("a [b]] c", "a ⟦b⟧] c", ["1:6 EB402"]),
        ("][", "][", ["1:1 EB402", "1:2 EB401"]),
        ("*a [b* c", "<em>a [b</em> c", ["1:4 EB401"]),
        ("a] {.gloss}", "a] {.gloss}", ["1:2 EB402"]),
        ("a]{.gloss}", "a]{.gloss}", ["1:2 EB402"]),
        ("1] one\n2] two :]", "1] one 2] two :]", ["1:2 EB402"]),
    ],
)
def test_brackets_without_a_partner_are_characters(written: str, read_as: str, findings: list[str]) -> None:
    assert read_line(written) == read_as
    assert said(read_text(written)) == findings


def test_an_unclosed_bracket_ends_with_its_paragraph() -> None:
    blocks = read("a [b\n\nc [d] e]\n").blocks
    assert [show(block.content) for block in blocks if isinstance(block, Paragraph)] == ["a [b", "c ⟦d⟧ e]"]
    assert said(read_text("a [b\n\nc [d] e]\n")) == ["1:3 EB401", "3:8 EB402"]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("a  b\tc", "a b c"),
        ("a\nb", "a b"),
        ("a \n  b", "a b"),
        ("a  \nb", "a<br>b"),
        ("a\\\nb", "a<br>b"),
        ("a\u00a0 b", "a\u00a0 b"),
        ("a &amp; &eacute; &lt;b&gt;", "a & é <b>"),
        ("<b>bold</b> <!-- c -->", "<b>bold</b> <!-- c -->"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("https://a.b is no link", "https://a.b is no link"),
        ('"quotes" -- (c) ...', '"quotes" -- (c) ...'),
        ("~~struck~~", "~~struck~~"),
        ("`a  b`", "<code>a  b</code>"),
        ("snake_case_word", "snake_case_word"),
    ],
)
def test_text_is_what_was_written(written: str, read_as: str) -> None:
    assert read_line(written) == read_as


def test_text_that_meets_is_one_node() -> None:
    (paragraph,) = read_blocks("a \\[b\\] &amp; [ ] c\nd")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.content == (Text("a [b] & [ ] c d"),)


@pytest.mark.parametrize("nested", ["[" * 40 + "a" + "]" * 40, "*a **b " * 20 + "c** d*" * 20])
def test_inlines_too_deep_are_said_and_kept(nested: str) -> None:
    outcome = read_text(f"x {nested}")
    assert said(outcome) == ["1:1 EB303"]
    assert outcome.value is not None
    assert isinstance(outcome.value.blocks[0], Paragraph)
    assert show(outcome.value.blocks[0].content) == f"x {nested}"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[a] b [c]", ["1:1", "1:7"]),
        ("word\nwrapped [a\nb] [c]", ["2:9", "3:4"]),
        ("  indented [a]", ["1:12"]),
        ("a\n      lazy [a]", ["2:12"]),
        ("tab\tand [a]", ["1:9"]),
        ("*emphasis* `code` &amp; [a]", ["1:25"]),
        ("> quote [a]\n> more [b]\nlazy [c]", ["1:9", "2:8", "3:6"]),
        ("> > deep [a]\n> still [b]", ["1:10", "2:9"]),
        ("- item [a]\n  more [b]\n\n  par [c]", ["1:8", "2:8", "4:7"]),
        ("1.  - > all [a]\n      > two [b]", ["1:13", "2:13"]),
        ("-\ttab [a]\n\n\tpar [b]", ["1:7", "3:6"]),
        ("# heading [a] #", ["1:11"]),
        ("> ## heading [a]", ["1:14"]),
        ("heading [a]\nmore [b]\n---", ["1:9", "2:6"]),
        ("| x [a] | y [b] |\n|---|---|\n| [c] | \\| [d] |", ["1:5", "1:13", "3:3", "3:12"]),
        ("> | x | x [a] |\n> |---|---|\n> | [b] | [b] |", ["1:11", "3:5", "3:11"]),
        ("::: letter\nin [a]\n:::\nout [b]", ["2:4", "4:5"]),
        ("::: verse\none [a]\n   two [b\n three] four [c]\n:::", ["2:5", "3:8", "4:14"]),
        ("a [b [c]] [d](https://a.b) [e]", ["1:3", "1:6", "1:28"]),
        ("日本語\n日本 [a]", ["2:4"]),
        ("e\u0301 [a] 🏴 [b]", ["1:4", "1:10"]),
    ],
)
def test_places_are_exact(written: str, expected: list[str]) -> None:
    assert places(written) == expected
