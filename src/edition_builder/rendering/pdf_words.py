"""Words stay whole where a page ends: a page that ends in half a word is made anew at once.

A page that ends in half a word, and a paragraph whose last line is such a half of less than four letters, are what a
typesetter would not let stand. The engine can make a page again from the state in which it began; the paragraphs in
question are then set without hyphens from that page on, which costs one page and not the whole book.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from weasyprint.layout import page as pages

__all__ = ["broken_ends", "keep_words_whole"]

_HYPHEN = "\u2010"  # what the engine puts where it breaks a word
_SHORTEST_LAST_LINE = 4  # letters
_TRIES = 3  # of a page; each time other lines stand at its end
# What making a page changes in the layout, and how to keep it.
_LISTS = ("_waiting_notes", "_reported_notes", "_carrying", "_come_over", "broken_out_of_flow", "rendered_notes")
_FLAGS = ("_made_room",)
_remake_page = pages.remake_page


def keep_words_whole() -> None:
    """Have the engine make pages so, from now on."""
    pages.remake_page = _remake_page_of_whole_words


def _remake_page_of_whole_words(index: int, context: Any, root_box: Any, html: Any) -> tuple[Any, Any]:
    """A page as the engine makes it, or as it is without half a word at an end."""
    kept = {name: context.__dict__[name].copy() for name in _LISTS}
    flags = {name: context.__dict__[name] for name in _FLAGS}
    made: tuple[Any, Any] = _remake_page(index, context, root_box, html)
    for _ in range(_TRIES):
        broken = [lines[0].element for lines in broken_ends(made[0])]
        texts = (text for one in broken for text in _sources(context, root_box).get(id(one), ()))
        if not [box for text in texts for box in _without_hyphens(text)]:
            break
        context.__dict__.update({name: one.copy() for name, one in kept.items()}, **flags)
        context.page_maker[index][-1].update(content_changed=False, pages_wanted=False, anchors=[], content_lookups=[])
        made = _remake_page(index, context, root_box, html)
    return made


def broken_ends(page: Any) -> Iterator[list[Any]]:
    """The lines of each paragraph that ends a page in half a word, or ends in less than four letters of one."""
    paragraphs = list(_paragraphs(page.children[0]))
    for lines in paragraphs:
        texts = [_text(line) for line in lines[-2:]]
        if len(texts) > 1 and texts[0].endswith(_HYPHEN) and sum(map(str.isalpha, texts[1])) < _SHORTEST_LAST_LINE:
            yield lines
    if paragraphs and _text(paragraphs[-1][-1]).endswith(_HYPHEN):
        yield paragraphs[-1]


def _sources(context: Any, root_box: Any) -> dict[int, list[Any]]:
    """The boxes that hold the text of each element before it is cut into lines and pages, found once for a book."""
    if not hasattr(context, "sources_of_lines"):
        found: dict[int, list[Any]] = {}
        for box in root_box.descendants():
            if type(box).__name__ == "LineBox":
                found.setdefault(id(box.element), []).append(box)
        context.sources_of_lines = found
    return cast(dict[int, list[Any]], context.sources_of_lines)


def _without_hyphens(line: Any) -> Iterator[Any]:
    """The boxes of a text whose words could be broken, which they cannot any longer.

    Elements that look alike share their style: each box gets one of its own.
    """
    for box in (line, *line.descendants()):
        if box.style["hyphens"] == "auto":
            box.style = box.style.copy()
            box.style["hyphens"] = "manual"
            yield box


def _paragraphs(box: Any) -> Iterator[list[Any]]:
    """The lines of each paragraph in a box, in order."""
    children = getattr(box, "children", ())
    lines = [kid for kid in children if type(kid).__name__ == "LineBox"]
    if lines:
        yield lines
        return
    for kid in children:
        yield from _paragraphs(kid)


def _text(line: Any) -> str:
    return "".join(str(one.text) for one in line.descendants() if hasattr(one, "text")).strip()
