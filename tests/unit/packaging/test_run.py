"""What `packaging/run.py` makes of its words."""

from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def run(scripts: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """`run.py` with nothing to install."""
    module = scripts["run"]
    monkeypatch.setattr(module, "prepare", lambda *_, **__: Path("python"))
    monkeypatch.setattr(module, "require_display", lambda: None)
    monkeypatch.setattr(module, "require_libraries", lambda _: None)
    monkeypatch.setattr(module, "start", lambda words: words)
    return module


def test_files_are_opened_in_the_window(run: ModuleType) -> None:
    assert run.main(["a.txt", "b.txt"]) == ["python", "-m", "reader", "open", "a.txt", "b.txt"]
    assert run.main([]) == ["python", "-m", "reader", "open"]


def test_after_two_dashes_comes_the_command_line(run: ModuleType) -> None:
    words = ["list", "--json", "--", "-draft"]
    assert run.main(["--", *words]) == ["python", "-m", "reader", *words]
    assert run.main(["--"]) == ["python", "-m", "reader", "--help"]


def test_the_command_line_asks_for_no_display_and_no_library(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise run.Stopped("There is no display.")

    monkeypatch.setattr(run, "require_display", refuse)
    monkeypatch.setattr(run, "require_libraries", refuse)
    assert run.main(["--", "list"]) == ["python", "-m", "reader", "list"]


def test_what_has_to_be_done_first_is_said_in_one_line(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> None:
        raise run.Stopped("There is no display.")

    monkeypatch.setattr(run, "require_display", refuse)
    assert run.main(["a.txt"]) == 1
    assert capsys.readouterr() == ("", "There is no display.\n")


def test_test_py_goes_on_after_a_failure_and_says_which_checks_failed(
    scripts: dict[str, ModuleType],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    module = scripts["test"]
    given: list[list[str]] = []

    def run(words: list[str]) -> int:
        given.append(words)
        return 1 if "mypy" in words else 0

    monkeypatch.setattr(module, "prepare", lambda _: Path("python"))
    monkeypatch.setattr(module, "require_libraries", lambda _: None)
    monkeypatch.setattr(module, "run", run)
    assert module.main([]) == 1
    assert len(given) == len(module.CHECKS)
    assert capsys.readouterr().err.endswith("Failed: types.\n")
    assert module.main(["tests/unit"]) == 0
    assert given[-1] == ["python", "-m", "pytest", "tests/unit"]
