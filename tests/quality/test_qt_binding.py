"""A canary for the Qt binding: PySide6 6.12.0 releases None once too often in every void call.

On Python 3.11 the process then aborts ("none_dealloc") after some thousand calls. This runs in a
process of its own, so that a bad binding fails one test and does not kill the whole run.
"""

import subprocess
import sys
from pathlib import Path

CALLS = 1_000
COUNT = f"""
import sys
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel()
before = sys.getrefcount(None)
for _ in range({CALLS}):
    label.setText("words")
print(sys.getrefcount(None) - before)
"""


def test_calls_that_return_nothing_do_not_use_up_none() -> None:
    answer = subprocess.run(
        [sys.executable, "-c", COUNT], capture_output=True, text=True, check=False, timeout=60
    )
    assert answer.returncode == 0, answer.stderr
    assert int(answer.stdout) > -CALLS // 10


def test_the_locks_do_not_name_the_bad_version(root: Path) -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        text = (root / "packaging" / lock).read_text(encoding="utf-8")
        assert "pyside6-essentials==" in text
        assert "pyside6-essentials==6.12.0" not in text
