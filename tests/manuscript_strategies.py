"""Random manuscripts as a translator would type them: files of Markdown with every kind of block, for the laws.

A ``Draft`` is what would lie on the disk. It is sound by construction: a draft that reading refuses is a bug.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from hypothesis import strategies as st

from edition_builder.project import find_manuscripts, load_manuscript
from editions import png

__all__ = ["Draft", "drafts", "real_drafts"]

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Draft:
    """The files of a manuscript by name; a file manuscript has one text, a folder ``edition.yaml`` and chapters."""

    files: tuple[tuple[str, bytes], ...]

    def write(self, folder: Path) -> Path:
        """Put the files into a folder and return the path that the command takes."""
        for name, data in self.files:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return folder if any(name == "edition.yaml" for name, _ in self.files) else folder / self.files[0][0]


# Language → words, foreign words with their language, brackets that explain.
_WORDS: dict[str, tuple[tuple[str, ...], tuple[str, str], tuple[str, ...]]] = {
    "en": (
        ("the", "old", "man", "went", "home", "yesterday", "efficient", "don't", "“quiet”", "well-known", "5"),
        ("kk-Latn", "bauyrlar"),
        ("armed security forces", "president", "Tr.: a slogan", "Wednesday 5 January", "He died in 1905.", "were", "…"),
    ),
    "ru": (
        ("на", "площади", "стояли", "люди", "«тихо»", "вчера", "ещё", "Алматы", "кто-то", "огонь"),
        ("en", "breaking news"),
        ("вооружённые силы", "прим. пер.: лозунг", "президент", "среда, 5 января", "нрзб."),
    ),
    "kk": (
        ("қала", "үй", "әке", "өмір", "ұлы", "іс", "Алматы", "ғой", "көше", "таң"),
        ("ru", "площадь"),
        ("ескі алаң", "президент", "2022 жыл"),
    ),
    "ar": (
        ("ذهب", "الرجل", "القديم", "إلى", "البيت", "أمس", "قال", "2022", "السلام"),
        ("en", "the square"),
        ("الرئيس", "قوات الأمن", "السلام عليكم"),
    ),
    "fr": (
        ("l’homme", "est", "parti", "hier", "cœur", "« doucement »", "où", "sœur", "naïf"),
        ("ru", "дача"),
        ("le président", "N.d.T. : un slogan", "mercredi"),
    ),
}  # fmt: skip
_HEADINGS = ("The first night", "Second day", "Ночь", "A letter & a list")
_DIVISIONS = ("epigraph", "letter", "dateline", "salutation", "signature", "headnote", "credit", "dedication", "plain")
_STOPS = (".", "!", ",", ";", " —", "?", "…")


@st.composite
def _runs(draw: st.DrawFn, language: str, notes: list[str], *, brackets: bool = True) -> str:
    """A line of words with whatever may stand in one."""
    parts = [draw(_words(language))]
    for _ in range(draw(st.integers(0, 3))):
        parts.append(draw(_marked(language, notes, brackets=brackets)))
        parts.append(draw(_words(language)) + draw(st.sampled_from(_STOPS)))
    return " ".join(parts)


def _words(language: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(_WORDS[language][0]), min_size=1, max_size=9).map(" ".join)


@st.composite
def _marked(draw: st.DrawFn, language: str, notes: list[str], *, brackets: bool) -> str:
    """Words with a mark: a bracket, an author's note, stress, a foreign word, a correction, code, a link, a picture."""
    words = draw(_words(language))
    tag, foreign = _WORDS[language][1]
    plain = (
        f"*{words}*",
        f"**{words}**",
        f"[{foreign}]{{lang={tag}}}",
        f'[{words}]{{sic="wrogn"}}',
        "`a < b`",
        f"[{words}](https://example.org/a?b=1)",
        "![A mark](mark.png)",
    )
    if not brackets:
        return draw(st.sampled_from(plain))
    kind = draw(st.integers(0, 9))
    if kind <= 4:
        content = draw(st.sampled_from(_WORDS[language][2]))
        return f"{words} [{content}]" + draw(st.sampled_from(("", "", "", "{.footnote}", "{.inline}", "{by=editor}")))
    if kind <= 6:
        text = draw(_runs(language, notes, brackets=False))
        notes.append(text)
        return f"{words}[^n{len(notes)}]"
    return draw(st.sampled_from(plain))


