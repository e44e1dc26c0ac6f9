"""A task on another machine: pictures are asked for, versions are compared, and nothing is read from a disk."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from books import styles
from edition_builder.diagnostics import Outcome
from edition_builder.errors import ExitCode, ToolMissing
from edition_builder.library import local, remote_task
from edition_builder.library.remote_task import Asked, Kit, Needed, Unlike, build_there
from edition_builder.library.task import Built, Shared
from edition_builder.library.versions import differences, versions
from edition_builder.model.building import BuildSettings
from edition_builder.model.manuscript import LoadedPictures, PictureRefusal, SourceFile, Sources
from editions import png

TEXT = b"---\ntitle: T\nauthor: A\nlanguage: en\n---\n\nWords.\n\n![A bridge](bridge.png)\n\n![A road](road.png)\n"
LOADED = Outcome(Sources((SourceFile("a.md", TEXT),)))
ASKED = (("a.md", "bridge.png"), ("a.md", "road.png"))


@pytest.fixture
def kit() -> Kit:
    return Kit(Shared(BuildSettings(Path("out"), ("txt",)), styles()), versions())


def test_pictures_are_asked_for_and_then_it_is_built(kit: Kit) -> None:
    assert build_there(kit, Asked(LOADED)) == Needed(ASKED)
    assert build_there(kit, Asked(LOADED, LoadedPictures(((ASKED[0], png()),)))) == Needed(ASKED[1:])
    built = build_there(kit, Asked(LOADED, LoadedPictures(tuple((one, png()) for one in ASKED))))
    assert isinstance(built, Built)
    assert built.made.exit_code is ExitCode.DONE
    assert [one[:2] for one in built.pictures] == list(ASKED)


def test_why_there_is_no_picture_is_said_as_on_the_machine_that_asked(kit: Kit) -> None:
    refusal = PictureRefusal("EB502", "it lies outside", "copy it")
    built = build_there(kit, Asked(LOADED, LoadedPictures(((ASKED[0], png()), (ASKED[1], refusal)))))
    assert isinstance(built, Built)
    assert [one.code for one in built.made.diagnostics if one.code.startswith("EB50")] == ["EB502"]


def test_everything_can_travel(kit: Kit) -> None:
    for value in (kit, LOADED, build_there(kit, Asked(LOADED))):
        assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - what was pickled here


def test_other_versions_are_refused_and_named(kit: Kit) -> None:
    other = tuple((name, "0" if name == "Pango" else number) for name, number in kit.versions)
    unlike = build_there(Kit(kit.shared, other), Asked(LOADED))
    assert isinstance(unlike, Unlike)
    (said,) = unlike.differences
    assert said.startswith("Pango ")
    assert said.endswith(" there, 0 here")


def test_versions_name_what_decides_the_bytes() -> None:
    found = dict(versions())
    assert {"edition-builder", "Python", "Pango", "weasyprint", "lxml", "pillow"} <= found.keys()
    assert all(found.values())
    assert "distributed" not in found
    assert differences((("a", "1"), ("b", "2")), (("a", "1"), ("c", "3"))) == (
        "b is missing there, 2 here",
        "c 3 there, is missing here",
    )


def test_a_cluster_without_its_library_is_said(monkeypatch: pytest.MonkeyPatch, kit: Kit) -> None:
    def missing(_name: str) -> None:
        raise ModuleNotFoundError("no module", name="distributed")

    monkeypatch.setattr(local, "import_module", missing)
    with pytest.raises(ToolMissing, match="distributed") as raised:
        local._cluster("tcp://127.0.0.1:8786", kit.shared)
    assert "edition-builder[cluster]" in raised.value.hint
    assert remote_task.same(kit) is kit
