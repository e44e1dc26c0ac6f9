"""The styles that a renderer is given."""

from edition_builder.model.rendition import StyleFolder

PLAIN = StyleFolder((("a.css", b"p { margin: 0 }"), ("b.css", b"h1 { margin: 0 }"), ("fonts/c.ttf", b"")))
OWN = StyleFolder((*PLAIN.files, ("custom.css", b"p { margin: 1em }")))


def test_the_projects_own_sheet_comes_last_where_there_is_one() -> None:
    assert PLAIN.sheet("b.css", "a.css") == "h1 { margin: 0 }\np { margin: 0 }"
    assert OWN.sheet("a.css") == "p { margin: 0 }\np { margin: 1em }"
    assert OWN.text("b.css") == "h1 { margin: 0 }"
