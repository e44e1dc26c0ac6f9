"""The script that finds a reader's place again, run by Node on two small pages."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "src/edition_builder/previewing/page/reading.js"
PLACES = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Any:
    node = shutil.which("node", path=PLACES)
    assert node, "make test-all installs Node"
    module = tmp_path_factory.mktemp("script") / "reading.mjs"
    module.write_bytes(SCRIPT.read_bytes())
    questions = Path(__file__).with_name("reading.mjs")
    done = subprocess.run([node, questions, module], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_letters_are_what_print_and_screen_have_in_common(answers: Any) -> None:
    assert answers["letters"] == "efficientcooperationnaiveелка"


def test_a_place_is_found_by_its_words_when_a_page_has_come_before_it(answers: Any) -> None:
    assert answers["same"] == {"page": 0, "top": 0.3}
    assert answers["moved"] == {"page": 1, "top": 0.3}
    assert answers["gone"] == -1
    assert answers["empty"] == []


def test_the_pages_follow_the_web_page(answers: Any) -> None:
    assert answers["start"] == {"page": 0, "top": 0.1, "above": 0}
    assert answers["second"] == {"page": 0, "top": 0.3, "above": 0}


def test_a_paragraph_that_goes_over_a_page_is_followed_past_the_notes_at_its_foot(answers: Any) -> None:
    assert answers["split"] == {"page": 1, "top": 0.1, "above": 0}


def test_a_note_at_the_end_of_the_web_page_leaves_the_pages_where_they_are(answers: Any) -> None:
    assert answers["note"] is None


def test_the_web_page_follows_the_pages(answers: Any) -> None:
    assert answers["back"] == [1, 0]
    assert answers["over"][0] == 2
    assert -100 < answers["over"][1] < 0
    assert answers["end"][0] == 3
