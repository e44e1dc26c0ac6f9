"""Installing what the machine lacks: what is said, what is run, and where it stops."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

import system_packages
from needs import PANGO, SUBSET, Need
from system_packages import MANAGERS, PackageManager, Stopped, bring, by_hand, plan, rights

APT = MANAGERS[0]
GONE = Need("Glue", "it holds", lambda: False, {"apt": ("glue", "brush"), "brew": ("glue",)})
WISHED = Need("Varnish", "it shines", lambda: False, {"apt": ("varnish",)}, required=False)
THERE = Need("Paper", "to print on", lambda: True, {"apt": ("paper",)})


class Machine:
    """A machine to try on: which needs it has, who the user is, what was run."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.ran: list[list[str]] = []
        self.patch = monkeypatch
        self.succeeds = True
        monkeypatch.setattr("system_packages.subprocess.call", self._call)
        monkeypatch.setattr(system_packages, "answer_of", lambda *_: "known")
        self.has(GONE)
        self.user(root=True)
        self.manager(APT)

    def _call(self, command: Sequence[str], **_: object) -> int:
        self.ran.append(list(command))
        return 0 if self.succeeds else 100

    def has(self, *needs: Need) -> None:
        self.patch.setattr(system_packages, "needs_of", lambda _: needs)

    def user(self, *, root: bool) -> None:
        self.patch.setattr("system_packages.os.geteuid", lambda: 0 if root else 1000)
        self.patch.setattr("system_packages.shutil.which", lambda _: None)

    def manager(self, manager: PackageManager | None) -> None:
        self.patch.setattr(system_packages, "find_manager", lambda: manager)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(monkeypatch)


def everything(_: str) -> bool:
    return True


def test_a_complete_machine_is_left_alone(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.has(THERE)
    bring("run")
    assert (machine.ran, capsys.readouterr().err) == ([], "")


def test_what_is_missing_is_named_with_its_reason(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Stopped):
        bring("run")
    said = capsys.readouterr().err
    assert "lacks what is needed to build editions" in said
    assert "Glue: it holds" in said
    assert machine.ran == [["apt-get", "update"], [*APT.install, "glue", "brush"]]
    assert "apt-get install -y --no-install-recommends glue brush" in said


def test_only_what_is_missing_is_installed(machine: Machine) -> None:
    machine.has(THERE, GONE)
    with pytest.raises(Stopped):
        bring("run")
    assert "paper" not in machine.ran[-1]


def test_without_rights_it_stops_with_the_command_to_run(machine: Machine) -> None:
    machine.user(root=False)
    with pytest.raises(
        Stopped, match=r"sudo apt-get update && sudo env DEBIAN_FRONTEND=noninteractive apt-get .* glue brush"
    ):
        bring("test")
    assert machine.ran == []


def test_without_a_network_it_stops_with_the_command_to_run(machine: Machine) -> None:
    machine.succeeds = False
    with pytest.raises(Stopped, match=r"(?s)apt could not install it; .* sudo apt-get update && .* glue brush"):
        bring("run")


def test_what_is_only_wished_for_stops_nothing(machine: Machine) -> None:
    machine.has(WISHED)
    machine.succeeds = False
    bring("run")
    assert machine.ran[-1] == [*APT.install, "varnish"]
    machine.user(root=False)
    bring("run")
    assert len(machine.ran) == 2


def test_a_machine_without_a_known_manager_is_told_what_it_needs(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.manager(None)
    with pytest.raises(Stopped, match=r"No package manager known here"):
        bring("run")
    assert "Glue: it holds" in capsys.readouterr().err


def test_a_package_that_this_release_does_not_have_is_left_out() -> None:
    known: Callable[[str], bool] = {"libpango-1.0-0", "libpangoft2-1.0-0"}.__contains__
    assert plan(APT, (PANGO, SUBSET), known) == (*APT.install, "libpango-1.0-0", "libpangoft2-1.0-0")
    assert plan(APT, (SUBSET,), known) == ()


def test_a_wish_that_this_release_cannot_meet_runs_nothing(machine: Machine) -> None:
    machine.has(WISHED)
    machine.patch.setattr(system_packages, "answer_of", lambda *_: None)
    bring("run")
    assert machine.ran == [["apt-get", "update"]]


def test_a_package_is_named_once() -> None:
    assert plan(APT, (GONE, GONE), everything) == (*APT.install, "glue", "brush")


def test_homebrew_needs_no_rights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("system_packages.os.geteuid", lambda: 501)
    brew = MANAGERS[-1]
    assert rights(brew) == ()
    assert by_hand(brew, (GONE,)) == "brew install glue"


@pytest.mark.parametrize(("asks", "front"), [("", ("sudo",)), (None, None)])
def test_sudo_is_used_only_where_it_asks_for_nothing_or_can_ask(
    monkeypatch: pytest.MonkeyPatch, asks: str | None, front: tuple[str, ...] | None
) -> None:
    monkeypatch.setattr("system_packages.os.geteuid", lambda: 1000)
    monkeypatch.setattr("system_packages.shutil.which", lambda _: "sudo")
    monkeypatch.setattr("system_packages.sys.stdin.isatty", lambda: False, raising=False)
    monkeypatch.setattr(system_packages, "answer_of", lambda *_: asks)
    assert rights(APT) == front
