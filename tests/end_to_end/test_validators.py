"""Other people's judges on the edition of this repository: Ace, Nu and axe. `make test-all` installs them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

ROOT = Path(__file__).resolve().parents[2]
NODE_MODULES = ROOT / ".venv" / "validators" / "node_modules"
NU = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not (NU.exists() and BROWSER), reason="make test-all installs the validators"),
]


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    paths = (Path(sys.executable).parent, NODE_MODULES / ".bin")
    path = os.pathsep.join([*map(str, paths), os.environ["PATH"]])
    variables = {**os.environ, "PATH": path, "NODE_PATH": str(NODE_MODULES)}
    return subprocess.run(
        [str(part) for part in command], cwd=ROOT, env=variables, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the built edition."""
    folder = tmp_path_factory.mktemp("dist")
    done = run(sys.executable, "-m", "edition_builder", "build", "--format", "epub,html,site", "--output", folder)
    assert done.returncode == 0, done.stderr
    return folder


def axe(page: Path) -> list[dict[str, object]]:
    """What axe and the browser find on a page in each world."""
    done = run("node", Path(__file__).with_name("axe.cjs"), page, BROWSER)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def nu(page: Path) -> list[str]:
    """The errors and warnings of the Nu HTML checker."""
    done = run("java", "-Xss16m", "-jar", NU, "--stdout", "--exit-zero-always", "--format", "json", page)
    messages = json.loads(done.stdout)["messages"]
    return [one["message"] for one in messages if one["type"] != "info" or one.get("subType") == "warning"]


def test_epubcheck_and_ace_find_nothing_in_the_epub(made: Path) -> None:
    (book,) = made.glob("*.epub")
    done = run(sys.executable, "-m", "edition_builder", "check", "--strict", "--json", book)
    assert (done.returncode, done.stderr) == (0, "")
    assert [one["diagnostics"] for one in json.loads(done.stdout)] == [[]]


def test_nu_finds_nothing_in_the_html(made: Path) -> None:
    (page,) = made.glob("*.html")
    assert nu(page) == []


def test_axe_finds_nothing_in_the_html(made: Path) -> None:
    (page,) = made.glob("*.html")
    clean = {"violations": [], "requests": [], "errors": [], "sideways": 0}
    assert axe(page) == [{"world": world, **clean} for world in ("phone", "desk", "dark")]


def test_the_html_is_one_request_and_notes_show_and_return_without_script_and_network(made: Path) -> None:
    (page,) = made.glob("*.html")
    done = run("node", Path(__file__).with_name("one_request.cjs"), page, BROWSER)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"requests": 1, "note": True, "back": True, "larger": True}


def test_nu_and_axe_find_nothing_in_the_site(made: Path) -> None:
    (page,) = made.glob("*-site/index.html")
    # Nu gives a page no address, so nothing is of its own origin; browsers, asked below, let the sheet in.
    assert [message for message in nu(page) if "external stylesheet “style.css” blocked" not in message] == []
    sheet = {"violations": [], "requests": [], "errors": [], "sideways": 0}
    assert axe(page) == [{"world": world, **sheet} for world in ("phone", "desk", "dark")]


class OnionShare(SimpleHTTPRequestHandler):
    """Serves files with the headers of OnionShare's website mode."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", "default-src 'self'; img-src 'self' data:")
        self.send_header("Referrer-Policy", "no-referrer")
        super().end_headers()

    def do_GET(self) -> None:
        if self.path == "/favicon.ico":  # which browsers ask for by themselves
            self.send_response(HTTPStatus.NO_CONTENT)
            self.end_headers()
        else:
            super().do_GET()


@pytest.mark.usefixtures("loopback")
def test_the_site_keeps_its_look_from_a_stick_and_behind_the_policy_of_onionshare(made: Path) -> None:
    (page,) = made.glob("*-site/index.html")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(OnionShare, directory=str(made))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/{page.parent.name}/"
        done = run("node", Path(__file__).with_name("served.cjs"), BROWSER, page.as_uri(), address)
        server.shutdown()
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [{"errors": [], "styled": True}] * 2


def test_the_judges_find_what_is_wrong(tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    image = '<img src="https://example.invalid/x.png">'
    page.write_text(f'<!doctype html><title>x</title>{image}<p style="width:3000px">x</p></b>', encoding="utf-8")
    assert any("Stray end tag" in message for message in nu(page))
    phone = axe(page)[0]
    assert "image-alt: img" in str(phone["violations"])
    assert phone["requests"] == ["https://example.invalid/x.png"]
    assert phone["sideways"] != 0
