"""The board: what is posted is seen, and who waits is woken."""

from __future__ import annotations

from threading import Thread

from edition_builder.previewing.board import Board, View


def test_a_change_keeps_the_rest_and_counts() -> None:
    board = Board()
    board.post(html=b"text", html_number=1)
    board.post(reason="why")
    assert (board.view.number, board.view.html, board.view.reason) == (2, b"text", "why")


def test_every_change_is_told() -> None:
    told: list[View] = []
    board = Board(told.append)
    board.post(reason="a")
    board.post(reason="b")
    assert [view.reason for view in told] == ["a", "b"]


def test_who_has_seen_another_number_does_not_wait() -> None:
    board = Board()
    board.post(reason="a")
    assert board.wait(0, 60).reason == "a"
    assert board.wait(17, 60).reason == "a"  # a number of a preview that was here before


def test_who_has_seen_it_all_waits_for_the_next() -> None:
    board = Board()
    seen: list[str] = []
    waiting = Thread(target=lambda: seen.append(board.wait(0, 60).reason))
    waiting.start()
    board.post(reason="news")
    waiting.join(60)
    assert seen == ["news"]


def test_nobody_waits_for_a_preview_that_is_over() -> None:
    board = Board()
    waiting = Thread(target=board.wait, args=(0, 60))
    waiting.start()
    board.close()
    waiting.join(60)
    assert not waiting.is_alive()
    assert board.closed


def test_waiting_ends() -> None:
    assert Board().wait(0, 0.01).number == 0
