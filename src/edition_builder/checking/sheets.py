"""Style sheets as text: what they would load, and whether a project's own sheet can be used at all (EB109)."""

from __future__ import annotations

import re

from edition_builder.diagnostics import Diagnostic, Location

__all__ = ["check_own_sheet", "css_addresses"]

_ADDRESS = re.compile(r"url\(\s*+[\"']?+\s*+(?!data:|#)([^)\"']*)|(@import)|(image-set|src)\(", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(?=[^\n0-9a-fA-F])")
_LAST_CHARACTER = 0x10FFFF
_FONT = re.compile(r"fonts/[\w.-]+", re.ASCII)
_STEP = "take it out; fonts of your own go into styles/fonts/, everything else must stand in the sheet itself"


def css_addresses(css: str) -> list[tuple[str, str]]:
    r"""What a sheet loads: each rule as written, and its address ("" where the rule alone says enough).

    Escapes are undone first, as a browser does it (CSS Syntax 3, section 4.3.7): ``u\72l(`` is ``url(`` too.
    """
    plain = _ESCAPE.sub(_unescaped, css) if "\\" in css else css
    return [(found[0].strip(), found[1] or "") for found in _ADDRESS.finditer(plain)]


def check_own_sheet(path: str, data: bytes) -> tuple[Diagnostic, ...]:
    """EB109 for a sheet of the project that is not UTF-8, would load something, or would end its own element."""
    try:
        css = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Location(path, data.count(b"\n", 0, error.start) + 1, 1)
        return (Diagnostic("EB109", "the style sheet is not UTF-8", place, "save it as UTF-8 in the editor"),)
    css = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), css)
    loaded = [rule for rule, address in css_addresses(css) if not _FONT.fullmatch(address.strip())]
    said = [(rule, f"the style sheet would load something: {rule[:80]}", _STEP) for rule in loaded]
    if "</" in css:
        said.append(("</", "the style sheet holds </, which ends it inside a web page", "write it in another way"))
    return tuple(Diagnostic("EB109", message, _place(path, css, sign), step) for sign, message, step in said)


def _unescaped(found: re.Match[str]) -> str:
    if not found[1]:
        return ""
    code = int(found[1], 16)
    return chr(code) if code <= _LAST_CHARACTER else "\ufffd"


def _place(path: str, css: str, sign: str) -> Location:
    """The line of a rule; the first line for one that is written with escapes."""
    return Location(path, css.count("\n", 0, max(css.find(sign), 0)) + 1, 1)
