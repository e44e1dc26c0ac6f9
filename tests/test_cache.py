"""What is kept: safe against damage, kills, other processes, full disks and other people; bounded; cleared."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from edition_builder.cache import Cache, Usage, clear, usage
from edition_builder.errors import CannotWrite

KEY, OTHER = "a key", "another key"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A cache with one entry."""
    Cache(tmp_path / "kept").put(KEY, b"bytes")
    return tmp_path / "kept"


def entries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if len(path.name) >= 64)


def test_what_was_put_is_found_by_the_next_run(folder: Path) -> None:
    assert Cache(folder).get(KEY) == b"bytes"
    assert Cache(folder).get(OTHER) is None
    Cache(folder).put(KEY, b"")
    assert Cache(folder).get(KEY) == b""


def test_a_look_makes_no_folder(tmp_path: Path) -> None:
    assert Cache(tmp_path / "none").get(KEY) is None
    assert not (tmp_path / "none").exists()


def test_nobody_else_may_look_into_it_and_neither_git_nor_backups_take_it(folder: Path) -> None:
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert (folder / ".gitignore").read_text() == "*\n"
    assert (folder / "CACHEDIR.TAG").read_bytes().startswith(b"Signature: 8a477f597d28d172789f06886806bc55")


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data + b"x",
        lambda data: data[:10],
        lambda _: b"",
        lambda data: data[:-1] + bytes([data[-1] ^ 1]),
        lambda data: b"edition cache 0\n" + data[16:],
    ],
)
def test_a_damaged_entry_is_dropped_and_can_be_put_again(folder: Path, damage: object) -> None:
    (entry,) = entries(folder)
    entry.write_bytes(damage(entry.read_bytes()))  # type: ignore[operator]
    assert Cache(folder).get(KEY) is None
    assert entries(folder) == []
    Cache(folder).put(KEY, b"bytes")
    assert Cache(folder).get(KEY) == b"bytes"


def test_an_entry_under_the_name_of_another_is_damaged(folder: Path) -> None:
    (first,) = entries(folder)
    Cache(folder).put(OTHER, b"other")
    (second,) = set(entries(folder)) - {first}
    shutil.copy(first, second)
    assert Cache(folder).get(OTHER) is None


def test_an_entry_that_cannot_be_read_is_none(folder: Path) -> None:
    (entry,) = entries(folder)
    entry.unlink()
    entry.mkdir()
    cache = Cache(folder)
    assert cache.get(KEY) is None
    cache.put(KEY, b"bytes")
    assert cache.trouble is not None


def test_a_folder_that_came_from_elsewhere_is_not_believed(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "copied")
    assert Cache(tmp_path / "copied").get(KEY) is None


def test_a_folder_that_was_moved_is(folder: Path, tmp_path: Path) -> None:
    folder.rename(tmp_path / "moved")
    assert Cache(tmp_path / "moved").get(KEY) == b"bytes"


def test_a_folder_that_others_may_read_is_closed(folder: Path) -> None:
    folder.chmod(0o755)
    assert Cache(folder).get(KEY) == b"bytes"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_where_others_may_write_is_not_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.chmod(0o777)
    monkeypatch.setattr(Path, "chmod", lambda *_: None)  # as on a stick, which knows no rights
    cache = Cache(folder)
    assert cache.get(KEY) is None
    assert cache.trouble is not None
    assert "others may write" in cache.trouble.message


def test_a_folder_of_somebody_else_is_not_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("edition_builder.cache.os.geteuid", lambda: os.getuid() + 1)
    cache = Cache(folder)
    assert cache.get(KEY) is None
    assert cache.trouble is not None
    assert "somebody else" in cache.trouble.message


