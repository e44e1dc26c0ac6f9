"""Check the poster: one page, its text a beginning of the edition's, nothing else said, codes that any camera reads.

The beginning is what the outermost quotation of the tag tree says. Everything beside it has to be one of the lines that
the edition gives for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from itertools import accumulate

from pikepdf import Dictionary, Name, Pdf

from edition_builder.checking.found_text import FoundText, nothing_found
from edition_builder.checking.pdf import check_alone
from edition_builder.checking.pdf_print import check_print, conformance_faults
from edition_builder.checking.pdf_silence import said_too_much
from edition_builder.checking.pdf_text import Element, TaggedText, read_tagged_text
from edition_builder.checking.qr import PdfiumError, ReadCode, read_codes
from edition_builder.checking.txt import check as check_txt
from edition_builder.checking.words import TOOL_FAULT, common_length
from edition_builder.diagnostics import Diagnostic, Outcome
from edition_builder.model.canonical import canonical, canonical_streams, visible_text
from edition_builder.model.document import plain_text
from edition_builder.model.edition import Edition
from edition_builder.model.message_joining import join_parts, placed_parts
from edition_builder.model.posters import poster_row
from edition_builder.model.print_formats import in_format
from edition_builder.model.qr_sheets import EASY
from edition_builder.model.rendition import Rendition, RenditionFile

__all__ = ["check", "find_text"]

_ENDS = frozenset(".!?…؟۔।॥。！？")
_CLOSING = ("Pf", "Pe", "Pi")  # general categories of quotation marks and brackets that may follow
_SHOWN = 40
_TOLERANCE_MM = 0.03
_PHRASE = re.compile(r"(?:[a-z]{3,8} ){6}[a-z]{3,8}$")  # seven words of BIP-39
_COMPARE = "compare the phrase with the one that you know"
_SHORTER = "the headnote or the first sentence is too long for a page: divide it, or print the handout"


def check(rendition: Rendition, edition: Edition) -> tuple[Diagnostic, ...]:
    """The file itself, what it says, what its codes say; EB615 where it shows nothing of the text."""
    file = rendition.files[0]
    faults = check_alone(file.name, file.data)
    if faults:
        return faults
    with Pdf.open(BytesIO(file.data)) as pdf:
        text = read_tagged_text(pdf)
        found = [*_page_faults(pdf, edition), *(_word_faults(text, edition) if text else ())]
        printed = check_print(pdf, edition)
    found += _code_faults(list(read_codes(file.data)), edition)
    said = tuple(Diagnostic(code, f"{file.name}: {what}", None, TOOL_FAULT) for code, what in found)
    if text and not _excerpt(text):
        said += (Diagnostic("EB615", f"{file.name}: nothing of the text fits the page", None, _SHORTER),)
    return (*said, *_joined(file.data, edition), *printed)


def find_text(name: str, data: bytes) -> Outcome[FoundText]:
    """No text, because a poster has its beginning alone: EB818 with the check phrase in its code, else EB811."""
    try:
        said = [code.text for code in read_codes(data)]
    except PdfiumError:
        said = []
    phrase = _PHRASE.search(said[0]) if len(said) == 1 else None
    if phrase is None:
        return Outcome(None, (nothing_found(name),))
    message = f"{name}: a poster, which has no more than the beginning of a text; its check phrase is “{phrase[0]}”"
    return Outcome(None, (Diagnostic("EB818", message, None, _COMPARE),))


def _page_faults(pdf: Pdf, edition: Edition) -> Iterator[tuple[str, str]]:
    """More than one page, another sheet than is asked for, metadata, pictures that are not described."""
    if len(pdf.pages) != 1:
        yield "EB613", f"has {len(pdf.pages)} pages and should have one"
    own = in_format(edition, poster_row(edition.print_settings))
    yield from (("EB613", what) for what in conformance_faults(pdf, own))
    yield from (("EB606", what) for what in said_too_much(pdf, edition.metadata, own.print_settings.standard))
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and thing.get(Name.S) == Name.Figure and not str(thing.get(Name.Alt, "")):
            yield "EB613", "has a code or picture without a description"


def _word_faults(text: TaggedText, edition: Edition) -> Iterator[tuple[str, str]]:
    """An excerpt that is no beginning or ends within a sentence; words beside it that are not the edition's."""
    excerpt, (body, _notes) = canonical(_excerpt(text)), canonical_streams(edition)
    if not body.startswith(excerpt):
        place = common_length(excerpt, body)
        yield (
            "EB601",
            f"goes on “{excerpt[place : place + _SHOWN]}” where the text has “{body[place : place + _SHOWN]}”",
        )
    elif excerpt and not _ends_well(excerpt, edition):
        yield "EB601", f"ends within a sentence: “{excerpt[-_SHOWN:]}”"
    wanted = _lines_beside(edition, cut=excerpt not in ("", body))
    rest = canonical(" ".join(_beside(text.root)))
    for line in wanted:
        if canonical(line) not in rest:
            yield "EB601", f"does not say “{line[:_SHOWN]}”"
    for line in sorted((*wanted, *_optional_lines(edition)), key=len, reverse=True):
        rest = rest.replace(canonical(line), " ") if canonical(line) else rest
    if strange := "".join(one for one in rest if not one.isdigit() and one not in " /"):
        yield "EB601", f"says “{strange[:_SHOWN]}”, which is no line of the edition"


