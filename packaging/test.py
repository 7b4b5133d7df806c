"""Check everything: `python3 packaging/test.py`; with arguments, only pytest with these.

The first run makes `.venv` with what development needs. The tests open no window on a screen.
"""

from __future__ import annotations  # so that an old Python gets as far as the sentence

import os
import subprocess
import sys
from collections.abc import Sequence

from environment import DEV_LOCK, ROOT, Stopped, prepare, require_python, say
from system import QT, require_libraries

WORKERS = "2"

IMPORT_LINTER = "from importlinter.cli import lint_imports_command as lint; lint()"

CHECKS = {
    "lint": ["-m", "ruff", "check", "."],
    "format": ["-m", "ruff", "format", "--check", "."],
    "types": ["-m", "mypy"],
    "data flows one way": ["-c", IMPORT_LINTER],
    "tests": ["-m", "pytest", "-n", WORKERS],
}


def main(arguments: Sequence[str]) -> int:
    """Run every check, also after one has failed; the exit code says whether all passed."""
    try:
        require_python()
        python = str(prepare(DEV_LOCK))
        require_libraries(QT)
    except Stopped as stopped:
        say(str(stopped))
        return 1
    if arguments:
        return run([python, "-m", "pytest", *arguments])
    failed = [name for name, words in CHECKS.items() if not passed(name, [python, *words])]
    say(f"Failed: {', '.join(failed)}." if failed else "All checks passed.")
    return 1 if failed else 0


def passed(name: str, words: Sequence[str]) -> bool:
    """Run one check under its name."""
    say(f"\n== {name}")
    return run(words) == 0


def run(words: Sequence[str]) -> int:
    """Run a program of the environment in the checkout, without a screen."""
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    surroundings.pop("PYTHONPATH", None)
    return subprocess.run(words, cwd=ROOT, env=surroundings, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
