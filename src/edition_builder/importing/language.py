"""Which language a text is in: by its script, else by its small words; British or American by spelling."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from pkgutil import get_data

from edition_builder.importing.blocks import Field, Sureness

__all__ = ["find_language", "names_of_languages"]

_SAMPLE = 60_000  # characters
_WORD = re.compile(r"[^\W\d_]+")
# A script that one language writes by far the most; Unicode's names of letters begin with these.
_BY_SCRIPT = {
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "GREEK": "el",
    "HEBREW": "he",
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "TAMIL": "ta",
    "THAI": "th",
    "MYANMAR": "my",
    "ETHIOPIC": "am",
    "KHMER": "km",
    "TIBETAN": "bo",
    "MONGOLIAN": "mn",
}
_LETTERS = {
    "uk": "їєґ",
    "be": "ў",
    "kk": "әқғңөұүһ",
    "sr": "ђћџљњ",
    "fa": "پچژگی",
    "ur": "ٹڈڑےں",
    "ru": "ыэё",
    "tr": "ğış",
}
_BRITISH = re.compile(
    r"\b(?:\w+(?:isation|ised|ising)|colou?r(?!ado)\w*|neighbour\w*|armour\w*|harbour\w*|honour\w*|labour\w*|favour\w*|"
    r"centres?|metres?|theatres?|litres?|defence|travelled|grey|programme|organise|recognise|realise|whilst|tyres?)\b"
)
_AMERICAN = re.compile(
    r"\b(?:\w+(?:ization|ized|izing)|color\w*|neighbor\w*|armor\w*|harbor\w*|honor\w*|labor|favor\w*|"
    r"centers?|meters?|theaters?|liters?|defense|traveled|gray|organize|recognize|realize|tires?)\b"
)
_CLEAR = 1.5  # times as many hits as the next language
_MANY = 30  # small words: enough to be sure of the language
_REGION, _SCRIPT = 2, 4  # letters of these subtags (BCP 47, section 2.1)
_FEWEST, _FEW = 2, 6  # small words of a language: without two there is no telling, with fewer than six it is a guess


def find_language(text: str, stated: str = "") -> Field | None:
    """The ``language`` of a text.

    Args:
        text: the body.
        stated: a tag that the file itself states (``<html lang>``), or "".
    """
    sample = text[:_SAMPLE]
    tag, sure, why = _by_script(sample) or _by_words(sample) or ("", Sureness.GUESS, "")
    if stated and (not tag or stated.split("-")[0].lower() == tag.split("-")[0]):
        return Field("language", _form(stated), Sureness.SURE, "the file says so")
    return Field("language", tag, sure, why) if tag else None


def _form(tag: str) -> str:
    """A tag in its usual form: en_gb is en-GB."""
    first, *rest = re.split("[-_]", tag.strip())
    return "-".join((first.lower(), *(_subtag(part) for part in rest if part)))


def _subtag(part: str) -> str:
    return part.upper() if len(part) == _REGION else part.title() if len(part) == _SCRIPT else part.lower()


def _by_script(sample: str) -> tuple[str, Sureness, str] | None:
    """The language of a script of its own; Chinese by the absence of kana."""
    letters = [letter for letter in sample[:4000] if letter.isalpha()]
    scripts = Counter(unicodedata.name(letter, "?").split(" ", 1)[0].split("-", 1)[0] for letter in letters)
    if not scripts:
        return None
    if scripts["HIRAGANA"] + scripts["KATAKANA"] > 0.1 * len(letters):
        return "ja", Sureness.SURE, "it is written with kana"
    script, count = scripts.most_common(1)[0]
    if script == "CJK":
        return _chinese(letters), Sureness.LIKELY, "it is written in Chinese characters"
    tag = _BY_SCRIPT.get(script, "")
    return (tag, Sureness.LIKELY, f"its letters are {script.title()}") if tag and count > 0.5 * len(letters) else None


def _chinese(letters: list[str]) -> str:
    simplified = sum(letter in "们这说国为对会时过学发后样来还没问东车长门马" for letter in letters)
    traditional = sum(letter in "們這說國為對會時過學發後樣來還沒問東車長門馬" for letter in letters)
    return "zh-Hant" if traditional > simplified else "zh-Hans"


@lru_cache(maxsize=1)
def _frequent() -> dict[str, frozenset[str]]:
    lines = (get_data(__package__ or "", "words/frequent.txt") or b"").decode().splitlines()
    rows = (line.split() for line in lines if line and not line.startswith(";"))
    return {row[0]: frozenset(row[1:]) for row in rows}


def _by_words(sample: str) -> tuple[str, Sureness, str] | None:
    """The language whose small words are most frequent."""
    words = Counter(_WORD.findall(sample.lower()))
    low = sample.lower()
    hits = {
        tag: sum(words[word] for word in small) + 2 * sum(low.count(letter) for letter in _LETTERS.get(tag, "")) / 10
        for tag, small in _frequent().items()
    }
    (best, count), (_, second) = Counter(hits).most_common(2)
    if count < _FEWEST:
        return None
    sure = Sureness.SURE if count > _CLEAR * second and count > _MANY else Sureness.LIKELY
    sure = Sureness.GUESS if count < _FEW or count == second else sure
    return _variety(best, low), sure, "its most frequent small words"


def _variety(tag: str, low: str) -> str:
    """British or American English, where the spelling shows it."""
    if tag != "en":
        return tag
    british, american = len(_BRITISH.findall(low)), len(_AMERICAN.findall(low))
    if british > 2 * american:
        return "en-GB"
    return "en-US" if american > 2 * british else "en"


@lru_cache(maxsize=1)
def names_of_languages() -> dict[str, str]:
    """Names of languages as they stand in a translator's line, in small letters, with their tags."""
    return {
        "russian": "ru", "ukrainian": "uk", "belarusian": "be", "belarusan": "be", "kazakh": "kk", "kyrgyz": "ky",
        "english": "en", "french": "fr", "german": "de", "spanish": "es", "italian": "it", "portuguese": "pt",
        "polish": "pl", "turkish": "tr", "arabic": "ar", "persian": "fa", "farsi": "fa", "chinese": "zh",
        "mandarin": "zh", "japanese": "ja", "korean": "ko", "hindi": "hi", "burmese": "my", "hebrew": "he",
        "greek": "el", "dutch": "nl", "czech": "cs", "romanian": "ro", "serbian": "sr", "bulgarian": "bg",
        "georgian": "ka", "armenian": "hy", "azerbaijani": "az", "uzbek": "uz", "tajik": "tg", "kurdish": "ku",
        "русского": "ru", "украинского": "uk", "белорусского": "be", "казахского": "kk", "английского": "en",
        "французского": "fr", "немецкого": "de", "испанского": "es", "польского": "pl", "арабского": "ar",
        "персидского": "fa", "китайского": "zh", "турецкого": "tr", "фарси": "fa",
        "russe": "ru", "ukrainien": "uk", "anglais": "en", "allemand": "de", "espagnol": "es", "arabe": "ar",
        "persan": "fa", "chinois": "zh", "polonais": "pl", "biélorusse": "be", "turc": "tr", "l'anglais": "en",
        "russischen": "ru", "ukrainischen": "uk", "englischen": "en", "französischen": "fr", "spanischen": "es",
        "arabischen": "ar", "persischen": "fa", "polnischen": "pl", "belarussischen": "be", "türkischen": "tr",
        "chinesischen": "zh", "kasachischen": "kk",
        "ruso": "ru", "inglés": "en", "francés": "fr", "alemán": "de", "árabe": "ar", "ucraniano": "uk", "persa": "fa",
        "chino": "zh", "polaco": "pl", "turco": "tr",
        "الروسية": "ru", "الإنجليزية": "en", "الانجليزية": "en", "الفرنسية": "fr", "الألمانية": "de", "الإسبانية": "es",
        "الفارسية": "fa", "التركية": "tr", "الأوكرانية": "uk", "الصينية": "zh",
    }  # fmt: skip
