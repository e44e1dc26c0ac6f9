"""``Rendition`` → diagnostics: opens bytes with other tools than those that made them. Never imports a renderer."""
