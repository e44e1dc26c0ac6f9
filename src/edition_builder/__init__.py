"""Edition Builder: one manuscript in, an EPUB, a print-ready PDF, HTML and plain text out.

text → tree → edition → renditions → checks → dist: one room per arrow, each arrow a pure function, all of them
meeting only in ``pipeline.py``.
"""

from __future__ import annotations

__all__ = ["__version__"]

__version__ = "0.1.0"  # as in pyproject.toml (a test compares): to ask the installed package takes longer than the rest
