"""Ace by DAISY, the judge of accessible EPUB: asked by ``edition check`` where it is installed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from edition_builder.checking.programs import json_report
from edition_builder.diagnostics import Diagnostic

__all__ = ["ace_findings", "ace_program"]

_SECONDS = 300
_NAMES = ("ace-cli", "ace")
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_INSTALL = (
    "install it with: sudo apt-get install chromium npm && "
    "npm install --ignore-scripts @daisy/ace-cli @daisy/ace-axe-runner-puppeteer"
)
_NO_REPORT = "Ace says nothing of a book that does not parse; else see that it starts and finds a browser"
_MEANING = "look the rule up at kb.daisy.org; if the tool made this file, please report it"


def ace_program() -> str | None:
    """Ace's command: on the search path, else in ``node_modules`` of the working folder."""
    local = str(Path("node_modules/.bin").absolute())
    found = (shutil.which(name) or shutil.which(name, path=local) for name in _NAMES)
    return next((program for program in found if program), None)


def ace_findings(name: str, data: bytes) -> tuple[Diagnostic, ...]:
    """Ace's violations on a book (EB608), or EB609 that it could not be asked."""
    program = ace_program()
    if program is None:
        return (Diagnostic("EB609", f"{name}: Ace by DAISY is not installed", None, _INSTALL),)
    report = json_report((program, "-s"), data, seconds=_SECONDS, environment=_environment())
    if report is None:
        return (Diagnostic("EB609", f"{name}: Ace gave no report in {_SECONDS} seconds", None, _NO_REPORT),)
    words = dict.fromkeys(_violations(report))
    return tuple(Diagnostic("EB608", f"{name}: Ace: {one}", None, _MEANING) for one in words)


def _environment() -> dict[str, str]:
    """Time for a slow machine (milliseconds), and the browser that is there."""
    browser = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    return {"ACE_TIMEOUT_INITIAL": "60000"} | ({"PUPPETEER_EXECUTABLE_PATH": browser} if browser else {})


def _violations(report: dict[str, Any]) -> Iterator[str]:
    """Impact, rule and document of each failed assertion of an EARL report."""
    for document in report.get("assertions", ()):
        where = document.get("earl:testSubject", {}).get("url", "")
        for one in document.get("assertions", ()):
            if one.get("earl:result", {}).get("earl:outcome") == "fail":
                rule = one.get("earl:test", {})
                yield f"{rule.get('earl:impact')} {rule.get('dct:title')}: {rule.get('dct:description')} ({where})"
