"""What is compared with what, by suite; texts are made when their turn comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from programs import (
    Command,
    after_an_edit,
    calibre,
    edition,
    pandoc,
    pandoc_four,
    typst,
    unchanged,
    weasyprint,
)
from texts import CHAPTERS, Text, as_one_file, library, long_text, seed, testimonies, without_cover

__all__ = ["SUITES", "Comparison"]

FOUR = ("epub", "html", "txt", "pdf")
NOVEL = 120  # chapters of 25 kB: 3 MB, as long as War and Peace
DIARY = 240  # 6 MB
PARTS = (1, NOVEL // 10, NOVEL)  # chapters: a hundredth, a tenth and the whole of a novel
SHELVES = 1000  # manuscripts


@dataclass(frozen=True, slots=True)
class Comparison:
    """Programs that make the same files of the same text, ours first; ratios are to the last.

    ``count`` is how many manuscripts there are, ``megabytes`` how long the text is.
    """

    text: str
    files: str
    programs: tuple[tuple[str, Command], ...]
    rounds: int
    count: int = 1
    megabytes: float = 0


def leaflet(folder: Path, rounds: int) -> Iterator[Comparison]:
    """A text of ten pages: what somebody waits for at night."""
    text, bare = seed(), without_cover(seed(), folder)
    yield _one(text, "EPUB", (edition(text, "epub"), *calibre(text, "epub"), pandoc(text)), rounds)
    yield _one(bare, "EPUB", (edition(bare, "epub"), pandoc(bare)), rounds)
    yield _one(text, "PDF", (edition(text, "pdf"), weasyprint(text, folder / "for-seed")), rounds)
    all_four = (edition(text, *FOUR), unchanged(text, folder / "again", *FOUR), pandoc_four(text, folder / "four"))
    yield _one(text, "EPUB, HTML, TXT, PDF", all_four, rounds)


def long_works(folder: Path, rounds: int) -> Iterator[Comparison]:
    """Books of 2.5 to 6 MB; the PDF of a novel once, because others need minutes for it."""
    few = max(1, rounds // 3)
    for text in (testimonies(folder / "hundred"), long_text(folder / "dense"), testimonies(folder / "diary", DIARY)):
        yield _one(text, "EPUB", (edition(text, "epub"), pandoc(text)), few)
    tenth = long_text(folder / "tenth", CHAPTERS // 10)
    yield _one(tenth, "PDF", (edition(tenth, "pdf"), weasyprint(tenth, folder / "for-tenth")), few)
    novel = testimonies(folder / "novel", NOVEL)
    programs = (
        edition(novel, "pdf"),
        after_an_edit(novel, folder / "kept", "pdf"),
        weasyprint(novel, folder / "for-novel"),
    )
    yield _one(novel, "PDF", programs, 1)


def scaling(folder: Path, rounds: int) -> Iterator[Comparison]:
    """The same kind of text, each time ten times as long: 3 MB are as long as War and Peace."""
    for chapters in PARTS:
        text = testimonies(folder / f"of-{chapters}", chapters)
        megabytes = sum(path.stat().st_size for path in text.files) / 1e6
        few = max(1, rounds // 3) if chapters < NOVEL else 1
        whole = as_one_file(text, folder)
        books = (edition(text, "epub"), *calibre(whole, "epub"), pandoc(text))
        bare = weasyprint(text, folder / f"pages-{chapters}")
        pages = (edition(text, "pdf"), typst(whole, folder / f"typst-{chapters}"), bare)
        yield _one(text, "EPUB", books, few, megabytes=megabytes)
        yield _one(text, "PDF", pages, few, megabytes=megabytes)


def libraries(folder: Path, rounds: int) -> Iterator[Comparison]:
    """A thousand manuscripts, without pages and with them."""
    del rounds
    text = library(folder / "library", SHELVES)
    for formats in (FOUR[:3], FOUR):
        yield _one(text, ", ".join(formats).upper(), (edition(text, *formats),), 1, count=SHELVES)


def _one(text: Text, files: str, programs: tuple[tuple[str, Command], ...], rounds: int, **more: float) -> Comparison:
    return Comparison(text.name, files, programs, rounds, int(more.get("count", 1)), more.get("megabytes", 0))


SUITES: dict[str, Callable[[Path, int], Iterator[Comparison]]] = {
    "leaflet": leaflet,
    "long": long_works,
    "scaling": scaling,
    "library": libraries,
}
