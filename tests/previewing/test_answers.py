"""What a browser gets, and what nobody else gets."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

import pytest

from edition_builder.diagnostics import Diagnostic, Location
from edition_builder.previewing.answers import HEADERS, Answer, Answers
from edition_builder.previewing.board import Board, Problem
from edition_builder.previewing.paper import Line, Paper, PaperPage

HOST = "127.0.0.1:8000"
PAGES = (PaperPage(420.0, 595.0, (Line(0.1, "First line"), Line(0.2, "Second “line”"))),)


class PaintedPaper(Paper):
    """Draws what it is asked for as words."""

    def draw(self, number: int, index: int, width: int) -> bytes | None:
        return f"{number} {index} {width}".encode() if number == 4 else None


@pytest.fixture
def board() -> Board:
    board = Board()
    board.post(html=b"<!DOCTYPE html>", html_number=5, pages=PAGES, pages_number=4)
    return board


@pytest.fixture
def answers(board: Board) -> Answers:
    return Answers(board, PaintedPaper(), frozenset({HOST, "localhost:8000"}))


def get(answers: Answers, target: str, **headers: str) -> Answer:
    return answers.answer(target, {"Host": HOST, **{name.replace("_", "-"): value for name, value in headers.items()}})


def seen(answer: Answer) -> Any:
    assert answer.status is HTTPStatus.OK
    return json.loads(answer.body)


@pytest.mark.parametrize("host", ["", "127.0.0.1", "127.0.0.1:80", "evil.example:8000", "0.0.0.0:8000", "[::1]:8000"])
@pytest.mark.parametrize("target", ["/", "/state", "/edition.html", "/lines?number=4", "/page.png?number=4", "/x"])
def test_a_name_that_is_not_ours_gets_nothing(answers: Answers, host: str, target: str) -> None:
    answer = get(answers, target, Host=host)
    assert answer.status is HTTPStatus.MISDIRECTED_REQUEST
    assert b"DOCTYPE" not in answer.body


def test_a_request_without_a_host_gets_nothing(answers: Answers) -> None:
    assert answers.answer("/", {}).status is HTTPStatus.MISDIRECTED_REQUEST


@pytest.mark.parametrize("site", ["cross-site", "same-site", "new-word"])
def test_a_request_that_another_site_caused_gets_nothing(answers: Answers, site: str) -> None:
    assert get(answers, "/edition.html", Sec_Fetch_Site=site).status is HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("headers", [{}, {"Sec_Fetch_Site": "none"}, {"Sec_Fetch_Site": "same-origin"}])
def test_the_reader_and_the_page_itself_are_let_in(answers: Answers, headers: dict[str, str]) -> None:
    assert get(answers, "/edition.html", **headers).status is HTTPStatus.OK
    assert get(answers, "/edition.html", Host="localhost:8000", **headers).status is HTTPStatus.OK


@pytest.mark.parametrize(
    "target",
    [
        "/../pyproject.toml",
        "/..%2fpyproject.toml",
        "//etc/passwd",
        "/page/../preview.html",
        "/preview.html",
        "/answers.py",
        "http://127.0.0.1:8000/etc/passwd",
        "",
        "*",
        "/\0",
        "/page.png/",
    ],
)
def test_an_address_is_no_path(answers: Answers, target: str) -> None:
    assert get(answers, target).status is HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("target", ["/", "/preview.css", "/preview.js", "/reading.js", "/paper.js", "/icon.svg"])
def test_the_page_itself_loads_from_nowhere_else(answers: Answers, target: str) -> None:
    answer = get(answers, target)
    assert answer.status is HTTPStatus.OK
    assert len(answer.body) > 200
    text = answer.body.decode().replace("http://www.w3.org/2000/svg", "")
    assert "http:" not in text
    assert "https:" not in text
    assert "default-src 'self'" in answer.policy
    assert "frame-ancestors 'none'" in answer.policy


def test_nothing_lends_the_preview_to_another_site() -> None:
    assert [name for name in HEADERS if name.lower().startswith("access-control")] == []
    assert HEADERS["Cross-Origin-Resource-Policy"] == "same-origin"
    assert (HEADERS["Cache-Control"], HEADERS["Referrer-Policy"]) == ("no-store", "no-referrer")


def test_the_edition_runs_no_script_and_loads_nothing(answers: Answers) -> None:
    answer = get(answers, "/edition.html?number=5")
    assert (answer.media_type, answer.body) == ("text/html; charset=utf-8", b"<!DOCTYPE html>")
    assert "default-src 'none'" in answer.policy
    assert "script-src" not in answer.policy


def test_there_is_no_edition_before_the_first_is_made() -> None:
    answers = Answers(Board(), Paper(), frozenset({HOST}))
    assert get(answers, "/edition.html").status is HTTPStatus.NOT_FOUND
    assert seen(get(answers, "/state"))["html"] == 0


def test_the_state_names_what_is_new(answers: Answers) -> None:
    state = seen(get(answers, "/state?after=0"))
    assert (state["number"], state["html"], state["pages"], state["sizes"]) == (1, 5, 4, [[420.0, 595.0]])
    assert (state["findings"], state["problem"], state["over"]) == ([], None, False)


def test_what_was_found_is_said_as_on_the_command_line(answers: Answers, board: Board) -> None:
    found = Diagnostic("EB203", 'unknown key "autor"', Location("a.md", 3, 1), "did you mean author?")
    board.post(diagnostics=(found, Diagnostic("EB609", "no EPUBCheck")), problem=Problem("there is no a.md", "look"))
    state = seen(get(answers, "/state"))
    first, second = state["findings"]
    assert f"{first['place']}: {first['severity']} {first['code']}: {first['message']}\n  hint: {first['hint']}" == str(
        found
    )
    assert (second["place"], second["severity"]) == ("", "warning")
    assert state["problem"] == ["there is no a.md", "look"]


def test_the_end_is_said(answers: Answers, board: Board) -> None:
    board.close()
    assert seen(get(answers, "/state?after=1"))["over"] is True


def test_lines_and_pages_of_this_pdf_only(answers: Answers) -> None:
    assert seen(get(answers, "/lines?number=4")) == [[[0.1, "First line"], [0.2, "Second “line”"]]]
    assert get(answers, "/lines?number=3").status is HTTPStatus.NOT_FOUND
    assert get(answers, "/page.png?number=4&index=2&width=600").body == b"4 2 600"
    assert get(answers, "/page.png?number=3&index=2&width=600").status is HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("query", ["number=four", "number=-4", "number=", "&" * 5000, "number=" + "9" * 5000, "%00=1"])
def test_a_query_without_sense_is_none(answers: Answers, query: str) -> None:
    assert get(answers, f"/page.png?{query}").status is HTTPStatus.NOT_FOUND
