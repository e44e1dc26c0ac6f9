"""Ids and links of XHTML pages, and law 2's second half: each note is reached from its word and leads back to it."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from edition_builder.checking.markup import Page, by_class, has_class
from edition_builder.checking.words import TOOL_FAULT
from edition_builder.diagnostics import Diagnostic
from edition_builder.model.edition import Edition

__all__ = ["check_links", "check_notes"]


def check_links(pages: tuple[Page, ...], others: frozenset[str] = frozenset()) -> tuple[Diagnostic, ...]:
    """EB603 for an id that stands twice in a page and for a link inside the output that leads nowhere.

    ``others`` are the names of files that may be linked to as a whole (pictures, style sheets).
    """
    ids = {page.name: Counter(str(one) for one in _strings(page.root, "//@id")) for page in pages}
    doubled = [
        f"{name}: the id {one} stands {times} times"
        for name, all_ids in ids.items()
        for one, times in all_ids.items()
        if times > 1
    ]
    lost = [
        f"{page.name}: the link {address} leads nowhere"
        for page in pages
        for address in _inner_links(page)
        if not _leads_somewhere(page.name, address, ids, others)
    ]
    return tuple(Diagnostic("EB603", message, None, TOOL_FAULT) for message in (*doubled, *lost))


def check_notes(pages: tuple[Page, ...], edition: Edition) -> tuple[Diagnostic, ...]:
    """EB602 for a note of the edition that is lost, cannot be reached, or does not lead back to each of its calls."""
    calls: dict[str, list[str]] = {}
    for page in pages:
        for call in by_class(page, "call"):
            for link in call:
                target = (link.get("href") or "").rpartition("#")[2]
                calls.setdefault(target, []).append(link.get("id") or "")
    notes = {note.get("id") or "": note for page in pages for note in by_class(page, "footnote")}
    wanted = {note.identifier for note in edition.notes}
    strangers = [f"{name} is not a note of the edition" for name in notes if name not in wanted]
    faults = [fault for note in edition.notes for fault in _note_faults(note.identifier, notes, calls)]
    where = pages[0].name if len(pages) == 1 else "notes"
    return tuple(Diagnostic("EB602", f"{where}: {fault}", None, TOOL_FAULT) for fault in (*faults, *strangers))


def _note_faults(name: str, notes: dict[str, etree._Element], calls: dict[str, list[str]]) -> Iterator[str]:
    """What is wrong with one note, in words."""
    if name not in notes:
        yield f"{name} is lost"
        return
    if name not in calls:
        yield f"nothing calls {name}"
    links = [one for one in notes[name].iter("*") if one.get("class")]
    for kind in ("number", "back"):
        targets = {(link.get("href") or "").rpartition("#")[2] for link in links if has_class(link, kind)}
        needed = set(calls.get(name, ())) if kind == "back" else set(calls.get(name, ())[:1])
        if not needed <= targets:
            yield f"{name} does not lead back to {', '.join(sorted(needed - targets))}"
            return


def _inner_links(page: Page) -> Iterator[str]:
    """Addresses of links that have no scheme: they lead to this page or to a neighbour."""
    for address in _strings(page.root, "//@href"):
        if address.partition(":")[1] == "" or address.startswith("#"):
            yield address


def _leads_somewhere(name: str, address: str, ids: dict[str, Counter[str]], others: frozenset[str]) -> bool:
    """Whether an address without a scheme, seen from a page, names something in the output."""
    path, _, fragment = address.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
    if not fragment:
        return target in ids or target in others
    return target in ids and fragment in ids[target]


def _strings(root: etree._Element, path: str) -> list[str]:
    """The values an XPath finds, as plain strings."""
    found = root.xpath(path, smart_strings=False)
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []
