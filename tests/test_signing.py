"""A pack that is signed, from the keys to the reader."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from edition_builder.cli import main
from edition_builder.errors import ExitCode
from edition_builder.sharing.minisign import new_key

TEXT = "---\ntitle: T\nauthor: A\nlanguage: en\n---\n\nThe karabets [guards] came.\n"


@pytest.fixture(autouse=True)
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a built edition; the user's settings are in it too."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    (tmp_path / "t.md").write_text(TEXT, encoding="utf-8")
    assert main(["build", "t.md", "--format", "txt,html"]) == ExitCode.DONE
    return tmp_path


def typed(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(words))


def test_from_a_new_key_to_a_verified_folder(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed("three birches\nthree birches\n", monkeypatch)
    assert main(["sign", "--new-key"]) == ExitCode.DONE
    secret, public = built / "settings/edition-builder/secret.key", built / "settings/edition-builder/secret.pub"
    assert secret.stat().st_mode & 0o777 == 0o600
    assert str(built).encode() not in secret.read_bytes() + public.read_bytes()
    typed("three birches\n", monkeypatch)
    assert main(["sign", "dist"]) == ExitCode.DONE
    assert (built / "dist/t.manifest.signature.txt").exists()
    capsys.readouterr()
    assert main(["verify", "dist", "--key", str(public)]) == ExitCode.DONE
    assert main(["verify", "dist", "--key", public.read_text("utf-8").splitlines()[1]]) == ExitCode.DONE
    listed = built / "dist/t.manifest.txt"
    listed.write_bytes(listed.read_bytes() + b"\n")
    assert main(["verify", "dist", "--key", str(public)]) == ExitCode.CHECK_FAILED
    assert "error EB816: dist/t.manifest.txt has no signature of this key" in capsys.readouterr().err


def test_a_folder_that_is_not_signed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "dist", "--key", new_key(bytes(40)).public.line()]) == ExitCode.CHECK_FAILED
    assert "error EB816: dist/t.manifest.txt is not signed" in capsys.readouterr().err
    assert main(["verify", "t.md", "--key", new_key(bytes(40)).public.line()]) == ExitCode.CHECK_FAILED
    assert "error EB816: there is no list of sums" in capsys.readouterr().err
    assert main(["verify", "dist", "--key", "nonsense"]) == ExitCode.USAGE
    assert "nonsense is no public key" in capsys.readouterr().err


def test_two_phrases_and_a_wrong_one(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed("one\ntwo\n", monkeypatch)
    assert main(["sign", "--new-key", "--key", "k.key"]) == ExitCode.USAGE
    assert not (built / "k.key").exists()
    typed("one\none\n", monkeypatch)
    assert main(["sign", "--new-key", "--key", "k.key"]) == ExitCode.DONE
    typed("one\none\n", monkeypatch)
    assert main(["sign", "--new-key", "--key", "k.key"]) == ExitCode.CANNOT_WRITE
    typed("two\n", monkeypatch)
    assert main(["sign", "dist", "--key", "k.key"]) == ExitCode.USAGE
    assert "the pass phrase does not open this key" in capsys.readouterr().err
    assert not (built / "dist/t.manifest.signature.txt").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["sign"], "no folder was named"),
        (["sign", "dist"], "there is no key"),
        (["sign", "dist", "--key", "t.md"], "t.md holds no secret key"),
    ],
)
def test_what_is_missing_is_said(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == ExitCode.USAGE
    assert words in capsys.readouterr().err


def test_a_folder_without_sums_cannot_be_signed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed("\n", monkeypatch)
    assert main(["sign", "--new-key", "--key", "k.key"]) == ExitCode.DONE
    assert main(["sign", ".", "--key", "k.key"]) == ExitCode.USAGE
    assert "holds no list of sums" in capsys.readouterr().err
