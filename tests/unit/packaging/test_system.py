"""Missing shared libraries become packages: installed by root, named to everybody else."""

import subprocess
from types import ModuleType

import pytest

ABSENT = {"libmade-up.so.9": "libmade-up9", "libmade-up-gl.so.9": "libmade-up9"}


@pytest.fixture
def debian(system: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """A Debian where this is root, and the commands it was given; the first install fails."""
    given: list[list[str]] = []

    def run(words: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        given.append(words)
        return subprocess.CompletedProcess(words, returncode=1)

    monkeypatch.setattr(system, "is_linux", lambda: True)
    monkeypatch.setattr(system, "_is_root", lambda: True)
    monkeypatch.setattr(system.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(system.subprocess, "run", run)
    monkeypatch.setattr(system, "run_quietly", lambda words: given.append(list(words)))
    return given


def test_root_gets_each_package_once_and_the_lists_are_fetched_when_they_are_missing(
    system: ModuleType, debian: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([list(ABSENT), []])
    monkeypatch.setattr(system, "missing_libraries", lambda _: next(answers))
    system.require_libraries(ABSENT)
    install = ["apt-get", "install", "-y", "--no-install-recommends", "libmade-up9"]
    assert debian == [install, ["apt-get", "update"], install]


def test_a_library_that_is_still_missing_is_named(
    system: ModuleType, debian: list[list[str]]
) -> None:
    with pytest.raises(system.Stopped, match=r"cannot be loaded: libmade-up\.so\.9"):
        system.require_libraries(ABSENT)
    assert debian


def test_others_are_told_the_one_command(
    system: ModuleType, debian: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "_is_root", lambda: False)
    with pytest.raises(system.Stopped, match=r"sudo apt-get install -y .* libmade-up9"):
        system.require_libraries(ABSENT)
    assert debian == []


def test_a_system_without_apt_is_told_what_is_missing(
    system: ModuleType, debian: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system.shutil, "which", lambda _: None)
    with pytest.raises(system.Stopped, match="what your system calls these: libmade-up9"):
        system.require_libraries(ABSENT)
    assert debian == []


def test_nothing_is_looked_for_where_qt_brings_everything(
    system: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "is_linux", lambda: False)
    system.require_libraries(ABSENT)


def test_without_a_display_one_sentence_names_the_command_line(
    system: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "is_linux", lambda: True)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        system.require_display({name: "something"})
    with pytest.raises(system.Stopped, match=r"no display .*packaging/run\.py -- --help"):
        system.require_display({"DISPLAY": ""})
    monkeypatch.setattr(system, "is_linux", lambda: False)
    system.require_display({})


def test_a_window_needs_more_than_the_tests_do(system: ModuleType) -> None:
    assert system.window_libraries({"QT_QPA_PLATFORM": "offscreen"}) == system.QT
    under_x11 = system.window_libraries({"DISPLAY": ":0"})
    assert "libxcb-cursor.so.0" in under_x11
    assert "libwayland-client.so.0" not in under_x11
    assert "libwayland-client.so.0" in system.window_libraries({"WAYLAND_DISPLAY": "wayland-0"})