def test_a_link_to_another_folder_is_not_used_and_nothing_there_is_touched(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir(mode=0o755)
    (tmp_path / "kept").symlink_to(tmp_path / "letters")
    cache = Cache(tmp_path / "kept")
    cache.put(KEY, b"bytes")
    assert list((tmp_path / "letters").iterdir()) == []
    (tmp_path / "letters" / "CACHEDIR.TAG").touch()
    cache.put(KEY, b"bytes")
    assert stat.S_IMODE((tmp_path / "letters").stat().st_mode) == 0o755
    assert cache.trouble is not None
    assert "link" in cache.trouble.message
    with pytest.raises(CannotWrite, match="is a link"):
        clear(tmp_path / "kept")


def test_a_full_disk_is_said_once_and_nothing_is_left(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    cache = Cache(folder)
    cache.put(OTHER, b"other")
    (said,) = cache.new_trouble()
    assert (said.code, said.message) == ("EB704", "nothing is kept for the next build: No space left on device")
    cache.put(OTHER, b"other")
    assert cache.new_trouble() == ()
    assert len(entries(folder)) == 1
    assert cache.get(KEY) == b"bytes"


def test_a_file_in_the_place_of_the_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("mine")
    cache = Cache(tmp_path / "kept")
    cache.put(KEY, b"bytes")
    assert cache.get(KEY) is None
    assert cache.trouble is not None
    assert (tmp_path / "kept").read_text() == "mine"


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path, limit=100_000)
    for number in range(10):
        cache.put(str(number), bytes(9_900))
        for age, path in enumerate(sorted(entries(tmp_path), key=lambda one: -one.stat().st_mtime_ns)):
            os.utime(path, ns=(0, 10**18 - age))  # a clock that is coarse would leave the order open
    assert cache.get("0") is not None  # used now: it is the newest
    cache.put("10", bytes(9_900))
    assert usage(tmp_path).size <= 80_000
    assert [cache.get(str(number)) is not None for number in range(11)] == [True, *[False] * 3, *[True] * 7]


def test_what_is_larger_than_the_cache_is_not_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "kept", limit=1_000)
    cache.put(KEY, bytes(1_000))
    assert cache.get(KEY) is None
    assert cache.trouble is None


def test_the_size_is_looked_at_rarely(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []
    monkeypatch.setattr("edition_builder.cache._make_room", lambda _folder, limit: looks.append(limit))
    cache = Cache(tmp_path / "kept", limit=100_000)
    for number in range(50):
        cache.put(str(number), bytes(100))
    assert len(looks) == 1


def test_a_cleared_cache_is_gone_and_what_is_not_of_it_stays(folder: Path) -> None:
    assert usage(folder) == Usage(1, 16 + 32 + len(b"bytes"))
    (folder / "letter.txt").write_text("mine")
    assert clear(folder).entries == 1
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]
    (folder / "letter.txt").unlink()
    clear(folder)
    assert not folder.exists()
    assert clear(folder) == usage(folder) == Usage(0, 0)


def test_a_cache_that_is_cleared_meanwhile_is_no_trouble(folder: Path) -> None:
    cache = Cache(folder)
    assert cache.get(KEY) == b"bytes"
    clear(folder)
    assert cache.get(KEY) is None
    cache.put(KEY, b"bytes")
    cache.put(KEY, b"bytes")
    assert cache.trouble is None
    assert cache.get(KEY) == b"bytes"


def test_what_cannot_be_cleared_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, **_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(CannotWrite, match="Permission denied"):
        clear(folder)


# Puts the same few keys over and over; each value tells its key, and is long enough to be seen half written.
PUTS = """
import sys
from pathlib import Path
from edition_builder.cache import Cache
cache = Cache(Path(sys.argv[1]), limit=3_000_000)
print("begun", flush=True)
for turn in range(10**6 if sys.argv[2] == "for ever" else 60):
    key = str(turn % 5)
    cache.put(key, key.encode() * 300_000)
    found = cache.get(key)
    assert found in (None, key.encode() * 300_000)
assert cache.trouble is None, cache.trouble
"""


def puts(folder: Path, how_long: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", PUTS, folder, how_long], stdout=subprocess.PIPE, text=True)


def test_two_processes_at_once_do_no_harm(tmp_path: Path) -> None:
    with puts(tmp_path / "kept", "a while") as one, puts(tmp_path / "kept", "a while") as other:
        assert (one.wait(60), other.wait(60)) == (0, 0)
    assert {len(path.name) for path in entries(tmp_path / "kept")} == {64}
    assert Cache(tmp_path / "kept").get("0") in (None, b"0" * 300_000)


def test_a_kill_in_the_middle_leaves_nothing_half(tmp_path: Path) -> None:
    for tenths in range(5):
        with puts(tmp_path / "kept", "for ever") as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(tenths / 50)
            process.send_signal(signal.SIGKILL)
    cache = Cache(tmp_path / "kept", limit=3_000_000)
    assert all(cache.get(str(key)) in (None, str(key).encode() * 300_000) for key in range(5))
    for number in range(20):  # what was half written goes as everything old does
        cache.put(f"new {number}", bytes(200_000))
    assert usage(tmp_path / "kept").size <= 3_300_000
