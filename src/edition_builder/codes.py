"""The table of codes: code → severity and title. ``docs/diagnostics.md`` has a heading for each (a test compares)."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

__all__ = ["CODES", "Code", "Severity"]


class Severity(StrEnum):
    """How bad: a notice says what was done; a warning is printed and the build goes on; an error stops it.

    Under ``--strict`` a warning is an error; a notice never is, because nothing is wrong.
    """

    NOTICE = "notice"
    WARNING = "warning"
    ERROR = "error"


class Code(Struct, frozen=True):
    """A row of the table."""

    severity: Severity
    title: str


_ERROR, _WARNING, _NOTICE = Severity.ERROR, Severity.WARNING, Severity.NOTICE

CODES: dict[str, Code] = {
    # EB1xx: files and encodings (project.py, reading/source)
    "EB101": Code(_ERROR, "file cannot be read"),
    "EB102": Code(_ERROR, "text is not UTF-8"),
    "EB103": Code(_ERROR, "control character in the text"),
    "EB104": Code(_ERROR, "manuscript is empty"),
    "EB105": Code(_ERROR, "manuscript is too large"),
    "EB106": Code(_WARNING, "style file overrides nothing"),
    "EB107": Code(_WARNING, "invisible characters in the text"),
    "EB108": Code(_WARNING, "file is not part of the manuscript"),
    "EB109": Code(_ERROR, "style sheet cannot be used"),
    "EB110": Code(_WARNING, "letters were lost before"),
    # EB2xx: front matter (reading/front_matter*)
    "EB201": Code(_ERROR, "front matter is missing"),
    "EB202": Code(_ERROR, "front matter is not sound YAML"),
    "EB203": Code(_ERROR, "unknown key"),
    "EB204": Code(_ERROR, "required key is missing"),
    "EB205": Code(_ERROR, "value has the wrong type"),
    "EB206": Code(_ERROR, "not a date"),
    "EB207": Code(_ERROR, "not a language tag"),
    "EB208": Code(_ERROR, "YAML feature that is refused"),
    "EB209": Code(_ERROR, "value is not one of those allowed"),
    "EB210": Code(_ERROR, "front matter in a chapter"),
    "EB211": Code(_WARNING, "name in two alphabets"),
    "EB212": Code(_ERROR, "length cannot be used"),
    "EB213": Code(_ERROR, "margins leave no room for the text"),
    "EB214": Code(_ERROR, "note in the front matter"),
    # EB3xx: Markdown (reading/)
    "EB301": Code(_ERROR, "note reference without a note"),
    "EB302": Code(_WARNING, "note that nothing calls"),
    "EB303": Code(_ERROR, "nesting is too deep"),
    "EB304": Code(_WARNING, "unknown division"),
    "EB305": Code(_WARNING, "unknown attribute"),
    "EB306": Code(_ERROR, "link to a place that does not exist"),
    "EB307": Code(_ERROR, "two notes with one label"),
    "EB308": Code(_ERROR, "manuscript has no text"),
    "EB309": Code(_WARNING, "link that is left out"),
    "EB310": Code(_WARNING, "division is not closed"),
    "EB311": Code(_ERROR, "notes that call each other"),
    "EB312": Code(_ERROR, "table row has more cells than its head"),
    "EB313": Code(_WARNING, "prose that is read as code"),
    "EB314": Code(_WARNING, "link address that nothing uses"),
    # EB4xx: brackets and notes (reading/brackets, editing/)
    "EB401": Code(_WARNING, "bracket is not closed"),
    "EB402": Code(_WARNING, "closing bracket without an opening one"),
    "EB403": Code(_WARNING, "brackets of both kinds: state a policy"),
    "EB404": Code(_ERROR, "policy that cannot be carried out"),
    "EB405": Code(_WARNING, "lemma does not stand beside its bracket"),
    "EB406": Code(_WARNING, "glossary without an entry"),
    # EB5xx: pictures, fonts and hyphenation
    "EB501": Code(_ERROR, "picture is missing"),
    "EB502": Code(_ERROR, "picture lies outside the manuscript"),
    "EB503": Code(_ERROR, "picture is remote"),
    "EB504": Code(_ERROR, "picture cannot be used"),
    "EB505": Code(_ERROR, "picture is too large"),
    "EB506": Code(_ERROR, "no font has this character"),
    "EB507": Code(_WARNING, "picture without alternative text"),
    "EB508": Code(_ERROR, "font file cannot be read"),
    "EB509": Code(_ERROR, "box outside the picture"),
    "EB515": Code(_NOTICE, "words are not hyphenated"),
    "EB518": Code(_WARNING, "type of a booklet is small"),
    "EB516": Code(_ERROR, "forbidden word"),
    # EB6xx: an output failed its check (checking/)
    "EB601": Code(_ERROR, "words differ from the edition"),
    "EB602": Code(_ERROR, "note or call is lost"),
    "EB603": Code(_ERROR, "id is missing, doubled or unreachable"),
    "EB604": Code(_ERROR, "remote reference"),
    "EB605": Code(_ERROR, "file is damaged"),
    "EB606": Code(_ERROR, "file says more than the manuscript"),
    "EB607": Code(_ERROR, "font is not embedded"),
    "EB608": Code(_ERROR, "validator found a fault"),
    "EB609": Code(_WARNING, "validator is not installed"),
    "EB610": Code(_WARNING, "validator has a doubt"),
    "EB611": Code(_WARNING, "text is not printed in black alone"),
    "EB612": Code(_WARNING, "picture prints coarsely"),
    "EB613": Code(_ERROR, "file is not what a printer was promised"),
    "EB614": Code(_WARNING, "note begins after the page of its call"),
    "EB615": Code(_WARNING, "poster shows nothing of the text"),
    # EB7xx: publishing
    "EB701": Code(_ERROR, "two manuscripts have the same name"),
    "EB702": Code(_NOTICE, "file does not go this way as it is"),
    "EB703": Code(_ERROR, "nothing goes this way"),
    "EB704": Code(_NOTICE, "cache is not used"),
    # EB71x: libraries
    "EB711": Code(_ERROR, "manuscript could not be built"),
    "EB712": Code(_ERROR, "process was killed"),
    # EB8xx: messages (checking/messages, model/message_joining)
    "EB801": Code(_ERROR, "message is too large"),
    "EB802": Code(_ERROR, "part is damaged"),
    "EB803": Code(_ERROR, "parts are missing"),
    "EB804": Code(_ERROR, "parts do not belong together"),
    "EB805": Code(_ERROR, "there is no part in the file"),
    "EB806": Code(_ERROR, "joined text is not the one that was sent"),
    "EB807": Code(_ERROR, "text is too long for sheets of codes"),
    # EB81x: what came back (verifying, checking/found_text, checking/sums)
    "EB811": Code(_ERROR, "no text of an edition"),
    "EB812": Code(_ERROR, "text is not that of its own hash"),
    "EB813": Code(_ERROR, "another text"),
    "EB814": Code(_ERROR, "another check phrase"),
    "EB815": Code(_ERROR, "file is not as listed"),
    "EB816": Code(_ERROR, "list is not signed by this key"),
    "EB817": Code(_ERROR, "not what the manuscript gives"),
    "EB818": Code(_NOTICE, "no more than the beginning of a text"),
    # EB9xx: importing
    "EB901": Code(_ERROR, "file of a kind that cannot be imported"),
    "EB902": Code(_ERROR, "packed file breaks a rule"),
    "EB903": Code(_ERROR, "file is damaged or cut off"),
    "EB904": Code(_ERROR, "encoding is not known"),
    "EB905": Code(_WARNING, "encoding is a guess"),
    "EB906": Code(_WARNING, "words could not be placed"),
    "EB907": Code(_WARNING, "comments or tracked changes were left out"),
    "EB908": Code(_WARNING, "required key was not found"),
    "EB909": Code(_WARNING, "likely slip"),
    "EB910": Code(_WARNING, "bracket in doubt"),
    "EB911": Code(_WARNING, "invisible characters were taken out"),
    "EB912": Code(_ERROR, "nothing to import"),
    "EB913": Code(_WARNING, "picture was not brought along"),
}
