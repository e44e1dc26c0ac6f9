"""Manuscript bytes → ``Manuscript``: front matter, Markdown, brackets, positions, clean pictures."""
