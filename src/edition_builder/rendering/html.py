"""One HTML file that opens on a bare phone from a chat: no script, nothing to fetch, pictures as ``data:``."""

from __future__ import annotations

from base64 import b64encode

from edition_builder.model.edition import Edition
from edition_builder.model.rendition import Rendition, RenditionFile, StyleFolder
from edition_builder.rendering.picture_sizes import SCREEN, with_fitting_pictures
from edition_builder.rendering.screen_page import Head, ScreenPage, contents, matter, screen_dialect, screen_page, text
from edition_builder.rendering.style_sheets import compact_sheet

__all__ = ["render"]

_POLICY = (
    "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)


def render(edition: Edition, styles: StyleFolder) -> Rendition:
    """The edition as one file, ``SLUG.html``, UTF-8.

    Raises:
        KeyError: ``html.css`` is in neither style folder.
    """
    edition = with_fitting_pictures(edition, SCREEN)
    addresses = {
        picture.name: f"data:{picture.media_type};base64,{b64encode(picture.data).decode()}"
        for picture in edition.pictures
    }
    choices = screen_dialect(edition, addresses.__getitem__)
    page = ScreenPage(
        edition.metadata.title,
        contents=contents(edition, lambda _number: ""),
        text=text(edition, choices),
        pass_on=edition.terms.pass_on_page,
        matter=matter(edition, choices),
    )
    head = Head(_POLICY, f"<style>\n{compact_sheet(styles, 'html.css', grey=edition.discreet)}\n</style>")
    file = RenditionFile(f"{edition.metadata.slug}.html", screen_page(page, edition, choices, head))
    return Rendition("html", (file,))
