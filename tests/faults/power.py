"""A disk as a power cut may leave it: a run is recorded, then cut off at any moment.

`record` runs a program under `strace` and notes what it does to the files under one folder. `Disk`
replays that up to a moment and answers what may be on the disk then:

- what was synced is there; a write or truncation after the last sync of its file is there, not
  there, or there in some of its sectors of 512 bytes;
- names come, move and go in order, and any last part of that may be missing. As on ext4, syncing
  any file or folder settles all names before it; the stricter variant lets only a sync of the
  folder settle its names, as POSIX has it.

Folders are taken to be there as soon as they are made. Calls that are not understood end the
recording with an error, rather than be overlooked.
"""

import random
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

SECTOR = 512
_KNOWN = (
    "openat,open,creat,close,dup,dup2,dup3,fcntl,lseek,read,pread64,write,pwrite64,ftruncate,"
    "truncate,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,link,linkat"
)
_STRANGE = "writev,pwritev,pwritev2,copy_file_range,sendfile,splice,fallocate,mmap,msync"
_CALL = re.compile(r"(\d+) +(\w+)\((.*)\) += (-?\d+)")
_CUT_OFF = re.compile(r"(\d+) +(.*) <unfinished \.\.\.>$")
_GOES_ON = re.compile(r"(\d+) +<\.\.\. \w+ resumed>(.*)$")

Mode = Literal["least", "all", "names", "data", "some"]
_NAMES = ("name", "move", "drop")
MODES: tuple[Mode, ...] = ("least", "all", "names", "data", "some", "some")


@dataclass(slots=True)
class Event:
    """One thing that was done: `what`, and to which file (by number), name, place and bytes."""

    what: Literal["write", "cut", "sync", "name", "move", "drop", "sync-folder", "said"]
    file: int = 0
    name: str = ""
    to: str = ""
    offset: int = 0
    data: bytes = b""


@dataclass(slots=True)
class _Open:
    """An open file: its number, or -1 for a folder, and where the next byte goes."""

    file: int
    name: str
    place: int = 0
    appends: bool = False


