"""PyYAML; the only module that loads it."""

from __future__ import annotations

from edition_builder.reading.late_expressions import compiled_on_use

with compiled_on_use():
    import yaml

__all__ = ["yaml"]
