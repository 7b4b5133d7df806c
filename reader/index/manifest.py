"""What the index folder should hold: one small file that names every other with its checksum.

Whoosh does not notice all damage (a flipped bit can give wrong answers without an error), so
nothing in the folder is believed before it is compared with the manifest, and the manifest
carries a checksum of itself.
"""

import hashlib
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reader import files
from reader.index import analysis
from reader.query.nodes import TEXT_FIELDS

FILE = "manifest.json"
FORMAT = 3
_READ_AT_ONCE = 1 << 20


class UnusableError(ValueError):
    """The folder holds no index that this program can believe; the message says why."""


class OtherError(UnusableError):
    """There is none, or one of another version or library: nothing is damaged."""


@dataclass(frozen=True, slots=True)
class Sum:
    """How long a file is, and its SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The state of an index: the journal's sequence number it has seen, and its files.

    `lineage` names the history that it followed to there.
    """

    applied: int
    generation: int
    files: Mapping[str, Sum]
    lineage: str = ""


def read(folder: Path) -> Manifest:
    """The manifest of a folder, believed. Raises UnusableError; files are not yet compared."""
    try:
        written = json.loads((folder / FILE).read_bytes())
        checksum = written.pop("checksum")
        if checksum != _checksum(written):
            raise UnusableError("the manifest is damaged")
        for name, value in _makers(folder).items():
            if written[name] != value:
                raise OtherError(f"it was made with another {name}: {written[name]}")
        sums = {name: Sum(int(size), str(sha)) for name, (size, sha) in written["files"].items()}
        lineage = str(written.get("lineage", ""))  # older ones knew of none: they are built anew
        return Manifest(int(written["applied"]), int(written["generation"]), sums, lineage)
    except FileNotFoundError as error:
        raise OtherError("there is no manifest") from error
    except UnusableError:
        raise
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnusableError(f"the manifest cannot be read ({error})") from error


def write(folder: Path, manifest: Manifest) -> None:
    """Write the manifest; from now on the folder is what it says. Raises OSError."""
    content: dict[str, object] = {
        **_makers(folder),
        "applied": manifest.applied,
        "lineage": manifest.lineage,
        "generation": manifest.generation,
        "files": {name: [one.size, one.sha256] for name, one in manifest.files.items()},
    }
    content["checksum"] = _checksum(content)
    # Not flushed: when a power cut tears it, its checksum tells, and the index is built again.
    with files.replacing(folder / FILE, sync=False) as stream:
        stream.write(json.dumps(content, indent=1).encode())


def compare(folder: Path, manifest: Manifest) -> None:
    """Compare every file with its checksum. Raises UnusableError at the first that differs."""
    for name, expected in manifest.files.items():
        path = folder / name
        if Path(name).name != name or path.is_symlink():
            raise UnusableError(f"{name} is no file of this folder")
        try:
            found = sum_of(path)
        except OSError as error:
            raise UnusableError(f"{name} cannot be read ({error.strerror})") from error
        if found != expected:
            raise UnusableError(f"{name} is damaged")


def sum_of(path: Path) -> Sum:
    """Length and checksum of a file. Raises OSError."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as stream:
        while block := stream.read(_READ_AT_ONCE):
            digest.update(block)
            size += len(block)
    return Sum(size, digest.hexdigest())


def _makers(folder: Path) -> dict[str, object]:
    """Everything that must be the same in the program that reads as in the one that wrote."""
    import Stemmer
    import whoosh

    return {
        "format": FORMAT,
        "analysis": analysis.VERSION,
        "fields": list(TEXT_FIELDS),
        "whoosh": ".".join(map(str, whoosh.__version__)),
        "stemmer": Stemmer.version(),
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "library": folder.name,
    }


def _checksum(content: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
