"""Names in another case than the one to print are offered as a comment, and the line stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition_builder.importing.cases import in_another_case
from imports import body, header, imported, manuscript

PROSE = "Мы вышли на площадь в девять вечера, и никто не знал почему."


@pytest.mark.parametrize(
    ("before", "name", "offered"),
    [
        ("Записано ", "Иваном Петровым", True),
        ("Перевод ", "Марии Орловой", True),
        ("Спасибо ", "Марии Орловой", True),
        ("автора ", "Анны Ивановой", True),
        ("Рассказ ", "Анны Ивановой", True),
        ("Перевод: ", "Мария Орлова", False),
        ("Перевод с казахского — ", "Мария Орлова", False),
        ("Перевела с казахского ", "Мария Орлова", False),
        ("Автор текста ", "Анна Иванова", False),
        ("Translated by ", "Anna Ivanova", False),
        ("", "Анна Иванова", False),
    ],
)
def test_which_words_put_a_name_into_another_case(before: str, name: str, offered: bool) -> None:
    assert bool(in_another_case(name, before)) is offered


def test_such_a_name_is_offered_and_never_written(tmp_path: Path) -> None:
    result = imported(tmp_path, f"Ночь\n\nЗаписано Иваном Петровым\n\n{PROSE}\n\nПеревод Марии Орловой")
    assert not {"author", "translator"} & set(header(tmp_path))
    assert "# author: Иваном Петровым  # a guess, line 3" in manuscript(tmp_path)
    assert "# translator: Марии Орловой  # a guess, line 7" in manuscript(tmp_path)
    assert body(tmp_path) == f"Записано Иваном Петровым\n\n{PROSE}\n\nПеревод Марии Орловой"
    hints = [one.hint for one in result.diagnostics if one.code == "EB908"]
    assert len(hints) == 1
    assert "look at the line # author: … there" in hints[0]


def test_the_comment_works_when_it_is_uncommented(tmp_path: Path) -> None:
    imported(tmp_path, f"Ночь\n\nЗаписано Иваном Петровым\n\n{PROSE}")
    path = tmp_path / "out.md"
    path.write_text(manuscript(tmp_path).replace("# author: Иваном Петровым", "author: Иван Петров"), encoding="utf-8")
    assert header(tmp_path)["author"] == "Иван Петров"


def test_a_name_in_the_basic_form_is_written(tmp_path: Path) -> None:
    imported(tmp_path, f"Ночь\n\nАвтор: Анна Иванова\n\n{PROSE}\n\nПеревела с казахского Мария Орлова.")
    assert (header(tmp_path)["author"], header(tmp_path)["translator"]) == ("Анна Иванова", "Мария Орлова")
