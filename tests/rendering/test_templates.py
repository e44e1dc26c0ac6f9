"""Templates escape what they are given and refuse what they are not."""

from __future__ import annotations

import pytest
from jinja2 import TemplateNotFound, UndefinedError

from edition_builder.rendering.templates import page


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        page("screen", language="en")


def test_a_missing_template_is_an_error() -> None:
    with pytest.raises(TemplateNotFound):
        page("no-such-page")
