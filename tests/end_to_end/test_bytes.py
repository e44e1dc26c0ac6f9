"""Law 3: the same manuscript gives the same bytes, whoever builds it, where, when and on what machine."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from edition_builder.formats import FORMATS
from worlds import NOBODY, YEARS_AHEAD, World, copied, fonts_of_another_machine, made_in, needs, possible

# What each world has that the first one has not.
WORLDS: dict[str, World] = {
    "time zone": World({"TZ": "Pacific/Kiritimati"}),
    "locale": World({"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr", "PYTHONUTF8": "0"}),
    "hash seed": World({"PYTHONHASHSEED": "4711"}),
    "umask": World(umask=0o077),
    "clock": World({"WORLD_CLOCK": str(YEARS_AHEAD)}),
    "order of files": World({"WORLD_ORDER": "1"}),
    "dictionaries": World({"DICPATH": "dictionaries", "XDG_DATA_DIRS": "dictionaries", "XDG_CONFIG_DIRS": "fonts"}),
    "user": World({"USER": "nobody", "LOGNAME": "nobody"}, before=NOBODY),
}
PROBE = """
import datetime, os, time
print(time.strftime("%Y", time.localtime()), datetime.datetime.now().year, sep="/")
print(os.environ.get("LC_ALL"), time.tzname, hash("word"), os.umask(0), os.getuid(), os.listdir("probe"), sep="\\n")
"""


def everywhere(home: Path) -> World:
    """All differences at once."""
    variables: dict[str, str] = {}
    for name, world in WORLDS.items():
        variables |= world.variables if name != "user" else {"USER": "somebody"}
    before = NOBODY if possible(*NOBODY) else ()
    return World({**variables, "HOME": str(home)}, umask=0o077, before=before)


def own(folder: Path, world: World) -> None:
    """Give a folder to the user of a world."""
    if world.before:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, 65534, 65534)


@pytest.fixture(scope="module")
def manuscript(root: Path) -> Path:
    return root / "tests/golden/everything/manuscript"


@pytest.fixture(scope="module")
def first(manuscript: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a plain world makes."""
    return made_in(World({"PYTHONHASHSEED": "1"}), copied(manuscript, tmp_path_factory.mktemp("first")))


def test_the_bytes_are_the_same_in_a_world_where_everything_differs(
    first: dict[str, bytes], manuscript: Path, root: Path, tmp_path: Path
) -> None:
    folder = copied(manuscript, tmp_path / "мой стол" / "a folder")
    home = tmp_path / "home"
    fonts_of_another_machine(home, root / "styles/fonts/NotoSerifThai-Regular.ttf")
    for path in folder.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    world = everywhere(home)
    own(tmp_path, world)
    second = made_in(world, folder)
    assert len(first) > len(FORMATS)
    assert list(second) == list(first)
    assert [name for name in first if second[name] != first[name]] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", WORLDS)
def test_the_bytes_are_the_same_where_one_thing_differs(
    first: dict[str, bytes], manuscript: Path, tmp_path: Path, name: str
) -> None:
    world = WORLDS[name]
    if world.before:
        needs(*world.before)
    folder = copied(manuscript, tmp_path / "a folder")
    own(tmp_path, world)
    second = made_in(world, folder)
    assert [file for file in first if second[file] != first[file]] == []


def test_the_other_world_is_another_world(tmp_path: Path) -> None:
    for letter in "abcdefgh":
        (tmp_path / "probe" / letter).mkdir(parents=True)
    world = everywhere(tmp_path)
    plain, other = (one.run(tmp_path, "-c", PROBE) for one in (World({"PYTHONHASHSEED": "1", "TZ": "UTC"}), world))
    assert plain.returncode == 0, plain.stderr
    pairs = list(zip(plain.stdout.splitlines(), other.stdout.splitlines(), strict=True))
    same = [one for one, two in pairs if one == two]
    assert same == ([] if world.before else [str(os.getuid())]), other.stderr
    assert all(int(year) > 2070 for year in pairs[0][1].split("/"))


def test_a_date_that_comes_into_a_file_is_seen(first: dict[str, bytes], manuscript: Path, tmp_path: Path) -> None:
    text = copied(manuscript, tmp_path) / "manuscript/book/edition.yaml"
    text.write_text(text.read_text(encoding="utf-8").replace("written: {date: 2022-01-06, ", "written: {"), "utf-8")
    second = made_in(World({"SOURCE_DATE_EPOCH": "86400"}), tmp_path)  # what a clock could do, let in on purpose
    assert {Path(name).suffix for name in first if second[name] != first[name]} >= {".epub", ".txt"}
