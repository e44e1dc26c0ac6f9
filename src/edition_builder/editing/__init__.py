"""``Manuscript`` → ``Edition``: note policy, numbering, chapters, front and back matter, text hash."""
