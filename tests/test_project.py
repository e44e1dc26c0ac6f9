"""The reader of disk: what it finds, what it refuses to open."""

from __future__ import annotations

import os
import pickle
from io import BytesIO
from pathlib import Path

import pytest

from edition_builder.errors import UsageError
from edition_builder.model.manuscript import PictureRefusal, Sources
from edition_builder.project import (
    find_manuscripts,
    load_file,
    load_foreign,
    load_given,
    load_manuscript,
    load_styles,
    machine_paths,
)


def _write(path: Path, data: bytes = b"x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def _load(path: Path) -> Sources:
    outcome = load_manuscript(path)
    assert outcome.value is not None
    return outcome.value


def _code(path: Path, address: str, text: Path) -> str:
    found = _load(path).pictures.picture(text.as_posix(), address)
    return found.code if isinstance(found, PictureRefusal) else "loaded"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path()


def test_a_file_is_a_manuscript(folder: Path) -> None:
    path = _write(folder / "a.md", b"text")
    assert find_manuscripts(path) == (path,)
    assert [(file.path, file.data) for file in _load(path).texts] == [("a.md", b"text")]


def test_a_folder_has_its_chapters_in_order(folder: Path) -> None:
    for name in ("edition.yaml", "10.md", "2.md", "1 b.md", "1 a.md", "README.md", ".hidden.md", "notes.txt", "x/3.md"):
        _write(folder / "book" / name)
    assert find_manuscripts(folder / "book") == (folder / "book",)
    assert [file.path for file in _load(folder / "book").texts] == [
        "book/edition.yaml",
        "book/1 a.md",
        "book/1 b.md",
        "book/2.md",
        "book/10.md",
    ]


def test_without_a_name_every_manuscript_of_the_folder(folder: Path) -> None:
    for name in ("b.md", "a.md", "README.md", "book/edition.yaml", "c.txt"):
        _write(folder / "manuscript" / name)
    expected = tuple(Path("manuscript") / name for name in ("a.md", "b.md", "book"))
    assert find_manuscripts(None) == expected
    assert find_manuscripts(Path("manuscript")) == expected


def test_a_library_has_folders_in_folders_in_the_order_of_names(folder: Path) -> None:
    for name in (
        "10.md",
        "2/b.md",
        "2/10/x.md",
        "2/9.md",
        "2/README.md",
        "2/images/a.jpg",
        "2/.draft/d.md",
        ".git/e.md",
    ):
        _write(folder / "library" / name)
    _write(folder / "library" / "book" / "edition.yaml")
    _write(folder / "library" / "book" / "inside.md")
    (folder / "library" / "z").symlink_to(Path.cwd() / "library", target_is_directory=True)
    found = [path.relative_to("library").as_posix() for path in find_manuscripts(folder / "library")]
    assert found == ["book", "2/b.md", "2/9.md", "2/10/x.md", "10.md"]


def test_a_folder_of_a_library_that_cannot_be_used_hides_no_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.md", "closed/b.md", "misnamed/edition.yml"):
        _write(folder / "library" / name)
    monkeypatch.setattr(os, "access", lambda path, _mode: path.name != "closed")
    found = find_manuscripts(folder / "library")
    assert [path.name for path in found] == ["a.md", "closed", "misnamed"]
    with pytest.raises(UsageError, match=r"holds edition\.yml"):
        load_manuscript(found[2])


@pytest.mark.parametrize("name", ["none.md", "none", "manuscript"])
def test_what_is_not_there(folder: Path, name: str) -> None:
    with pytest.raises(UsageError) as caught:
        find_manuscripts(folder / name)
    assert caught.value.hint
    with pytest.raises(UsageError):
        load_manuscript(folder / name)
    with pytest.raises(UsageError):
        load_file(folder / name)


def test_a_name_that_the_system_refuses(folder: Path) -> None:
    for path in (folder / ("x" * 300), folder / "a\0b"):
        with pytest.raises(UsageError):
            find_manuscripts(path)
        with pytest.raises(UsageError):
            load_manuscript(path)


def test_a_folder_that_cannot_be_entered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: Path) -> None:
        raise PermissionError(13, "Permission denied")

    _write(folder / "book" / "edition.yaml")
    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(UsageError, match="Permission denied"):
        load_manuscript(folder / "book")


def test_folders_without_a_manuscript(folder: Path) -> None:
    (folder / "manuscript").mkdir()
    with pytest.raises(UsageError, match="there is no manuscript in manuscript"):
        find_manuscripts(None)
    with pytest.raises(UsageError, match=r"holds no edition\.yaml"):
        load_manuscript(folder / "manuscript")


def test_a_file_that_cannot_be_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = _write(folder / "a.md")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    (finding,) = load_manuscript(path).diagnostics
    assert (finding.code, str(finding.location)) == ("EB101", "a.md")
    assert "Permission denied" in finding.message