def _blocks(language: str, notes: list[str], depth: int) -> st.SearchStrategy[str]:
    """One block of any kind, as lines; in another block only those that may stand there."""
    run = _runs(language, notes)
    broken = st.tuples(run, run).map("\\\n".join)
    if depth:
        return st.one_of(run, run, broken)
    inner = _some_blocks(language, notes, depth + 1).map("\n\n".join)
    items = st.lists(run, min_size=1, max_size=3)
    cells = st.tuples(run, run, run, run).map(lambda four: [one.replace("|", "") for one in four])
    return st.one_of(
        *(run, run, run, run, run, broken),
        inner.map(_quoted),
        st.tuples(run, run, run).map(lambda lines: "::: verse\n{}\n  {}\n\n{}\n:::".format(*lines)),
        st.tuples(st.sampled_from(_DIVISIONS), inner).map(lambda part: "::: {}\n{}\n:::".format(*part)),
        st.tuples(st.sampled_from(("- ", "3. ")), items).map(lambda of: "\n".join(of[0] + item for item in of[1])),
        cells.map(lambda four: "| {} | {} |\n|---|---:|\n| {} | {} |".format(*four)),
        _words(language).map(lambda words: f'![The square at night](images/square.png "{words}")'),
        st.sampled_from(("---", "    call 102\n      wait")),
        st.tuples(st.sampled_from(("# ", "## ")), st.sampled_from(_HEADINGS)).map("".join),
    )


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _some_blocks(language: str, notes: list[str], depth: int) -> st.SearchStrategy[list[str]]:
    return st.lists(_blocks(language, notes, depth), min_size=1, max_size=6 if depth == 0 else 2)


@st.composite
def _chapters(draw: st.DrawFn, language: str, notes: list[str]) -> str:
    """A text that begins with words, and the bodies of the author's notes that it calls."""
    first = len(notes)
    blocks = [draw(_runs(language, notes)), *draw(_some_blocks(language, notes, 0))]
    bodies = [f"[^n{number}]: {notes[number - 1]}" for number in range(first + 1, len(notes) + 1)]
    return "\n\n".join((*blocks, *bodies)) + "\n"


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """A manuscript in one of five languages, one of them set from right to left; in one file or a folder."""
    language = draw(st.sampled_from(tuple(_WORDS)))
    brackets = draw(st.sampled_from(("auto", "all", "none")))
    optional = {
        "subtitle": "A *short* account",
        "translator": "PS",
        "editor": "QT",
        "headnote": "These pages went from hand to hand.",
        "rights": "Copy this.",
        "written": "{date: 2022-01-06, place: Almaty}",
    }
    chosen = {key: value for key, value in optional.items() if draw(st.booleans())}
    header = {"title": "Six days", "author": "Anonymous", "language": language, **chosen}
    glossary = ", glossary: true" if draw(st.booleans()) else ""
    header["notes"] = f"{{brackets: {brackets}, by: translator{glossary}}}"
    lines = "\n".join(f"{key}: {value}" for key, value in header.items())
    pictures = (("images/square.png", png()), ("mark.png", png(4, 4)))
    if draw(st.booleans()):
        return Draft((("book.md", f"---\n{lines}\n---\n\n{draw(_chapters(language, []))}".encode()), *pictures))
    notes: list[str] = []
    chapters = tuple(
        (f"{number:02}-part.md", f"# Part {number}\n\n{draw(_chapters(language, notes))}".encode())
        for number in range(1, draw(st.integers(1, 3)) + 1)
    )
    return Draft((("edition.yaml", f"{lines}\n".encode()), *chapters, *pictures))


@lru_cache(maxsize=1)
def real_drafts() -> dict[str, Draft]:
    """The texts of this repository: its manuscripts, the golden cases, the examples for people."""
    found = {path.stem: Draft(((path.name, path.read_bytes()),)) for path in (ROOT / "manuscript").glob("*.md")}
    for folder in sorted((ROOT / "tests/golden").glob("*/manuscript")):
        loaded = load_manuscript(find_manuscripts(folder)[0])
        assert loaded.value is not None, loaded.diagnostics
        texts = [Path(text.path) for text in loaded.value.texts]  # in the order in which they are read
        others = sorted(path for path in folder.rglob("*") if path.is_file() and path not in texts)
        found[f"golden-{folder.parent.name}"] = Draft(
            tuple((path.relative_to(folder).as_posix(), path.read_bytes()) for path in (*texts, *others))
        )
    page = (ROOT / "docs/manuscript.md").read_text(encoding="utf-8")
    for number, text in enumerate(re.findall(r"^```markdown\n(.*?)^```", page, re.DOTALL | re.MULTILINE), start=1):
        found[f"example-{number}"] = Draft((("my-text.md", text.encode()),))
    return found
