"""The texts that are measured: the edition of this repository, once and a hundred times, and a text full of notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["CHAPTERS", "SEED", "Text", "as_one_file", "library", "long_text", "seed", "testimonies", "without_cover"]

SEED = Path(__file__).resolve().parent.parent / "manuscript" / "eyewitness-almaty.md"
CHAPTERS = 100
CHAPTER_CHARACTERS = 25_000
VOCABULARY = (
    "the night came down on a town of steel and snow while nobody had told them that last train was gone we asked "
    "for water bread and names they gave us what there was an old man sang his song about a river without end"
)


@dataclass(frozen=True, slots=True)
class Text:
    """A text to build: our manuscript, and the files of the same text that pandoc reads."""

    name: str
    manuscript: Path
    files: tuple[Path, ...]


def seed() -> Text:
    """The eyewitness text of this repository."""
    return Text("seed", SEED, (SEED,))


def without_cover(text: Text, folder: Path) -> Text:
    """The same manuscript with ``cover: false``, as pandoc makes no cover of its own."""
    copy = folder / text.manuscript.name
    copy.write_text(text.manuscript.read_text("utf-8").replace("---\n", "---\ncover: false\n", 1), encoding="utf-8")
    return Text(f"{text.name}, no cover", copy, (copy,))


def testimonies(folder: Path, chapters: int = CHAPTERS) -> Text:
    """The text of the seed as each of many chapters, with its eleven notes: 25 kB of prose a chapter."""
    folder.mkdir()
    _, meta, text = SEED.read_text("utf-8").split("---\n", 2)
    (folder / "edition.yaml").write_text(meta, encoding="utf-8")
    for number in range(1, chapters + 1):
        (folder / f"{number:03}.md").write_text(f"# Chapter {number}\n{text}", encoding="utf-8")
    return _folder_of(folder, f"seed {chapters} times, {chapters * 11:,} notes")


def library(folder: Path, manuscripts: int) -> Text:
    """As many manuscripts as large as the seed, each with a title and a slug of its own."""
    folder.mkdir()
    _, meta, text = SEED.read_text("utf-8").split("---\n", 2)
    head = "\n".join(line for line in meta.splitlines() if not line.startswith(("title:", "slug:", "identifier:")))
    for number in range(1, manuscripts + 1):
        own = f"---\ntitle: Testimony {number}\nslug: testimony-{number:05}\n{head}\n---\n"
        (folder / f"{number:05}.md").write_text(own + text, encoding="utf-8")
    return Text(f"{manuscripts:,} manuscripts of the seed's size", folder, ())


def as_one_file(text: Text, folder: Path) -> Text:
    """The same text in one file, for programs that take no folder."""
    if text.manuscript.is_file():
        return text
    meta, *chapters = (path.read_text("utf-8") for path in text.files)
    copy = folder / f"{text.manuscript.name}.md"
    copy.write_text("\n".join((f"---\n{meta}---\n", *chapters)), encoding="utf-8")
    return Text(text.name, text.manuscript, (copy,))


def long_text(folder: Path, chapters: int = CHAPTERS) -> Text:
    """Words at random, 25 kB in each chapter with some 70 notes; of 100 chapters it has 2.5 MB and 7,191 notes."""
    folder.mkdir()
    source = _words()
    meta = 'title: "A long night"\nauthor: "Anna K."\nlanguage: en\nnotes: {brackets: all, by: editor}\n'
    (folder / "edition.yaml").write_text(meta, encoding="utf-8")
    for number in range(1, chapters + 1):
        text = f"# Chapter {number}\n"
        while len(text) < CHAPTER_CHARACTERS:
            text += f"\n{_paragraph(source)}\n"
        (folder / f"{number:03}.md").write_text(text, encoding="utf-8")
    size = chapters * CHAPTER_CHARACTERS / 1e6
    return _folder_of(folder, f"{size:g} MB in {chapters} chapters, a note in every paragraph")


def _folder_of(folder: Path, name: str) -> Text:
    return Text(name, folder, (folder / "edition.yaml", *sorted(folder.glob("*.md"))))


def _words() -> Iterator[str]:
    """Words without end, always the same ones: the state is that of a small linear congruential generator."""
    vocabulary = VOCABULARY.split()
    state = 1
    while True:
        state = (state * 1_103_515_245 + 12_345) % 2**31
        yield vocabulary[(state >> 16) % len(vocabulary)]


def _paragraph(source: Iterator[str]) -> str:
    """Five sentences; the first has a bracketed note."""
    sentences = [" ".join(next(source) for _ in range(14)).capitalize() for _ in range(5)]
    return f"{sentences[0]} [{next(source)} {next(source)}]. {'. '.join(sentences[1:])}."
