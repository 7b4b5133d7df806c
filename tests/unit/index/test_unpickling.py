"""Nobody can run code through the index folder."""

import ast
import pickle
from collections import Counter
from pathlib import Path

import pytest
import whoosh
import whoosh.index
from whoosh.filedb.filestore import FileStorage

from reader.index import WordIndex, folder, manifest
from reader.index.codec.stock import WordSegment
from reader.index.codec.stock_schema import SCHEMA
from reader.index.manifest import Manifest
from reader.index.unpickling import disarm_whoosh, loads
from reader.model import Words
from reader.query.nodes import Word

PAPER = Words(1, "kernel", "", "", "", "", "")


class _Poison:
    """Unpickled anywhere, it leaves a canary."""

    def __init__(self, canary: Path) -> None:
        self.canary = canary

    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (self.canary,))


def _poisoned(tmp_path: Path) -> tuple[Path, Path]:
    """An index folder whose list of segments is poisoned, with a manifest that vouches for it."""
    canary, home = tmp_path / "canary", tmp_path / "index"
    index = WordIndex.open(home)
    index.rebuild([PAPER], 1)
    toc = next(home.glob("*.toc"))
    generation = manifest.read(home).generation
    toc.unlink()
    whoosh.index.TOC(SCHEMA, [_Poison(canary)], generation).write(FileStorage(str(home)), "MAIN")
    listed = manifest.read(home)
    sums = dict(listed.files) | {toc.name: manifest.sum_of(toc)}
    manifest.write(home, Manifest(listed.applied, generation, sums))
    return home, canary


def test_the_poison_works_where_nothing_stops_it(tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    pickle.loads(pickle.dumps(_Poison(canary)))
    assert canary.exists()


def test_a_poisoned_list_of_segments_runs_nothing_and_means_an_empty_index(tmp_path: Path) -> None:
    home, canary = _poisoned(tmp_path)
    index = WordIndex.open(home)
    assert not canary.exists()
    assert index.applied == -1
    index.rebuild([PAPER], 2)
    assert list(index.search(Word("kernel")).ids) == [1]


@pytest.mark.filterwarnings(  # Whoosh leaves the file open when it is bad
    "ignore::pytest.PytestUnraisableExceptionWarning"
)
def test_whoosh_itself_refuses_a_poisoned_index_once_disarmed(tmp_path: Path) -> None:
    home, canary = _poisoned(tmp_path)
    disarm_whoosh()
    with pytest.raises(pickle.UnpicklingError):
        whoosh.index.open_dir(str(home), schema=SCHEMA).reader()
    with pytest.raises(pickle.UnpicklingError):
        whoosh.index.open_dir(str(home))
    assert not canary.exists()


def test_only_our_segments_can_be_unpickled() -> None:
    segment = WordSegment("MAIN", 3)
    segment.gone = (1, 2)
    again = loads(pickle.dumps([segment]))[0]
    assert (again.papers, again.gone) == (3, (1, 2))
    for value in (Path("x"), print, Counter(), ValueError("x")):
        with pytest.raises(pickle.UnpicklingError):
            loads(pickle.dumps(value))


def _unpickling(source: str) -> list[str]:
    """The names by which a module gets at pickle's reading half."""
    names = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names if "pickle" in alias.name]
        elif isinstance(node, ast.ImportFrom) and node.module in ("pickle", "_pickle", "marshal"):
            names += [alias.name for alias in node.names if alias.name.startswith("load")]
        elif isinstance(node, ast.Attribute) and node.attr in ("load", "loads", "Unpickler"):
            owner = node.value.id if isinstance(node.value, ast.Name) else "?"
            if owner in ("pickle", "marshal"):
                names.append(f"{owner}.{node.attr}")
    return sorted(names)


def test_whoosh_unpickles_only_where_we_know_it() -> None:
    """A new place in a new version must be looked at before it is let in."""
    home = Path(whoosh.__file__).parent
    found = {
        path.relative_to(home).as_posix(): names
        for path in sorted(home.rglob("*.py"))
        if (names := _unpickling(path.read_text(encoding="utf-8")))
    }
    assert found == {
        "codec/plaintext.py": ["loads"],
        "codec/whoosh2.py": ["loads"],
        "codec/whoosh3.py": ["loads"],
        "columns.py": ["loads"],
        "externalsort.py": ["load"],
        "filedb/fileindex.py": ["pickle", "pickle.loads"],
        "filedb/filereading.py": ["loads"],
        "filedb/misc.py": ["loads", "loads"],
        "filedb/pools.py": ["load"],
        "filedb/structfile.py": ["load"],
        "formats.py": ["loads"],
        "index.py": ["pickle", "pickle.loads"],
        "multiproc.py": ["pickle", "pickle.load"],
        "util/loading.py": ["pickle", "pickle.Unpickler", "pickle.Unpickler"],
    }


def test_no_loaded_part_of_whoosh_keeps_a_way_to_unpickle() -> None:
    import sys

    import whoosh.codec.whoosh3
    import whoosh.columns
    import whoosh.filedb.structfile
    import whoosh.formats
    import whoosh.multiproc
    import whoosh.util.loading

    disarm_whoosh()
    dangerous = {id(pickle), id(pickle.load), id(pickle.loads), id(pickle.Unpickler)}
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] == "whoosh":
            kept = [key for key, value in vars(module).items() if id(value) in dangerous]
            assert not kept, (name, kept)
    with pytest.raises(pickle.UnpicklingError):
        whoosh.util.loading.RenamingUnpickler.find_class(None, "os", "system")


def test_the_index_folder_and_its_files_are_private(tmp_path: Path) -> None:
    home = tmp_path / "index"
    home.mkdir(mode=0o755)
    WordIndex.open(home).rebuild([PAPER], 1)
    assert home.stat().st_mode & 0o077 == 0
    for pattern in ("*.words", "manifest.json"):
        assert next(home.glob(pattern)).stat().st_mode & 0o077 == 0
    assert folder.load(home).applied == 1
