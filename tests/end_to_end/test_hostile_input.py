"""What somebody may feed the tool to break it, a row for each kind of attack: each case ends in words.

Other tests look closer at single kinds; this table shows that none was forgotten.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from lxml import etree
from PIL import Image

from edition_builder.cli import main
from edition_builder.errors import ExitCode
from editions import png

HEAD = "---\ntitle: {title}\nauthor: {author}\nlanguage: en\n{more}---\n\n{body}\n"
OUTSIDE = "Zugvogel"  # what lies outside of the manuscript and must not come in


def text(body: str = "Words.", title: str = "T", author: str = "A", more: str = "") -> bytes:
    return HEAD.format(title=title, author=author, more=more, body=body).encode()


def russian(coding: str) -> bytes:
    return text("Они пришли ночью, и мы молчали.").decode().encode(coding)


# Row → case → manuscript and the code that is said.
REFUSED: dict[str, dict[str, tuple[bytes, str]]] = {
    "YAML": {
        "anchor": (text(more="description: &x words\n"), "EB208"),
        "bomb": (text(more="a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"), "EB208"),
        "Python's tag": (text(more="description: !!python/object:os.system x\n"), "EB208"),
        "own tag": (text(more="slug: !x y\n"), "EB208"),
        "merge key": (text(more="<<: {slug: x}\n"), "EB208"),
        "key twice": (text(more="slug: a\nslug: b\n"), "EB208"),
        "number for a key": (text(more="1: x\n"), "EB203"),
        "list for a key": (text(more="? [a]\n: b\n"), "EB208"),
        "depth": (text(more=f"print: {'{a: ' * 40}1{'}' * 40}\n"), "EB208"),
        "length": (text(more=f"description: {'x' * 70_000}\n"), "EB208"),
        "no end": (b"---\ntitle: [a\n---\nx", "EB202"),
        "directive": (b"---\n%YAML 9.9\ntitle: x\n---\nx", "EB202"),
        "no front matter": (b"words", "EB201"),
    },
    "pictures from elsewhere": {
        "up": (text("![x](../../x.png)"), "EB502"),
        "up, in code": (text("![x](%2e%2e/%2e%2e/x.png)"), "EB502"),
        "from the root": (text("![x](/etc/passwd)"), "EB502"),
        "through a link": (text("![x](link.png)"), "EB502"),
        "through a linked folder": (text("![x](out/secret.png)"), "EB502"),
        "http": (text("![x](http://a.example/x.png)"), "EB503"),
        "no scheme": (text("![x](//a.example/x.png)"), "EB503"),
        "data": (text("![x](data:image/png;base64,AAAA)"), "EB503"),
        "file": (text("![x](file:///etc/x.png)"), "EB503"),
        "pipe": (text("![x](pipe.png)"), "EB504"),
        "folder": (text("![x](folder.png)"), "EB504"),
        "not there": (text("![x](no.png)"), "EB501"),
    },
    "pictures that are bombs or none": {
        "pixels": (text("![x](pixels.png)"), "EB505"),
        "side": (text("![x](side.png)"), "EB505"),
        "text": (text("![x](text.png)"), "EB504"),
        "cut off": (text("![x](cut.png)"), "EB504"),
        "SVG": (text("![x](drawing.svg)"), "EB504"),
        "EPS": (text("![x](script.png)"), "EB504"),
        "PDF": (text("![x](page.png)"), "EB504"),
    },
    "control characters": {
        name: (text(f"a{sign}b"), "EB103")
        for name, sign in {
            "NUL": "\0",
            "bell": "\a",
            "escape": "\x1b[31m",
            "C1": "\x9b",
            "noncharacter": "\ufffe",
            "another": "\ufdd0",
            "direction": "\u202e",
            "isolate without end": "\u2066",
            "tag": "\U000e0041",
        }.items()
    },
    "encodings": {
        "broken": (text() + b"\xff", "EB102"),
        "overlong": (text() + b"\xc0\xaf", "EB102"),
        "half a character": (text() + b"\xe2\x82", "EB102"),
        "surrogate": (text() + b"\xed\xa0\x80", "EB102"),
        "UTF-16": (russian("utf-16"), "EB102"),
        "Windows-1251": (russian("cp1251"), "EB102"),
        "KOI8-R": (russian("koi8-r"), "EB102"),
    },
    "invisible in metadata": {
        "direction": (text(title="a\u202eb"), "EB103"),
        "zero width": (text(title="a\u200bb"), "EB103"),
        "tag": (text(author="a\U000e0041b"), "EB103"),
    },
    "names of files": {
        "up": (text(more="slug: ../x\n"), "EB209"),
        "root": (text(more="slug: /x\n"), "EB209"),
        "hidden": (text(more="slug: .x\n"), "EB209"),
        "reserved": (text(more="slug: con\n"), "EB209"),
        "long": (text(more=f"slug: {'a' * 60}\n"), "EB209"),
        "empty": (text(more='slug: "-"\n'), "EB209"),
    },
    "size and depth": {
        "large": (text("x " * 10_500_000), "EB105"),
        "quotations": (text(f"{'>' * 1000} a"), "EB303"),
        "lists": (text("".join(f"{'  ' * depth}- a\n" for depth in range(200))), "EB303"),
        "brackets": (text(f"{'[a' * 3000}{']' * 3000}"), "EB303"),
        "notes in a ring": (text("a[^a]\n\n[^a]: b[^b]\n\n[^b]: c[^a]"), "EB311"),
        "a note in itself": (text("a[^a]\n\n[^a]: b[^a]"), "EB311"),
        "nothing": (text(" "), "EB308"),
    },
}
# Row → case → manuscript that is built: what is dangerous in it is words, or left out.
HARMLESS: dict[str, dict[str, bytes]] = {
    "HTML": {
        name: text(f"Before. {markup}\n\n{markup}\n\nAfter.")
        for name, markup in {
            "script": "<script>alert(1)</script>",
            "frame": "<iframe src=x></iframe>",
            "event": "<img src=x onerror=alert(1)>",
            "comment": "<!-- [if IE]> -->",
            "SVG": "<svg onload=alert(1)><script/></svg>",
            "style": "<style>@import 'http://a.example/x.css'</style>",
            "base": '<base href="http://a.example/">',
            "refresh": '<meta http-equiv="refresh" content="0;url=http://a.example">',
            "in a heading": "# <object data=x>",
            "attribute": "[x]{onclick=alert(1)}",
            "style attribute": '[x]{style="background:url(http://a.example)"}',
            "of a division": "::: {.x onclick=alert(1)}\na\n:::",
            "entity": "&lt;script&gt; &#60;script&#62;",
        }.items()
    },
    "links": {
        name: text(f"[words]({address}) and more.")
        for name, address in {
            "javascript": "javascript:alert(1)",
            "javascript in code": "java&#115;cript:alert(1)",
            "capitals": "JaVaScRiPt:alert(1)",
            "vbscript": "vbscript:x",
            "data": "data:text/html,<script>",
            "file": "file:///etc/passwd",
        }.items()
    },
    "templates": {
        "Jinja": text("{{ 7*7 }} {% for x in y %} {{ config }} {# #}", title="'{{ 7*7 }}'"),
        "format": text("{0} {names} %s %(x)s", author="'{names.__class__}'"),
        "shell": text("$(id) `id` ${HOME}", title="'$(id)'"),
    },
    "Markdown": {
        "brackets": text("[" * 2_000),
        "stars": text("*a " * 1_000),
        "links": text("[a](" * 500),
        "underscores": text("_a_" * 1_000),
        "ticks": text(f"a {'`' * 2_001}"),
    },
    "alike": {
        "name in two alphabets": text(author="Аnna K."),
        "dots": text(title="..."),
        "emoji": text(title="'🙂'"),
        "path": text(title="'../../etc/passwd'"),
        "very long": text(title="x" * 300),
        "reserved": text(title="NUL"),
    },
}


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def huge_png(width: int, height: int) -> bytes:
    """A picture that says it is huge, and packs into nothing."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(10_000)))
        + chunk(b"IEND", b"")
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for a manuscript, among things that are dangerous to read."""
    outside, folder = tmp_path / "outside", tmp_path / "texts"
    outside.mkdir()
    folder.mkdir()
    (outside / "secret.png").write_bytes(png() + OUTSIDE.encode())
    (folder / "link.png").symlink_to(outside / "secret.png")
    (folder / "out").symlink_to(outside)
    (folder / "folder.png").mkdir()
    os.mkfifo(folder / "pipe.png")
    (folder / "pixels.png").write_bytes(huge_png(11_000, 11_000))
    (folder / "side.png").write_bytes(huge_png(20_000, 10))
    (folder / "text.png").write_bytes(b"words")
    (folder / "cut.png").write_bytes(png()[:60])
    (folder / "drawing.svg").write_bytes(b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>')
    (folder / "script.png").write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) (r) file\n")
    (folder / "page.png").write_bytes(b"%PDF-1.7\n")
    return folder


def flat(table: Mapping[str, Mapping[str, object]]) -> list[object]:
    return [pytest.param(case, id=f"{row}: {name}") for row, cases in table.items() for name, case in cases.items()]


def test_the_table_is_long_enough() -> None:
    rows = [len(one) for one in REFUSED.values()] + [len(one) for one in HARMLESS.values()]
    assert sum(rows) + len(PACKED) + len(STYLES) >= 110


@pytest.mark.parametrize("case", flat(REFUSED))
def test_it_is_refused_with_a_reason(case: tuple[bytes, str], folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, code = case
    (folder / "a.md").write_bytes(data)
    output = folder / "dist"
    assert main(["build", str(folder / "a.md"), "--output", str(output), "--format", "txt,html"]) == ExitCode.MANUSCRIPT
    said = capsys.readouterr()
    assert f" {code}: " in said.err
    assert "Traceback" not in said.err
    assert "hint:" in said.err
    assert said.out == ""
    assert not output.exists()


@pytest.mark.parametrize("case", flat(HARMLESS))
def test_it_is_words_and_no_more(case: bytes, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.md").write_bytes(case)
    output = folder / "dist"
    command = ["build", str(folder / "a.md"), "--output", str(output), "--format", "txt,html,epub"]
    assert main(command) == ExitCode.DONE
    assert "Traceback" not in capsys.readouterr().err
    (page,) = output.glob("*.html")
    assert page.parent == output
    root = etree.fromstring(page.read_bytes(), etree.HTMLParser(encoding="utf-8"))
    assert not list(root.iter("script", "iframe", "object", "svg", "base", "form", "img"))
    assert not [key for one in root.iter("*") for key, _ in one.items() if str(key).startswith("on") or key == "style"]
    addresses = [str(one.get(key)) for one in root.iter("*") for key in ("href", "src") if one.get(key)]
    assert not [one for one in addresses if not one.startswith(("#", "data:image/", "https:", "http:", "mailto:"))]
    assert "49" not in (root.findtext(".//h1") or "")
    assert OUTSIDE not in page.read_text(encoding="utf-8")


def zipped(members: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as opened:
        for name, data in members.items():
            opened.writestr(name, data)
    return made.getvalue()


def word(document: bytes, **more: bytes) -> bytes:
    kinds = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return zipped({"[Content_Types].xml": kinds, "word/document.xml": document, **more})


W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = b"<w:document " + W + b"><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>"
LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"lol") for n in range(10))
# Files to import: each is refused, and gives nothing of what lies outside.
PACKED: dict[str, bytes] = {
    "entity from a file": word(b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + BODY % b"&e;"),
    "entities that grow": word(b"<!DOCTYPE x [" + LAUGHS + b"]>" + BODY % b"&l9;"),
    "path up": word(BODY % b"a", **{"../../evil.txt": b"x"}),
    "absolute path": word(BODY % b"a", **{"/evil.txt": b"x"}),
    "drive": word(BODY % b"a", **{"C:evil.txt": b"x"}),
    "bomb": word(BODY % b"a", **{"word/media/x.bin": bytes(60_000_000)}),
    "too many": word(BODY % b"a", **{f"x/{number}": b"" for number in range(2_100)}),
    "two of one name": word(BODY % b"a", **{"word/Document.xml": BODY % b"b"}),
    "cut off": word(BODY % b"a")[:-30],
    "no document": zipped({"a.txt": b"x"}),
}


@pytest.mark.parametrize("name", PACKED)
def test_a_packed_file_is_refused(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.docx").write_bytes(PACKED[name])
    output = tmp_path / "made" / "a.md"
    assert main(["import", str(tmp_path / "a.docx"), "-o", str(output)]) == ExitCode.MANUSCRIPT
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    assert " EB9" in said.err
    assert not output.parent.exists()
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.docx"]


# A style sheet of the user's own that would load something, or a font that is none.
STYLES: dict[str, tuple[str, bytes]] = {
    "import": ("custom.css", b"@import 'http://a.example/x.css';"),
    "picture": ("custom.css", b"p { background: url(http://a.example/x.png) }"),
    "file": ("custom.css", b"p { background: url(file:///etc/passwd) }"),
    "font": ("custom.css", b"@font-face { font-family: x; src: url(//a.example/x.woff) }"),
    "set of pictures": ("custom.css", b"p { background: image-set('http://a.example/x.png' 1x) }"),
    "font file that is none": ("fonts/GentiumBookPlus-Regular.ttf", b"words"),
}


@pytest.mark.parametrize("name", STYLES)
def test_a_style_that_would_load_something_is_refused(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, data = STYLES[name]
    path = folder / "styles" / file
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    (folder / "a.md").write_bytes(text())
    command = ["build", str(folder / "a.md"), "--output", str(folder / "dist"), "--styles", str(folder / "styles")]
    assert main(command) in (ExitCode.MANUSCRIPT, ExitCode.CHECK_FAILED)
    said = capsys.readouterr().err
    assert " EB" in said
    assert "Traceback" not in said
    assert not (folder / "dist").exists()


def _linked_file(output: Path, outside: Path) -> None:
    (output / "t.txt").symlink_to(outside / "kept.txt")


def _linked_folder(output: Path, outside: Path) -> None:
    (output / "t-site").symlink_to(outside)


@pytest.mark.parametrize("prepare", [_linked_file, _linked_folder])
def test_nothing_is_written_through_a_link(
    prepare: Callable[[Path, Path], None], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output, outside = folder / "dist", folder.parent / "outside"
    output.mkdir()
    (outside / "kept.txt").write_text("kept", encoding="utf-8")
    before = sorted(outside.rglob("*"))
    prepare(output, outside)
    (folder / "a.md").write_bytes(text())
    main(["build", str(folder / "a.md"), "--output", str(output), "--format", "txt,site"])
    assert "Traceback" not in capsys.readouterr().err
    assert (outside / "kept.txt").read_text(encoding="utf-8") == "kept"
    assert sorted(outside.rglob("*")) == before


def test_a_picture_with_a_second_one_in_it_gives_its_first(folder: Path) -> None:
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("white", "black")]
    made = BytesIO()
    frames[0].save(made, "GIF", save_all=True, append_images=frames[1:])
    (folder / "moving.gif").write_bytes(made.getvalue())
    (folder / "a.md").write_bytes(text("![x](moving.gif)"))
    output = folder / "dist"
    assert main(["build", str(folder / "a.md"), "--output", str(output), "--format", "epub"]) == ExitCode.DONE
    with ZipFile(output / "t.epub") as book:
        (name,) = [one for one in book.namelist() if "img-001" in one]
        with Image.open(BytesIO(book.read(name))) as shown:
            assert getattr(shown, "n_frames", 1) == 1
