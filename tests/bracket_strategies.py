"""Random manuscripts full of brackets, for the laws of the note engine."""

from __future__ import annotations

from itertools import count

from hypothesis import strategies as st

from edition_builder.diagnostics import Location
from edition_builder.model.document import (
    Action,
    Block,
    BracketClass,
    Code,
    CodeBlock,
    Division,
    DivisionKind,
    Emphasis,
    Figure,
    Hand,
    Heading,
    Inline,
    Inlines,
    ItemList,
    LineBreak,
    Link,
    NoteReference,
    OpenBracket,
    OpenBracketBlock,
    Override,
    Paragraph,
    Picture,
    Quotation,
    SceneBreak,
    Span,
    Strong,
    Table,
    Text,
    Verse,
    VerseLine,
)
from edition_builder.model.manuscript import (
    AuthorNote,
    BracketPreset,
    FrontMatter,
    Manuscript,
    NotePolicy,
    Person,
)

__all__ = ["manuscripts"]

_WORDS = (
    "the", "old", "man", "Tokayev", "karabets", "said", "of", "in", "5", "January", "went", "he", "KNB", "площадь",
    "в", "guys", "Sir", "W.", "Pen", "and", "yesterday", "Dear", "brother", "1864", "l'homme", "word's",
)  # fmt: skip
_CONTENT = (
    "president", "were", "sic", "…", "illegible", "Wednesday 5 January", "2022", "T", "ment", "Laughter.", "of March",
    "Tr.: a slogan", "Ed. note — he died.", "a slogan — Tr.", "He died in 1905. She did not.", "armed forces", "King's",
    "Footnote: see below", "Transcriber's Note: spelling kept", "who attacked the palace", "прим. пер.: так", "[x]",
    "12", "x", "Page 39: a running head", "Note by Smith: so it was.", "(прим. ред.)", "",
)  # fmt: skip
_GAPS = (" ", " ", " ", ", ", ". ", "; ", "! ", " — ", "--", "”, ", "“", "...", " (", ") ", "'s ", "")
_LANGUAGES = ("en", "ru", "fr", "de", "es", "kk", "ja", "en-GB", "tr")


def _place(numbers: count[int]) -> Location:
    return Location("text.md", next(numbers), 1)


@st.composite
def _texts(draw: st.DrawFn) -> Text:
    words = draw(st.lists(st.tuples(st.sampled_from(_WORDS), st.sampled_from(_GAPS)), min_size=1, max_size=5))
    return Text("".join(word + gap for word, gap in words))


_OVERRIDES = st.one_of(
    *([st.just(Override())] * 6),
    st.builds(
        Override,
        bracket_class=st.sampled_from((None, *BracketClass)),
        action=st.sampled_from((None, None, None, *Action)),
        lemma=st.sampled_from((None, "old man")),
        by=st.sampled_from((None, *Hand)),
    ),
)


@st.composite
def _brackets(draw: st.DrawFn, numbers: count[int], depth: int) -> OpenBracket:
    place = _place(numbers)
    plain: Inlines = (Text(draw(st.sampled_from(_CONTENT))),)
    content = draw(_runs(numbers, depth + 1)) if depth < 2 and draw(st.integers(0, 4)) == 0 else plain
    return OpenBracket(tuple(content), place, draw(_OVERRIDES))


@st.composite
def _inlines(draw: st.DrawFn, numbers: count[int], depth: int) -> Inline:
    kind = draw(st.integers(0, 13))
    if kind <= 4 or depth > 2:
        return draw(_texts())
    if kind <= 8:
        return draw(_brackets(numbers, depth))
    inner = draw(_runs(numbers, depth + 1)) if kind <= 11 else ()
    match kind:
        case 9:
            return Emphasis(inner)
        case 10:
            return Strong(inner) if draw(st.booleans()) else Span(inner, "kk-Latn")
        case 11:
            return Link("https://example.org/", inner, _place(numbers))
        case 12:
            return NoteReference(draw(st.sampled_from(("a", "b", "missing"))), _place(numbers))
        case _:
            return draw(_LEAVES)


_LEAVES: st.SearchStrategy[Inline] = st.one_of(
    st.just(LineBreak()), st.just(Code("x[0]")), st.just(Picture("img-001.jpg", "", Location("text.md", 1, 1)))
)


