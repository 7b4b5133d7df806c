"""The log says what went wrong and where in the code, and nothing else: no words, no folders."""

import os
import re
import subprocess
import sys
from pathlib import Path

from reader import app, paths

PLANTED = 1_000


def test_nothing_private_is_in_the_log_whatever_goes_wrong(
    root: Path, own_home: Path, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, str(root / "tests" / "faults" / "logged.py"),
         str(own_home / "library"), str(PLANTED)],
        capture_output=True, text=True, cwd=root, check=False, timeout=600,
        env={**os.environ, "PYTHONPATH": f"{root}:{root / 'tests'}"},
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert done.stderr.endswith("in " + str(own_home / "library" / "zq0013xv") + "\n")
    said = (paths.state_folder() / app.LOG_FILE).read_text(encoding="utf-8")
    kinds = (
        "the word index will be built again",
        "the old word index stays",
        "the index is built in this process",
        "the draft of a note could not",
        "bug: ",
    )
    assert [kind for kind in kinds if kind not in said] == []
    assert said.count("bug: ") == 5
    assert re.findall(r"zq\d{4}xv", said) == []
    assert str(own_home) not in said
    assert tmp_path.parent.name not in said
