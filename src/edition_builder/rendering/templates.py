"""Pages from templates: the only module that loads Jinja2. Templates are data in ``pages/`` and place ready values.

Values are escaped unless the template says ``|safe``, which it says of the serialiser's markup only; a name that is
not given is an error. Text of a manuscript is never a template.
"""

from __future__ import annotations

from functools import lru_cache
from pkgutil import get_data

from jinja2 import Environment, FunctionLoader, StrictUndefined

__all__ = ["page"]


def page(name: str, /, **values: object) -> str:
    """The page ``pages/NAME.j2`` with these values.

    Raises:
        jinja2.TemplateNotFound, jinja2.UndefinedError: a mistake in this package, not in a manuscript.
    """
    return _environment().get_template(f"{name}.j2").render(values)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    """One environment for the process; its templates are compiled on first use."""
    return Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def _source(name: str) -> str | None:
    """The text of a template of this package; None if there is no such template."""
    try:
        return (get_data("edition_builder.rendering", f"pages/{name}") or b"").decode() or None
    except FileNotFoundError:
        return None
