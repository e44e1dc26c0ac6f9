"""``edition schema``: the front matter as JSON Schema, so that editors can complete and check it."""

from __future__ import annotations

import argparse

from edition_builder.console import write_json
from edition_builder.errors import ExitCode
from edition_builder.reading.schema import json_schema

__all__ = ["run"]


def run(_arguments: argparse.Namespace) -> ExitCode:
    """Print the schema on stdout."""
    write_json(json_schema())
    return ExitCode.DONE
