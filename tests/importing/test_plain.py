"""Pasted text: paragraphs, scanned pages, encodings, brackets, what is said."""

# ruff: noqa: E501 -- texts as people paste them: a paragraph is a line
from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from edition_builder.commands import COMMANDS
from edition_builder.diagnostics import Severity
from edition_builder.errors import CannotWrite
from edition_builder.importing.choices import CHOICES
from edition_builder.importing.decoding import decode
from edition_builder.intake import ImportSettings, import_file
from edition_builder.model.manuscript import SourceFile
from imports import accounted, body, header, imported, left_out, manuscript, words
from manuscripts import read_bytes

POST = """A night at the station

This text was written by Anna Kern on Sunday 3 February in Sarny. It has been circulating in letters and was translated from Russian yesterday.

The provodnik [guard] let us sit in the warm. It was February 1991, and nobody had told us that the last train was gone.
We were forty.  And the kassa [ticket office] was shut, because the cashier had gone home when the telegraph stopped at noon.

Photos of Sarny from the family album

We walked home in the morning, and people stood at the windows and said nothing, as they had said nothing the day before.

Warmest thanks to M. L. for this translation.

■ See also: The station in winter

2 Responses to A night at the station

  1. […] a blog says: A night at the station, read it, it is long and says much that nobody else had said […]

Leave a Reply

Fill in your details below or click an icon to log in:
"""


def test_a_post_becomes_a_manuscript(tmp_path: Path) -> None:
    imported(tmp_path, POST)
    assert header(tmp_path) == {
        "title": "A night at the station",
        "author": "Anna Kern",
        "language": "en",
        "translator": "M. L.",
        "original": {"language": "ru", "source": "letters"},
        "written": {"date": date(1991, 2, 3), "place": "Sarny"},
        "headnote": POST.split("\n\n")[1],
        "acknowledgements": ["Warmest thanks to M. L. for this translation.", "Photos of Sarny from the family album"],
        "see-also": "The station in winter",
        "notes": {"brackets": "all", "by": "translator", "rejoin": True},
    }
    assert body(tmp_path).startswith("The provodnik [guard] let us")
    assert body(tmp_path).endswith("the day before.")
    assert "Fill in your details" in left_out(tmp_path)
    assert "forty. And" in body(tmp_path)
    assert accounted(tmp_path) == words(POST)


def test_nothing_is_invented(tmp_path: Path) -> None:
    result = imported(
        tmp_path, "We walked home in the morning, and people stood at the windows.\n\nThey said nothing.\n"
    )
    assert header(tmp_path) == {"language": "en"}
    assert '# author: ""  # required: who wrote the text' in manuscript(tmp_path)
    assert [one.code for one in result.diagnostics] == ["EB908", "EB908"]


def test_wrapped_lines_are_joined_and_verse_is_kept(tmp_path: Path) -> None:
    text = (
        "The lines of this paragraph were wrapped at a width, as mail\nprograms and typewriters do it, and they are\n"
    )
    wrapped = (
        "The lines of this paragraph were wrapped at a width by somebody,\n"
        "as mail programs and typewriters do it, and every one of them is\n"
        "nearly as long as the others, but for the last one.\n"
    )
    imported(tmp_path, f"{wrapped}\n{wrapped}\nThe last train left at nine,\n  at nine,\nand nobody said a word.\n")
    paragraphs = body(tmp_path).split("\n\n")
    assert paragraphs[0].count("\n") == 0
    assert paragraphs[-1] == "The last train left at nine,\\\nat nine,\\\nand nobody said a word."
    imported(tmp_path, text, dropped=("lines",))
    assert "mail\\\nprograms" in body(tmp_path)


def test_divided_words_are_joined_on_the_texts_own_witness(tmp_path: Path) -> None:
    imported(tmp_path, "The station was shut and the sta-\ntion stood. A well-\nknown man, and a deter-\nmined one.\n")
    assert "the station" in " ".join(body(tmp_path).replace("\\\n", " ").split())
    assert "well-known" in body(tmp_path)
    assert "deter-mined" in body(tmp_path)


def test_page_numbers_and_running_heads_go_and_the_sentence_is_whole(tmp_path: Path) -> None:
    page = "people stood at the windows of the houses and said nothing to us,\nand the {} of us went on through the snow until we saw the\n"
    text = "".join(
        f"{page.format(word)}\n\n{number}\n\n{number + 100} A NIGHT AT THE STATION\n\n"
        for number, word in enumerate(["one", "two", "three", "four"], 11)
    )
    imported(tmp_path, f"{text}last house.\n", dropped=("front-matter",))
    assert "until we saw the people stood" in " ".join(body(tmp_path).split())
    assert left_out(tmp_path).split("\n")[:2] == ["11", "111 A NIGHT AT THE STATION"]
    assert "12" not in body(tmp_path)


