"""What the pages for people say is true of the program: keys, names, commands, links, and every example works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from edition_builder.codes import CODES
from edition_builder.commands import COMMANDS
from edition_builder.editing.edition import edit
from edition_builder.errors import ExitCode
from edition_builder.formats import DEFAULT_FORMATS, FORMATS
from edition_builder.model.anchors import heading_anchor
from edition_builder.model.document import BracketClass, DivisionKind, Text
from edition_builder.model.manuscript import LoadedPictures, SourceFile, Sources
from edition_builder.model.terms import terms_for
from edition_builder.reading.manuscript import read_manuscript
from edition_builder.reading.schema import json_schema
from edition_builder.rendering.xhtml_inlines import RESERVED_CLASSES
from editions import png

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "dist/README.md", *ROOT.glob("docs/**/*.md"), *ROOT.glob("styles/**/*.md")])
MANUSCRIPT = (ROOT / "docs/manuscript.md").read_text(encoding="utf-8")
FORMAT_PAGE = (ROOT / "docs/formats.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def without_code(text: str) -> str:
    return re.sub(r"`[^`\n]*`", "", re.sub(r"^( *)```.*?^\1```", "", text, flags=re.DOTALL | re.MULTILINE))


def anchors(page: Path) -> set[str]:
    headings = re.findall(
        r"^#+ (.+)$", re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.S | re.M), re.M
    )
    return {heading_anchor((Text(heading.replace("`", "").replace("*", "")),)) for heading in headings}


def first_column(page: str, heading: str) -> list[str]:
    """The words in backticks at the start of each row of the first table under a heading."""
    section = f"\n{page}".split(f"\n{heading}\n", 1)[1].split("\n#", 1)[0]
    return re.findall(r"^\| \[?`([^`]+)`", section, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_inside_the_repository_leads_somewhere(page: Path) -> None:
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", without_code(page.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        if not there.exists() or (anchor and anchor not in anchors(there)):
            broken.append(target)
    assert broken == []


def examples(page: str) -> list[str]:
    """The manuscripts shown in a page, with the indent of a list taken off."""
    found = re.findall(r"^( *)```markdown\n(.*?)^\1```", page, re.DOTALL | re.MULTILINE)
    return [re.sub(rf"^{indent}", "", text, flags=re.MULTILINE) for indent, text in found]


@pytest.mark.parametrize("example", [*examples(MANUSCRIPT), *examples(README)])
def test_every_example_of_a_manuscript_becomes_an_edition_without_a_word_of_complaint(example: str) -> None:
    read = read_manuscript(Sources((SourceFile("my-text.md", example.encode()),)))
    assert read.diagnostics == ()
    assert read.value is not None
    edited = edit(read.value)
    assert edited.diagnostics == ()
    assert edited.value is not None


def test_the_first_example_of_the_readme_has_its_note_and_its_correction() -> None:
    read = read_manuscript(Sources((SourceFile("my-text.md", examples(README)[0].encode()),)))
    assert read.value is not None
    edition = edit(read.value).value
    assert edition is not None
    assert [note.lemma for note in edition.notes] == ["provodnik"]
    assert [(entry.printed, entry.sic) for entry in edition.corrections] == [("warm", "wram")]


def test_the_front_matter_keys_are_those_of_the_schema() -> None:
    properties = json_schema()["properties"]
    assert isinstance(properties, dict)
    assert sorted(first_column(MANUSCRIPT, "## The front matter")) == sorted(properties)


@pytest.mark.parametrize("row", re.findall(r"^\| `[a-z-]+` \| .* \| `(.+)` \|$", MANUSCRIPT, re.MULTILINE))
def test_the_example_of_each_key_is_accepted(row: str) -> None:
    needed = {"title": "A", "author": "B", "language": "en"}
    lines = [f"{key}: {value}" for key, value in needed.items() if not row.startswith(f"{key}:")]
    text = "\n".join(["---", *lines, row, "---", "", "Words.", ""])
    pictures = LoadedPictures(((("my-text.md", "bridge.jpg"), png()),))
    assert read_manuscript(Sources((SourceFile("my-text.md", text.encode()),), pictures)).diagnostics == ()


def test_the_divisions_are_those_of_the_model() -> None:
    names = MANUSCRIPT.split("The names are ", 1)[1].split("\n\n", 1)[0]
    assert set(re.findall(r"`([a-z]+)`", names)) == {*DivisionKind, "verse"}


def test_the_languages_of_the_tools_own_words_are_named() -> None:
    sentence = MANUSCRIPT.split("where it knows them: ", 1)[1].split(".", 1)[0]
    names = re.split(r", | and ", sentence.replace("\n", " "))
    tags = ["ar", "be", "zh", "en", "fr", "de", "hi", "it", "ja", "kk", "fa", "pl", "pt", "ru", "es", "tr", "uk"]
    assert len(names) == len(tags)
    assert all(terms_for(tag).language == tag for tag in tags)


def test_every_format_has_its_section_and_its_row() -> None:
    assert first_column(FORMAT_PAGE, "# Formats") == [row.name for row in FORMATS]
    for row in FORMATS:
        assert f"\n## {row.name}\n" in FORMAT_PAGE
        assert f"`{row.file}`" in FORMAT_PAGE


def test_the_readme_shows_what_is_made_without_asking() -> None:
    suffixes = {Path(row.file).suffix for row in FORMATS if row.name in DEFAULT_FORMATS}
    assert set(re.findall(r"`…(\.[a-z]+)`", README)) == suffixes


def test_the_reserved_classes_are_named() -> None:
    listed = FORMAT_PAGE.split("stands around them: `", 1)[1].split("`", 1)[0]
    assert set(listed.split()) == RESERVED_CLASSES


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_command_and_option_that_a_page_names_exists(page: Path) -> None:
    options = {command.name: {name for one in command.arguments for name in one.names} for command in COMMANDS}
    text = page.read_text(encoding="utf-8")
    for call in re.findall(r"`(?:\.venv/bin/)?edition ([a-z][^`\n]*)`", text):
        command, *words = call.split()
        assert command in options, call
        assert {word for word in words if word.startswith("--")} <= {*options[command], "--debug"}, call
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)`", text)) <= targets


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_code_that_a_page_names_exists(page: Path) -> None:
    assert set(re.findall(r"\bEB\d{3}\b", page.read_text(encoding="utf-8"))) <= set(CODES)


def test_the_readme_names_tests_that_exist() -> None:
    rows = re.findall(r"^\| [^|]+ \| (\[.*tests/.*) \|$", README, re.MULTILINE)
    assert len(rows) == 7, "one for each promise"
    for file, function in re.findall(r"\]\((tests/[^)]+)\) `(\w+)`", " ".join(rows)):
        assert f"def {function}(" in (ROOT / file).read_text(encoding="utf-8"), function


def test_the_readme_quotes_what_the_tool_says() -> None:
    example = re.search(r"^my-text.md:3:1: .*$\n.*$", README, re.MULTILINE)
    text = "---\ntitle: A\nautor: B\nauthor: B\nlanguage: en\n---\n\nWords.\n"
    read = read_manuscript(Sources((SourceFile("my-text.md", text.encode()),)))
    assert example is not None
    assert str(read.diagnostics[0]) == example[0]


def test_pictures_are_small() -> None:
    pictures = sorted((ROOT / "docs/pictures").iterdir())
    assert len(pictures) == 14
    assert [picture.name for picture in pictures if picture.stat().st_size > 150_000] == []


def test_the_architecture_page_names_every_room() -> None:
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    package = ROOT / "src/edition_builder"
    rooms = [one.name for one in package.iterdir() if (one / "__init__.py").exists()]
    modules = [one.name for one in package.glob("*.py") if one.name != "__init__.py"]
    assert [room for room in rooms if f"`{room}/`" not in page] == []
    assert [module for module in modules if f"`{module}`" not in page] == []


def test_decisions_are_numbered_once_and_fit_a_page() -> None:
    pages = sorted((ROOT / "docs/adr").glob("[0-9]*.md"))
    numbers = [page.name[:4] for page in pages]
    assert len(set(numbers)) == len(numbers)
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert text.startswith(f"# {page.name[:4]}: "), page.name
        assert len(text.split()) <= 450, page.name


def test_the_list_of_decisions_names_each_by_its_title() -> None:
    folder = ROOT / "docs/adr"
    titles = {page.name: page.read_text(encoding="utf-8").split("\n", 1)[0][2:] for page in folder.glob("[0-9]*.md")}
    listed = re.findall(r"^- \[(.+)\]\((.+)\)$", (folder / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert [(title, name) for name, title in sorted(titles.items())] == listed


def test_bracket_classes_and_exit_codes_have_a_description() -> None:
    notes = (ROOT / "docs/notes.md").read_text(encoding="utf-8")
    diagnostics = (ROOT / "docs/diagnostics.md").read_text(encoding="utf-8")
    assert [name for name in BracketClass if f"`{name}`" not in notes] == []
    assert [code for code in ExitCode if not re.search(rf"^\| `?{int(code)}`? \|", diagnostics, re.M)] == []
