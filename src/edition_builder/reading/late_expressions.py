"""Libraries that compile regular expressions when they are loaded, loaded without compiling them.

Compiling is slow in Python, and half of what PyYAML and markdown-it compile (all printable characters, dates, elements
of HTML, bare addresses) serves rules that are switched off here. Together that was a tenth of the time of a leaflet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

__all__ = ["compiled_on_use"]

_compile = re.compile


class _LateExpression:
    """Stands for an expression and compiles it when something is asked of it."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._arguments = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        """A method or value of the expression; kept, so that it is looked for once."""
        value = getattr(_compile(*self._arguments), name)
        setattr(self, name, value)
        return value


@contextmanager
def compiled_on_use() -> Iterator[None]:
    """While libraries are imported inside, ``re.compile`` only notes down what it is given."""
    re.compile = _LateExpression  # type: ignore[assignment] # undone below
    try:
        yield
    finally:
        re.compile = _compile
