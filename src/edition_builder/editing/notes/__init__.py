"""The bracket engine: what each square bracket of a manuscript is, and what becomes of it (``docs/notes.md``)."""
