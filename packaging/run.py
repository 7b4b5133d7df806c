"""Start Reader from a checkout: `python3 packaging/run.py [FILES...]`, or `-- COMMAND...`.

The first start makes `.venv` and installs into it; later ones start at once, without network.
FILES are shown in the import preview. After `--` comes the command line, which needs no display.
"""

from __future__ import annotations  # so that an old Python gets as far as the sentence

import os
import subprocess
import sys
from collections.abc import Sequence

from environment import DEV_LOCK, RUN_LOCK, Stopped, prepare, require_python, say
from system import require_display, require_libraries, window_libraries


def main(arguments: Sequence[str]) -> int:
    """Prepare what is missing, then become Reader."""
    if arguments[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    try:
        require_python()
        words = command(arguments)
        if words[:1] == ["open"]:
            require_display()
        python = prepare(RUN_LOCK, satisfied_by=[DEV_LOCK])
        if words[:1] == ["open"]:
            require_libraries(window_libraries())
    except Stopped as stopped:
        say(str(stopped))
        return 1
    return start([str(python), "-m", "reader", *words])


def command(arguments: Sequence[str]) -> list[str]:
    """The words for Reader: files to open, or after `--` a command as it stands."""
    if arguments[:1] == ["--"]:
        return list(arguments[1:]) or ["--help"]
    return ["open", *arguments]


def start(words: list[str]) -> int:
    """Run Reader; its exit code is ours."""
    if os.name != "nt":
        os.execv(words[0], words)
    return subprocess.run(words, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
