"""How texts say who wrote, translated and printed them, in six languages: the forms that finding looks for."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Patterns", "patterns"]

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĻŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽЀ-ЯҐҒҚҢӨҰҮҺӘ"
_PART = r"(?:de|da|di|du|del|la|le|von|van|der|den|bin|ibn|al|el|ben|zu)"
_NAME_WORD = rf"(?:(?:[Aa]l-|[Ee]l-|[Dd]['’])?[{_CAPITAL}][\w’'.-]*)"
_PLACE_WORD = rf"(?:[{_CAPITAL}][\w’'-]*)"
_NAME = rf"{_NAME_WORD}(?:\s+(?:{_PART}\s+)?{_NAME_WORD}){{0,4}}"
_ARABIC_NAME = r"[\u0621-\u064a][\u0621-\u0652.]*(?:\s+[\u0621-\u064a][\u0621-\u0652.]*){0,3}"
_NAMES = rf"(?P<name>{_NAME}(?:(?:,\s*|\s+(?:and|&|und|et|y|и)\s+){_NAME}){{0,4}}|{_ARABIC_NAME})"

_BY = (
    r"(?:written\s+)?[Bb]y|[Aa]uthor|[Tt]ext(?:\s+by)?|[Aa]\s+testimony\s+by|[Tt]estimony\s+of|BY|AUTHOR"
    r"|[Аа]втор(?:а|\s+текста)?|[Тт]екст|(?:[Нн]а|[Зз]а)писа(?:ла?|но)|[Рр]ассказ(?:ывает|ано)?|[Сс]видетельство"
    r"|[Pp]ar|[ÉéEe]crit\s+par|[Aa]uteure?|[Aa]utrice|[Tt]exte(?:\s+de)?|[Tt]émoignage\s+de"
    r"|[Vv]on|[Aa]utor(?:in)?|(?:[Vv]erfasst|[Gg]eschrieben)\s+von"
    r"|[Pp]or|[Ee]scrito\s+por|[Aa]utora|[Tt]exto(?:\s+de)?|[Tt]estimonio\s+de"
    r"|بقلم|الكاتبة?|تأليف|كتبها|كتبه|كتبتها|كتبت|كتب|شهادة"
)
_WRITTEN_BY = (
    r"(?:written|recorded|told)\s+by|(?:на|за)писала?|(?:на|за)писано|рассказано|écrite?\s+par|(?:geschrieben|verfasst)\s+von|von"
    r"|escrit[oa]\s+por|كتبها|كتبه|كتبته|كتبتها"
)
_FROM = (
    r"(?:\s+(?:(?:from|into)\s+(?:the\s+)?|с\s+|на\s+|du\s+|de\s+l['’]|del\s+|aus\s+dem\s+|من\s+|إلى\s+"
    r"|عن\s+)[\w’']+)*"
)
_TRANSLATED_BY = (
    rf"(?:[Tt]ranslated|[Tt]ranslation|TRANSLATED|TRANSLATION){_FROM}(?:\s+[Bb][Yy]|\s*:)|[Tt]ranslator\s*:"
    rf"|(?:[Пп]еревод|[Пп]ерев[её]л[аи]?|[Пп]ереводчи(?:к|ца)){_FROM}\s*[:—–-]?"
    rf"|(?:[Tt]raduite?|[Tt]raduction){_FROM}(?:\s+par|\s*:|\s+de)|[Tt]raduct(?:eur|rice)\s*:"
    rf"|(?:[Üü]bersetzt|[Üü]bersetzung){_FROM}(?:\s+von|\s*:)"
    rf"|(?:[Tt]raducid[oa]|[Tt]raducción){_FROM}(?:\s+por|\s*:|\s+de)|[Tt]raductora?\s*:"
    rf"|(?:ترجمة|ترجمها|ترجمته|ترجمه|المترجمة?|نقلها|نقله){_FROM}\s*:?"
)
_THANKS = (
    r"(?:[Tt]hanks|[Tt]hank\s+you|[Tt]hankful)\s+to\s+{0}\s+for\s+(?:(?:this|the|her|his|their)\s+)?translat\w+"
    r"|(?:[Сс]пасибо|[Бб]лагодарим|[Бб]лагодарность)\s+{1}\s+за\s+(?:этот\s+)?перевод"
    r"|[Mm]erci\s+à\s+{2}\s+pour\s+(?:cette|la|sa)\s+traduction"
    r"|(?:[Dd]ank(?:e)?)\s+(?:an\s+)?{3}\s+für\s+(?:die|diese|ihre|seine)\s+[Üü]bersetzung"
    r"|[Gg]racias\s+a\s+{4}\s+por\s+(?:la|esta|su)\s+traducción"
    r"|شكرا?ً?\s+ل(?:ـ\s?)?{5}\s+على\s+(?:هذه\s+)?الترجمة"
)
_SEE_ALSO = (
    r"(?:[Ss]ee|SEE|[Rr]ead)\s+(?:also|ALSO)|[Ss]ee\s+too|[Сс]м(?:отрите|\.)\s+также|[Чч]итайте\s+также"
    r"|[Vv]oir\s+aussi|[Ll]ire\s+aussi"
    r"|[Ss]iehe\s+auch|[Ll]esen\s+[Ss]ie\s+auch|[Vv]éase\s+también|[Vv]er\s+también|[Ll]ea\s+también"
    r"|انظر\s+أيضا?ً?|اقرأ\s+أيضا?ً?"
)
_SOURCE = (
    r"[Ss]ource|[Oo]riginal(?:\s+text)?|[Ff]irst\s+published(?:\s+in|\s+on)?|[Oo]riginally\s+published(?:\s+in"
    r"|\s+on)?"
    r"|[Ии]сточник|[Оо]ригинал|[Вв]первые\s+опубликовано|[Qq]uelle|[Pp]remière\s+publication|[Ff]uente"
    r"|[Pp]ublicado\s+originalmente\s+en"
    r"|المصدر|الأصل"
)
_PICTURES = (
    r"(?:[Pp]hoto(?:s|graph|graphs|graphie|graphies)?|[Pp]ictures?|[Ii]mages?)(?:\s+(?:of|by|from|via|courtesy"
    r"|credits?|de|par)\b|\s*[:©])"
    r"|(?:[Фф]ото(?:граф\w*)?|[Ии]ллюстраци\w+|[Сс]нимки)(?:\s+из\b|\s*[:©])"
    r"|(?:[Ff]otos?|[Bb]ild(?:er)?|[Ii]mágenes|[Ii]magen)(?:\s+(?:von|aus|de)\b|\s*[:©])"
    r"|(?:الصورة?|الصور|تصوير)\s*:"
)
_HEADNOTE = (
    r"\b(?:[Tt]his|[Tt]hese|[Tt]he\s+following|[Bb]elow)\b.{0,40}\b(?:texts?|letters?|account|article|testimony"
    r"|post|statement|story"
    r"|report|interview|diary|speech|piece|translation|record|words)\b.{0,80}\b(?:written|translated|published"
    r"|posted|circulat\w+"
    r"|recorded|sent|received|appeared|taken|smuggled)\b"
    r"|\b(?:[Ээ]тот|[Ээ]то|[Ээ]та|[Дд]анный|[Сс]ледующ\w+|[Нн]иже)\b.{0,40}(?:текст|письмо|рассказ|стать\w"
    r"|свидетельств\w+|дневник|интервью"
    r"|запись|пост)\b.{0,80}(?:написа\w+|перев[её]\w+|опубликова\w+|распростран\w+|записа\w+|публику\w+)"
    r"|\b(?:[Cc]e|[Cc]et|[Cc]ette)\b.{0,20}(?:texte|lettre|récit|témoignage|article|journal|entretien"
    r"|discours)\b.{0,80}"
    r"(?:écrit\w*|tradui\w+|publi\w+|circul\w+|diffus\w+|recueilli\w*)"
    r"|\b(?:[Dd]ieser|[Dd]iese|[Dd]ieses|[Dd]er\s+folgende)\b.{0,20}(?:[Tt]ext|[Bb]rief|[Bb]ericht|[Aa]rtikel"
    r"|[Zz]eugnis|[Ee]rzählung|[Tt]agebuch)\b"
    r".{0,80}(?:geschrieben|übersetzt|veröffentlicht|verfasst|verbreitet|erschien\w*)"
    r"|\b(?:[Ee]ste|[Ee]sta|[Ee]l\s+siguiente|[Ll]a\s+siguiente)\b.{0,20}(?:texto|carta|relato|testimonio"
    r"|artículo|diario|discurso)\b.{0,80}"
    r"(?:escrit\w+|traducid\w+|publicad\w+|circul\w+|difund\w+|recogid\w+)"
    r"|(?:هذا|هذه)\s+(?:النص|الرسالة|الشهادة|المقال|المقالة|القصة).{0,80}(?:كتب|ترجم|نشر)"
    r"|^(?:[Ee]ditor['’]?s?['’]?\s+note|[Tt]ranslator['’]?s?['’]?\s+note|[Оо]т\s+(?:переводчика|редакции)"
    r"|[Nn]ote\s+d[eu]\s+(?:la\s+)?(?:traduct\w+|rédact\w+)"
    r"|[Vv]orbemerkung|[Nn]ota\s+del?\s+(?:la\s+)?(?:traduct\w+|redac\w+|edit\w+)|ملاحظة\s+المترجم)\s*[:.—–-]"
)
_WRITTEN = r"\b(?:written|wrote|написа\w+|écrit\w*|geschrieben|verfasst|escrit\w+|recorded|dated|датир\w+)\b|كتب"
_PLACE = (
    rf"(?:in|at|from|в|из|à|en|aus|a|في|من)\s+(?P<place>{_PLACE_WORD}(?:[ -]{_PLACE_WORD}){{0,2}}|[\u0621-\u064a]+)"
)
_CIRCULATED = (
    r"(?:circulat\w+|published|posted|appeared)\s+(?:widely\s+)?(?:on|in)\s+(?P<source>.{3,120}?)"
    r"(?=,?\s+and\s+(?:was|were|has\s+been)\s+translated|(?<!e\.g)(?<!i\.e)[.;]\s|[.;]?$)"
)


class Patterns(NamedTuple):
    """The forms, compiled. Those whose name ends in ``line`` are for a whole block."""

    author_line: re.Pattern[str]
    written_by: re.Pattern[str]
    translator_line: re.Pattern[str]
    translated_by: re.Pattern[str]
    thanks: re.Pattern[str]
    see_also: re.Pattern[str]
    source: re.Pattern[str]
    pictures: re.Pattern[str]
    headnote: re.Pattern[str]
    written: re.Pattern[str]
    place: re.Pattern[str]
    bare_place: re.Pattern[str]
    circulated: re.Pattern[str]


@lru_cache(maxsize=1)
def patterns() -> Patterns:
    """All forms, compiled when the first text is imported."""
    names = (_NAME, _NAME, _NAME, _NAME, _NAME, _ARABIC_NAME)
    thanks = _THANKS.format(*(f"(?P<n{number}>{name})" for number, name in enumerate(names)))
    return Patterns(
        author_line=re.compile(rf"[—–-]?\s*(?:{_BY})\s*:?\s+{_NAMES}[.,]?"),
        written_by=re.compile(rf"\b(?:{_WRITTEN_BY})\s+{_NAMES}"),
        translator_line=re.compile(rf"[—–(\[-]?\s*(?:{_TRANSLATED_BY})\s*{_NAMES}[.)\]]?"),
        translated_by=re.compile(rf"(?:{_TRANSLATED_BY})\s*{_NAMES}"),
        thanks=re.compile(thanks),
        see_also=re.compile(rf"(?P<label>[^\w]*(?:{_SEE_ALSO})\s*:\s*)(?P<rest>\S.*)", re.DOTALL),
        source=re.compile(rf"(?:{_SOURCE})\s*:\s*(?P<source>\S.{{2,200}})"),
        pictures=re.compile(rf"[(\[]?(?:{_PICTURES})"),
        headnote=re.compile(_HEADNOTE, re.DOTALL),
        written=re.compile(_WRITTEN, re.IGNORECASE),
        place=re.compile(rf",?\s+{_PLACE}"),
        bare_place=re.compile(
            rf"(?P<place>{_PLACE_WORD}(?:[ -]{_PLACE_WORD}){{0,2}}|[\u0621-\u064a]+(?:\s[\u0621-\u064a]+)?)"
        ),
        circulated=re.compile(_CIRCULATED),
    )
