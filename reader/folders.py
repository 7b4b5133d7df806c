"""What kind of folder a library lies in: on this computer, on a network, or synced by a program.

SQLite's locks hold on this computer. A network file system may pretend to lock
(https://sqlite.org/lockingv2.html, "Posix Advisory Locks"), and a program that syncs folders copies
files while they are written and puts others in their place. Reader works in such a folder all the
same, says so once, and backs up more often there.
"""

import itertools
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

MOST_LOOKED_AT = 5_000  # entries of a folder: some hold hundreds of thousands
MOUNTS = Path("/proc/self/mountinfo")

# Names of file systems of Linux, as `mount` shows them. `fuse.` stands before a name of a program
# in user space: nearly all of those bring something in from elsewhere.
_NETWORK = ("nfs", "cifs", "smb", "9p", "afs", "ncpfs", "ceph", "glusterfs", "lustre", "fuse.")

# What a program leaves in the folder that it keeps in step, or in one above it.
_MARKERS = (
    ("Dropbox", re.compile(r"\.dropbox(\.cache|\.device)?")),
    ("Syncthing", re.compile(r"\.stfolder|\.stversions|\.stignore")),
    ("Nextcloud", re.compile(r"\.?_?\.?sync_[0-9a-f]{6,}\.db|\.nextcloudsync\.log")),
    ("ownCloud", re.compile(r"\.owncloudsync\.log|\._sync_[0-9a-f]+\.db-wal")),
    ("Resilio Sync", re.compile(r"\.sync")),
    ("Google Drive", re.compile(r"\.tmp\.drive(download|upload)|\.shared-google-drive")),
    ("OneDrive", re.compile(r"\.849C9593-D756-4E56-8D6E-42412F2A707B", re.IGNORECASE)),
    ("Seafile", re.compile(r"\.seafile-data|\.ccnet")),
)

# How the folders of such programs are called, wherever they lie.
_NAMES = (
    ("Dropbox", re.compile(r"Dropbox( \(.+\)|-.+)?")),
    ("OneDrive", re.compile(r"OneDrive(( -|-).+)?")),
    ("Google Drive", re.compile(r"Google ?Drive(-.+)?|My Drive")),
    ("iCloud", re.compile(r"Mobile Documents|com~apple~CloudDocs|iCloud ?Drive")),
    ("Nextcloud", re.compile(r"Nextcloud\d*")),
    ("ownCloud", re.compile(r"ownCloud\d*")),
    ("a cloud service", re.compile(r"CloudStorage|Box Sync|pCloudDrive|MEGAsync|Seafile")),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A folder that is not simply on this computer. `by` is the program or the file system."""

    sort: Literal["network", "synced"]
    by: str

    @property
    def words(self) -> str:
        """What a person should know about it, said once."""
        if self.sort == "network":
            return (
                f"This library lies on a network ({self.by}). Use it from one computer at a time:"
                " two that write at once can damage it. Reader backs it up on this computer every"
                " few minutes."
            )
        return (
            f"This library lies in a folder that {self.by} keeps in step. Close Reader on one"
            " computer, and let it finish, before you open the library on another. Reader notices"
            " when the file is replaced, keeps what was in it, and backs it up outside this folder"
            " every few minutes."
        )


def kind_of(folder: Path, mounts: Path = MOUNTS) -> Kind | None:
    """What kind of folder this is; None for one that is simply on this computer."""
    real = Path(os.path.realpath(folder))
    synced = _synced(folder) or _synced(real)
    if synced:
        return Kind("synced", synced)
    network = _network(real, mounts)
    return Kind("network", network) if network else None


def _synced(folder: Path) -> str:
    for place in (folder, *folder.parents):
        for program, name in _NAMES:
            if name.fullmatch(place.name):
                return program
        for program, marker in _MARKERS:
            if any(marker.fullmatch(name) for name in _names_in(place)):
                return program
    return ""


def _names_in(folder: Path) -> list[str]:
    """The hidden names among the first in a folder; none where it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            some = itertools.islice(entries, MOST_LOOKED_AT)
            return [entry.name for entry in some if entry.name.startswith((".", "_"))]
    except OSError:
        return []


def _network(folder: Path, mounts: Path) -> str:
    """The network file system that a folder lies on; empty when it is none."""
    if str(folder).startswith(("\\\\", "//")):
        return "a Windows share"
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    longest, kind = -1, ""
    for line in lines:
        before, _, after = line.partition(" - ")
        fields = before.split(" ")
        if len(fields) < 5 or not after:
            continue
        point = Path(_unescaped(fields[4]))
        # A later mount on the same place hides the one before.
        if folder.is_relative_to(point) and len(point.parts) >= longest:
            longest, kind = len(point.parts), after.split(" ")[0]
    return kind if kind.startswith(_NETWORK) else ""


def _unescaped(text: str) -> str:
    """A path of mountinfo: blanks and the like are octal there (man 5 proc)."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text)
