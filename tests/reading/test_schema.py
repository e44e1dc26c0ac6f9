"""The schema as JSON: the same keys that validate."""

from __future__ import annotations

import json
from typing import Any

import pytest

from edition_builder.reading.schema import FRONT_MATTER, json_schema
from manuscripts import read_text


def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(json.dumps(json_schema()))
    return schema


def test_every_key_is_there_with_its_description() -> None:
    properties = _schema()["properties"]
    assert list(properties) == [key.name for key in FRONT_MATTER.keys]
    assert all(one["description"] for one in properties.values())


def test_what_is_needed_and_what_is_allowed() -> None:
    schema = _schema()
    assert schema["required"] == ["title", "author", "language"]
    assert schema["additionalProperties"] is False
    assert schema["properties"]["notes"]["properties"]["brackets"]["enum"] == ["auto", "all", "none"]
    assert schema["properties"]["notes"]["properties"]["policy"]["properties"]["gloss"]["enum"] == [
        "footnote",
        "endnote",
        "inline",
        "drop",
    ]
    cover = schema["properties"]["cover"]["anyOf"]
    assert cover[0] == {"type": "boolean"}
    assert (cover[1]["required"], list(cover[1]["properties"])) == (["picture"], ["picture", "alt"])
    person = schema["properties"]["author"]["anyOf"][0]["anyOf"]
    assert person[0] == {"type": "string"}
    assert person[1]["required"] == ["name"]


def test_the_schema_names_its_dialect() -> None:
    assert _schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize(("name", "codes"), [("con", ["EB209"]), ("lpt1", ["EB209"]), ("consul", []), ("com10", [])])
def test_no_file_gets_a_name_that_windows_keeps(name: str, codes: list[str]) -> None:
    header = f"---\ntitle: T\nauthor: A\nlanguage: en\nslug: {name}\n---\n"
    assert [one.code for one in read_text("Words.\n", header).diagnostics] == codes
