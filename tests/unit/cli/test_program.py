"""The command itself: its verbs, where the library is, and how it ends."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from making import fill

from reader import __version__
from reader.cli.program import verbs
from reader.cli.session import Session
from reader.library import Library

VERBS = [
    "open", "import", "formats", "list", "searches", "show", "log", "ranking",
    "history", "star",
    "unstar", "tag", "untag",
    "state", "sort-queue", "note", "undo", "redo", "documents", "document",
    "comparisons", "comparison",
    "imports", "rename-import", "undo-import", "recapture", "reimport",
    "duplicates", "merge", "unmerge", "keep-apart", "edit", "cite", "styles", "attach", "files",
    "detach", "export", "pull", "digest", "check",
    "reindex", "backup", "backups", "restore", "copies", "mirror", "rebuild",
    "merge-mirror",
]  # fmt: skip


def run(*words: object, root: Path, stdin: bytes | None = None) -> subprocess.CompletedProcess[str]:
    """Run the real program."""
    return subprocess.run(
        [sys.executable, "-m", "reader", *map(str, words)],
        cwd=root, capture_output=True, text=True, check=False, timeout=60, input=stdin,
    )  # fmt: skip


def test_every_verb_has_a_line_of_help(reader) -> None:
    assert list(verbs().commands) == VERBS
    out = reader("--help").out
    for verb in VERBS:
        assert any(line.split()[:1] == [verb] and "  " in line.strip() for line in out.splitlines())
        assert reader(verb, "--help").code == 0


def test_the_library_is_named_before_the_verb_or_after_it(library: Library, tmp_path: Path) -> None:
    fill(library, range(2))
    folder = str(tmp_path / "library")
    for words in (["--library", folder, "list"], ["list", "--library", folder]):
        answer = CliRunner().invoke(verbs(), words, obj=Session(print))
        assert answer.stdout.count("\n") == 2


def test_open_shows_files_in_the_window(reader, windows, tmp_path: Path) -> None:
    reader("open", "--", "-odd.txt")
    assert windows == [((Path("-odd.txt"),), tmp_path / "library")]


def test_a_word_that_is_no_verb_is_answered_with_what_may_be_meant(reader, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("", encoding="utf-8")
    assert "Did you mean import?" in reader("imprt").err
    assert f"reader open {page}" in reader(page).err


def test_a_verb_that_does_not_exist_is_a_usage_error(reader) -> None:
    answer = reader("frobnicate")
    assert (answer.code, answer.out) == (2, "")
    assert "frobnicate" in answer.err


def test_a_bug_is_not_told_as_a_problem(reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Library, "find", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        reader("list")


def test_the_real_program_says_its_version_and_where_nothing_is(root: Path, own_home: Path) -> None:
    answer = run("--version", root=root)
    assert (answer.returncode, answer.stdout) == (0, f"Reader, version {__version__}\n")
    answer = run("show", 1, root=root)
    assert answer.returncode == 1
    assert answer.stderr.startswith("reader: There is no paper 1.")
    assert answer.stdout == ""


def test_listing_loads_neither_qt_nor_the_word_index(
    library: Library, root: Path, tmp_path: Path
) -> None:
    fill(library, range(2))
    words = ["--library", str(tmp_path / "library"), "list", "is:inbox"]
    code = (
        "import sys\nfrom reader.app import main\n"
        f"try:\n    main({words!r})\n"
        "except SystemExit as end:\n    print(end.code, file=sys.stderr)\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    code_line, modules = answer.stderr.splitlines()
    assert code_line == "0"
    loaded = {name.partition(".")[0] for name in modules.split()}
    assert not loaded & {"PySide6", "whoosh", "numpy", "markdown", "nh3", "pylatexenc"}


def test_a_reader_that_stops_reading_is_no_bug(
    library: Library, root: Path, tmp_path: Path
) -> None:
    fill(library, range(400))
    words = [
        sys.executable,
        "-m",
        "reader",
        "--library",
        str(tmp_path / "library"),
        "list",
        "--json",
    ]
    with subprocess.Popen(
        words, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.readline()
        program.stdout.close()
        assert program.stderr.read() == b""