class Recording:
    """What a run did to the files under `root`, which was as in the copy `before`."""

    def __init__(self, root: Path, before: Path) -> None:
        self.root, self.before = root, before
        self.events: list[Event] = []
        self.first: dict[str, int] = {}  # the files that were there, by name
        self._open: dict[int, _Open] = {}
        self._names: dict[str, int] = {}
        self._sizes: dict[int, int] = {}
        for number, path in enumerate(sorted(before.rglob("*")), 1):
            if path.is_file():
                name = str(root / path.relative_to(before))
                self.first[name] = self._names[name] = number
                self._sizes[number] = path.stat().st_size
        self._count = len(list(before.rglob("*")))

    @property
    def cuts(self) -> range:
        """The moments at which the power can go."""
        return range(1, len(self.events) + 1)

    def take(self, call: str, args: list[str], result: int) -> None:
        """Take note of one call that worked."""
        match call:
            case "open" | "openat" | "creat":
                self._opened(_texts(args)[0], ",".join(args), result)
            case "rename" | "renameat" | "renameat2" | "link" | "linkat":
                self._moved(*_texts(args)[:2], keeps=call.startswith("link"))
            case "unlink" | "unlinkat":
                name = _texts(args)[0]
                if self._names.pop(name, None) is not None:
                    self.events.append(Event("drop", name=name))
            case "truncate":
                raise NotImplementedError(call)
            case _:
                self._on_open(call, args, result)

    def _opened(self, name: str, flags: str, descriptor: int) -> None:
        self._open.pop(descriptor, None)
        if not name.startswith(f"{self.root}/") and name != str(self.root):
            return
        if "O_TMPFILE" in flags:  # a file that gets its name later
            self._count += 1
            self._sizes[self._count] = 0
            self._open[descriptor] = _Open(self._count, name)
            return
        if name not in self._names:
            if "O_CREAT" not in flags:  # a folder, or what is no file
                self._open[descriptor] = _Open(-1, name)
                return
            self._count += 1
            self._names[name] = self._count
            self._sizes[self._count] = 0
            self.events.append(Event("name", self._count, name))
        file = self._names[name]
        if "O_TRUNC" in flags and self._sizes[file]:
            self._sizes[file] = 0
            self.events.append(Event("cut", file))
        self._open[descriptor] = _Open(file, name, appends="O_APPEND" in flags)

    def _moved(self, name: str, to: str, *, keeps: bool) -> None:
        if name not in self._names and not name.startswith("/proc/self/fd/"):
            return
        if name in self._names:
            file = self._names[name]
        elif (nameless := self._open.get(int(name.rpartition("/")[2]))) is not None:
            file = nameless.file
        else:
            return
        self._names[to] = file
        if keeps:
            self.events.append(Event("name", file, to))
        else:
            del self._names[name]
            self.events.append(Event("move", file, name, to))

    def _on_open(self, call: str, args: list[str], result: int) -> None:
        descriptor = int(args[0])
        if call == "write" and descriptor == 1:
            self.events.append(Event("said", data=_bytes(args[1])[:result]))
        elif (there := self._open.get(descriptor)) is None:
            return
        elif call == "close":
            del self._open[descriptor]
        elif call in ("dup", "dup2", "dup3") or (call == "fcntl" and "F_DUPFD" in args[1]):
            self._open[result] = there
        elif call in ("fsync", "fdatasync"):
            self.events.append(
                Event("sync" if there.file >= 0 else "sync-folder", there.file, there.name)
            )
        elif call not in ("fcntl", "pread64"):
            self._moved_on(there, call, args, result)

    def _moved_on(self, there: _Open, call: str, args: list[str], result: int) -> None:
        """Reading, writing, and going to another place."""
        match call:
            case "lseek":
                there.place = result
            case "read":
                there.place += result
            case "write":
                place = self._sizes[there.file] if there.appends else there.place
                self._write(there.file, place, _bytes(args[1])[:result])
                there.place = place + result
            case "pwrite64":
                self._write(there.file, int(args[3]), _bytes(args[1])[:result])
            case "ftruncate":
                self._sizes[there.file] = int(args[1])
                self.events.append(Event("cut", there.file, offset=int(args[1])))
            case _:
                raise NotImplementedError(f"{call} on {there.name}")

    def _write(self, file: int, place: int, data: bytes) -> None:
        self._sizes[file] = max(self._sizes[file], place + len(data))
        self.events.append(Event("write", file, offset=place, data=data))

    def said(self, cut: int) -> list[str]:
        """The lines that the program had said before the power went."""
        data = b"".join(event.data for event in self.events[:cut] if event.what == "said")
        return data.decode().rpartition("\n")[0].splitlines()


def _texts(args: Sequence[str]) -> list[str]:
    return [_bytes(arg).decode() for arg in args if arg.startswith('"')]


def _bytes(arg: str) -> bytes:
    text = arg.strip('"').rstrip(".").strip('"')
    return bytes.fromhex(text.replace("\\x", ""))


def record(command: Sequence[str], root: Path, **options: object) -> Recording:
    """Run a program and record what it does to the files under `root`."""
    before = root.with_name(f"{root.name}.before")
    shutil.copytree(root, before)
    log = root.with_name(f"{root.name}.strace")
    traced = f"trace={_KNOWN},{_STRANGE}"
    strace = ["strace", "-f", "-qq", "-xx", "-s", "4000000", "-o", str(log), "-e", traced]
    subprocess.run([*strace, *command], check=True, stdout=subprocess.DEVNULL, **options)  # type: ignore[call-overload]
    recording = Recording(root, before)
    for call, args, result in _calls(log):
        if call == "mmap":
            written = "PROT_WRITE" in args[2] and "MAP_SHARED" in args[3]
            if written and int(args[4]) in recording._open:
                raise NotImplementedError("a file written through memory")
        else:
            recording.take(call, args, result)
    log.unlink()
    return recording