def test_a_device_is_no_text(folder: Path) -> None:
    os.mkfifo(folder / "a.md")
    assert [one.code for one in load_manuscript(folder / "a.md").diagnostics] == ["EB101"]


def test_a_text_that_is_too_large_is_not_even_loaded(folder: Path) -> None:
    path = _write(folder / "a.md")
    os.truncate(path, 20_000_001)
    assert [one.code for one in load_manuscript(path).diagnostics] == ["EB105"]


@pytest.mark.parametrize("address", ["p.png", "images/p.png", "./images/../p.png", "images//p.png"])
def test_pictures_inside(folder: Path, address: str) -> None:
    text = _write(folder / "book" / "a.md")
    _write(folder / "book" / "p.png")
    _write(folder / "book" / "images" / "p.png")
    assert _code(text, address, text) == "loaded"


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("none.png", "EB501"),
        ("P.PNG", "EB501"),
        ("", "EB502"),
        ("../secret.png", "EB502"),
        ("images/../../secret.png", "EB502"),
        ("/etc/passwd", "EB502"),
        ("~/secret.png", "EB502"),
        ("a\0b.png", "EB502"),
        ("link.png", "EB502"),
        ("linked/secret.png", "EB502"),
        ("http://a.b/p.png", "EB503"),
        ("HTTPS://a.b/p.png", "EB503"),
        ("//a.b/p.png", "EB503"),
        ("\\\\server\\p.png", "EB503"),
        ("data:image/png;base64,xxxx", "EB503"),
        ("file:///etc/passwd", "EB503"),
        ("images", "EB504"),
        ("pipe.png", "EB504"),
        ("large.png", "EB505"),
    ],
)
def test_pictures_that_are_refused(folder: Path, address: str, code: str) -> None:
    text = _write(folder / "book" / "a.md")
    secret = _write(folder / "secret.png")
    (folder / "book" / "images").mkdir()
    (folder / "book" / "link.png").symlink_to(secret.resolve())
    (folder / "book" / "linked").symlink_to(folder.resolve())
    os.mkfifo(folder / "book" / "pipe.png")
    os.truncate(_write(folder / "book" / "large.png"), 20_000_001)
    assert _code(text, address, text) == code


def test_a_link_inside_the_manuscript_is_followed(folder: Path) -> None:
    text = _write(folder / "book" / "a.md")
    _write(folder / "book" / "p.png")
    (folder / "book" / "link.png").symlink_to("p.png")
    assert _code(text, "link.png", text) == "loaded"


def test_a_chapter_finds_pictures_of_the_whole_folder(folder: Path) -> None:
    _write(folder / "book" / "edition.yaml")
    chapter = _write(folder / "book" / "1.md")
    _write(folder / "book" / "images" / "p.png")
    assert _code(folder / "book", "images/p.png", chapter) == "loaded"


def test_sources_can_go_to_another_process(folder: Path) -> None:
    sources = _load(_write(folder / "a.md"))
    assert pickle.loads(pickle.dumps(sources)).texts == sources.texts  # noqa: S301 - our own bytes


def test_packaged_styles_have_sheets_and_fonts() -> None:
    styles = load_styles(None)
    assert styles.value is not None
    names = [name for name, _data in styles.value.files]
    assert "print.css" in names
    assert all(data for _name, data in styles.value.fonts())
    assert names == sorted(names)


def test_own_styles_take_the_place_of_packaged_ones(folder: Path) -> None:
    for name in ("print.css", "custom.css", "fonts/Own.ttf", "prnt.css", "fonts/Own-LICENCE.txt", ".DS_Store"):
        _write(folder / "styles" / name, b"own")
    styles = load_styles(None)
    assert styles.value is not None
    assert styles.value.read("print.css") == b"own"
    assert styles.value.read("custom.css") == b"own"
    assert styles.value.read("fonts/Own.ttf") == b"own"
    assert styles.value.read("html.css") != b"own"
    assert [(one.code, str(one.location)) for one in styles.diagnostics] == [("EB106", "styles/prnt.css")]
    named = load_styles(folder / "styles")
    assert named.value is not None
    assert (named.diagnostics, named.value.read("print.css")) == (styles.diagnostics, b"own")


def test_fonts_are_loaded_when_their_turn_comes(folder: Path) -> None:
    for name in "abc":
        _write(folder / "styles" / f"{name}.ttf", name.encode())
    styles = load_styles(None).value
    assert styles is not None
    fonts = styles.fonts(lambda name: name != "b.ttf")
    assert next(fonts) == ("b.ttf", b"b")
    (folder / "styles" / "a.ttf").write_bytes(b"later")
    assert next(fonts) == ("a.ttf", b"later")
    assert styles.read("b.ttf") == b"b"


