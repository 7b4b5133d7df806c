"""Exports into a folder of a test, and what somebody does to the files there."""

from pathlib import Path

from reader.library import Library
from reader.model import Exported, ExportOptions

VAULT = ExportOptions(layout="vault")


def vault(library: Library, tmp_path: Path, **options: object) -> Exported:
    every = [row.id for row in library.rows(library.find().ids)]
    return library.export(sorted(every), tmp_path / "vault", VAULT, **options)  # type: ignore[arg-type]


def file_of(library: Library, paper_id: int, folder: Path) -> Path:
    uid = library.paper(paper_id).uid
    (found,) = [
        path
        for path in folder.rglob("*.md")
        if f"<!-- reader:{uid}:about" in path.read_text(encoding="utf-8")
    ]
    return found


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode("utf-8")
    assert text.count(old) == 1, (old, text)
    path.write_bytes(text.replace(old, new).encode("utf-8"))


def everything(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
