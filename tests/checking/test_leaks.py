"""What no page may hold: every place that loads, every trace of the maker; and what only looks like one."""

from __future__ import annotations

import pytest

from edition_builder.checking.leaks import check_leaks, check_style
from edition_builder.checking.markup import parse_pages

SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def codes(body: str) -> list[str]:
    parsed = parse_pages([("one.xhtml", f"<html><body>{body}</body></html>".encode())]).value
    assert parsed is not None
    return [found.code for found in check_leaks(parsed[0])]


@pytest.mark.parametrize(
    "body",
    [
        *(f'<p {name}="https://example.org/a"/>' for name in ("src", "srcset", "href", "poster", "data", "action")),
        *(f'<p {name}="//example.org/a"/>' for name in ("formaction", "ping", "background", "manifest")),
        *(f'<a href="{scheme}:x"/>' for scheme in ("http", "FTP", "ws", "file", "blob", "content", "javascript")),
        '<a href=" https://example.org"/>',
        '<a href="\\\\server\\share"/>',
        f'<svg {SVG}><image xlink:href="https://example.org/a.png"/></svg>',
        f"<svg {SVG}><foreignObject/></svg>",
        *(f"<{name}/>" for name in ("script", "iframe", "object", "embed", "form", "base", "audio", "video")),
        '<p style="background:url(a.png)"/>',
        "<style>p { background: image-set('a.png' 1x) }</style>",
    ],
)
def test_what_loads(body: str) -> None:
    assert codes(body) == ["EB604"]


@pytest.mark.parametrize(
    "body",
    [
        "<!-- x -->",
        "<?x y?>",
        '<meta name="Generator" content="x"/>',
        '<meta name="author" content="x"/>',
        '<p data-x="1"/>',
        '<p id="/home/anna/x"/>',
        '<p class="x C:\\book"/>',
    ],
)
def test_what_tells(body: str) -> None:
    assert codes(body) == ["EB606"]


@pytest.mark.parametrize(
    "body",
    [
        '<img src="data:image/png;base64,AAAA" alt="at /home/anna"/>',
        '<a href="#note-1">https://example.org</a>',
        '<a href="chapter-2.xhtml#a">x</a>',
        "<p>url(https://example.org) /home/anna C:\\book</p>",
        '<style>p { background: url("data:image/png;base64,AAAA") }</style>',
        '<meta name="viewport" content="width=device-width"/>',
    ],
)
def test_what_only_looks_like_it(body: str) -> None:
    assert codes(body) == []


def test_a_style_sheet_may_name_its_neighbours_where_that_is_allowed() -> None:
    neighbour, server = "p { src: url(fonts/a.ttf) }", "p { src: url('https://example.org/a.ttf') }"
    assert check_style("a.css", neighbour, relative=True) == ()
    assert [one.code for one in check_style("a.css", neighbour)] == ["EB604"]
    assert [one.code for one in check_style("a.css", server, relative=True)] == ["EB604"]
    assert [one.code for one in check_style("a.css", "@import 'b.css';", relative=True)] == ["EB604"]