def _calls(log: Path) -> Iterator[tuple[str, list[str], int]]:
    """The calls that worked, each when it was over."""
    begun: dict[str, str] = {}
    with log.open(encoding="ascii", errors="replace") as lines:
        for line in lines:
            text = line.rstrip("\n")
            if found := _CUT_OFF.match(text):
                begun[found[1]] = found[2]
                continue
            if found := _GOES_ON.match(text):
                text = f"{found[1]} {begun.pop(found[1])}{found[2]}"
            call = _CALL.match(text)
            if call and int(call[4]) >= 0:
                yield call[2], call[3].split(", "), int(call[4])


class Disk:
    """What may be on the disk when the power goes after so many events of a recording."""

    def __init__(self, recording: Recording, cut: int, *, strict: bool) -> None:
        self._recording, self._events = recording, recording.events[:cut]
        self._sure = self._settled(strict)

    def _settled(self, strict: bool) -> list[bool]:
        """Which events are on the disk for certain, seen from the end."""
        files: set[int] = set()
        folders: set[str] = set()
        any_sync = False
        sure = []
        for event in reversed(self._events):
            if event.what == "sync":
                files.add(event.file)
                any_sync = True
            elif event.what == "sync-folder":
                folders.add(event.name)
                any_sync = True
            if event.what in _NAMES:
                place = str(Path(event.to or event.name).parent)
                sure.append(place in folders if strict else any_sync)
            else:
                sure.append(event.file in files)
        return sure[::-1]

    def write(self, out: Path, mode: Mode, rng: random.Random) -> None:
        """Make the folder `out` as the disk may be; the modes are what is kept beside the sure."""
        recording, names, contents = self._recording, *self._at_first()
        kept = self._names_kept(mode, rng)
        for number, event in enumerate(self._events):
            if event.what in _NAMES:
                if self._sure[number] or number in kept:
                    _rename(names, event)
            elif event.what in ("write", "cut"):
                content = contents.setdefault(event.file, bytearray())
                if self._sure[number] or mode in ("all", "data"):
                    _apply(content, event, None)
                elif mode == "some" and rng.random() < 0.6:
                    _apply(content, event, rng)
        shutil.rmtree(out, ignore_errors=True)
        for folder in recording.root.rglob("*"):
            if folder.is_dir():
                (out / folder.relative_to(recording.root)).mkdir(parents=True, exist_ok=True)
        for name, file in names.items():
            path = out / Path(name).relative_to(recording.root)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(contents.get(file, b""))

    def _at_first(self) -> tuple[dict[str, int], dict[int, bytearray]]:
        """The names that were there, and what the files held."""
        recording, contents = self._recording, {}
        for name, file in recording.first.items():
            path = recording.before / Path(name).relative_to(recording.root)
            contents[file] = bytearray(path.read_bytes())
        return dict(recording.first), contents

    def _names_kept(self, mode: Mode, rng: random.Random) -> set[int]:
        """Which of the changes of names arrived that need not have."""
        unsure = [
            number
            for number, event in enumerate(self._events)
            if event.what in _NAMES and not self._sure[number]
        ]
        few = {"least": 0, "data": 0, "some": rng.randint(0, len(unsure))}
        return set(unsure[: few.get(mode, len(unsure))])


def _rename(names: dict[str, int], event: Event) -> None:
    if event.what == "name":
        names[event.name] = event.file
    elif event.what == "drop":
        names.pop(event.name, None)
    elif event.name in names:
        names[event.to] = names.pop(event.name)


def _apply(content: bytearray, event: Event, rng: random.Random | None) -> None:
    """Do a write or truncation; with `rng` only some sectors of a write arrive."""
    if event.what == "cut":
        del content[event.offset :]
        content.extend(bytes(event.offset - len(content)))
        return
    end = event.offset + len(event.data)
    whole = rng is None or rng.random() < 0.5
    for first in range(0, len(event.data), SECTOR):
        if whole or (rng is not None and rng.random() < 0.5):
            piece = event.data[first : first + SECTOR]
            place = event.offset + first
            content.extend(bytes(max(0, place + len(piece) - len(content))))
            content[place : place + len(piece)] = piece
    if whole:
        content.extend(bytes(max(0, end - len(content))))
