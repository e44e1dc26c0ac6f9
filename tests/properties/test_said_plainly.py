"""Law 7: whatever is given as a manuscript ends in files or in diagnostics: never a traceback, never without end."""

from __future__ import annotations

import contextlib
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from edition_builder.cli import main
from edition_builder.errors import ExitCode
from manuscript_strategies import Draft, real_drafts

SOUND = (ExitCode.DONE, ExitCode.MANUSCRIPT, ExitCode.USAGE, ExitCode.CANNOT_WRITE)
LONGEST_LINE = 600  # characters: a few lines of a terminal
MANY = 10_000


def said(draft: Draft, *options: str) -> tuple[int, str]:
    """Build the text formats of a draft with the real command line; its exit code and what it says."""
    with tempfile.TemporaryDirectory() as name, contextlib.chdir(name):
        path = draft.write(Path("manuscript"))
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(["build", "--format", "html,txt", *options, str(path)])
        assert any(Path().glob("dist/*.txt")) == (code == ExitCode.DONE)
        return code, err.getvalue()


def plainly(draft: Draft) -> None:
    """Fail where something is not said as it must be."""
    code, words = said(draft)
    assert code in SOUND, words
    assert "Traceback" not in words
    assert "fault of the tool" not in words
    lines = words.splitlines()
    assert max(map(len, lines), default=0) <= LONGEST_LINE
    heads = [line for line in lines if " error EB" in line or " warning EB" in line or line.startswith("error:")]
    hints = [line for line in lines if line.startswith("  hint: ")]
    assert len(hints) == len(heads)
    assert heads or code == ExitCode.DONE


def one_file(data: bytes) -> Draft:
    return Draft((("book.md", data),))


HEADER = b"---\ntitle: T\nauthor: A\nlanguage: en\n---\n\n"
# Pieces that break things where they are put in.
_WEDGES = (
    *(b"[", b"]", b"{", b"}", b"\\", b"`", b"```", b":::", b"::: verse", b"[^1]", b"[^1]: x", b"|", b"|---|", b"> "),
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\r\n", b"\x1b[31m", b"\xe2\x80\xae", b"\xf3\xa0\x80\x81"),
    *(b"---\n", b"&a", b"*a", b"!!python/object:os.system", b"title: ", b"notes: {", b"- [", b"<script>", b"![]("),
    *(b"](../../etc/passwd)", b"](https://x.org/y.png)", b"{lang=", b"{sic=", b"{.footnote", b"\n\n\n", b"    ", b"\t"),
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> Draft:
    """A text of this repository with pieces cut out, doubled or wedged in."""
    draft = draw(st.sampled_from(list(real_drafts().values())))
    name, data = draw(st.sampled_from([file for file in draft.files if file[0].endswith((".md", ".yaml"))]))
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 200)))
        data = data[:start] + draw(st.sampled_from((b"", data[start:end] * 2, *_WEDGES))) + data[end:]
    return Draft(tuple((one, data if one == name else old) for one, old in draft.files))


_KEYS = (
    *("title", "subtitle", "author", "translator", "editor", "language", "original", "written", "headnote", "rights"),
    *("edition", "identifier", "slug", "description", "subjects", "cover", "notes", "print", "formats", "see-also"),
    *("name", "sort", "role", "about", "date", "place", "brackets", "by", "policy", "page", "margins", "size", "bleed"),
)
_STRINGS = (
    "en",
    "x",
    '"[x]{.gloss}"',
    '"[]{by=editor}"',
    '"[^1]"',
    '"![](x.png)"',
    '"a *b*\\n\\nc"',
    '"# h"',
    "2024-05-01",
)
_SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.text(max_size=20), st.sampled_from(_STRINGS)
)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(_KEYS), inner, max_size=3)),
    max_leaves=8,
)


@st.composite
def headers(draw: st.DrawFn) -> Draft:
    """Front matter of known keys with any values, written as flow YAML, over one line of text."""
    values = draw(st.dictionaries(st.sampled_from(_KEYS), _VALUES, max_size=5))
    lines = [f"{key}: {_flow(value)}" for key, value in values.items()]
    needed = [line for line in ("title: T", "author: A", "language: en") if line.split(":")[0] not in values]
    text = "\n".join(("---", *needed, *lines, "---", "", "Words [were] here.", ""))
    return one_file(text.encode("utf-8", "replace"))


def _flow(value: object) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_flow, value)) + "]"
        case None:
            return ""
        case _:
            return str(value).replace("\n", " ")


BYTES = st.one_of(st.binary(max_size=300), st.binary(max_size=300).map(HEADER.__add__)).map(one_file)
KINDS = {"bytes": BYTES, "mutated": mutated(), "front matter": headers()}
EVERY_KIND = pytest.mark.parametrize("kind", KINDS)


# Found by these tests: an empty list for a key that is needed, an item without words, a stroke as the words of a cell.
FOUND = (
    b"---\ntitle: []\nauthor: A\nlanguage: en\n---\n\nWords.\n",
    b"---\ntitle: T\nauthor: []\nlanguage: en\n---\n\nWords.\n",
    b"---\ntitle: [[]]\nauthor: A\nlanguage: en\n---\n\nWords.\n",
    b"---\ntitle: ['', ~]\nauthor: A\nlanguage: en\n---\n\nWords.\n",
    b'---\ntitle: "T []{.gloss}"\nauthor: A\nlanguage: en\n---\n\nWords.\n',
    b"---\ntitle: [A, [B]]\nauthor: A\nlanguage: en\n---\n\nWords.\n",
    HEADER + b"*",
    HEADER + b"---\n\n> \n",
    HEADER + b"| a | b |\n|---|---|\n| W |\\||\n|\\|| |\n| |\\||\n",
)


@pytest.mark.parametrize("data", FOUND)
def test_what_was_found_stays_mended(data: bytes) -> None:
    plainly(one_file(data))


def try_many(kind: str, examples: int) -> None:
    @settings(max_examples=examples, suppress_health_check=list(HealthCheck))
    @example(one_file(b""))
    @example(one_file(HEADER))
    @given(KINDS[kind])
    def holds(draft: Draft) -> None:
        plainly(draft)

    holds()


@EVERY_KIND
def test_any_manuscript_ends_in_files_or_in_what_is_wrong(kind: str) -> None:
    try_many(kind, 60)


@pytest.mark.slow
@pytest.mark.timeout(7200)
@EVERY_KIND
def test_ten_thousand_manuscripts_end_in_files_or_in_what_is_wrong(kind: str) -> None:
    try_many(kind, MANY)


@pytest.mark.parametrize("name", ["nowhere.md", "a" * 300 + ".md", "/dev/null", "/proc/self/mem", ".", "manuscript/"])
def test_any_name_of_a_manuscript_is_answered(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with contextlib.chdir(tmp_path):
        assert main(["build", "--format", "txt", name]) in SOUND[1:]
    assert "hint: " in capsys.readouterr().err


def test_a_fault_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("edition_builder.production.edit", broken)
    with pytest.raises(AssertionError):
        plainly(one_file(HEADER + b"Words.\n"))
