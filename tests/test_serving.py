"""A folder becomes a hotspot: what is listed, in which order, and that nothing else is there."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from edition_builder.cli import main
from edition_builder.errors import ExitCode, UsageError
from edition_builder.model.catalogue import media_type, rank
from edition_builder.serving import answering_for, catalogue_of
from edition_builder.sharing.hotspot import Hotspot

TEXT = """---
title: "A short & <bold> night"
author: [Anna K., C. D.]
language: ru
slug: night
---

Они пришли.
"""
ATOM = {"a": "http://www.w3.org/2005/Atom", "dc": "http://purl.org/dc/terms/"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a build leaves, with things of other people in it."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "a.md").write_text(TEXT, encoding="utf-8")
    command = ["build", str(folder / "a.md"), "--output", str(folder), "--format", "epub,html,txt,site,phone"]
    assert main(command) == ExitCode.DONE
    (folder / "secret.key").write_text("secret", encoding="utf-8")
    (folder / ".hidden.html").write_text("secret", encoding="utf-8")
    (folder / "link.txt").symlink_to("/etc/passwd")
    (folder / "out").symlink_to("/etc")
    os.mkfifo(folder / "pipe.txt")
    return folder


def ask(folder: Path, path: str, host: str = "10.0.0.1:8080") -> tuple[int, bytes]:
    told: list[MutableMapping[str, Any]] = []

    async def send(message: MutableMapping[str, Any]) -> None:
        told.append(message)

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request"}

    scope = {"type": "http", "method": "GET", "path": path, "headers": [(b"host", host.encode())]}
    asyncio.run(answering_for(folder)(scope, receive, send))
    return told[0]["status"], b"".join(one["body"] for one in told[1:])


def test_the_front_page_lists_what_opens_most_easily_first(folder: Path) -> None:
    page = etree.fromstring(ask(folder, "/")[1], etree.HTMLParser(encoding="utf-8"))
    assert [one.get("href") for one in page.iter("a")] == [
        "night-site/index.html",
        "night.html",
        "night.txt",
        "night-phone.pdf",
        "night.epub",
        "night.manifest.txt",
    ]
    assert page.get("lang") == "ru"
    assert page.findtext(".//h2") == "A short & <bold> night"
    assert page.findtext(".//section/p") == "Anna K., C. D."
    assert not list(page.iter("script", "form", "iframe"))


def test_the_front_page_shows_its_own_address_as_a_code(folder: Path) -> None:
    assert b'alt="http://10.0.0.1:8080/" src="data:image/png;base64,' in ask(folder, "/")[1]
    assert b"data:image/png" not in ask(folder, "/", host="<script>")[1]


def test_every_address_on_the_page_and_in_the_feed_is_there(folder: Path) -> None:
    page = etree.fromstring(ask(folder, "/")[1], etree.HTMLParser(encoding="utf-8"))
    feed = etree.fromstring(ask(folder, "/opds.xml")[1])
    addresses = [str(one.get("href")) for one in (*page.iter("a", "link"), *feed.iter("{*}link"))]
    assert len(addresses) > 10
    assert [one for one in addresses if ask(folder, f"/{one.removeprefix('./')}")[0] != 200] == []


def test_the_feed_is_strict_atom_for_reading_apps(folder: Path) -> None:
    feed = etree.fromstring(ask(folder, "/opds.xml")[1])
    (entry,) = feed.findall("a:entry", ATOM)
    for one in (feed, entry):
        assert all(one.findtext(f"a:{name}", "", ATOM) for name in ("id", "title", "updated"))
        assert one.findtext("a:updated", "", ATOM).endswith("T00:00:00Z")
        assert one.find("a:author/a:name", ATOM) is not None
    assert entry.findtext("a:title", "", ATOM) == "A short & <bold> night"
    assert [one.text for one in entry.findall("a:author/a:name", ATOM)] == ["Anna K.", "C. D."]
    assert entry.findtext("dc:language", "", ATOM) == "ru"
    links = [(one.get("type"), one.get("href")) for one in entry.findall("a:link", ATOM)]
    assert links[:2] == [("application/epub+zip", "night.epub"), ("application/pdf", "night-phone.pdf")]
    assert {one.get("rel") for one in entry.findall("a:link", ATOM)} == {"http://opds-spec.org/acquisition"}
    kinds = {one.get("rel"): one.get("type") for one in feed.findall("a:link", ATOM)}
    assert kinds["self"] == kinds["start"] == "application/atom+xml;profile=opds-catalog;kind=acquisition"


def test_the_feed_is_the_same_bytes_every_time(folder: Path) -> None:
    assert ask(folder, "/opds.xml") == ask(folder, "/opds.xml")


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/secret.key",
            "/.hidden.html",
            "/link.txt",
            "/out/passwd",
            "/pipe.txt",
            "/a.md",
            "/night-site/",
            "/night-site",
        ),
        *("/../etc/passwd", "/night-site/../a.md", "//etc/passwd"),
    ],
)
def test_nothing_else_is_there(path: str, folder: Path) -> None:
    assert ask(folder, path) == (404, b"")


def test_the_site_in_it_works(folder: Path) -> None:
    assert ask(folder, "/night-site/index.html")[0] == 200
    assert ask(folder, "/night-site/style.css")[0] == 200


def test_books_keep_their_files_apart(folder: Path) -> None:
    book = (folder / "night.epub").read_bytes()
    files = tuple(
        (name, book if name.endswith(".epub") else b"x") for name in ("a.epub", "a.txt", "a-b.epub", "a-b.txt", "c.pdf")
    )
    catalogue = catalogue_of(files)
    assert [[one.name for one in found.downloads] for found in catalogue.books] == [
        ["a-b.txt", "a-b.epub"],
        ["a.txt", "a.epub"],
    ]
    assert [one.name for one in catalogue.others] == ["c.pdf"]


def test_a_file_that_only_says_that_it_is_a_book_is_listed_as_a_file() -> None:
    catalogue = catalogue_of((("a.epub", b"nothing"), ("b.html", b"x")))
    assert catalogue.books == ()
    assert [one.name for one in catalogue.others] == ["b.html", "a.epub"]


def test_the_phone_page_stands_before_the_book_and_sums_last() -> None:
    names = ["SHA256SUMS.txt", "a.pdf", "a.epub", "a-phone.pdf", "a.txt", "a.html"]
    assert sorted(names, key=rank) == ["a.html", "a.txt", "a-phone.pdf", "a.epub", "a.pdf", "SHA256SUMS.txt"]
    assert media_type("a.exe") == ""


def test_a_folder_with_nothing_to_serve_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds nothing to serve"):
        answering_for(tmp_path)
    with pytest.raises(UsageError, match="there is no folder"):
        answering_for(tmp_path / "nothing")


@pytest.mark.usefixtures("loopback")
def test_the_command_says_where_it_answers(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(one: Hotspot) -> None:
        one._socket.close()
        raise KeyboardInterrupt

    monkeypatch.setattr(Hotspot, "run", stopped)
    assert main(["serve", str(folder), "--host", "127.0.0.1", "--port", "0"]) == ExitCode.DONE
    said = capsys.readouterr()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\n", said.out)
    assert "Ctrl+C ends it" in said.err


def test_a_port_that_there_is_not_ends_the_command(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(folder / "night.txt", tmp_path)
    assert main(["serve", str(tmp_path), "--port", "99999"]) == ExitCode.USAGE
    assert "there is no port 99999" in capsys.readouterr().err


def test_a_library_is_served_with_its_own_catalogue(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    command = [
        "build",
        str(tmp_path / "a.md"),
        "--catalogue",
        "--output",
        str(tmp_path / "out"),
        "--format",
        "html,txt",
    ]
    assert main(command) == ExitCode.DONE
    status, page = ask(tmp_path / "out", "/")
    assert (status, page) == (200, (tmp_path / "out" / "index.html").read_bytes())
    assert ask(tmp_path / "out", "/texts/night/night.html")[0] == 200
    assert ask(tmp_path / "out", "/opds.xml") == (200, (tmp_path / "out" / "opds.xml").read_bytes())
    assert ask(tmp_path / "out", "/catalogue/titles-001.xml")[0] == 200
