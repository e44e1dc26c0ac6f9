"""A manuscript that is edited: what a reader sees after every save. The press is replaced by one that works at once."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest

from edition_builder.diagnostics import Diagnostic
from edition_builder.errors import ToolMissing
from edition_builder.formats import FORMATS, Format, load_fitness
from edition_builder.model.building import BuildSettings
from edition_builder.model.edition import Edition
from edition_builder.model.rendition import StyleFolder
from edition_builder.pipeline import build, make_edition
from edition_builder.previewing import press, session
from edition_builder.previewing.board import Board, Problem, View
from edition_builder.previewing.paper import Paper
from edition_builder.previewing.press import Printed, make
from edition_builder.previewing.session import Session, as_built
from edition_builder.project import load_styles
from editions import png

HEAD = "---\ntitle: A title\nauthor: An author\nlanguage: en\n{more}---\n\n{text}\n"
MOST_LOOKS = 200
ROWS = {row.name: row for row in FORMATS}

Script = Generator[Callable[[], bool], None, None]
"""Yields what it waits for, looks at what is there then, and does the next thing."""


class PressAtOnce:
    """Makes here what the real one makes in a process of its own; ``slow`` keeps results back."""

    slow = False

    def __init__(self) -> None:
        self._made: Iterator[Printed] = iter(())
        self.closed = False

    def print(self, number: int, edition: Edition, styles: StyleFolder, rows: tuple[Format, ...]) -> None:
        self._made = (make(number, edition, styles, row) for row in rows)

    def forget(self) -> None:
        self._made = iter(())

    def next(self, _seconds: float) -> Printed | None:
        return None if self.slow else next(self._made, None)

    def close(self) -> None:
        self.closed = True


class Reader:
    """A manuscript, and what its preview shows of it."""

    def __init__(self, folder: Path) -> None:
        self.manuscript = folder / "a.md"
        self.views: list[View] = []
        self.board = Board(self.views.append)
        self.paper = Paper()

    def write(self, text: str, more: str = "") -> None:
        self.manuscript.write_text(HEAD.format(text=text, more=more), encoding="utf-8")

    @property
    def html(self) -> str:
        return self.board.view.html.decode()

    @property
    def printed(self) -> str:
        return " ".join(line.text for page in self.board.view.pages for line in page.lines)

    @property
    def codes(self) -> list[str]:
        return [one.code for one in self.board.view.diagnostics]

    def follow(self, script: Script, path: Path | None = None) -> None:
        """Run the session; the script says what it waits for, looks, and does the next thing."""
        waits_for = next(script)
        looks = 0

        def over() -> bool:
            nonlocal waits_for, looks
            looks += 1
            assert looks < MOST_LOOKS, self.board.view
            if not waits_for():
                return False
            looks = 0
            try:
                waits_for = next(script)
            except StopIteration:
                return True
            return False

        settings = BuildSettings(self.manuscript.parent / "dist")
        Session(path or self.manuscript, settings, self.board, self.paper).run(over)

    def ready(self) -> bool:
        view = self.board.view
        return bool(view.html_number) and not view.making_text and not view.making_pages


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(session, "Press", PressAtOnce)
    monkeypatch.setattr(PressAtOnce, "slow", False)
    return Reader(tmp_path)


def test_an_edit_gives_a_new_text_and_new_pages(reader: Reader) -> None:
    reader.write("The first version.")

    def script() -> Script:
        yield reader.ready
        assert "The first version." in reader.html
        assert "The first version." in reader.printed
        reader.write("The second version.")
        yield lambda: "The second version." in reader.html and reader.ready()
        assert "The second version." in reader.printed
        assert reader.paper.draw(reader.board.view.pages_number, 0, 200) is not None

    reader.follow(script())
    assert not (reader.manuscript.parent / "dist").exists()


def test_the_text_is_shown_before_the_pages(reader: Reader) -> None:
    reader.write("Words.")

    def script() -> Script:
        yield reader.ready

    reader.follow(script())
    first = next(view for view in reader.views if view.html_number)
    assert (first.pages_number, first.making_text, first.making_pages) == (0, False, True)


def test_with_an_error_the_old_text_stays_and_the_error_is_said_until_it_is_mended(reader: Reader) -> None:
    reader.write("Sound words.")

    def script() -> Script:
        yield reader.ready
        number = reader.board.view.html_number
        reader.write("Words that call[^1] nothing.")
        yield lambda: bool(reader.codes)
        view = reader.board.view
        (found,) = view.diagnostics
        assert str(found).startswith("a.md:7:16: error EB301: ")
        assert (view.html_number, view.outdated, view.making_text, view.making_pages) == (number, True, False, False)
        assert "Sound words." in reader.html
        assert "Sound words." in reader.printed
        reader.write("Words that call[^1] something.\n\n[^1]: A note.")
        yield lambda: reader.board.view.html_number > number and reader.ready()
        assert reader.codes == []
        assert not reader.board.view.outdated
        assert "A note." in reader.html

    reader.follow(script(), Path("a.md"))


def test_an_error_at_the_start_is_said_and_nothing_is_from_before(reader: Reader) -> None:
    reader.write("Words[^1].")

    def script() -> Script:
        yield lambda: reader.codes == ["EB301"]
        assert not reader.board.view.outdated
        reader.write("Words.")
        yield reader.ready
        assert reader.codes == []

    reader.follow(script())


def test_a_character_that_no_font_has_leaves_the_text_and_the_old_pages(reader: Reader) -> None:
    reader.write("Old words.")

    def script() -> Script:
        yield reader.ready
        reader.write("New words 𓀀.")
        yield lambda: "New words" in reader.html and reader.ready()
        assert reader.codes == ["EB506"]
        assert reader.board.view.reason.startswith("no font has “𓀀” (U+13000")
        assert "Old words." in reader.printed
        reader.write("Newest words.")
        yield lambda: "Newest words." in reader.html and reader.ready()
        assert (reader.codes, reader.board.view.reason) == ([], "")
        assert "Newest words." in reader.printed

    reader.follow(script())


def test_without_pango_the_text_is_shown_and_the_reason_said(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(row: Format) -> object:
        if row.name == "pdf":
            raise ToolMissing("Pango is not on this machine", "install it: sudo …")
        return load_fitness(row)

    monkeypatch.setattr(press, "load_fitness", missing)
    reader.write("Words.")

    def script() -> Script:
        yield reader.ready
        assert "Words." in reader.html
        assert reader.board.view.reason == "Pango is not on this machine\ninstall it: sudo …"
        assert reader.board.view.problem == Problem("Pango is not on this machine", "install it: sudo …")

    reader.follow(script())


def test_a_manuscript_that_is_deleted_and_comes_back(reader: Reader) -> None:
    reader.write("Words.")

    def script() -> Script:
        yield reader.ready
        reader.manuscript.unlink()
        yield lambda: reader.board.view.problem is not None
        assert "Words." in reader.html
        assert reader.board.view.outdated
        reader.write("Words again.")
        yield lambda: "Words again." in reader.html
        assert reader.board.view.problem is None

    reader.follow(script())
    assert any(view.problem and view.problem.message == f"there is no {reader.manuscript}" for view in reader.views)


def test_a_moment_in_another_encoding(reader: Reader) -> None:
    reader.write("Words.")

    def script() -> Script:
        yield reader.ready
        reader.manuscript.write_bytes("Слова".encode("windows-1251"))
        yield lambda: "EB102" in reader.codes
        assert "Words." in reader.html
        reader.write("Слова.")
        yield lambda: "Слова." in reader.html
        assert reader.codes == []

    reader.follow(script())


def test_a_folder_with_chapters_and_a_picture(reader: Reader) -> None:
    folder = reader.manuscript.parent / "long"
    folder.mkdir()
    (folder / "edition.yaml").write_text("title: Long\nauthor: A\nlanguage: en\n", encoding="utf-8")
    (folder / "1.md").write_text("# One\n\nWords. ![A street](street.png)\n", encoding="utf-8")

    def script() -> Script:
        yield lambda: reader.codes == ["EB501"]
        (folder / "street.png").write_bytes(png())
        yield reader.ready
        assert "data:image/" in reader.html
        (folder / "2.md").write_text("# Two\n\nMore words.\n", encoding="utf-8")
        yield lambda: "More words." in reader.html

    reader.follow(script(), folder)


def test_a_style_sheet_is_followed(reader: Reader) -> None:
    reader.write("Words.")

    def script() -> Script:
        yield reader.ready
        Path("styles").mkdir()
        Path("styles/custom.css").write_text("p { letter-spacing: 1em }", encoding="utf-8")
        yield lambda: "letter-spacing: 1em" in reader.html

    reader.follow(script())


def test_a_fault_in_the_tool_is_said_and_survived(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    reader.write("Words.")

    def script() -> Script:
        yield reader.ready
        monkeypatch.setattr(session, "make_edition", lambda *_: 1 / 0)
        reader.write("Words that break it.")
        yield lambda: reader.board.view.problem is not None
        assert reader.board.view.problem is not None
        assert "ZeroDivisionError" in reader.board.view.problem.message
        monkeypatch.setattr(session, "make_edition", make_edition)
        reader.write("Words that do not.")
        yield lambda: "Words that do not." in reader.html
        assert reader.board.view.problem is None

    reader.follow(script())


def test_pages_of_an_older_text_are_shown_but_say_nothing_of_the_newer(reader: Reader) -> None:
    reader.write("Words.")

    def script() -> Script:
        yield reader.ready

    reader.follow(script())
    loaded = load_styles(None).value
    made = make_edition(reader.manuscript, BuildSettings(Path())).value
    assert loaded is not None
    assert made is not None
    late = make(2, made[0], loaded, ROWS["pdf"])
    other = Session(reader.manuscript, BuildSettings(Path()), reader.board, reader.paper)
    other._build.number = 3
    reader.board.post(making_pages=True, reason="not yet")
    other._take(late)
    view = reader.board.view
    assert (view.pages_number, view.making_pages, view.reason) == (2, True, "not yet")


TEXTS = {
    "sound": ("Words [a note].", ""),
    "a warning": ("Left [open.", ""),
    "an error": ("Words[^1].", ""),
    "two kinds of error": ("Words[^1].", "autor: x\n"),
    "no font": ("Left [open 𓀀.", ""),
    "no font, and no PDF asked for": ("Words 𓀀.", "formats: [html, txt]\n"),
    "an unknown format": ("Words.", "formats: [htmll]\n"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_the_same_is_said_as_by_build(reader: Reader, name: str) -> None:
    text, more = TEXTS[name]
    reader.write(text, more)
    built = build(Path("a.md"), BuildSettings(Path("dist")))

    def script() -> Script:
        view = reader.board.view
        yield lambda: reader.board.view.number > view.number and not reader.board.view.making_text
        for _ in range(10):  # every format is made, not only the pages
            yield lambda: True

    reader.follow(script(), Path("a.md"))
    assert reader.board.view.diagnostics == built.diagnostics


def test_what_is_unfit_stops_what_would_come_after_it() -> None:
    unfit, found, said = Diagnostic("EB506", "no font"), Diagnostic("EB605", "damaged"), Diagnostic("EB401", "open")
    printed = {
        "pdf": Printed(1, "pdf", unfit=(unfit,)),
        "html": Printed(1, "html", found=(found,)),
        "txt": Printed(1, "txt", found=(found,)),
    }
    assert as_built((said,), (ROWS["pdf"], ROWS["html"]), printed) == (said, unfit)
    assert as_built((said,), (ROWS["html"], ROWS["epub"]), printed) == (said, found)
