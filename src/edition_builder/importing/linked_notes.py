"""Notes of HTML pages: a small link that leads to another block, and the block that it leads to.

The forms are those of WordPress, Word, Wikipedia, EPUB (``epub:type="noteref"``) and of mammoth: a number or sign that
links to an element with that id, which stands later and mostly links back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote

from msgspec import Struct

from edition_builder.importing.trees import Element, tag_of, text_of

__all__ = ["LinkedNotes", "find_linked_notes"]

_MARK = re.compile(r"[\[(]?\s*((?:\d{1,4}|[a-z]|[*†‡§¶#]{1,4}))\s*[\])]?", re.IGNORECASE)
_CONTAINERS = frozenset({"li", "p", "div", "aside", "td", "dd", "section", "dt"})
_BODY_MARK = re.compile(r"\s*[\[(]?\s*(\d{1,4}|[*†‡§¶#]{1,4})\s*[\])]?[.:]?\s*")


class LinkedNotes(Struct, frozen=True):
    """Elements that call a note → label; elements that are the body of one → label; links back → their words."""

    calls: Mapping[Element, str]
    bodies: Mapping[Element, str]
    backs: Mapping[Element, str]

    def visible_mark(self, body: Element) -> str:
        """The number that a body shows itself, as the words of its link back."""
        return " ".join(self.backs[link] for link in body.iter("a") if link in self.backs)


def find_linked_notes(root: Element) -> LinkedNotes:
    """The notes of a tree, in the order of their calls."""
    order = {element: place for place, element in enumerate(root.iter())}
    targets = {name: element for element in order for name in (element.get("id"), element.get("name")) if name}
    calls: dict[Element, str] = {}
    bodies: dict[Element, str] = {}
    taken: set[str] = set()
    for link in order:
        address = link.get("href") or "" if tag_of(link) == "a" else ""
        target = targets.get(unquote(address[1:])) if address.startswith("#") else None
        mark = _MARK.fullmatch(text_of(link).strip())
        if target is None or not (mark or _is_noteref(link)) or order[target] < order[link]:
            continue
        body = _container(target)
        if body is None or body in link.iterancestors() or not text_of(body).strip():
            continue
        text = mark[1] if mark else str(len(bodies) + 1)
        if body not in bodies:
            bodies[body] = _free(text, taken)
            taken.add(bodies[body])
        calls[_whole(link)] = bodies[body]
    bodies = {
        body: label for body, label in bodies.items() if not any(other in bodies for other in body.iterancestors())
    }
    kept = set(bodies.values())
    calls = {call: label for call, label in calls.items() if label in kept}
    near = {inner for call in calls for inner in (call, *call.iterdescendants())}
    backs = {link: text_of(link).strip() for body in bodies for link in body.iter() if _leads_back(link, near, targets)}
    return LinkedNotes(calls, bodies, backs)


def _is_noteref(link: Element) -> bool:
    """Whether the link says of itself that it calls a note."""
    names = {link.get("role") or "", *(str(value) for name, value in link.attrib.items() if str(name).endswith("type"))}
    return "doc-noteref" in names or any("noteref" in name for name in names)


def _container(target: Element) -> Element | None:
    """The block that a target is or stands in."""
    chain = (target, *target.iterancestors())
    return next((element for element in chain if tag_of(element) in _CONTAINERS), None)


def _whole(link: Element) -> Element:
    """The link, or the raised element that holds nothing else."""
    parent = link.getparent()
    if parent is not None and tag_of(parent) in ("sup", "span") and text_of(parent).strip() == text_of(link).strip():
        return _whole_again(parent)
    return link


def _whole_again(element: Element) -> Element:
    parent = element.getparent()
    same = (
        parent is not None and tag_of(parent) in ("sup", "span") and text_of(parent).strip() == text_of(element).strip()
    )
    return parent if parent is not None and same else element


def _free(text: str, taken: set[str]) -> str:
    """A label that no other note has: numbers that begin anew get a star."""
    label = text
    while label in taken:
        label += "*"
    return label


def _leads_back(link: Element, near: set[Element], targets: Mapping[str, Element]) -> bool:
    """Whether a link in a note leads to its call or close to it."""
    address = link.get("href") or "" if tag_of(link) == "a" else ""
    target = targets.get(unquote(address[1:])) if address.startswith("#") else None
    if target is None:
        return False
    around = (target, *target.iterdescendants(), *list(target.iterancestors())[:2])
    return any(one in near for one in around)
