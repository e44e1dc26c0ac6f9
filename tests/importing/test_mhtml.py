"""Pages saved whole: the page in them is read, its pictures come along, a damaged one is refused in one line."""

from __future__ import annotations

import base64
import quopri
from pathlib import Path

import pytest

from editions import png
from imports import body, header, imported, left_out

PAGE = """<!DOCTYPE html><html lang="ru"><head><title>Ночь на площади - Блог</title></head><body>
<nav><a href="/">Главная</a></nav><article><h1>Ночь на площади</h1>
<p>Мы стояли всю ночь на площади, и никто не знал, что будет дальше, когда придёт утро.</p>
<p><img src="{picture}" alt="Площадь"></p>
<p>Потом пришли солдаты, и началось то, о чём я не могу говорить без слёз и сегодня.</p></article>
<div class="comments"><p>Держитесь там!</p></div></body></html>"""
KEPT = """Мы стояли всю ночь на площади, и никто не знал, что будет дальше, когда придёт утро.

![Площадь](images/out-001.png)

Потом пришли солдаты, и началось то, о чём я не могу говорить без слёз и сегодня."""


def saved(page: str, encoding: str = "utf-8") -> bytes:
    """As Chromium saves it: headers of mail, the page in quoted-printable, a picture in base64."""
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/post/1\r\nSubject: a\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--B"\r\n\r\n'
        f'----B\r\nContent-Type: text/html; charset="{encoding}"\r\nContent-Transfer-Encoding: quoted-printable\r\n'
        "Content-Location: https://example.org/post/1\r\n\r\n"
    )
    picture = (
        "\r\n----B\r\nContent-Type: image/png\r\nContent-ID: <p1@x>\r\nContent-Transfer-Encoding: base64\r\n"
        "Content-Location: https://example.org/i/a.png\r\n\r\n"
    )
    text = quopri.encodestring(page.encode(encoding)).replace(b"\n", b"\r\n")
    return head.encode() + text + picture.encode() + base64.encodebytes(png()) + b"\r\n----B--\r\n"


@pytest.mark.parametrize("picture", ["https://example.org/i/a.png", "cid:p1@x"])
@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251"])
def test_a_page_saved_whole(tmp_path: Path, picture: str, encoding: str) -> None:
    result = imported(tmp_path, saved(PAGE.format(picture=picture), encoding), name="a.mhtml")
    assert body(tmp_path) == KEPT
    assert header(tmp_path)["title"] == "Ночь на площади"
    assert left_out(tmp_path).split("\n") == ["Ночь на площади - Блог", "Главная", "Держитесь там!"]
    assert "EB913" not in {one.code for one in result.diagnostics}


def test_its_name_does_not_matter(tmp_path: Path) -> None:
    assert imported(tmp_path, saved(PAGE), name="page.html").summary[0].startswith("read as saved web page (MHTML)")


HEAD = b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n'
DAMAGED = {
    "no page": (HEAD + b"--b\nContent-Type: image/png\n\nx\n--b--\n", "EB903"),
    "no part": (HEAD, "EB903"),
    "many parts": (HEAD + b"--b\nContent-Type: text/css\n\n\n" * 2100, "EB902"),
    "nested": (b"".join(HEAD.replace(b'"b"', b'"b%d"' % n) + b"--b%d\n" % n for n in range(1500)), "EB903"),
    "binary": (HEAD + b"--b\nContent-Type: text/html\nContent-Transfer-Encoding: 8bit\n\n<p>\0\xff\xfe\x81", "EB904"),
    "large": (HEAD + b"--b\nContent-Type: text/html\n\n" + b"<p>word " * 400_000, "EB105"),
    "empty": (HEAD + b"--b\nContent-Type: text/html\n\n<p></p>\n--b--\n", "EB912"),
}


@pytest.mark.parametrize("name", list(DAMAGED))
def test_a_damaged_one_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    data, code = DAMAGED[name]
    result = imported(tmp_path, data, name="a.mhtml")
    assert ([one.code for one in result.diagnostics], result.paths) == ([code], ())
    assert list(tmp_path.iterdir()) == []
