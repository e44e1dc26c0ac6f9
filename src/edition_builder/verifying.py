"""Files in hand → what text each holds, and whether it is the same; lists of sums compared with the files beside them.

It proves that two files hold the same text, not who wrote it or whether it is true; and nothing at all about a file
alone, unless its check phrase is compared with one that came by another way (``docs/verify.md``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from msgspec import Struct

from edition_builder.checking.found_text import FoundText, difference, find_text, is_edition_file
from edition_builder.checking.html import find_in_pages, is_of_a_folder
from edition_builder.checking.sums import check_sums, is_list_of_sums, signature_name
from edition_builder.checking.txt import find_text as find_in_plain_text
from edition_builder.checking.zips import unpacked
from edition_builder.diagnostics import Diagnostic, Outcome
from edition_builder.model.message_joining import placed_parts
from edition_builder.sharing.how_to_open import HOW_TO_OPEN
from edition_builder.sharing.joining import join_messages
from edition_builder.sharing.minisign import PublicKey, signed_by
from edition_builder.sharing.photographs import is_picture

__all__ = ["Verification", "Verified", "verify"]

_File = tuple[str, bytes]
_SIGNATURE = signature_name("")
_PAGES = "pages in "
_LEVELS = 2  # a zip in a zip
_MOST_UNPACKED = 500_000_000  # bytes of all zips together
_COPYING_PAGE = "copy.html"  # beside messages, to copy them from
_ASK_AGAIN = "do not pass it on; get the file again from somebody else"


class Verified(Struct, frozen=True):
    """A file, or messages and pictures together, with the text that is in it."""

    name: str
    text: FoundText


class Verification(Struct, frozen=True):
    """All texts that were found, in order, how many files agree with their list of sums, and what is to be said."""

    texts: tuple[Verified, ...]
    summed: int
    diagnostics: tuple[Diagnostic, ...]


def verify(files: Iterable[_File], phrase: str = "", key: PublicKey | None = None) -> Verification:
    """Read every file back and compare all with the first.

    Args:
        files: name and bytes of each; what is no file of an edition is looked at only if a list of sums names it. A zip
            is looked into as if it were a folder.
        phrase: a check phrase that came by another way, "" for none.
        key: the public key that every list of sums must be signed with, None to leave signatures alone.

    Returns:
        texts and findings: EB605, EB811 to EB816, and those of joining messages and codes.
    """
    files, closed = _opened(tuple(files))
    texts: list[Verified] = []
    said: list[Diagnostic] = [*closed]
    for name, outcome in _texts(files):
        said += outcome.diagnostics
        if outcome.value is not None:
            texts.append(Verified(name, outcome.value))
    summed, of_sums = check_sums(files)
    said += (
        *(one for text in texts for one in _alone(text, phrase)),
        *_compared(texts),
        *of_sums,
        *_signatures(files, key),
    )
    return Verification(tuple(texts), summed, tuple(said))


def _opened(files: tuple[_File, ...]) -> tuple[tuple[_File, ...], tuple[Diagnostic, ...]]:
    """The files and those inside their zips: a pack may come as one, and its book may stand in another.

    EB605 for a zip that is damaged, and for those that are not opened because all together unpack to too much.
    """
    opened, room = list(files), _MOST_UNPACKED
    said: list[Diagnostic] = []
    level = list(files)
    for _ in range(_LEVELS):
        zips = [(name, data) for name, data in level if PurePosixPath(name).suffix.lower() == ".zip"]
        level = []
        for name, data in zips:
            members = unpacked(name, data) if room > 0 else Outcome(None, (_too_much(name),))
            level += members.value or ()
            said += members.diagnostics
            room -= sum(len(content) for _, content in members.value or ())
        opened += level
    return tuple(opened), tuple(said)


def _too_much(name: str) -> Diagnostic:
    return Diagnostic("EB605", f"{name}: is not opened, because the zips here unpack to too much", None, _ASK_AGAIN)


def _texts(files: tuple[_File, ...]) -> Iterator[tuple[str, Outcome[FoundText]]]:
    """Each file of an edition with its text; pages or messages of a folder, and all pictures, are one text each."""
    together = _groups(files)
    grouped = {name for group in together.values() for name, _ in group}
    for name, data in files:
        if name not in grouped and is_edition_file(name) and not _is_beside(name, data, grouped):
            yield name, find_text(name, data)
    for label, group in together.items():
        if label.startswith(_PAGES):
            pages = [file for file in group if not is_picture(file[1])]
            yield label, find_in_pages(label, sorted(pages, key=_reading_order))
            continue
        joined = join_messages(group)
        if joined.value is None:
            yield label, Outcome(None, joined.diagnostics)
        else:
            yield label, find_in_plain_text(label, joined.value.encode())


def _groups(files: tuple[_File, ...]) -> dict[str, list[_File]]:
    """Files that hold one text together, by what they are called together; a page's own pictures stand with it."""
    together: dict[str, list[_File]] = {}
    folders = {PurePosixPath(name).parent for name, data in files if _is_page(name, data)}
    for name, data in files:
        folder = PurePosixPath(name).parent
        if folder in folders and (is_picture(data) or _is_page(name, data)):
            together.setdefault(f"{_PAGES}{folder}", []).append((name, data))
        elif is_picture(data):
            together.setdefault("pictures", []).append((name, data))
        elif _holds_part(name, data):
            together.setdefault(f"messages in {folder}", []).append((name, data))
    return together


