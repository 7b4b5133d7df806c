"""The project's own environment `.venv`: made from a lock file with hashes, then left alone.

Standard library only. A stamp inside `.venv` says what was installed; it is written last, so
an interrupted installation is seen and done again, and a good one starts without pip.
"""

from __future__ import annotations  # so that an old Python gets as far as the sentence

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
RUN_LOCK = ROOT / "packaging" / "requirements.lock"
DEV_LOCK = ROOT / "packaging" / "requirements-dev.lock"

OLDEST = (3, 11)
STAMP = "reader-installed"
PIP_THAT_REACHES_OVER = (22, 3)  # the first with `pip --python`


class Stopped(Exception):  # noqa: N818  (nothing is wrong with the program)
    """Something the person has to do first: one sentence, shown as it is."""


def require_python(version: tuple[int, int] = sys.version_info[:2]) -> None:
    """Raise Stopped when this Python is too old to run Reader."""
    if version < OLDEST:
        raise Stopped(
            f"Reader needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is "
            f"{version[0]}.{version[1]} ({sys.executable})."
        )


def prepare(lock: Path, *, satisfied_by: Sequence[Path] = ()) -> Path:
    """Make `.venv` hold what `lock` names and answer its Python; at once when it already does.

    An environment made from a lock of `satisfied_by`, which holds the same and more, is good
    too, and so is one that another Python made: a working environment is never thrown away.
    """
    version = venv_version()
    good = [stamp(each, version) for each in (lock, *satisfied_by)] if version else []
    if read_stamp() in good:
        return venv_python()
    if version is None or not has_pip(version):
        _make()
        version = this_version()
    _install(lock, version)
    return venv_python()


def stamp(lock: Path, version: str) -> str:
    """What an environment is made from: the lock, its Python and this kind of computer."""
    content = hashlib.sha256(lock.read_bytes()).hexdigest()
    return f"{lock.name} {content} Python {version} {sysconfig.get_platform()}"


def read_stamp() -> str:
    """What `.venv` was made from; empty when it is not there or half made."""
    try:
        return (VENV / STAMP).read_text(encoding="utf-8")
    except OSError:
        return ""


def this_version() -> str:
    """The Python that runs this, as `3.11`."""
    return f"{sys.version_info[0]}.{sys.version_info[1]}"


def venv_version() -> str | None:
    """The Python of `.venv`, asked itself; None when there is none that works.

    What it was made with is no answer: a system upgrade puts another Python behind its link.
    """
    ask = "import sys; print('%d.%d' % sys.version_info[:2])"
    answer = _answer([str(venv_python()), "-I", "-S", "-c", ask])
    return answer.strip() if answer else None


def has_pip(version: str) -> bool:
    """Whether packages can be installed into `.venv` for this Python."""
    if tuple(map(int, version.split("."))) < OLDEST:
        return False
    answer = _answer([str(venv_python()), "-m", "pip", "--version"])
    return answer is not None and f"python {version}" in answer


def venv_python() -> Path:
    """The Python of `.venv`."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def say(text: str) -> None:
    """One line of progress, on standard error: standard output belongs to the program."""
    print(text, file=sys.stderr, flush=True)


def run_quietly(command: Sequence[str]) -> None:
    """Run a command; its output is shown only when it fails, which raises Stopped."""
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, env=_plain()
    )
    if done.returncode:
        say(done.stdout.decode(errors="replace").rstrip())
        raise Stopped(f"This command failed: {' '.join(command)}")


def _make() -> None:
    say("Making .venv ...")
    shutil.rmtree(VENV, ignore_errors=True)
    make = [sys.executable, "-m", "venv"]
    if importlib.util.find_spec("ensurepip") is not None:
        run_quietly([*make, str(VENV)])
    elif _pip_reaches_over():
        # Debian keeps ensurepip in a package of its own; the lock brings a pip as well.
        run_quietly([*make, "--without-pip", str(VENV)])
    else:
        from system import install_packages

        install_packages(["python3-venv"], why="Python's venv module")
        run_quietly([*make, str(VENV)])


def _install(lock: Path, version: str) -> None:
    say(f"Installing what {lock.name} names (once; about 350 MB on the disk) ...")
    (VENV / STAMP).unlink(missing_ok=True)
    python = str(venv_python())
    pip = [python, "-m", "pip"]
    if not has_pip(version):
        pip = [sys.executable, "-m", "pip", "--python", python]
    quiet = ["--disable-pip-version-check", "--no-input", "--quiet"]
    checked = ["--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
    run_quietly([*pip, "install", *quiet, *checked])
    _make_importable(version)
    (VENV / STAMP).write_text(stamp(lock, version), encoding="utf-8")


def _make_importable(version: str) -> None:
    """Let the environment's Python import the checkout, from whatever folder it is started."""
    if os.name == "nt":
        packages = VENV / "Lib" / "site-packages"
    else:
        packages = VENV / "lib" / f"python{version}" / "site-packages"
    # A relative path: how letters of a folder's name are read in a .pth file is not settled.
    back = os.path.relpath(ROOT, packages)
    (packages / "reader-checkout.pth").write_text(back + "\n", encoding="ascii")


def _pip_reaches_over() -> bool:
    try:
        from importlib.metadata import version

        numbers = version("pip").split(".")[:2]
    except ImportError:
        return False
    return tuple(int(number) for number in numbers) >= PIP_THAT_REACHES_OVER


def _answer(command: Sequence[str]) -> str | None:
    """What a command prints; None when it fails or is not there."""
    try:
        done = subprocess.run(command, capture_output=True, check=False, env=_plain())
    except OSError:
        return None
    return done.stdout.decode(errors="replace") if done.returncode == 0 else None


def _plain() -> dict[str, str]:
    """The environment without what would make pip or venv look elsewhere."""
    left_out = {"PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX", "PIP_USER"}
    return {name: value for name, value in os.environ.items() if name not in left_out}
