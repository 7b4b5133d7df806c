"""The project file, the locks and the wheel say the same, and every dependency says why."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import reader


@pytest.fixture
def project(root: Path) -> dict[str, Any]:
    with (root / "pyproject.toml").open("rb") as stream:
        return tomllib.load(stream)


def name_of(requirement: str) -> str:
    """The normalised name of a requirement, as locks write it."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()  # type: ignore[index]


def locked(root: Path, lock: str) -> set[str]:
    """The names of a lock."""
    text = (root / "packaging" / lock).read_text(encoding="utf-8")
    return {name_of(line) for line in re.findall(r"^[\w.-]+==", text, re.MULTILINE)}


def test_every_dependency_has_its_reason_beside_it(root: Path, project: dict[str, Any]) -> None:
    lines = (root / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    wanted = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["dev"],
    ]
    for requirement in wanted:
        place = next(at for at, line in enumerate(lines) if f'"{requirement}"' in line)
        assert "#" in lines[place] or lines[place - 1].strip().startswith("#"), requirement


def test_the_locks_name_every_dependency_with_hashes(root: Path, project: dict[str, Any]) -> None:
    needed = {name_of(wanted) for wanted in project["project"]["dependencies"]}
    for_development = {
        name_of(wanted) for wanted in project["project"]["optional-dependencies"]["dev"]
    }
    assert needed <= locked(root, "requirements.lock")
    assert needed | for_development <= locked(root, "requirements-dev.lock")
    for lock in ("requirements.lock", "requirements-dev.lock"):
        entries = re.split(r"\n(?=\w)", (root / "packaging" / lock).read_text(encoding="utf-8"))
        assert all("--hash=sha256:" in entry for entry in entries)


def test_development_uses_the_versions_that_people_get(root: Path) -> None:
    pinned = re.compile(r"^([\w.-]+==\S+)", re.MULTILINE)
    run = pinned.findall((root / "packaging/requirements.lock").read_text(encoding="utf-8"))
    dev = pinned.findall((root / "packaging/requirements-dev.lock").read_text(encoding="utf-8"))
    assert set(run) <= set(dev)


def test_no_lock_names_the_place_packages_come_from(root: Path) -> None:
    for lock in (root / "packaging").glob("*.lock"):
        assert "://" not in lock.read_text(encoding="utf-8")


def test_the_version_is_the_same_everywhere(project: dict[str, Any]) -> None:
    assert project["project"]["version"] == reader.__version__


def test_the_wheel_takes_the_resources_and_the_command(project: dict[str, Any], root: Path) -> None:
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["packages"] == ["reader"]
    assert wheel["force-include"] == {"resources": "reader/resources"}
    assert (root / "resources").is_dir()
    assert project["project"]["scripts"] == {"reader": "reader.app:main"}
