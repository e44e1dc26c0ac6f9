"""What a person sees: stdout, stderr, exit code and the output folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from edition_builder.formats import DEFAULT_FORMATS, FORMATS

Edition = Callable[..., subprocess.CompletedProcess[str]]


def listing(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*")) if folder.exists() else []


def test_build_without_arguments_makes_every_default_format(edition: Edition, project: Path) -> None:
    done = edition("build")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [f"dist/a-small-book.{name}" for name in DEFAULT_FORMATS]
    assert done.stderr == ""
    made = [
        "a-small-book.epub",
        "a-small-book.html",
        "a-small-book.manifest.txt",
        "a-small-book.pdf",
        "a-small-book.txt",
    ]
    assert listing(project / "dist") == made


def test_the_shortest_manuscript_makes_every_format(edition: Edition, project: Path) -> None:
    (project / "short.md").write_text("---\ntitle: T\nauthor: A\nlanguage: en\n---\n\nWords.\n", encoding="utf-8")
    done = edition("build", "short.md")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [f"dist/t.{name}" for name in DEFAULT_FORMATS]


def test_a_format_that_was_not_asked_for_is_not_loaded(project: Path) -> None:
    script = (
        "import sys; from edition_builder.cli import main; main(['build', '--format', 'epub']); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=project, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "ebooklib" in loaded
    assert not loaded & {"weasyprint", "pikepdf", "rich", "click", "trafilatura"}


def test_json_is_one_document_on_stdout(edition: Edition) -> None:
    done = edition("build", "--format", "txt", "--json")
    (result,) = json.loads(done.stdout)
    assert result == {
        "manuscript": "manuscript/book.md",
        "files": ["dist/a-small-book.txt"],
        "diagnostics": [],
        "exit": 0,
        "sheets": {},
        "unchanged": False,
    }


def test_a_file_that_is_not_there_is_a_mistake_in_the_call(edition: Edition, project: Path) -> None:
    done = edition("build", "no-such.md")
    assert done.returncode == 2
    assert "no-such.md" in done.stderr
    assert "Traceback" not in done.stderr
    assert listing(project / "dist") == []


def test_an_unknown_format_names_the_nearest(edition: Edition) -> None:
    done = edition("build", "--format", "epbu")
    assert (done.returncode, "did you mean epub?" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("no front matter\n", "EB201", "bad.md:1:1"),
        ("", "EB104", "bad.md"),
        ("---\ntitle: x\nauthor: y\nlanguage: en\ntransaltor: z\n---\n\nText.\n", "EB203", "bad.md:5:1"),
        ("---\ntitle: x\nauthor: y\nlanguage: en\n---\n\nText[^1].\n", "EB301", "bad.md:7:5"),
        ("---\ntitle: x\nauthor: y\nlanguage: en\n---\n\nA\x07b.\n", "EB103", "bad.md:7:2"),
        ("---\ntitle: x\nauthor: y\nlanguage: en\n---\n\nWords ![A street](gone.png)\n", "EB501", "bad.md:7:7"),
    ],
)
def test_a_bad_manuscript_is_said_with_place_code_and_next_step(
    edition: Edition, project: Path, text: str, code: str, place: str
) -> None:
    edition("build", "--format", "txt")
    before = {name: (project / "dist" / name).read_bytes() for name in listing(project / "dist")}
    (project / "bad.md").write_text(text, encoding="utf-8")
    done = edition("build", "bad.md", "--format", "txt")
    assert done.returncode == 1
    assert done.stderr.startswith(f"{place}: error {code}: ")
    assert "\n  hint: " in done.stderr
    assert done.stdout == ""
    assert {name: (project / "dist" / name).read_bytes() for name in listing(project / "dist")} == before


def test_an_unclosed_bracket_warns_and_under_strict_stops(edition: Edition, project: Path) -> None:
    head = "---\ntitle: x\nauthor: y\nlanguage: en\n---\n\n"
    (project / "open.md").write_text(f"{head}Left [open.\n", encoding="utf-8")
    loose = edition("build", "open.md", "--format", "txt")
    assert (loose.returncode, loose.stdout) == (0, "dist/x.txt\n")
    assert loose.stderr.startswith("open.md:7:6: warning EB401: ")
    strict = edition("build", "open.md", "--format", "txt", "--strict", "--output", "other")
    assert strict.returncode == 1
    assert strict.stderr.startswith("open.md:7:6: error EB401: ")
    assert not (project / "other").exists()


def test_an_output_folder_that_cannot_be_written(edition: Edition, project: Path) -> None:
    (project / "out").write_text("a file in the way")
    done = edition("build", "--format", "txt", "--output", "out")
    assert done.returncode == 6
    assert (project / "out").read_text() == "a file in the way"
    assert "hint:" in done.stderr


def test_notes_prints_the_ledger_with_the_documented_keys(edition: Edition) -> None:
    done = edition("notes", "manuscript/book.md", "--json")
    assert json.loads(done.stdout) == [
        {
            "path": "manuscript/book.md",
            "line": 9,
            "column": 14,
            "text": "armed security forces",
            "class": "gloss",
            "rule": json.loads(done.stdout)[0]["rule"],
            "lemma": "karabets",
            "by": "translator",
            "action": "footnote",
        }
    ]


def test_formats_schema_and_version(edition: Edition) -> None:
    assert [line.lstrip("* ").split()[0] for line in edition("formats").stdout.splitlines()] == [
        row.name for row in FORMATS
    ]
    assert "title" in json.loads(edition("schema").stdout)["properties"]
    assert edition("--version").stdout.startswith("edition ")


def test_check_reads_a_manuscript_and_opens_made_files(edition: Edition) -> None:
    edition("build", "--format", "txt,html")
    done = edition("check", "manuscript/book.md", "dist/a-small-book.txt", "dist/a-small-book.html")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("nothing found") == 3


def test_verify_reads_a_folder_and_names_what_was_changed(edition: Edition, project: Path) -> None:
    edition("build", "--format", "epub,txt,html")
    done = edition("verify", "dist")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("  the same text\n") == 2
    assert "3 files as listed in the sums" in done.stdout
    page = project / "dist" / "a-small-book.html"
    page.write_bytes(page.read_bytes().replace(b"armed security", b"unarmed security"))
    done = edition("verify", "dist", "--json")
    assert done.returncode == 4
    assert [one["code"] for one in json.loads(done.stdout)["diagnostics"]] == ["EB812", "EB813", "EB815"]
    assert edition("verify", "manuscript").returncode == 4


def test_messages_are_made_for_a_channel_and_joined_in_any_order(edition: Edition, project: Path) -> None:
    assert edition("build", "--format", "txt,messages", "--channel", "100").returncode == 0
    folder = project / "dist" / "a-small-book-messages" / "100"
    parts = sorted(str(path.relative_to(project)) for path in folder.glob("*.txt"))
    assert len(parts) > 1
    done = edition("join", *reversed(parts), "-o", "joined.txt")
    assert (done.returncode, done.stdout, done.stderr) == (0, "joined.txt\n", "")
    assert (project / "joined.txt").read_bytes() == (project / "dist" / "a-small-book.txt").read_bytes()


def test_a_missing_message_is_named_and_nothing_written(edition: Edition, project: Path) -> None:
    edition("build", "--format", "messages", "--channel", "100")
    parts = sorted((project / "dist" / "a-small-book-messages" / "100").glob("*.txt"))
    done = edition("join", *map(str, parts[1:]), "-o", "joined.txt")
    assert done.returncode == 1
    assert f"error EB803: of {len(parts)} parts 1 is missing: 1" in done.stderr
    assert not (project / "joined.txt").exists()


def test_a_channel_that_there_is_not(edition: Edition) -> None:
    done = edition("build", "--format", "messages", "--channel", "pigeon")
    assert done.returncode == 2
    assert "there is no channel 'pigeon'" in done.stderr
    assert "telegram, signal, whatsapp, sms" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a file that is always full is there on Linux only")
def test_what_cannot_be_printed_is_said(project: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "edition_builder", "formats"]
        done = subprocess.run(command, cwd=project, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 6
    assert done.stderr.startswith("error: what was found cannot be printed: No space left on device\n  hint: ")


def test_a_reader_that_has_seen_enough_is_no_error(project: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "edition_builder", "schema"]
    done = subprocess.run(command, cwd=project, stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, "")


def test_no_output_names_the_machine(edition: Edition, project: Path) -> None:
    edition("build", USER="canary-user", HOSTNAME="canary-host", HOME="/canary-home")
    for name in listing(project / "dist"):
        data = (project / "dist" / name).read_bytes()
        for canary in (b"canary", str(project).encode()):
            assert canary not in data, (name, canary)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("biuld",), "did you mean build?"),
        (("build", "--outptu", "x"), "did you mean --output?"),
        ((), "no command was given"),
        (("build", ""), "a name is empty"),
        (("build", "--output", ""), "a name is empty"),
        (("build", "--format", ","), "names no format"),
    ],
)
def test_a_wrong_call_has_a_next_step(edition: Edition, arguments: tuple[str, ...], said: str) -> None:
    done = edition(*arguments)
    assert (done.returncode, said in done.stderr, "hint:" in done.stderr) == (2, True, True)


def test_a_year_that_no_date_holds(edition: Edition) -> None:
    done = edition("build", "--format", "txt", SOURCE_DATE_EPOCH="99999999999999")
    assert (done.returncode, "SOURCE_DATE_EPOCH" in done.stderr) == (2, True)


def test_a_manuscript_named_twice_is_built_once(edition: Edition) -> None:
    done = edition("build", "manuscript/book.md", "manuscript", "--format", "txt")
    assert (done.returncode, done.stdout) == (0, "dist/a-small-book.txt\n")


def test_of_several_manuscripts_the_failed_one_is_named(edition: Edition, project: Path) -> None:
    (project / "manuscript" / "bad.md").write_text("no front matter")
    done = edition("build", "--format", "txt")
    assert (done.returncode, done.stdout) == (1, "dist/a-small-book.txt\n")
    assert "nothing was written for manuscript/bad.md: 1 error" in done.stderr


@pytest.mark.parametrize("redirection", [">&-", "2>&-", ">/dev/full", "| head -c 0", "2>/dev/full"])
def test_streams_that_are_closed_or_full_give_no_traceback(project: Path, redirection: str) -> None:
    command = f"{sys.executable} -m edition_builder build --format txt {redirection}"
    done = subprocess.run(["/bin/sh", "-c", command], cwd=project, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert "fault" not in done.stderr
    assert "Exception ignored" not in done.stderr
    assert done.returncode == (6 if redirection == ">/dev/full" else 0)


def test_a_terminal_without_letters_gets_escapes(edition: Edition) -> None:
    done = edition("build", "--help", PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert (done.returncode, "NAME,\\u2026" in done.stdout) == (0, True)


def test_thousands_of_brackets_and_links_do_not_take_the_night(edition: Edition, project: Path) -> None:
    head = "---\ntitle: x\nauthor: y\nlanguage: en\n---\n\n"
    body = "word [note] " * 3000 + "\n\n" + "A word [note] here.\n\n" * 3000
    (project / "long.md").write_text(head + body, encoding="utf-8")
    assert edition("build", "long.md", "--format", "txt").returncode == 0


def test_a_pasted_post_becomes_files(edition: Edition, project: Path) -> None:
    post = "A night at the station\n\nBy Anna Kern\n\nThe provodnik [guard] let us in.\n\nLeave a Reply\n"
    (project / "post.txt").write_text(post, encoding="utf-8")
    done = edition("import", "post.txt", "-o", "manuscript/night.md")
    assert (done.returncode, done.stdout) == (0, "manuscript/night.md\nmanuscript/night.left-out.txt\n")
    assert "author: Anna Kern  (sure, line 3)" in done.stderr
    again = edition("import", "post.txt", "-o", "manuscript/night.md")
    assert (again.returncode, "--replace" in again.stderr) == (6, True)
    assert edition("build", "manuscript/night.md", "--format", "txt").returncode == 0
    assert edition("import", "https://example.org/post").returncode == 2
    assert edition("new", "manuscript/empty.md").stdout == "manuscript/empty.md\n"
    assert "# translator – who translated it\n" in (project / "manuscript/empty.md").read_text(encoding="utf-8")


def test_a_face_is_painted_over_in_a_copy(edition: Edition, project: Path) -> None:
    Image.new("RGB", (64, 48), "white").save(project / "face.png")
    done = edition("redact", "face.png", "--box", "8,8,16,16")
    assert (done.returncode, done.stdout) == (0, "face-redacted.png\n")
    with Image.open(project / "face-redacted.png") as picture:
        assert (picture.getpixel((10, 10)), picture.getpixel((40, 40))) == ((0, 0, 0), (255, 255, 255))
    assert edition("redact", "face.png", "--box", "8,8,16").returncode == 2
    assert "error EB509" in edition("redact", "face.png", "--box", "8,8,160,16").stderr
