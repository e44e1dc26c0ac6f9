"""Pages as browsers save them: imitations, made by hand, of the markup of blogs, news sites and word processors.

Whatever does not belong to the text holds the word CHAFF; the text is the same four paragraphs in each language.
"""

# ruff: noqa: E501 -- sentences of a text
from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from imports import accounted, body, header, imported, manuscript, words

FOLDER = Path(__file__).parent / "saved_pages"


class Page(NamedTuple):
    """A page with what is to be found: language, number of notes, the author, or a name that is only offered."""

    name: str
    language: str
    notes: int
    author: str = ""
    offered: str = ""


TITLES = {
    "en": "A night in the square",
    "ru": "Ночь на площади",
    "fr": "Une nuit sur la place",
    "de": "Eine Nacht auf dem Platz",
    "es": "Una noche en la plaza",
    "ar": "ليلة في الساحة",
}

TEXTS = {
    "en": (
        "We came to the square at nine in the evening, when the first fires were already burning and nobody knew who had lit them.",
        "A man in a grey coat said that the soldiers were at the railway station, and that they had orders to wait until the morning.",
        "My sister held my hand, and together we counted the shots: eleven of them, one after another, and then silence.",
        "In the morning the street was empty, and the snow was black. I have not spoken with anybody about it until today.",
    ),
    "ru": (
        "Мы вышли на площадь в девять вечера, когда уже горели первые костры, и никто не знал, кто их зажёг.",
        "Мужчина в сером пальто сказал, что солдаты стоят у вокзала и что у них приказ ждать до утра.",
        "Сестра держала меня за руку, и мы вместе считали выстрелы: одиннадцать, один за другим, а потом тишина.",
        "Утром улица была пуста, а снег стал чёрным. Я ни с кем не говорила об этом до сегодняшнего дня.",
    ),
    "fr": (
        "Nous sommes arrivés sur la place à neuf heures du soir, quand les premiers feux brûlaient déjà et que personne ne savait qui les avait allumés.",
        "Un homme en manteau gris disait que les soldats étaient à la gare et qu’ils avaient l’ordre d’attendre jusqu’au matin.",
        "Ma sœur me tenait la main, et nous comptions ensemble les coups de feu : onze, l’un après l’autre, puis le silence.",
        "Au matin, la rue était vide et la neige était noire. Je n’en ai parlé à personne jusqu’à aujourd’hui.",
    ),
    "de": (
        "Wir kamen um neun Uhr abends auf den Platz, als die ersten Feuer schon brannten und niemand wusste, wer sie angezündet hatte.",
        "Ein Mann in grauem Mantel sagte, die Soldaten stünden am Bahnhof und hätten den Befehl, bis zum Morgen zu warten.",
        "Meine Schwester hielt meine Hand, und wir zählten zusammen die Schüsse: elf, einer nach dem anderen, und dann Stille.",
        "Am Morgen war die Straße leer, und der Schnee war schwarz. Ich habe bis heute mit niemandem darüber gesprochen.",
    ),
    "es": (
        "Llegamos a la plaza a las nueve de la noche, cuando ya ardían las primeras hogueras y nadie sabía quién las había encendido.",
        "Un hombre con abrigo gris dijo que los soldados estaban en la estación y que tenían órdenes de esperar hasta la mañana.",
        "Mi hermana me cogía de la mano y contábamos juntas los disparos: once, uno tras otro, y después el silencio.",
        "Por la mañana la calle estaba vacía y la nieve era negra. No he hablado con nadie de ello hasta hoy.",
    ),
    "ar": (
        "وصلنا إلى الساحة في التاسعة مساءً، وكانت النيران الأولى مشتعلة ولم يكن أحد يعرف من أشعلها.",
        "قال رجل يرتدي معطفًا رماديًا إن الجنود عند محطة القطار وإن لديهم أوامر بالانتظار حتى الصباح.",
        "كانت أختي تمسك بيدي، وعددنا معًا الطلقات: إحدى عشرة طلقة، الواحدة تلو الأخرى، ثم الصمت.",
        "في الصباح كان الشارع خاليًا وكان الثلج أسود. لم أتحدث مع أحد عن ذلك حتى اليوم.",
    ),
}

