"""``how-to-open.txt`` of a pack: what to try, in which order, in the language of the edition.

Android's own viewer takes plain text and reads it as UTF-8 (AOSP, packages/apps/HTMLViewer): line ends alone, no byte
order mark, no long lines.
"""

from __future__ import annotations

from msgspec import Struct

from edition_builder.model.edition import Edition

__all__ = ["HOW_TO_OPEN", "Step", "how_to_open"]

HOW_TO_OPEN = "how-to-open.txt"
_USES = {
    "html": "opens_html",
    "txt": "opens_txt",
    "phone": "opens_phone",
    "epub": "opens_epub",
    "pdf": "opens_pdf",
    "booklet": "opens_booklet",
    "handout": "opens_handout",
    "large-print": "opens_large_print",
    "qr": "opens_qr",
    "poster": "opens_poster",
    "messages": "copy_messages",
    "site": "pass_on_site",
}


class Step(Struct, frozen=True):
    """A format and the file or folder to open for it, by its name in the pack."""

    format: str
    opened: str


def how_to_open(edition: Edition, steps: tuple[Step, ...]) -> str:
    """The text, with one line end at its end."""
    terms = edition.terms
    zipped = any(step.opened.endswith(".zip") for step in steps)
    paragraphs = (
        *(() if edition.discreet else ("\n".join((edition.metadata.title, *edition.authors, *edition.credits)),)),
        "\n".join((terms.how_to_open, *(f"{step.opened}: {getattr(terms, _USES[step.format])}" for step in steps))),
        *((terms.unpack_zip,) if zipped else ()),
        terms.pass_on_how,
        "\n".join((f"{terms.check_phrase}: {' '.join(edition.check_phrase)}", terms.check_phrase_use)),
        terms.sums_use,
    )
    return "\n\n".join(paragraphs) + "\n"
