"""Names that a Slavic text gives in another case than the one that is printed: "записано Иваном Петровым".

Which name it is in its basic form cannot be told from its ending (Петрова is she, or his): it is offered, not written.
"""

from __future__ import annotations

import re

__all__ = ["OBLIQUE", "in_another_case"]

OBLIQUE = "the name may stand in another case than the one to print"
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
# What a name follows in the nominative: a colon or dash, or a verb or noun that it is the subject of.
_NOMINATIVE = re.compile(
    r"[:—–-]\s*$|(?:перев[её]л[аи]?|переклала?|написала?|записала?|рассказывает|автор(?:ка)?(?:\s+текста)?|переводчи(?:к|ца)"
    r"|перекладач(?:ка)?)(?:\s+(?:с|на|з|із)\s+\w+)*\s*$",
    re.IGNORECASE,
)


def in_another_case(name: str, before: str) -> str:
    """Why a name is only offered, or "".

    Args:
        name: as the text has it.
        before: the words that lead to it, from the start of the form that was found.
    """
    return OBLIQUE if _CYRILLIC.search(name) and before.strip() and not _NOMINATIVE.search(before) else ""
