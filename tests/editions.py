"""Hand-built editions for tests of rendering and checking: no reading, no editing, no disk.

``sample_edition()`` holds every kind of block and inline that an edition may hold; ``edition()`` makes a small one
from chapters. Builders have the short names that a test can be read with.
"""

from __future__ import annotations

import struct
import zlib

from msgspec.structs import replace

from edition_builder.diagnostics import Location
from edition_builder.editing.glossary import glossary
from edition_builder.model.canonical import canonical_streams, check_phrase, hash_streams
from edition_builder.model.document import (
    Action,
    Block,
    Blocks,
    BracketClass,
    Code,
    CodeBlock,
    Correction,
    Division,
    DivisionKind,
    Emphasis,
    Figure,
    Hand,
    Heading,
    Inline,
    InlineBracket,
    Inlines,
    ItemList,
    LineBreak,
    Link,
    NoteCall,
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
from edition_builder.model.edition import (
    Chapter,
    Contributor,
    CorrectionEntry,
    Edition,
    Imprint,
    Metadata,
    Note,
    Role,
    Series,
)
from edition_builder.model.manuscript import PictureFile
from edition_builder.model.terms import terms_for

HERE = Location("sample.md", 1, 1)


def inlines(*parts: str | Inline) -> Inlines:
    """Strings become ``Text``."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def paragraph(*parts: str | Inline, continues: bool = False) -> Paragraph:
    return Paragraph(inlines(*parts), HERE, continues)


def heading(level: int, words: str, identifier: str) -> Heading:
    return Heading(level, inlines(words), HERE, identifier)


def verse(*stanzas: tuple[str | VerseLine, ...]) -> Verse:
    """A string is a line without indent."""
    lines = tuple(
        tuple(VerseLine(inlines(line)) if isinstance(line, str) else line for line in stanza) for stanza in stanzas
    )
    return Verse(lines, HERE)


def call(number: int, repeat: int = 0) -> NoteCall:
    return NoteCall(f"note-{number}", repeat)


def note(number: int, mark: str, *blocks: Block, lemma: str = "", author: bool = False) -> Note:
    """A translator's note, or the author's own, with the responsibility mark that two hands need."""
    return Note(
        f"note-{number}",
        Series.AUTHOR if author else Series.EDITORIAL,
        mark,
        blocks,
        lemma,
        Hand.AUTHOR if author else Hand.TRANSLATOR,
        HERE,
        responsibility="" if author else "Tr.",
        bracket_class=None if author else BracketClass.GLOSS,
    )


def chapter(number: int, *blocks: Block, notes: tuple[Note, ...] = ()) -> Chapter:
    first = blocks[0] if blocks else None
    return Chapter(f"chapter-{number}", first if isinstance(first, Heading) else None, blocks, notes)


def png(width: int = 8, height: int = 6) -> bytes:
    """A grey PNG (8 bit, greyscale) from the standard library alone."""
    rows = b"".join(b"\0" + bytes((x * 16 + y * 8) % 256 for x in range(width)) for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def metadata(title: str = "Sample", language: str = "en", direction: str = "ltr") -> Metadata:
    return Metadata(
        title=title,
        subtitle="",
        language=language,
        direction=direction,
        contributors=(
            Contributor("Anonymous Witness", "Witness, Anonymous", (Role.AUTHOR,)),
            Contributor("PS", "PS", (Role.TRANSLATOR, Role.WRITER_OF_ADDED_COMMENTARY)),
        ),
        identifier="urn:uuid:6d3a5c1e-8f0b-5d51-9a5e-0c9a4a3f7b11",
        slug="sample",
        date="2022-01-11",
        description="A text with everything in it.",
        subjects=("Testimony",),
        rights="Copy these texts.",
        original_language="ru",
    )


def edition(*chapters: Chapter, headnote: Blocks = (), language: str = "en", direction: str = "ltr") -> Edition:
    """A small edition, sealed with its hash and check phrase."""
    terms = terms_for(language)
    return sealed(
        Edition(
            metadata=metadata("Sample", language, direction),
            terms=terms,
            title=inlines("Sample"),
            subtitle=(),
            authors=("Anonymous Witness",),
            credits=("Translated by PS",),
            headnote=headnote,
            chapters=chapters,
            imprint=Imprint(terms.imprint, (paragraph("First passed on by hand."),)),
            colophon=Imprint(terms.colophon, (paragraph("Set from the manuscript."),)),
        )
    )


def sealed(unsealed: Edition) -> Edition:
    """The edition with text hash and check phrase recomputed, in its fields and at the end of its colophon."""
    digest = hash_streams(*canonical_streams(unsealed))
    phrase = check_phrase(digest)
    seal = paragraph("Check phrase: ", Strong(inlines(" ".join(phrase))), ". SHA-256 of the text: ", Code(digest))
    colophon = replace(unsealed.colophon, blocks=(*unsealed.colophon.blocks, seal))
    return replace(unsealed, text_hash=digest, check_phrase=phrase, colophon=colophon)


def sample_edition() -> Edition:
    """Three chapters with every kind of block and inline, both note series, an endnote and a repeated call."""
    terms = terms_for("en")
    picture = PictureFile("img-001.png", "image/png", png(), 8, 6)
    return sealed(
        Edition(
            metadata=replace(metadata("Six days & a half"), subtitle="A <short> account"),
            terms=terms,
            title=inlines("Six days & ", Emphasis(inlines("a half"))),
            subtitle=inlines("A <short> account"),
            authors=("Anonymous Witness",),
            credits=("Translated from the Russian by PS", "Edited by QT"),
            headnote=(paragraph("This text went ", Emphasis(inlines("from hand to hand")), " in January."),),
            chapters=(_chapter_one(), _chapter_two(picture), _chapter_three()),
            imprint=Imprint(
                terms.imprint, (paragraph("First circulation: a messenger group."), paragraph(terms.key_translator))
            ),
            colophon=Imprint(
                terms.colophon, (paragraph("Corrections: “saying”: the source has “waying” (sample.md, line 9)."),)
            ),
            about_the_file=(paragraph("Page numbers of the typescript are left out."),),
            pictures=(picture,),
            corrections=(CorrectionEntry("saying", "waying", HERE),),
        )
    )


def glossary_edition() -> Edition:
    """The sample edition with a glossary of its notes, those in two files and an endnote among them."""
    whole = sample_edition()
    return replace(whole, glossary=glossary(whole.notes))


def _chapter_one() -> Chapter:
    """Prose with notes of both series, a repeated call, brackets, corrections, a foreign phrase."""
    kazakh = Span(inlines("bauyrlar"), language="kk-Latn")
    return chapter(
        1,
        heading(1, "The first evening", "the-first-evening"),
        Division(
            DivisionKind.EPIGRAPH,
            (paragraph("What is written stays."), paragraph("— A ", Strong(inlines("saying")))),
            HERE,
        ),
        paragraph(
            "It began yesterday",
            call(1),
            " and the ",
            Emphasis(inlines("karabets", call(2))),
            ", were let loose; “fish & chips”,",
            LineBreak(),
            "he went on ",
            Correction(inlines("saying"), "waying", HERE),
            " with ",
            Code("a < b && c"),
            ".",
        ),
        paragraph(
            "They ",
            InlineBracket(inlines("were"), HERE, BracketClass.SUPPLIED),
            " let loose ",
            InlineBracket(inlines("…"), HERE, BracketClass.GAP),
            " and [1] stood in the text itself.",
            call(3),
            " My ",
            Emphasis((kazakh,)),
            ", the karabets",
            NoteCall("note-2", 1),
            " came again.",
        ),
        SceneBreak(HERE),
        paragraph("See ", Link("#the-second-day", inlines("the second day"), HERE), ", and "),
        Quotation((paragraph("Peace, peace, ", Strong(inlines("peace")), "."), paragraph("Twice.")), HERE),
        paragraph("he went home.", continues=True),
        notes=(
            note(1, "1", paragraph("Wednesday 5 January"), lemma="yesterday"),
            note(2, "2", paragraph("armed ", Emphasis(inlines("security")), " forces"), lemma="karabets"),
            note(3, "*", paragraph("I counted them myself."), author=True),
        ),
    )


def _chapter_two(picture: PictureFile) -> Chapter:
    """Verse, lists, table, figure, code block; notes that span blocks and hold verse; an endnote."""
    long_note = note(
        4,
        "1",
        paragraph("A song of the square."),
        verse(
            ("Stand, brothers,", "stand."),
        ),
        lemma="song",
    )
    endnote = replace(note(5, "2", paragraph("So the ledger says."), lemma="ledger"), action=Action.ENDNOTE)
    return chapter(
        2,
        heading(1, "The second day", "the-second-day"),
        paragraph("They sang a song", call(4), ":"),
        verse(
            ("Old man, go away,", VerseLine(inlines("go ", Emphasis(inlines("far")), " away,"), indent=1)),
            ("and take", VerseLine(inlines("the rest with you."), indent=2)),
        ),
        heading(2, "What we carried", "what-we-carried"),
        ItemList((_item("bread"), _item("water"), (paragraph("tools:"), _numbered())), HERE),
        Table(
            (inlines("Day"), inlines("People")),
            ((inlines("Wednesday"), inlines("300")), (inlines("Thursday"), inlines("3,000", call(5)))),
            ("", "right"),
            HERE,
        ),
        Figure(
            Picture(picture.name, "The square at night", HERE), inlines("The square, ", Emphasis(inlines("dark"))), HERE
        ),
        paragraph("A small ", Picture(picture.name, "grey mark", HERE), " in the line, and a ", _address(), "."),
        CodeBlock("call 102\n  wait\n", HERE),
        notes=(long_note, endnote),
    )


def _chapter_three() -> Chapter:
    """A letter, and the other divisions; no notes."""
    return chapter(
        3,
        heading(1, "A letter", "a-letter"),
        Division(DivisionKind.HEADNOTE, (paragraph("Found in a coat."),), HERE),
        Division(
            DivisionKind.LETTER,
            (
                Division(DivisionKind.DATELINE, (paragraph("Almaty, 6 January"),), HERE),
                Division(DivisionKind.SALUTATION, (paragraph("Dear Anna,"),), HERE),
                paragraph("I am well. ", InlineBracket(inlines("Laughter."), HERE, BracketClass.SCENE)),
                Division(DivisionKind.SIGNATURE, (paragraph("Your brother"),), HERE),
            ),
            HERE,
        ),
        Division(DivisionKind.SCENE, (paragraph("A door shuts."),), HERE),
        Division(DivisionKind.DEDICATION, (paragraph("For those who stood."),), HERE),
        Division(DivisionKind.CREDIT, (paragraph("Photo: a passer-by."),), HERE),
        Division(DivisionKind.PLAIN, (paragraph("The end."),), HERE),
    )


def _item(words: str) -> Blocks:
    return (paragraph(words),)


def _numbered() -> ItemList:
    return ItemList((_item("a spade"), _item("a rope")), HERE, ordered=True, start=3, tight=False)


def _address() -> Link:
    return Link("https://example.org/a?b=1&c=2", inlines("page elsewhere"), HERE)