PAGES = (
    Page("wordpress", "en", 1, author="Anna Petrova"),
    Page("blogger", "en", 0),
    Page("livejournal", "ru", 0, author="Анна Петрова"),
    Page("telegraph", "ru", 0, offered="Анна Петрова"),
    Page("medium", "en", 0, author="Anna Petrova"),
    Page("substack", "en", 1, author="Anna Petrova"),
    Page("tilda", "ru", 0),
    Page("mediawiki", "en", 2),
    Page("newspaper-fr", "fr", 0, offered="Anne Petit"),
    Page("broadcaster-ar", "ar", 0),
    Page("habr", "ru", 0),
    Page("tables-windows-1251", "ru", 0),
    Page("koi8-r", "ru", 0),
    Page("word", "ru", 1),
    Page("google-docs", "en", 1),
    Page("libreoffice", "de", 1, author="Anna Peters"),
    Page("joomla", "de", 0, offered="Anna Peters"),
    Page("ghost", "en", 1, offered="Anna Petrova"),
    Page("amp", "en", 0),
    Page("facebook", "en", 0),
    Page("drupal", "fr", 0),
    Page("broadcaster-es", "es", 0, author="Ana Pérez"),
)


def plain(text: str) -> str:
    """Without stress, calls of notes and line ends."""
    return " ".join(re.sub(r"\[\^\w+\]|[*\\]", "", text).split())


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_a_saved_page(tmp_path: Path, page: Page) -> None:
    result = imported(tmp_path, (FOLDER / f"{page.name}.html").read_bytes(), name="page.html")
    text, found = body(tmp_path), header(tmp_path)
    assert [part for part in TEXTS[page.language] if part not in plain(text)] == []
    assert "CHAFF" not in text + str(found)
    assert found["title"] == TITLES[page.language]
    assert str(found["language"]).split("-")[0] == page.language
    assert found.get("author", "") == page.author
    assert f"# author: {page.offered}  # a guess" in manuscript(tmp_path) or not page.offered
    assert len(re.findall(r"^\[\^\w+\]: ", text, re.MULTILINE)) == page.notes
    assert "EB906" not in {one.code for one in result.diagnostics}


@pytest.mark.parametrize("page", [page for page in PAGES if page.name != "google-docs"], ids=lambda page: page.name)
def test_every_word_of_it_is_in_one_place_or_the_other(tmp_path: Path, page: Page) -> None:
    data = (FOLDER / f"{page.name}.html").read_bytes()
    encoding = {"tables-windows-1251": "cp1251", "koi8-r": "koi8-r", "word": "cp1251"}.get(page.name, "utf-8")
    imported(tmp_path, data, name="page.html")
    source = data.decode(encoding).replace("\N{VARIATION SELECTOR-15}", "")
    source = re.sub(r"(?s)<!--.*?-->|<(script|style|svg)\b.*?</\1>|<!\[.*?\]>", "", source)
    source = re.sub(r"</?(?:a|b|cite|em|font|i|span|strong|time)\b[^>]*>", "", source)  # words of one line
    source = re.sub(r"<[^>]*>", " ", source)
    lost = words(re.sub(r"&\w+;", " ", source)) - accounted(tmp_path)
    assert {word for word in lost if not word.isdigit()} == set()


def test_comments_of_google_docs_are_told_and_never_leaked(tmp_path: Path) -> None:
    result = imported(tmp_path, (FOLDER / "google-docs.html").read_bytes(), name="page.html")
    said = next(one for one in result.diagnostics if one.code == "EB907")
    assert said.message.startswith("1 comments")
    everything = "".join(path.read_text(encoding="utf-8") for path in tmp_path.iterdir())
    assert "colleague" not in everything
