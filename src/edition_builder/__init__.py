"""Edition Builder: one manuscript in, an EPUB, a print-ready PDF, HTML and plain text out.

text → tree → edition → renditions → checks → dist: one room per arrow, each arrow a pure function, all of them
meeting only in ``pipeline.py``.
"""
