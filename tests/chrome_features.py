"""Which Chrome brought each feature of CSS that our screen style sheets use.

Source: MDN browser-compat-data 8.1.9 (npm ``@mdn/browser-compat-data``, November 2026), ``css.*.__compat.support``: the
later of ``chrome`` and, where it says a number above 4.4, ``webview_android``. A telephone of 2016 that was never
updated since has a WebView between 44 and 51.
"""

from __future__ import annotations

__all__ = ["CAME_WITH", "IMPROVEMENTS", "OLDEST"]

OLDEST = 44

_BY_VERSION: dict[int, str] = {
    1: (
        "background, border, border-bottom, border-collapse, border-left, border-right, border-top, color, content, "
        "cursor, display, font, font-size, font-style, font-variant, height, left, line-height, list-style, margin, "
        "margin-bottom, margin-left, margin-top, max-width, min-height, min-width, opacity, overflow, overflow-x, "
        "padding, padding-left, padding-top, page-break-after, page-break-inside, pointer-events, position, right, "
        "text-align, text-decoration, text-indent, top, vertical-align, white-space, width, "
        "border: solid, border-bottom: solid, border-left: solid, border-right: solid, border-top: solid, "
        "border-collapse: collapse, box-sizing: border-box, cursor: pointer, display: block, display: inline-block, "
        "display: none, font-style: italic, font-style: normal, height: auto, list-style: none, max-width: none, "
        "overflow: visible, overflow-wrap: break-word, overflow-x: auto, page-break-after: avoid, "
        "page-break-inside: avoid, pointer-events: none, position: absolute, position: relative, right: auto, "
        "text-align: center, text-align: left, text-align: right, text-decoration: none, text-decoration: underline, "
        "vertical-align: baseline, vertical-align: top, white-space: nowrap, "
        "element, .class, [attribute],  , >, +, ~, ::after, ::before, :checked, :focus, :not, :target, "
        "@media, print, em, px, pt, mm, %"
    ),
    2: "font-weight, font-weight: bold, font-weight: normal",
    4: ":first-child, rem",
    10: "box-sizing",
    20: "vh",
    23: "overflow-wrap",
    25: "orphans, widows",
    37: "@page, margin: auto, white-space: pre-wrap",
    52: "font-variant: small-caps",
    54: "-webkit-text-size-adjust, text-size-adjust",
    69: "scroll-margin-top",
    76: "(prefers-color-scheme)",
    80: "overflow-wrap: anywhere",
}
CAME_WITH: dict[str, int] = {
    feature: version for version, names in _BY_VERSION.items() for feature in names.split(", ")
}

# What an older browser leaves out without harm, and what a reader then has.
IMPROVEMENTS: dict[str, str] = {
    "font-variant: small-caps": "capitals stay capitals; the value is older in fact: it stands in CSS 2.1",
    "-webkit-text-size-adjust": "for the iPhone, which enlarges text in a landscape by itself",
    "text-size-adjust": "the same for later browsers",
    "scroll-margin-top": "the way back from a note ends at the top edge of the screen, not a few lines below it",
    "(prefers-color-scheme)": "the switch for day and night",
    "overflow-wrap: anywhere": "break-word, which is inherited, breaks a long word too; only a column may be too wide",
}
