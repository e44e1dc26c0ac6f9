"""Typst as anyone would call it: ``bare_typst.py BOOK.typ OUT.pdf``."""

from __future__ import annotations

import sys

import typst

if __name__ == "__main__":
    source, out = sys.argv[1:]
    typst.compile(source, output=out)
