"""What may be cleaned, as choices with safe defaults: on is what changes no word, off what changes signs."""

from __future__ import annotations

from msgspec import Struct

__all__ = ["CHOICES", "Choice", "chosen"]


class Choice(Struct, frozen=True):
    """One thing that importing may do: its name on the command line, whether it is on by itself, what it does."""

    name: str
    usual: bool
    summary: str


CHOICES: tuple[Choice, ...] = (
    Choice("lines", True, "join the lines of paragraphs that were wrapped at a width"),
    Choice("spaces", True, "make one space of several"),
    Choice("hyphens", True, "join words that a line end has divided, where the text itself shows how they are written"),
    Choice("pages", True, "leave out page numbers and running heads of scanned pages"),
    Choice("furniture", True, "leave out replies, share bars, navigation, forms and the like"),
    Choice("front-matter", True, "move title, thanks, headnote and the like into the front matter"),
    Choice("notes", True, "link numbered marks with their notes, and rejoin sentences that a note has cut"),
    Choice("quotes", False, "turn straight quotation marks into those of the language"),
    Choice("dashes", False, "turn hyphens that stand for dashes into dashes"),
)


def chosen(added: tuple[str, ...] = (), dropped: tuple[str, ...] = ()) -> frozenset[str]:
    """The names of what is done: the usual ones with some added and some dropped."""
    usual = {choice.name for choice in CHOICES if choice.usual}
    return frozenset((usual | set(added)) - set(dropped))