@pytest.mark.parametrize("head", ["Article {}", "{}", "{} THE STATION"])
def test_numbers_of_articles_and_chapters_stay(tmp_path: Path, head: str) -> None:
    text = "".join(
        f"{head.format(number)}\n\nEveryone has the right to a roof. Nobody may take it.\n\n" for number in range(1, 9)
    )
    imported(tmp_path, text, dropped=("front-matter",))
    assert left_out(tmp_path) == ""
    assert accounted(tmp_path) == words(text)


def test_a_year_alone_on_a_line_is_no_page_number(tmp_path: Path) -> None:
    imported(tmp_path, "We walked home in the morning.\n\n1991\n\nThey said nothing to us.\n")
    assert "1991" in body(tmp_path)


RUSSIAN = "Вчера вечером мы вышли на площадь. Никто не знал, что будет дальше, но люди пели и держались за руки."


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251", "koi8_r", "cp866", "iso8859_5"]
)
def test_encodings_of_russian(codec: str) -> None:
    decoded = decode(RUSSIAN.encode(codec))
    assert decoded is not None
    assert decoded.text == RUSSIAN
    assert decoded.guessed is not codec.startswith(("utf-8", "utf-16")) or codec == "utf-16-le"


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp1252", "L’été dernier, nous étions à la gare. « Où êtes-vous ? » Für Größe und Übermut."),
        ("cp1250", "Wczoraj wieczorem wyszliśmy na plac. Nikt nie wiedział, co będzie dalej, żołnierze milczeli."),
        ("cp1254", "Dün akşam meydana çıktık. Kimse ne olacağını bilmiyordu ama insanlar şarkı söylüyordu."),
        ("cp1256", "خرجنا أمس إلى الساحة ولم يكن أحد يعرف ماذا سيحدث بعد ذلك، لكن الناس كانوا يغنون."),
        ("shift_jis", "昨夜、私たちは広場に出た。次に何が起こるか誰も知らなかったが、人々は歌っていた。"),
        ("gb18030", "昨天晚上我们走上了广场。没有人知道接下来会发生什么，但人们唱着歌。"),
    ],
)
def test_other_encodings_are_guessed_and_said(tmp_path: Path, codec: str, text: str) -> None:
    result = imported(tmp_path, text.encode(codec))
    assert text in body(tmp_path)
    assert "EB905" in {one.code for one in result.diagnostics}
    assert result.summary[0].startswith("read as plain text, ")


def test_a_named_encoding_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    result = imported(tmp_path, RUSSIAN.encode("cp1251"), encoding="utf-8")
    assert ([one.code for one in result.diagnostics], result.paths) == (["EB904"], ())


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "EB912"),
        (b" \n\n ", "EB912"),
        (b"%PDF-1.7 ...", "EB901"),
        (b"\xd0\xcf\x11\xe0....", "EB901"),
        (b"{\\rtf1 text}", "EB901"),
        (b"\x89PNG\r\n\x1a\n", "EB901"),
        (b"PK\x03\x04junk", "EB901"),
        (bytes(range(256)) * 4, "EB904"),
        (b"word " * 50_000, "EB105"),
        (b"word\n\n" * 600_000, "EB105"),
    ],
)
def test_what_cannot_be_imported_is_said_once_and_nothing_is_written(tmp_path: Path, data: bytes, code: str) -> None:
    result = imported(tmp_path, data, name="text.txt")
    assert [one.code for one in result.diagnostics] == [code]
    assert result.diagnostics[0].hint
    assert list(tmp_path.iterdir()) == []


def test_invisible_characters_go_and_are_counted(tmp_path: Path) -> None:
    result = imported(tmp_path, "We wal\u00adked ho\u200bme.\x00\n\nIt \u202esnowed.\n")
    assert body(tmp_path) == "We walked home.\n\nIt snowed."
    assert next(one for one in result.diagnostics if one.code == "EB911").message.startswith("4 invisible")


@pytest.mark.parametrize(
    ("text", "preset"),
    [
        ("We saw the karabets [armed forces] in the street, and the bata [blessing] was given.", "all"),
        ("They [were] let loose on us, and the karabets [armed forces] came.", "auto"),
        ("We walked home […] in the morning.", "auto"),
        ("We walked home in the morning.", None),
    ],
)
def test_the_preset_that_fits_is_written(tmp_path: Path, text: str, preset: str | None) -> None:
    imported(tmp_path, f"{text}\n\nAnd then it was over.\n")
    notes = header(tmp_path).get("notes")
    assert (notes["brackets"] if isinstance(notes, dict) else None) == preset


