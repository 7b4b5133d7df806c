"""The project's own environment `.venv`: made from a lock file with hashes, then left alone.

Standard library only. A stamp inside `.venv` says what was installed; it is written last, so
an interrupted installation is seen and done again, and a good one starts without pip.
"""

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

    An environment made from a lock of `satisfied_by`, which holds the same and more, is good too.
    """
    if read_stamp() not in {stamp(good) for good in (lock, *satisfied_by)}:
        if not is_whole():
            _make()
        _install(lock)
    return venv_python()


def stamp(lock: Path) -> str:
    """What an environment is made from: the lock, this Python and this kind of computer."""
    content = hashlib.sha256(lock.read_bytes()).hexdigest()
    version = f"{sys.implementation.name}-{sys.version_info[0]}.{sys.version_info[1]}"
    return f"{lock.name} {content} {version} {sysconfig.get_platform()}"


def read_stamp() -> str:
    """What `.venv` was made from; empty when it is not there, half made or broken."""
    if not venv_python().exists():
        return ""
    try:
        return (VENV / STAMP).read_text(encoding="utf-8")
    except OSError:
        return ""


def is_whole() -> bool:
    """Whether `.venv` is an environment of this Python with a working pip."""
    try:
        settings = (VENV / "pyvenv.cfg").read_text(encoding="utf-8")
    except OSError:
        return False
    version = f"{sys.version_info[0]}.{sys.version_info[1]}."
    same = any(
        line.partition("=")[2].strip().startswith(version)
        for line in settings.splitlines()
        if line.startswith("version")
    )
    return same and _works([str(venv_python()), "-m", "pip", "--version"])


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
        # Debian keeps ensurepip in a package of its own; a pip outside can fill `.venv` as well.
        run_quietly([*make, "--without-pip", str(VENV)])
        run_quietly([sys.executable, "-m", "pip", *_into_venv(), "install", "--quiet", "pip"])
    else:
        from system import install_packages

        install_packages(["python3-venv"], why="Python's venv module")
        run_quietly([*make, str(VENV)])


def _install(lock: Path) -> None:
    say(f"Installing what {lock.name} names (once; about 350 MB on the disk) ...")
    (VENV / STAMP).unlink(missing_ok=True)
    pip = [str(venv_python()), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    checked = ["--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
    run_quietly([*pip, "install", "--quiet", *checked])
    _make_importable()
    (VENV / STAMP).write_text(stamp(lock), encoding="utf-8")


def _make_importable() -> None:
    """Let the environment's Python import the checkout, from whatever folder it is started."""
    if os.name == "nt":
        packages = VENV / "Lib" / "site-packages"
    else:
        name = f"python{sys.version_info[0]}.{sys.version_info[1]}"
        packages = VENV / "lib" / name / "site-packages"
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


def _into_venv() -> list[str]:
    return ["--python", str(venv_python()), "--disable-pip-version-check", "--no-input"]


def _works(command: Sequence[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _plain() -> dict[str, str]:
    """The environment without what would make pip or venv look elsewhere."""
    left_out = {"PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX", "PIP_USER"}
    return {name: value for name, value in os.environ.items() if name not in left_out}