def test_a_named_folder_of_styles_must_be_there(folder: Path) -> None:
    with pytest.raises(UsageError):
        load_styles(folder / "styles")


def test_text_that_would_be_left_out_of_a_folder_is_said(folder: Path) -> None:
    for name in ("edition.yaml", "1.md", "2.MD", "part/3.md", "4.markdown", "notes.txt", "README.md", ".hid/5.md"):
        _write(folder / "book" / name)
    _write(folder / "book" / "images" / "list.txt")
    outcome = load_manuscript(folder / "book")
    assert outcome.value is not None
    assert [text.path for text in outcome.value.texts] == ["book/edition.yaml", "book/1.md", "book/2.MD"]
    left = [(one.code, str(one.location)) for one in outcome.diagnostics]
    assert left == [("EB108", f"book/{name}") for name in ("4.markdown", "notes.txt", "part/3.md")]


def test_a_chapter_that_leads_out_of_the_folder_is_refused(folder: Path) -> None:
    _write(folder / "secret")
    _write(folder / "book" / "edition.yaml")
    (folder / "book" / "1.md").symlink_to("../secret")
    outcome = load_manuscript(folder / "book")
    assert (outcome.value, [one.code for one in outcome.diagnostics]) == (None, ["EB101"])


def test_a_header_with_the_other_suffix_is_named(folder: Path) -> None:
    _write(folder / "book" / "edition.yml")
    _write(folder / "book" / "1.md")
    with pytest.raises(UsageError, match=r"edition\.yml"):
        find_manuscripts(folder / "book")


def test_a_made_file_is_a_file_of_some_size(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(folder / "x.epub")
    with pytest.raises(UsageError, match="not a file"):
        load_file(folder / "x.epub")
    monkeypatch.setattr("edition_builder.project._LARGEST_FILE", 3)
    with pytest.raises(UsageError, match="larger"):
        load_file(_write(folder / "y.epub", b"four"))


def test_a_folder_is_given_whole_without_its_links(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(folder / "pack" / "b.txt", b"b")
    _write(folder / "pack" / "sub" / ".a", b"a")
    (folder / "pack" / "link.txt").symlink_to("/etc/hostname")
    assert [name.partition("pack/")[2] for name, _ in load_given(str(folder / "pack"))] == ["b.txt", "sub/.a"]
    monkeypatch.setattr("edition_builder.project._MOST_FILES", 1)
    with pytest.raises(UsageError, match="more than"):
        load_given(str(folder / "pack"))


@pytest.mark.parametrize(
    "css",
    [
        b"@import 'a.css';",
        b'p { background: url( "http://x.org/a.png") }',
        b"p { background: u\\72l(//x.org/a.png) }",
        b"@font-face { src: url(file:///etc/passwd) }",
        b"</style><script>1</script>",
        b"\xff\xfe",
    ],
)
def test_a_sheet_that_would_load_or_break_something_is_refused(folder: Path, css: bytes) -> None:
    _write(folder / "styles" / "custom.css", b"p { color: red }\n" + css)
    (finding,) = load_styles(None).diagnostics
    assert (finding.code, str(finding.location)[:17]) == ("EB109", "styles/custom.css")


def test_a_sheet_with_fonts_of_its_own_and_comments_is_sound(folder: Path) -> None:
    css = b"/* from http://x.org: url(http://x.org) */ @font-face { src: url(fonts/A.ttf) } p { content: '\\201C' }"
    _write(folder / "styles" / "custom.css", css)
    assert load_styles(None).diagnostics == ()


@pytest.mark.parametrize("name", ["https://example.org/a.html", "ftp://example.org/a", "no-such-file.txt"])
def test_an_address_and_a_missing_file_are_no_text_to_import(name: str) -> None:
    with pytest.raises(UsageError) as refused:
        load_foreign(name, BytesIO())
    assert refused.value.hint


def test_what_is_pasted_is_read_up_to_the_limit(folder: Path) -> None:
    pasted = load_foreign("-", BytesIO(b"words"))
    assert pasted.value is not None
    assert pasted.value.data == b"words"
    (folder / "huge.txt").touch()
    with (folder / "huge.txt").open("r+b") as file:
        file.truncate(200_000_000)
    assert [one.code for one in load_foreign(str(folder / "huge.txt"), BytesIO()).diagnostics] == ["EB105"]
    assert [one.code for one in load_foreign(str(folder), BytesIO()).diagnostics] == ["EB101"]


def test_the_folders_of_this_machine_are_those_that_say_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "/home/zugvogel")
    assert {"/home/zugvogel", tmp_path.as_posix()} <= set(machine_paths())
    monkeypatch.setenv("HOME", "/root")
    assert "/root" not in machine_paths()
