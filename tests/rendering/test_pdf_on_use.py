"""What the engine may never need is not loaded with it, and is there when it is needed."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

from edition_builder.rendering.pdf_on_use import loaded_on_use

ENGINE = """
import sys
from contextlib import suppress
import edition_builder.rendering.pdf_engine
late = {"fontTools.subset", "fontTools.varLib", "fontTools.varLib.instancer"}
assert not late & sys.modules.keys(), late & sys.modules.keys()
from weasyprint.pdf import fonts
options = fonts.subset.Options(retain_gids=True)
assert options.retain_gids is True and type(options).__module__ == "fontTools.subset"
from fontTools import subset
assert subset.Options is type(options)
with suppress(Exception):
    fonts.instantiateVariableFont(None, {})
assert "fontTools.varLib.instancer" in sys.modules
"""


def test_the_engine_loads_without_the_subsetter_and_finds_it_when_it_is_called() -> None:
    done = subprocess.run([sys.executable, "-c", ENGINE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_module_that_is_loaded_stays_itself_and_a_stand_in_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    json = import_module("json")
    monkeypatch.delitem(sys.modules, "quopri", raising=False)
    with loaded_on_use("json", "quopri"):
        assert sys.modules["json"] is json
        late = import_module("quopri")
        with pytest.raises(AttributeError):
            late.__path__  # noqa: B018 - as the import system asks for it
    assert "quopri" not in sys.modules
    assert late.encodestring(b"=") == b"=3D"
    assert sys.modules["quopri"] is not late


def test_a_stand_in_goes_when_loading_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "quopri", raising=False)
    with pytest.raises(OSError), loaded_on_use("quopri"):
        raise OSError
    assert "quopri" not in sys.modules
