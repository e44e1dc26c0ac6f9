"""What was passed on and comes back: messages → the text, checked. The second place where rooms meet.

``pipeline.py`` is the way out of a manuscript; this is the way back from what was made of it. It stands apart, so that
a build loads nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterable

from edition_builder.checking.txt import check_phrase_alone
from edition_builder.diagnostics import Outcome
from edition_builder.sharing.joining import join_messages

__all__ = ["join"]


def join(files: Iterable[tuple[str, bytes]]) -> Outcome[bytes]:
    """Join messages and see that the text is the one that its check phrase stands for.

    Args:
        files: name and bytes of each, in any order.

    Returns:
        the plain text as it was before it was cut, or EB802 to EB806.
    """
    joined = join_messages(files)
    if joined.value is None:
        return Outcome(None, joined.diagnostics)
    said = check_phrase_alone("the joined text", joined.value)
    return Outcome(None if said else joined.value.encode(), said)