def _excerpt(text: TaggedText) -> str:
    """What the outermost quotation says, without numbers of lists."""
    quotation = next((one for one in text.root.walk() if one.tag == "BlockQuote"), None)
    return "".join(_words(quotation)) if quotation else ""


def _words(element: Element) -> Iterator[str]:
    for kid in element.kids:
        if isinstance(kid, str):
            yield kid
        elif kid.tag != "Lbl":
            yield from _words(kid)


def _beside(element: Element) -> Iterator[str]:
    """What stands outside of the quotation."""
    for kid in element.kids:
        if isinstance(kid, str):
            yield kid
        elif kid.tag != "BlockQuote":
            yield from _beside(kid)


def _ends_well(excerpt: str, edition: Edition) -> bool:
    """Whether an excerpt ends where a sentence, a paragraph, a line of verse or a cell does."""
    last = excerpt
    while last and (unicodedata.category(last[-1]) in _CLOSING or last[-1] in "\"'"):
        last = last[:-1]
    if last and last[-1] in _ENDS:
        return True
    blocks = (edition.headnote, *(chapter.blocks for chapter in edition.chapters))
    runs = (canonical(run) for one in blocks for run in visible_text(one))
    return len(excerpt) in set(accumulate(map(len, runs)))


def _lines_beside(edition: Edition, *, cut: bool) -> tuple[str, ...]:
    """What has to stand beside the text."""
    terms = edition.terms
    return (
        plain_text(edition.title),
        plain_text(edition.subtitle),
        *edition.authors,
        *edition.credits,
        terms.check_phrase,
        " ".join(edition.check_phrase),
        terms.check_phrase_use,
        terms.copy_and_pass_on,
        *((terms.poster_cut.format(name=edition.metadata.slug),) if cut else ()),
    )


def _optional_lines(edition: Edition) -> tuple[str, ...]:
    """What may stand there: that more follows, too, where it is a picture without a word."""
    terms = edition.terms
    more = (terms.poster_cut.format(name=edition.metadata.slug),) if edition.pictures else ()
    return (terms.poster_codes, terms.qr_use, *more)


def _code_faults(codes: list[ReadCode], edition: Edition) -> Iterator[tuple[str, str]]:
    """Codes that are missing, too fine for some cameras, or say what the edition does not."""
    if not codes:
        yield "EB805", "has no code that can be read"
    for code in codes:
        if code.module_mm < EASY.module_mm - _TOLERANCE_MM:
            yield "EB613", f"the modules of a code are {code.module_mm:.2f} mm wide, too fine for some cameras"
    if len(codes) == 1 and not _parts(codes):
        yield from (("EB601", what) for what in _lines_of_code(codes[0].text, edition))


def _parts(codes: list[ReadCode]) -> list[str]:
    """The codes that hold parts of the text."""
    return [code.text for code in codes if placed_parts("", code.text)]


def _lines_of_code(said: str, edition: Edition) -> Iterator[str]:
    """Lines of the one code that are not the edition's; a long one may be cut at a word."""
    phrase = f"{edition.terms.check_phrase}: {' '.join(edition.check_phrase)}"
    known = (plain_text(edition.title), ", ".join(edition.authors), *edition.credits, phrase)
    *lines, last = said.split("\n")
    if last != phrase:
        yield "the code does not say the check phrase"
    for line in lines:
        if not any(" ".join(one.split()).startswith(line) for one in known):
            yield f"the code says “{line[:_SHOWN]}”, which is no line of the edition"


def _joined(data: bytes, edition: Edition) -> tuple[Diagnostic, ...]:
    """What the codes of the whole text make, if they are those."""
    parts = [one for text in _parts(list(read_codes(data))) for one in placed_parts("poster", text)]
    if not parts:
        return ()
    joined = join_parts(parts)
    if joined.value is None:
        return joined.diagnostics
    return check_txt(Rendition("txt", (RenditionFile("poster", joined.value.encode()),)), edition)
