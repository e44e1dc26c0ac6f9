"""A zip that came from somebody, opened in memory: every rule is asked before a byte is unpacked."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from edition_builder.diagnostics import Diagnostic, Outcome
from edition_builder.model.zip_rules import UNPACKING_FAILS, ZipLimits, broken_rule

__all__ = ["unpacked"]

_LIMITS = ZipLimits(entries=10_000, size=500_000_000, ratio=200, small=1_000_000)  # a pack holds pictures and books
_AGAIN = "do not pass it on; get it again from somebody else"


def unpacked(name: str, data: bytes) -> Outcome[tuple[tuple[str, bytes], ...]]:
    """Name (behind that of the zip) and bytes of each file in a zip; EB605 if it is damaged or breaks a rule."""
    try:
        with ZipFile(BytesIO(data)) as opened:
            entries = [one for one in opened.infolist() if not one.is_dir()]
            fault = broken_rule(entries, len(data), _LIMITS)
            if fault:
                return Outcome(None, (_said(name, fault),))
            return Outcome(tuple((f"{name}/{one.filename}", opened.read(one)) for one in entries))
    except UNPACKING_FAILS:
        return Outcome(None, (_said(name, "cannot be unpacked"),))


def _said(name: str, fault: str) -> Diagnostic:
    return Diagnostic("EB605", f"{name}: {fault}", None, _AGAIN)
