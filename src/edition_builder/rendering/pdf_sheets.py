"""A style sheet that was parsed for one document is taken for the next: a library's texts and a book's parts share it.

The engine parses what stands in ``<style>`` for every document: a fourteenth of the time of a leaflet, and the same
text each time. What it keeps of a sheet is only read afterwards (its own sheet for HTML serves all documents, too),
but for rules that it hands on to others while it parses: sheets with such rules are parsed each time.
"""

from __future__ import annotations

import re
from copy import copy
from functools import lru_cache
from typing import Any

import weasyprint.css as engine

__all__ = ["keep_sheets"]

_CSS = engine.CSS
_HANDED_ON = re.compile(r"@(?:import|layer|font-face|counter-style|color-profile|\\)", re.IGNORECASE)
_MOST_KEPT = 8  # a book page, four other formats, and the other direction of writing


def keep_sheets() -> None:
    """Have the engine keep sheets, from now on."""
    engine.CSS = _sheet


def _sheet(**given: Any) -> Any:
    """A sheet as the engine makes it; its rules for pages go to the list of the document."""
    text = given.get("string")
    if text is None or _HANDED_ON.search(text):
        return _CSS(**given)
    sheet = copy(_parsed(text, given.get("base_url"), given.get("media_type")))
    given["page_rules"].extend(sheet.page_rules)
    sheet.page_rules, sheet.layers = given["page_rules"], given["layers"]
    return sheet


@lru_cache(maxsize=_MOST_KEPT)
def _parsed(text: str, base_url: str | None, media_type: str) -> Any:
    """A sheet by itself, once for each text."""
    return _CSS(string=text, base_url=base_url, media_type=media_type, page_rules=[], layers=[])
