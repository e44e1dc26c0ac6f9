"""The law of importing over random pages: every word that a reader sees stands in one of the three places."""

from __future__ import annotations

import html
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from imports import accounted, imported, words

WORD = st.text(st.sampled_from([*"abcXYZ01éжا語"]), min_size=1, max_size=6)
SIGNS = st.sampled_from(["*", "_", "#", "1.", "[x]", "<b>", "&amp;", "`", "|", "-", "]("])
TEXT = st.lists(st.one_of(WORD, WORD, WORD, SIGNS), min_size=1, max_size=8).map(" ".join)
INLINE = ("em", "strong", "b", "span", "sup", "a")
BLOCK = (
    "p",
    "div",
    "h1",
    "h2",
    "li",
    "blockquote",
    "section",
    "article",
    "nav",
    "aside",
    "footer",
    "pre",
    "td",
    "center",
)

# A page as (visible text, HTML): the text is put together beside the HTML, not read from it.
Page = tuple[str, str]


def _inline(parts: tuple[str, str]) -> Page:
    tag, text = parts
    return text, f"<{tag}>{html.escape(text)}</{tag}>"


def _block(parts: tuple[str, list[Page]]) -> Page:
    tag, inner = parts
    return (
        "\n" + " ".join(text for text, _ in inner) + "\n",
        f"<{tag}>{' '.join(markup for _, markup in inner)}</{tag}>",
    )


RUN = st.one_of(TEXT.map(lambda text: (text, html.escape(text))), st.tuples(st.sampled_from(INLINE), TEXT).map(_inline))
PAGE = st.recursive(
    st.tuples(st.sampled_from(BLOCK), st.lists(RUN, min_size=1, max_size=4)).map(_block),
    lambda inner: st.tuples(st.sampled_from(BLOCK[1:]), st.lists(st.one_of(inner, RUN), min_size=1, max_size=4)).map(
        _block
    ),
    max_leaves=8,
)


@given(st.lists(PAGE, min_size=1, max_size=5), st.booleans())
@settings(max_examples=120)
def test_every_word_of_a_page_stands_in_one_of_three_places(pages: list[Page], furniture: bool) -> None:
    source = "<!DOCTYPE html><html><head><meta charset=utf-8></head><body>" + "".join(markup for _, markup in pages)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if imported(folder, source, name="page.html", dropped=() if furniture else ("furniture",)).paths:
            assert accounted(folder) == words("\n".join(text for text, _ in pages))
