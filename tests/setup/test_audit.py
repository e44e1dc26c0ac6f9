"""An advisory stops, and packages that nobody could be asked about are not called sound."""

from __future__ import annotations

from audit import CLEAN, KNOWN, NO_ANSWER, judged

SOUND = {"name": "jinja2", "version": "3.1.6", "vulns": []}
UNASKED = {"name": "zfec", "skip_reason": "Dependency not found on PyPI"}
OPEN = {
    "name": "jinja2",
    "version": "3.1.4",
    "vulns": [{"id": "CVE-2025-27516", "fix_versions": ["3.1.6"]}, {"id": "CVE-2099-0001", "fix_versions": []}],
}


def test_all_looked_up_and_nothing_known() -> None:
    assert judged([SOUND]) == (CLEAN, ("1 of 1 locked packages were looked up, 0 advisories are known.",))


def test_an_advisory_is_named_with_the_release_that_mends_it() -> None:
    code, lines = judged([SOUND, OPEN, UNASKED])
    assert code == KNOWN
    assert lines == (
        "jinja2 3.1.4: CVE-2025-27516, mended in 3.1.6",
        "jinja2 3.1.4: CVE-2099-0001, mended in no release yet",
        "2 of 3 locked packages were looked up, 2 advisories are known.",
    )


def test_a_package_that_was_not_found_is_no_answer() -> None:
    assert judged([SOUND, UNASKED]) == (NO_ANSWER, ("1 of 2 locked packages were looked up, 0 advisories are known.",))
    assert judged([])[0] == NO_ANSWER
