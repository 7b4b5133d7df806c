"""`.venv` is made once, finished when it was interrupted, and then left alone."""

import os
import subprocess
import sys
import venv
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    """A lock that names nothing: installing it needs no network."""
    path = tmp_path / "some.lock"
    path.write_text("# nothing\n", encoding="utf-8")
    return path


@pytest.fixture
def steps(environment: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What `prepare` does, with stand-ins for the slow steps."""
    done: list[str] = []

    def make() -> None:
        done.append("make")
        venv.create(environment.VENV, with_pip=False, symlinks=os.name != "nt")

    def install(lock: Path, version: str) -> None:
        done.append(f"install {lock.name}")
        (environment.VENV / environment.STAMP).write_text(
            environment.stamp(lock, version), encoding="utf-8"
        )

    monkeypatch.setattr(environment, "_make", make)
    monkeypatch.setattr(environment, "_install", install)
    return done


def test_the_first_start_makes_and_installs_and_the_second_does_nothing(
    environment: ModuleType, lock: Path, steps: list[str]
) -> None:
    assert environment.prepare(lock) == environment.venv_python()
    environment.prepare(lock)
    assert steps == ["make", "install some.lock"]


def test_a_changed_lock_is_installed(
    environment: ModuleType, lock: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.prepare(lock)
    lock.write_text("# something else\n", encoding="utf-8")
    monkeypatch.setattr(environment, "has_pip", lambda _: True)
    environment.prepare(lock)
    assert steps == ["make", "install some.lock", "install some.lock"]


def test_the_environment_of_development_is_good_for_running(
    environment: ModuleType, lock: Path, steps: list[str], tmp_path: Path
) -> None:
    dev = tmp_path / "dev.lock"
    dev.write_text("# more\n", encoding="utf-8")
    environment.prepare(dev)
    environment.prepare(lock, satisfied_by=[dev])
    assert steps == ["make", "install dev.lock"]


def test_an_interrupted_installation_is_seen(
    environment: ModuleType, lock: Path, steps: list[str]
) -> None:
    environment.prepare(lock)
    (environment.VENV / environment.STAMP).unlink()
    environment.prepare(lock)
    assert steps == ["make", "install some.lock"] * 2


def test_an_environment_whose_python_is_gone_is_made_again(
    environment: ModuleType, lock: Path, steps: list[str]
) -> None:
    environment.prepare(lock)
    environment.venv_python().unlink()
    environment.prepare(lock)
    assert steps == ["make", "install some.lock"] * 2


def test_a_working_environment_of_another_python_is_left_alone(
    environment: ModuleType, lock: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.prepare(lock)
    monkeypatch.setattr(environment, "this_version", lambda: "3.99")
    environment.prepare(lock)
    assert steps == ["make", "install some.lock"]


def test_an_environment_that_got_another_python_is_made_again(
    environment: ModuleType, lock: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.prepare(lock)
    monkeypatch.setattr(environment, "venv_version", lambda: "3.99")
    environment.prepare(lock)
    assert steps == ["make", "install some.lock"] * 2


def test_an_old_python_is_told_so_in_a_sentence(environment: ModuleType) -> None:
    environment.require_python((3, 11))
    with pytest.raises(environment.Stopped, match=r"needs Python 3\.11 or newer; this is 3\.10"):
        environment.require_python((3, 10))


def test_an_environment_is_asked_for_its_python_and_its_pip(environment: ModuleType) -> None:
    assert environment.venv_version() is None
    venv.create(environment.VENV, with_pip=False, symlinks=os.name != "nt")
    assert environment.venv_version() == environment.this_version()
    assert not environment.has_pip(environment.this_version())
    assert not environment.has_pip("3.10")


def test_the_checkout_can_be_imported_from_anywhere_in_the_environment(
    environment: ModuleType, tmp_path: Path
) -> None:
    venv.create(environment.VENV, with_pip=False, symlinks=os.name != "nt")
    environment._make_importable(environment.this_version())
    (tmp_path / "made_up_module.py").write_text("print('found')\n", encoding="utf-8")
    answer = subprocess.run(
        [environment.venv_python(), "-c", "import made_up_module"],
        cwd=Path(sys.prefix), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert answer.stdout == "found\n", answer.stderr


def test_a_command_that_fails_shows_what_it_said(
    environment: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    environment.run_quietly([sys.executable, "-c", "print('quiet')"])
    assert capsys.readouterr() == ("", "")
    with pytest.raises(environment.Stopped, match="This command failed"):
        environment.run_quietly([sys.executable, "-c", "print('loud'); raise SystemExit(3)"])
    assert "loud" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("own_pip", "expected"), [(True, "python -m pip install"), (False, "-m pip --python")]
)
def test_packages_are_checked_by_hash_and_never_built(
    environment: ModuleType,
    lock: Path,
    monkeypatch: pytest.MonkeyPatch,
    own_pip: bool,
    expected: str,
) -> None:
    done: list[str] = []
    venv.create(environment.VENV, with_pip=False, symlinks=os.name != "nt")
    monkeypatch.setattr(environment, "run_quietly", lambda words: done.append(" ".join(words)))
    monkeypatch.setattr(environment, "has_pip", lambda _: own_pip)
    environment._install(lock, environment.this_version())
    [command] = done
    assert expected in command.replace("python.exe", "python")
    assert f"--require-hashes --only-binary :all: -r {lock}" in command
    assert environment.read_stamp() == environment.stamp(lock, environment.this_version())


@pytest.mark.parametrize(
    ("ensurepip", "pip", "expected"),
    [
        (True, False, ["-m venv"]),
        (False, True, ["-m venv --without-pip"]),
        (False, False, ["python3-venv", "-m venv"]),
    ],
)
def test_a_debian_without_its_venv_package_is_helped(
    scripts: dict[str, ModuleType],
    environment: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    ensurepip: bool,
    pip: bool,
    expected: list[str],
) -> None:
    done: list[str] = []
    monkeypatch.setattr(environment, "run_quietly", lambda words: done.append(" ".join(words)))
    monkeypatch.setattr(environment, "_pip_reaches_over", lambda: pip)
    monkeypatch.setattr(
        environment.importlib.util, "find_spec", lambda name: object() if ensurepip else None
    )
    monkeypatch.setattr(
        scripts["system"], "install_packages", lambda packages, why: done.extend(packages)
    )
    environment._make()
    assert len(done) == len(expected)
    assert all(words in step for words, step in zip(expected, done, strict=True))