@st.composite
def _runs(draw: st.DrawFn, numbers: count[int], depth: int) -> Inlines:
    return tuple(draw(_inlines(numbers, depth)) for _ in range(draw(st.integers(1, 4))))


@st.composite
def _blocks(draw: st.DrawFn, numbers: count[int], depth: int) -> Block:
    place = _place(numbers)
    kind = draw(st.integers(0, 15))
    if kind <= 4 or depth > 2:
        return Paragraph(draw(_runs(numbers, 0)), place)
    if kind <= 7:
        stop = draw(st.sampled_from(((), (Text("."),), (Text(" "),))))
        return Paragraph((draw(_brackets(numbers, 0)), *stop), place)
    if kind == 8:
        return OpenBracketBlock(draw(_some_blocks(numbers, depth + 1)), place, draw(_OVERRIDES))
    return draw(_containers(kind, numbers, depth))


@st.composite
def _containers(draw: st.DrawFn, kind: int, numbers: count[int], depth: int) -> Block:
    place = _place(numbers)
    match kind:
        case 9:
            return Heading(2, draw(_runs(numbers, 0)), place)
        case 10:
            return Quotation(draw(_some_blocks(numbers, depth + 1)), place)
        case 11:
            return ItemList(tuple(draw(_some_blocks(numbers, depth + 1)) for _ in range(2)), place)
        case 12:
            cells = tuple(tuple(draw(_runs(numbers, 0)) for _ in range(2)) for _ in range(2))
            return Table(cells[0], cells[1:], ("", ""), place)
        case 13:
            return Verse(((VerseLine(draw(_runs(numbers, 0))), VerseLine(draw(_runs(numbers, 0)), 1)),), place)
        case 14:
            return Division(DivisionKind.LETTER, draw(_some_blocks(numbers, depth + 1)), place)
        case _:
            return draw(_bare_blocks(numbers))


@st.composite
def _bare_blocks(draw: st.DrawFn, numbers: count[int]) -> Block:
    place = _place(numbers)
    match draw(st.integers(0, 2)):
        case 0:
            return SceneBreak(place)
        case 1:
            return CodeBlock("a[0] = 1\n", place)
        case _:
            return Figure(Picture("img-001.jpg", "", place), draw(_runs(numbers, 0)), place)


@st.composite
def _some_blocks(draw: st.DrawFn, numbers: count[int], depth: int) -> tuple[Block, ...]:
    return tuple(draw(_blocks(numbers, depth)) for _ in range(draw(st.integers(1, 3))))


_ALWAYS = (BracketClass.GAP, BracketClass.CORRECT, BracketClass.SUPPLIED)
_POLICIES = st.builds(
    NotePolicy,
    brackets=st.sampled_from(tuple(BracketPreset)),
    by=st.sampled_from((None, Hand.TRANSLATOR, Hand.EDITOR)),
    classes=st.lists(
        st.tuples(
            st.sampled_from([one for one in BracketClass if one not in _ALWAYS]),
            st.sampled_from((Action.FOOTNOTE, Action.ENDNOTE, Action.INLINE, Action.DROP)),
        ),
        max_size=2,
        unique_by=lambda pair: pair[0],
    ).map(tuple),
    hands=st.sampled_from(((), (), ((Hand.EDITOR, Action.DROP),), ((Hand.TRANSLATOR, Action.ENDNOTE),))),
    rejoin=st.booleans(),
)


@st.composite
def manuscripts(draw: st.DrawFn) -> Manuscript:
    """A manuscript of up to six blocks with brackets everywhere, two author's notes and some policy."""
    numbers = count(1)
    front_matter = FrontMatter(
        title=(Text("Title"),),
        language=draw(st.sampled_from(_LANGUAGES)),
        authors=(Person("Anon"),),
        notes=draw(_POLICIES),
    )
    blocks = tuple(draw(_blocks(numbers, 0)) for _ in range(draw(st.integers(1, 6))))
    notes = tuple(AuthorNote(label, draw(_some_blocks(numbers, 2)), _place(numbers)) for label in ("a", "b"))
    return Manuscript(front_matter, blocks, notes)
