"""What Reader needs from the system and Python packages cannot bring: Qt's shared libraries.

Only Linux lacks them; Qt's packages for macOS and Windows are complete. The table was read from
the NEEDED entries of Qt's libraries and platform plugins (readelf -d), without what every
Debian has.
"""

from __future__ import annotations  # so that an old Python gets as far as the sentence

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence

from environment import Stopped, run_quietly, say

QT = {  # every Qt program with a graphical part, also without a screen
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}

XCB = {  # a window under X11, and under Wayland through it
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

WAYLAND = {  # a window of its own under Wayland
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}


def is_linux() -> bool:
    """Whether Qt's libraries come from the system here."""
    return sys.platform.startswith("linux")


def require_display(surroundings: Mapping[str, str] = os.environ) -> None:
    """Raise Stopped when there is no screen to open a window on."""
    named = any(
        surroundings.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    )
    if is_linux() and not named:
        raise Stopped(
            "There is no display to open a window on; the command line works without one: "
            "python3 packaging/run.py -- --help"
        )


def window_libraries(surroundings: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The libraries a window needs here, each with the Debian package that holds it."""
    if surroundings.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return QT
    return {**QT, **XCB, **(WAYLAND if surroundings.get("WAYLAND_DISPLAY") else {})}


def require_libraries(libraries: Mapping[str, str]) -> None:
    """Install the packages of libraries that are missing, or raise Stopped with the command."""
    if not is_linux():
        return
    missing = missing_libraries(libraries)
    if missing:
        packages = sorted({libraries[name] for name in missing})
        install_packages(packages, why=f"the shared libraries of Qt ({', '.join(missing)})")
        still = missing_libraries(missing)
        if still:
            raise Stopped(f"These shared libraries cannot be loaded: {', '.join(still)}.")


def missing_libraries(libraries: Iterable[str]) -> list[str]:
    """Those that the dynamic linker does not find, or finds broken."""
    return [name for name in libraries if not _loads(name)]


def install_packages(packages: Sequence[str], *, why: str) -> None:
    """Install packages as root on Debian and its kin; else raise Stopped with the command."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if shutil.which("apt-get") is None:
        raise Stopped(f"Missing: {why}. Install what your system calls these: {' '.join(packages)}")
    if not _is_root():
        raise Stopped(f"Missing: {why}. This installs it: sudo {' '.join(command)}")
    say(f"Installing {', '.join(packages)} ...")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    if subprocess.run(command, capture_output=True, check=False).returncode:
        # Most often the lists of packages are missing or old.
        run_quietly(["apt-get", "update"])
        run_quietly(command)


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