def _is_page(name: str, data: bytes) -> bool:
    """Whether a file is a page of a folder of pages."""
    return PurePosixPath(name).suffix == ".html" and is_of_a_folder(data)


def _reading_order(file: _File) -> tuple[bool, int, str]:
    """The front page first, then by the number at the end of the name."""
    stem = PurePosixPath(file[0]).stem
    number = re.search(r"\d*$", stem)
    return stem != "index", int(number[0] or 0) if number else 0, stem


def _holds_part(name: str, data: bytes) -> bool:
    """Whether a file is a message with a part of a text."""
    if PurePosixPath(name).suffix.lower() != ".txt":
        return False
    return bool(placed_parts(name, data[:2000].decode(errors="ignore")))


def _is_beside(name: str, data: bytes, grouped: set[str]) -> bool:
    """A list of sums, the words about opening in a pack, or the page beside messages: no text of its own."""
    folder = PurePosixPath(name).parent
    copying = PurePosixPath(name).name == _COPYING_PAGE and folder in {PurePosixPath(one).parent for one in grouped}
    words_about = PurePosixPath(name).name == HOW_TO_OPEN
    return copying or words_about or is_list_of_sums(name, data) or name.endswith(_SIGNATURE)


def _alone(one: Verified, phrase: str) -> Iterator[Diagnostic]:
    """EB812 for a text that is not the one its own hash stands for, EB814 for one with another phrase than is known."""
    if one.text.named and one.text.named != one.text.text_hash:
        message = f"{one.name}: its words are not those that its own text hash stands for"
        yield Diagnostic("EB812", message, None, _ASK_AGAIN)
    if phrase and one.text.phrase.split() != phrase.casefold().split():
        message = f"{one.name}: its check phrase is “{one.text.phrase}”, not the one you know"
        yield Diagnostic("EB814", message, None, _ASK_AGAIN)


def _compared(texts: list[Verified]) -> Iterator[Diagnostic]:
    """EB813 for each text that is not that of the first."""
    for other in texts[1:]:
        said = difference(texts[0].text, other.text)
        if said:
            hint = f"compare both check phrases with the one you know: “{other.text.phrase}” is that of {other.name}"
            yield Diagnostic("EB813", f"{other.name} is not the text of {texts[0].name}: {said}", None, hint)


def _signatures(files: tuple[_File, ...], key: PublicKey | None) -> Iterator[Diagnostic]:
    """EB816 for a list of sums without the signature of a key; without a list there is nothing that it could sign."""
    if key is None:
        return
    by_name = dict(files)
    lists = [(name, data) for name, data in files if is_list_of_sums(name, data)]
    for name, data in lists:
        signature = by_name.get(signature_name(name))
        if signature is None or not signed_by(data, signature.decode(errors="replace"), key):
            what = "is not signed" if signature is None else "has no signature of this key"
            yield Diagnostic("EB816", f"{name} {what}", None, _ASK_AGAIN)
    if not lists:
        yield Diagnostic("EB816", "there is no list of sums that could be signed", None, "name the folder of a pack")
