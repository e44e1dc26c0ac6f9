"""The style sheets for screens use nothing that the WebView of a telephone of 2016 lacks, but for mere improvements."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tinycss2 import parse_blocks_contents, parse_stylesheet
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

from chrome_features import CAME_WITH, IMPROVEMENTS, OLDEST

STYLES = Path(__file__).resolve().parents[2] / "styles"
SHEETS = ("html.css", "messages.css")
_FREE = {"font", "font-family"}  # their words are names of fonts; size and face have properties of their own
_EVERYWHERE = {"inherit", "initial"}


def features(css: str) -> set[str]:
    """Everything in a style sheet that a browser may know or not know."""
    return set(_of_rules(parse_stylesheet(css, skip_comments=True, skip_whitespace=True)))


def _of_rules(rules: list[Node]) -> Iterator[str]:
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            yield from _of_selector(rule.prelude)
            yield from _of_block(rule.content)
        elif isinstance(rule, AtRule):
            yield f"@{rule.lower_at_keyword}"
            yield from _of_query(rule.prelude)
            inside = parse_stylesheet(rule.content or [], skip_comments=True, skip_whitespace=True)
            yield from _of_rules(inside) if rule.lower_at_keyword == "media" else _of_block(rule.content or [])
        else:
            raise AssertionError(f"not a rule: {rule.serialize()}")


def _of_query(query: list[Node]) -> Iterator[str]:
    for one in query:
        if one.type == "() block":
            yield f"({one.content[0].lower_value})"
        elif one.type == "ident":
            yield one.lower_value


def _of_selector(parts: list[Node]) -> Iterator[str]:
    """Combinators, pseudo-classes and so on; a space beside another combinator is none."""
    for place, one in enumerate(parts):
        before = parts[place - 1] if place else None
        if one.type == "literal" and one.value in ">+~":
            yield str(one.value)
        elif one.type == "[] block":
            yield "[attribute]"
        elif one.type == "whitespace" and place:
            yield " "
        elif one.type == "function":
            yield f":{one.lower_name}"
            yield from _of_selector(one.arguments)
        elif one.type == "ident":
            sign = before.value if before is not None and before.type == "literal" else ""
            twice = place > 1 and parts[place - 2].type == "literal" and parts[place - 2].value == ":"
            kinds = {".": ".class", ":": f"{':' * (1 + twice)}{one.lower_value}"}
            yield kinds.get(str(sign), "element")


def _of_block(content: list[Node]) -> Iterator[str]:
    for one in parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if not isinstance(one, Declaration):
            raise AssertionError(f"not a declaration: {one.serialize()}")
        yield one.lower_name
        yield from _of_value(one.lower_name, one.value)


def _of_value(name: str, value: list[Node]) -> Iterator[str]:
    for one in value:
        if one.type == "function":
            yield f"{one.lower_name}()"
            yield from _of_value(name, one.arguments)
        elif one.type == "url":
            yield "url()"
        elif one.type == "dimension":
            yield one.lower_unit
        elif one.type == "percentage":
            yield "%"
        elif one.type == "ident" and name not in _FREE and one.lower_value not in _EVERYWHERE:
            yield f"{name}: {one.lower_value}"


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_feature_is_as_old_as_the_telephone_or_a_mere_improvement(sheet: str) -> None:
    used = features((STYLES / sheet).read_text(encoding="utf-8"))
    assert used - set(CAME_WITH) == set(), "look it up in browser-compat-data and enter it in chrome_features.py"
    newer = {one for one in used if CAME_WITH[one] > OLDEST}
    assert newer - set(IMPROVEMENTS) == set(), "older telephones lack it: do without, or give the reason why they may"


def test_nothing_is_excused_or_listed_that_is_not_used() -> None:
    used = set().union(*(features((STYLES / sheet).read_text(encoding="utf-8")) for sheet in SHEETS))
    assert set(CAME_WITH) - used == set()
    assert {one for one, version in CAME_WITH.items() if version > OLDEST} == set(IMPROVEMENTS)


@pytest.mark.parametrize(
    ("css", "feature"),
    [
        ("p { display: grid }", "display: grid"),
        ("p { gap: 1em }", "gap"),
        ("p { --ink: red }", "--ink"),
        ("p { color: var(--ink) }", "var()"),
        ("p { width: clamp(1em, 50%, 2em) }", "clamp()"),
        ("p { background: url(a.png) }", "url()"),
        ("p { width: 1dvh }", "dvh"),
        ("p:has(a) { color: red }", ":has"),
        ("p::marker { color: red }", "::marker"),
        ("@media (hover: none) { p { color: red } }", "(hover)"),
        ("@supports (gap: 1em) { gap: 1em }", "@supports"),
        ("@media print { p { inset: 0 } }", "inset"),
    ],
)
def test_what_is_newer_is_seen(css: str, feature: str) -> None:
    assert feature in features(css)
    assert feature not in CAME_WITH
