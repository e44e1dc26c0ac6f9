"""What a saved page says of itself beside the text: its title, who wrote or posted it, when it was posted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from edition_builder.importing.blocks import Block, Field, Kind, Sureness
from edition_builder.importing.markup import Piece
from edition_builder.importing.taken import letters
from edition_builder.importing.trees import Element, classes, tag_of, text_of

__all__ = ["is_posting_line", "stated_fields", "title_piece"]

# Classes that the themes of WordPress, Blogger, LiveJournal, Drupal, Ghost, Substack and news sites give the title.
_TITLE = frozenset({"entry-title", "post-title", "article-title", "page-title", "article__title", "headline", "p-name"})
# The same for who posted: hAtom, h-entry, schema.org and the themes named above.
_BYLINE = frozenset(
    {"byline", "author-name", "p-author", "createdby", "article__author", "article__author-link", "entry-author"}
)
_LEADS = re.compile(
    r"(?:written\s+by|by|par|von|geschrieben\s+von|por|автор:?|текст:?|بقلم:?|كتب)\s+|\s*[|·•]\s*", re.IGNORECASE
)
_METAS = frozenset({"author", "article:author", "parsely-author", "dc.creator", "byl"})
_PARTS = re.compile(r"\s+[|–—·»/:-]\s+")  # between the title and the name of the site
_LONGEST_NAME = 6  # words
_POSTED = "the page names this author; on a blog it may be whoever posted the text"
_OFFERED = "it may be the name of whoever posted the text"


def title_piece(pieces: Sequence[Piece], title: str) -> Piece | None:
    """The heading that is the page's title: by its class, or because the browser's tab shows it."""
    whole = title.casefold()
    for piece in pieces:
        words = _words(piece.block).casefold()
        if piece.block.kind is Kind.HEADING and words and words in whole and _TITLE & classes(piece.element):
            return piece
    return next((piece for piece in pieces if _names_page(piece.block, title)), None)


def stated_fields(root: Element, title: str, named: Piece | None) -> Iterator[Field]:
    """Title and author as the page states them.

    Args:
        root: the whole page.
        title: what the browser's tab shows.
        named: the heading that is the title, or None.
    """
    if named is not None:
        yield Field("title", _words(named.block), Sureness.SURE, "it is the page's title", named.block.line)
    elif title:
        yield Field("title", _PARTS.split(title)[0], Sureness.GUESS, "the browser's tab shows it")
    for meta in root.iter("meta"):
        name, value = meta.get("name") or meta.get("property") or "", " ".join((meta.get("content") or "").split())
        if name.lower() in _METAS and value and "://" not in value:
            yield Field("author", value, Sureness.GUESS, _POSTED)
            return
    poster = next(filter(None, (_poster(element) for element in root.iter())), "")
    if poster:
        yield Field("author", poster, Sureness.GUESS, "beside the title", offered=_OFFERED)


def is_posting_line(piece: Piece, author: str) -> bool:
    """Whether a block is nothing but the day of posting, or the author's name that the front matter says already."""
    words = letters(piece.block.words)
    times = "".join(text_of(one) for one in piece.element.iter() if tag_of(one) == "time")
    return bool(words) and (words == letters(times) or (bool(author) and words == letters(author)))


def _words(block: Block) -> str:
    return " ".join(block.words.split())


def _names_page(block: Block, title: str) -> bool:
    """Whether a heading stands in the page's title, and not at its end, where sites put their own name."""
    words, whole = _words(block).casefold(), title.casefold()
    high = block.kind is Kind.HEADING and block.level in (1, 2) and bool(words)
    return high and words in whole and (words == whole or not whole.endswith(words))


def _poster(element: Element) -> str:
    """The name in an element that says of itself that it names who wrote or posted."""
    says = "author" in (element.get("rel"), element.get("itemprop")) or (tag_of(element) and _BYLINE & classes(element))
    name = _LEADS.sub("", " ".join(text_of(element).split())) if says else ""
    few = 0 < len(name.split()) <= _LONGEST_NAME and not re.search(r"\d", name)
    return name if few and name[:1].isupper() | ("\u0600" <= name[:1] <= "\u06ff") else ""
