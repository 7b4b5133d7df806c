"""Data flows one way, and a module that would turn it round is caught."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LINT = "from importlinter.cli import lint_imports_command as lint; lint()"

FRONT_DOOR = "window and command line come in by the front door"

# What each contract must catch: its name, the module that breaks it, and the line that does.
VIOLATIONS = [
    ("data flows one way", "reader/model/paper.py", "import reader.library"),
    ("data flows one way", "reader/export/__init__.py", "import reader.importers"),
    ("importers build on what they share", "reader/importers/text/lines.py",
     "import reader.importers.sites"),
    ("how things look knows nothing of what is done", "reader/gui/controls/label.py",
     "import reader.gui.asking"),
    ("the store builds on what it keeps", "reader/store/written/notes.py",
     "import reader.store.intake.adding"),
    ("an export is written from what papers say", "reader/export/references/people.py",
     "import reader.export.files.writing"),
    (FRONT_DOOR, "reader/cli/looking.py", "import reader.store"),
    ("only the window knows Qt", "reader/library.py", "from PySide6 import QtCore"),
    ("only the store knows sqlite-utils", "reader/library.py", "import sqlite_utils"),
    ("only the index knows Whoosh", "reader/query/__init__.py", "import whoosh"),
]  # fmt: skip


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the contracts of pyproject.toml over the package in `folder`."""
    return subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, '.'); sys.argv = ['lint']; {LINT}"],
        cwd=folder, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def test_imports_keep_the_direction(root: Path) -> None:
    answer = lint(root)
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize(("contract", "module", "line"), VIOLATIONS)
def test_a_planted_import_against_the_stream_is_caught(
    root: Path, tmp_path: Path, contract: str, module: str, line: str
) -> None:
    leave_out = shutil.ignore_patterns("__pycache__")
    shutil.copytree(root / "reader", tmp_path / "reader", ignore=leave_out)
    shutil.copy(root / "pyproject.toml", tmp_path)
    planted = tmp_path / module
    planted.write_text(planted.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    answer = lint(tmp_path)
    assert answer.returncode != 0
    assert f"{contract} BROKEN" in " ".join(answer.stdout.split())
