"""Furniture of web pages in six languages: found by whole lines, and never in the middle of a sentence."""

# ruff: noqa: E501 -- texts as people paste them: a paragraph is a line
from __future__ import annotations

from pathlib import Path

import pytest

from imports import accounted, body, imported, left_out, words

PROSE = {
    "en": "We walked home in the morning and the people stood at the windows of the houses and said nothing to us at all.",
    "ru": "Утром мы шли домой, и люди стояли у окон своих домов и ничего нам не говорили, как и накануне вечером на площади.",
    "fr": "Nous sommes rentrés le matin et les gens se tenaient aux fenêtres des maisons et ne nous disaient rien du tout.",
    "de": "Wir gingen am Morgen nach Hause, und die Leute standen an den Fenstern der Häuser und sagten nichts zu uns.",
    "es": "Volvimos a casa por la mañana y la gente estaba en las ventanas de las casas y no nos decía nada en absoluto.",
    "ar": "عدنا إلى البيت في الصباح وكان الناس يقفون عند نوافذ البيوت ولم يقولوا لنا شيئا على الإطلاق كما في الليلة السابقة على الساحة.",
}
TAILS = {
    "en": [
        "Share this:",
        "Twitter",
        "Facebook",
        "Related",
        "3 thoughts on “A night”",
        "Anna says:",
        "Great text, thank you!",
        "Leave a comment",
        "Privacy & Cookies: This site uses cookies.",
    ],
    "ru": [
        "Поделиться:",
        "ВКонтакте",
        "Телеграм",
        "Читайте также:",
        "Другая статья",
        "5 комментариев",
        "Анна пишет:",
        "Спасибо за текст!",
        "Добавить комментарий",
        "Ваш адрес email не будет опубликован.",
    ],
    "fr": [
        "Partager :",
        "Facebook",
        "Twitter",
        "Articles similaires",
        "Un autre article",
        "2 commentaires",
        "Anne dit :",
        "Merci beaucoup !",
        "Laisser un commentaire",
        "Votre adresse e-mail ne sera pas publiée.",
    ],
    "de": [
        "Teilen mit:",
        "Twitter",
        "Facebook",
        "Ähnliche Beiträge",
        "Ein anderer Beitrag",
        "2 Kommentare",
        "Anna sagt:",
        "Danke für den Text!",
        "Schreibe einen Kommentar",
        "Deine E-Mail-Adresse wird nicht veröffentlicht.",
    ],
    "es": [
        "Compartir:",
        "Twitter",
        "Facebook",
        "Entradas relacionadas",
        "Otra entrada",
        "2 comentarios",
        "Ana dice:",
        "¡Gracias por el texto!",
        "Deja una respuesta",
        "Tu dirección de correo electrónico no será publicada.",
    ],
    "ar": [
        "شارك هذا الموضوع:",
        "تويتر",
        "فيسبوك",
        "مقالات ذات صلة",
        "مقال آخر",
        "3 تعليقات",
        "يقول أحمد:",
        "شكرا على النص",
        "اترك تعليقاً",
        "لن يتم نشر عنوان بريدك الإلكتروني.",
    ],
}


@pytest.mark.parametrize("language", list(PROSE))
def test_what_hangs_on_a_post(tmp_path: Path, language: str) -> None:
    text = "\n\n".join([PROSE[language]] * 3 + TAILS[language])
    imported(tmp_path, text, dropped=("front-matter",))
    assert body(tmp_path) == "\n\n".join([PROSE[language]] * 3)
    assert all(line in left_out(tmp_path) for line in TAILS[language])
    assert accounted(tmp_path) == words(text)


@pytest.mark.parametrize(
    "line",
    [
        "Facebook",
        "News",
        "He says:",
        "Share",
        "Comments",
        "We use the back door to reply to the guards, and more.",
        "1991",
    ],
)
def test_a_line_that_a_text_may_hold_stays(tmp_path: Path, line: str) -> None:
    imported(
        tmp_path, "\n\n".join([PROSE["en"], PROSE["en"], line, PROSE["en"], PROSE["en"]]), dropped=("front-matter",)
    )
    assert line in body(tmp_path)
    assert left_out(tmp_path) == ""


def test_a_box_in_the_middle_goes_and_the_text_goes_on(tmp_path: Path) -> None:
    text = "\n\n".join([PROSE["ru"], "Читайте также:", "Как живёт город", PROSE["ru"], "Реклама", PROSE["ru"]])
    imported(tmp_path, text, dropped=("front-matter",))
    assert body(tmp_path) == "\n\n".join([PROSE["ru"]] * 3)


def test_a_count_of_replies_above_the_text_does_not_swallow_it(tmp_path: Path) -> None:
    text = "\n\n".join(["Home", "About", "3 comments", PROSE["en"], PROSE["en"], PROSE["en"]])
    imported(tmp_path, text, dropped=("front-matter",))
    assert body(tmp_path).endswith("\n\n".join([PROSE["en"]] * 3))


def test_furniture_stays_if_asked(tmp_path: Path) -> None:
    imported(tmp_path, f"{PROSE['en']}\n\n{PROSE['en']}\n\nLeave a Reply\n", dropped=("furniture", "front-matter"))
    assert body(tmp_path).endswith("Leave a Reply")