def test_doubtful_brackets_have_their_place_in_the_manuscript(tmp_path: Path) -> None:
    result = imported(tmp_path, "They [were] let loose on us, and the karabets [armed forces] came.\n\nSo it was.\n")
    place = next(one for one in result.diagnostics if one.code == "EB910").location
    assert place is not None
    assert manuscript(tmp_path).split("\n")[place.line - 1][place.column - 1 :].startswith("[armed forces]")


def test_slips_are_listed_and_never_changed(tmp_path: Path) -> None:
    result = imported(tmp_path, "It was lomg ago, and we we were young.\n\nThe authorities’lack of morals was known.\n")
    ready = [one.hint.split(": ", 1)[1] for one in result.diagnostics if one.code == "EB909"]
    assert ready == ['[we]{sic="we we"}', '[long]{sic="lomg"}', '[authorities’ lack]{sic="authorities’lack"}']
    assert "It was lomg ago, and we we were young." in body(tmp_path)


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("We came[1] home.\n\nAll was still.[2]\n\n[1] By train.\n\n[2] At noon.\n", "We came[^1] home."),
        ("We came¹ home.\n\nAll was still.²\n\n¹ By train.\n\n² At noon.\n", "[^2]: At noon."),
        ("We came[1] home.\n\nAll was still.[2]\n\nNotes\n\n1. By train.\n\n2. At noon.\n", "[^1]: By train."),
        ("We came[1] home.\n\n[Footnote 1: By train.]\n", "[Footnote 1: By train.]"),
        ("We came[1] home.\n\nAll was still.\n", "We came[1] home."),
    ],
)
def test_numbered_marks_are_linked_with_their_notes(tmp_path: Path, text: str, linked: str) -> None:
    imported(tmp_path, text, dropped=("front-matter",))
    assert linked in body(tmp_path)
    assert accounted(tmp_path) == words(text.replace("¹", " 1").replace("²", " 2"))


def test_quotes_and_dashes_on_demand(tmp_path: Path) -> None:
    text = 'She said "come in" -- and he didn\'t.\n\n"No," he said.\n'
    imported(tmp_path, text)
    assert '"come in" -- and' in body(tmp_path)
    imported(tmp_path, text, added=("quotes", "dashes"))
    assert body(tmp_path) == "She said “come in” — and he didn’t.\n\n“No,” he said."


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "out.md").write_text("mine")
    with pytest.raises(CannotWrite):
        import_file(SourceFile("a.txt", b"Words of a text."), ImportSettings(output=tmp_path / "out.md"))
    assert (tmp_path / "out.md").read_text() == "mine"


def test_front_matter_that_is_there_stays(tmp_path: Path) -> None:
    text = "---\ntitle: T\nauthor: A\nlanguage: en\n---\n\nThe karabets [guards] came.\n\n> A *quotation*.\n"
    imported(tmp_path, text, name="a.md")
    assert header(tmp_path) == {
        "title": "T",
        "author": "A",
        "language": "en",
        "notes": {"brackets": "all", "rejoin": True},
    }
    assert body(tmp_path) == "The karabets [guards] came.\n\n> A *quotation*."


def test_every_choice_is_on_the_command_line() -> None:
    arguments = next(command for command in COMMANDS if command.name == "import").arguments
    helps = {argument.names[0]: str(dict(argument.options)["help"]) for argument in arguments}
    for choice in CHOICES:
        assert choice.name in helps["--without" if choice.usual else "--also"]


def test_every_key_that_is_offered_as_a_comment_can_be_taken(tmp_path: Path) -> None:
    imported(tmp_path, "A night\n\nby Anna Kern\n\nWe walked home in the morning, and people stood at the windows.\n")
    written = manuscript(tmp_path)
    offered = re.findall(r"^# ([a-z-]+: .*)$", written, re.MULTILINE)
    assert len(offered) > 15
    for line in offered:
        outcome = read_bytes(written.replace(f"# {line}\n", f"{line}\n").encode())
        assert [one.code for one in outcome.diagnostics if one.severity is Severity.ERROR] == [], line


def test_a_title_that_calls_a_note_keeps_it_in_the_text(tmp_path: Path) -> None:
    post = "# A night at the station[^1]\n\nby Anna Kern\n\nWe walked home in the morning.\n\n[^1]: It was in 1991.\n"
    imported(tmp_path, post, "post.md")
    assert header(tmp_path)["title"] == "A night at the station"
    assert "# A night at the station[^1]\n" in manuscript(tmp_path)
    outcome = read_bytes(manuscript(tmp_path).encode())
    assert [one.code for one in outcome.diagnostics] == []
