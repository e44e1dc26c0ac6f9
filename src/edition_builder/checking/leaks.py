"""What no page may hold: an address to load from elsewhere (EB604), a trace of its making (EB606).

The list is that of ``docs/threats.md``. Pages are XHTML as parsed; style sheets are text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from edition_builder.checking.markup import Page
from edition_builder.checking.sheets import css_addresses
from edition_builder.checking.words import TOOL_FAULT
from edition_builder.diagnostics import Diagnostic

__all__ = ["check_leaks", "check_style"]

_LOADING = frozenset(
    (
        "src",
        "srcset",
        "href",
        "xlink:href",
        "poster",
        "data",
        "action",
        "formaction",
        "ping",
        "background",
        "manifest",
        "codebase",
        "cite",
        "longdesc",
        "archive",
    )
)
_ACTIVE = frozenset(
    (
        "script",
        "iframe",
        "frame",
        "object",
        "embed",
        "form",
        "base",
        "audio",
        "video",
        "applet",
        "portal",
        "foreignObject",
    )
)
_LOOKED_AT = _ACTIVE | {"style", "meta"}
# With a value of letters, digits and these signs such attributes say nothing, and load no more than a neighbour.
_PLAIN = frozenset(("class", "id", "lang", "role", "dir", "href", "{http://www.idpf.org/2007/ops}type"))
_NO_ADDRESS = re.compile(r"[\w #.-]+").fullmatch
_XLINK = "{http://www.w3.org/1999/xlink}"
_REMOTE = re.compile(r"\s*(?!data:|mailto:)(?:[a-z][a-z0-9+.-]*:|//|\\\\)", re.IGNORECASE)
_SPOKEN = frozenset(("alt", "title", "aria-label", "content"))
_PATH = re.compile(r"(?:^|[\s\"'(=:])(?:/(?:home|Users|root|tmp|var|opt|work|mnt|private)/|[A-Za-z]:\\)|file:/")
_TELLING_METAS = frozenset(("generator", "author", "date", "created", "modified"))


def check_leaks(page: Page) -> tuple[Diagnostic, ...]:
    """Everything in one page that would load something, or that tells of its maker."""
    findings: list[Diagnostic] = []
    for _ in page.root.iter(etree.Comment, etree.ProcessingInstruction):
        findings.append(_said("EB606", page.name, "a comment or processing instruction"))
    for element in page.elements:
        name = element.tag.rpartition("}")[2]
        if name in _LOOKED_AT:
            findings += _element_findings(page.name, name, element)
        for key, value in element.items():
            if key not in _PLAIN or not _NO_ADDRESS(str(value)):
                findings += _attribute_findings(page.name, name, str(key).replace(_XLINK, "xlink:"), str(value))
    return tuple(findings)


def check_style(name: str, css: str, *, relative: bool = False) -> tuple[Diagnostic, ...]:
    """Addresses in a style sheet; ``relative`` allows those of neighbours (fonts inside an EPUB)."""
    findings: list[Diagnostic] = []
    for rule, address in css_addresses(css):
        if not (relative and address and not _REMOTE.match(address)):
            findings.append(_said("EB604", name, f"the style sheet loads {rule}"))
    if "/*" in css:
        findings.append(_said("EB606", name, "a comment in the style sheet"))
    return tuple(findings)


def _element_findings(page: str, name: str, element: etree._Element) -> Iterator[Diagnostic]:
    """Elements that act or tell by being there."""
    if name in _ACTIVE:
        yield _said("EB604", page, f"an element {name}")
    elif name == "style":
        yield from check_style(page, element.text or "")
    elif name == "meta" and (element.get("name") or "").lower() in _TELLING_METAS:
        yield _said("EB606", page, f"a meta {element.get('name')}")
    elif name == "meta" and (element.get("http-equiv") or "").lower() == "refresh":
        yield _said("EB604", page, "a meta refresh")


def _attribute_findings(page: str, element: str, key: str, value: str) -> Iterator[Diagnostic]:
    """Attributes that load, act or tell."""
    if key in _LOADING and _REMOTE.match(value):
        yield _said("EB604", page, f"{element} {key}={value[:80]}")
    elif key.startswith("on"):
        yield _said("EB604", page, f"{element} {key}")
    elif key.startswith("data-"):
        yield _said("EB606", page, f"{element} {key}")
    elif key == "style":
        yield from check_style(page, value)
    elif key not in _SPOKEN and _PATH.search(value):
        yield _said("EB606", page, f"a path of a machine in {element} {key}")


def _said(code: str, page: str, what: str) -> Diagnostic:
    return Diagnostic(code, f"{page}: {what}", None, TOOL_FAULT)
