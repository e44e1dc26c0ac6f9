"""What a text says of itself: title, author, translator, when and where, thanks. Nothing is invented.

Words that introduce or thank move into the front matter; a name found in a sentence is a copy, and the sentence stays
where it is. A line that does nothing but name somebody ("Translated by M. L.") is left out, with that reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from edition_builder.importing.blocks import Block, Field, Kind, LeftOut, Sureness
from edition_builder.importing.cases import in_another_case
from edition_builder.importing.dates import FoundDate, find_dates
from edition_builder.importing.language import names_of_languages
from edition_builder.importing.patterns import patterns

__all__ = ["Found", "find_fields"]

_HEAD, _TAIL = 6, 6  # blocks at each end in which a text speaks of itself
_LONGEST_SEARCHED = 3_000  # characters of a block that may speak of the text; of a longer one only the end
_LONGEST_PLACE = 3  # words
_LONGEST_TITLE, _LONGEST_LINE, _LONGEST_HEADNOTE = 25, 30, 200  # words
_NEAR_START = 20  # characters: words found so near the start are quoted from there
_QUOTED = 70  # characters of evidence: a line
_CALL = re.compile(r"\[\^[^\]\s]+\]")
_ORNAMENT = re.compile(r"[\s■□▪▫●○◆◇►▶•*_~–—-]*")
_FULL_STOP = re.compile(
    r"(?<=\w{3})\.$"
)  # of the sentence; one behind fewer letters belongs to the name ("M. L.", "Jr.")
_IN_FRONT_MATTER = "it stands in the front matter now: "

Found = tuple[tuple[Block, ...], tuple[Field, ...], tuple[LeftOut, ...]]


def find_fields(blocks: Sequence[Block], stated: Sequence[Field] = ()) -> Found:
    """Find the front matter of a text.

    Args:
        blocks: in order; those with a reason are left out already.
        stated: fields that the file itself states (``<meta name="author">``).

    Returns:
        The blocks, with a reason at those that are not needed any more; the fields; ornaments that stood before words
        which moved.
    """
    blocks = tuple(piece for block in blocks for piece in _credits_parted(block))
    kept = [place for place, block in enumerate(blocks) if not block.reason]
    marked = list(blocks)
    fields: list[Field] = []
    left_out: list[LeftOut] = []
    title = _title(blocks, kept, stated)
    if title is not None:
        marked[title] = _moved(blocks[title], "title", fields, left_out, _title_sureness(blocks, title, stated))
        kept.remove(title)
    ends = dict.fromkeys((*kept[:_HEAD], *kept[-_TAIL:]))
    for number, place in enumerate(ends):
        marked[place] = _speaks(marked[place], fields, left_out, at_head=number < _HEAD)
    for place in kept:
        if marked[place] is blocks[place] and _is_credit(blocks[place]):
            marked[place] = _moved(blocks[place], "acknowledgements", fields, left_out, Sureness.LIKELY)
    text = "\n".join(block.words for block in blocks if not block.reason or block.reason.startswith(_IN_FRONT_MATTER))
    fields += [_confirmed(field, blocks) for field in _copies(blocks, ends, text)]
    return tuple(marked), _settled(fields, stated), tuple(left_out)


def _credits_parted(block: Block) -> tuple[Block, ...]:
    """Lines of which one names the author or translator, each as a block of its own."""
    lines, pieces = block.words.split("\n"), block.markdown.split("\\\n")
    forms = (patterns().author_line, patterns().translator_line)
    short = block.kind is Kind.LINES and not block.reason and len(lines) == len(pieces) <= _HEAD
    if not short or not any(form.fullmatch(line.strip()) for line in lines for form in forms):
        return (block,)
    return tuple(
        replace(block, kind=Kind.PARAGRAPH, markdown=piece, words=line.strip())
        for piece, line in zip(pieces, lines, strict=True)
    )


def _title(blocks: Sequence[Block], kept: Sequence[int], stated: Sequence[Field]) -> int | None:
    """The place of the title: the words that the file states, a heading of the first level, or a short first line."""
    known = {field.value.casefold() for field in stated if field.key == "title" and field.sureness is Sureness.SURE}
    for place in kept[:_HEAD]:
        block = blocks[place]
        words = " ".join(block.words.split())
        highest = block.kind is Kind.HEADING and block.level == 1 and not known
        if highest or words.casefold() in known:
            return place
    if known or not kept:
        return None
    first = blocks[kept[0]]
    whole = first.kind in (Kind.HEADING, Kind.PARAGRAPH) and len(first.words.split()) <= _LONGEST_TITLE
    ends = first.words.rstrip()[-1:]
    return kept[0] if whole and ends not in ".,;:" and len(kept) > 1 and not _is_line_about(first) else None


def _title_sureness(blocks: Sequence[Block], title: int, stated: Sequence[Field]) -> Sureness:
    """Sure where the file states it or the words stand again in what was left out ("5 Responses to …")."""
    words = blocks[title].words
    again = any(words in block.words for place, block in enumerate(blocks) if place != title)
    sure = any(field.key == "title" and field.sureness is Sureness.SURE for field in stated)
    return Sureness.SURE if again or sure else Sureness.LIKELY


def _is_line_about(block: Block) -> bool:
    """Whether a block names the author or translator and does nothing else."""
    forms = patterns()
    named = forms.author_line.fullmatch(block.words) or forms.translator_line.fullmatch(block.words)
    return named is not None and not in_another_case(named["name"], block.words[: named.start("name")])


def _moved(
    block: Block, key: str, fields: list[Field], left_out: list[LeftOut], sureness: Sureness = Sureness.SURE
) -> Block:
    """Move a block's words into the front matter; an ornament before them is left out.

    One that calls a note stays in the text, because the front matter calls none; of a title the words are copied.
    """
    if _CALL.search(block.markdown):
        if key == "title":
            fields.append(Field(key, " ".join(_CALL.sub("", block.words).split()), sureness, _quote(block), block.line))
        return block
    ornament = (_ORNAMENT.match(block.words) or [""])[0]
    if ornament.strip():
        left_out.append(LeftOut(ornament.strip(), f"an ornament before the {key}", block.line))
    value = block.markdown[len(ornament) :] if block.markdown.startswith(ornament) else block.markdown
    fields.append(
        Field(key, " ".join(value.replace("\\\n", " ").split()), sureness, _quote(block), block.line, moved=True)
    )
    return replace(block, reason=_IN_FRONT_MATTER + key, moved=True)


def _speaks(block: Block, fields: list[Field], left_out: list[LeftOut], *, at_head: bool) -> Block:
    """A block at one of the ends: moved or left out if it speaks of the text, else as it is."""
    forms, words = patterns(), block.words
    if block.kind not in (Kind.PARAGRAPH, Kind.QUOTE, Kind.LINES, Kind.HEADING):
        return block
    count = len(words.split())
    if at_head and count <= _LONGEST_HEADNOTE and forms.headnote.search(words):
        return _moved(block, "headnote", fields, left_out)
    if count > _LONGEST_LINE:
        return block
    for key, form in (("author", forms.author_line), ("translator", forms.translator_line)):
        named = form.fullmatch(words)
        if named:
            fields.append(_person(key, named, "name", Sureness.SURE, block))
            return block if fields[-1].offered else replace(block, reason=_IN_FRONT_MATTER + key)
    source = forms.source.fullmatch(words)
    if source:
        fields.append(Field("original.source", source["source"], Sureness.LIKELY, _quote(block), block.line))
        return replace(block, reason=_IN_FRONT_MATTER + "original.source")
    if forms.thanks.search(words):
        return _moved(block, "acknowledgements", fields, left_out)
    also = forms.see_also.fullmatch(words)
    return _see_also(block, also, fields, left_out) if also else block


def _see_also(block: Block, also: re.Match[str], fields: list[Field], left_out: list[LeftOut]) -> Block:
    """What to read next, without the words "See also", which the edition says itself."""
    left_out.append(LeftOut(also["label"].strip(), "the edition says this itself", block.line))
    plain = block.markdown.find(also["rest"].split("\n")[0][:12])
    value = block.markdown[plain:] if plain > 0 else also["rest"]
    fields.append(Field("see-also", " ".join(value.split()), Sureness.SURE, _quote(block), block.line, moved=True))
    return replace(block, reason=_IN_FRONT_MATTER + "see-also", moved=True)


def _is_credit(block: Block) -> bool:
    """Whether a short paragraph in the text says whose the pictures are."""
    words = block.words.split()
    return (
        block.kind is Kind.PARAGRAPH
        and len(words) <= _LONGEST_LINE
        and block.words.rstrip()[-1:] not in ".!?,:"
        and bool(patterns().pictures.match(block.words))
    )


def _copies(blocks: Sequence[Block], ends: Sequence[int] | dict[int, None], text: str) -> Iterator[Field]:
    """What sentences at both ends say of author, translator, origin, day and place."""
    forms = patterns()
    for place in ends:
        block = blocks[place]
        if len(block.words) > _LONGEST_SEARCHED:
            yield from _written(replace(block, words=block.words[-_LONGEST_SEARCHED:]), text, about=False)
            continue
        about = bool(forms.headnote.search(block.words))
        written = forms.written_by.search(block.words) if about else None
        if written:
            yield _person("author", written, "name", Sureness.LIKELY, block)
        for form, sure in ((forms.thanks, Sureness.LIKELY), (forms.translated_by, Sureness.LIKELY)):
            named = form.search(block.words)
            if named and (about or len(block.words.split()) <= _LONGEST_LINE):
                group = next(group for group, value in named.groupdict().items() if value)
                yield _person("translator", named, group, sure, block)
        if about:
            yield from _origin(block)
        yield from _written(block, text, about=about)


def _person(key: str, found: re.Match[str], group: str, sureness: Sureness, block: Block) -> Field:
    """A name that a form found; only offered where the words before it put it into another case."""
    offered = in_another_case(found[group], block.words[found.start() : found.start(group)])
    sureness = Sureness.GUESS if offered else sureness
    return Field(key, _name(found[group]), sureness, _quote(block, found), block.line, offered=offered)


def _confirmed(field: Field, blocks: Sequence[Block]) -> Field:
    """A name that stands in another block too is sure."""
    again = next(
        (one for one in blocks if one.line != field.line and not one.reason and field.value in one.words), None
    )
    if field.key != "author" or again is None:
        return field
    return replace(field, sureness=Sureness.SURE, evidence=f"{field.evidence}, and again at {again.line}")


def _origin(block: Block) -> Iterator[Field]:
    """The language and the place of publication of what was translated."""
    low = block.words.lower()
    if re.search(r"translat|перев|tradu|übers|ترجم", low):
        names = [word for word in re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", low) if word in names_of_languages()]
        into = set(re.findall(r"(?:into|на|en|ins|al|إلى)\s+([^\W\d_]+)", low))
        chosen = next((name for name in names if name not in into), "")
        if chosen:
            yield Field("original.language", names_of_languages()[chosen], Sureness.LIKELY, _quote(block), block.line)
    source = patterns().circulated.search(block.words)
    if source:
        yield Field("original.source", source["source"], Sureness.LIKELY, _quote(block, source), block.line)


def _written(block: Block, text: str, *, about: bool) -> Iterator[Field]:
    """When and where: behind "written" in words about the text, or in a dateline at either end."""
    words = block.words.strip()
    verb = patterns().written.search(words) if about else None
    for found in find_dates(words, text):
        if verb and found.start > verb.start():
            place = patterns().place.match(words, found.end)
            yield from _day(found, block, place["place"] if place else "")
            return
        if _is_dateline(words, found):
            yield from _day(found, block, _dateline_place(words, found))
            return


def _is_dateline(words: str, found: FoundDate) -> bool:
    """Whether a date closes a text, or stands alone with a place."""
    sentence = re.split(r"[.!?…]\s+", words[: found.start])[-1]
    after = words[found.end :].strip(" .,")
    short = max(len(sentence.split()), len(after.split())) <= _LONGEST_PLACE
    return short and (not after or after[0].isupper() or after[0] > "\u0600")  # Arabic has no capitals


def _dateline_place(words: str, found: FoundDate) -> str:
    """The place beside the date of a dateline."""
    before = re.split(r"[.!?…]\s+", words[: found.start])[-1].strip(" ,")
    after = words[found.end :].strip(" .,")
    place = patterns().bare_place.fullmatch(after) or patterns().bare_place.fullmatch(before)
    return place["place"] if place else ""


def _day(found: FoundDate, block: Block, place: str) -> Iterator[Field]:
    inferred = f"; {found.inferred}" if found.inferred else ""
    sureness = Sureness.LIKELY if inferred else Sureness.SURE
    quoted = _quote(block, (found.start, found.end))
    yield Field("written.date", found.iso, sureness, quoted + inferred, block.line)
    if place:
        yield Field("written.place", place, Sureness.LIKELY, quoted, block.line)


def _name(text: str) -> str:
    return _FULL_STOP.sub("", " ".join(text.split()).rstrip(","))


def _quote(block: Block, near: re.Match[str] | tuple[int, int] | None = None) -> str:
    """The words in which something was found, at most a line of them."""
    start = near[0] if isinstance(near, tuple) else near.start() if near else 0
    begin = max(0, block.words.rfind(" ", 0, max(0, start - 15)) + 1) if start > _NEAR_START else 0
    words = " ".join(block.words[begin : begin + 90].split())
    return f"“{words[:_QUOTED].rstrip()}{'…' if len(words) > _QUOTED else ''}”"


def _settled(fields: Sequence[Field], stated: Sequence[Field]) -> tuple[Field, ...]:
    """One field a key, but for those that may repeat; what two places say alike is sure."""
    several = ("acknowledgements", "headnote", "see-also")
    kept: dict[str, Field] = {}
    for field in (*fields, *stated):
        other = kept.get(field.key)
        if field.key in several:
            kept[f"{field.key}\0{len(kept)}"] = field
        elif other is None or (other.offered and not field.offered):
            kept[field.key] = field
        elif other.value.casefold() == field.value.casefold() and other.line != field.line:
            kept[field.key] = replace(
                other, sureness=Sureness.SURE, evidence=f"{other.evidence}, and again at {field.line}"
            )
    return tuple(kept.values())
