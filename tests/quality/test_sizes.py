"""A file is read in one sitting and a function on one screen."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

FILE_LINES = 400
FUNCTION_LINES = 50
FOLDERS = ("reader", "packaging", "tests")

ROOT = Path(__file__).resolve().parents[2]


def sources() -> list[Path]:
    """Every Python file of the project."""
    return sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))


def faults(text: str) -> Iterator[str]:
    """What is too long or does not say what it is for."""
    lines = len(text.splitlines())
    if lines > FILE_LINES:
        yield f"{lines} lines"
    tree = ast.parse(text)
    if not ast.get_docstring(tree):
        yield "no docstring"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                yield f"{node.name} has {length} lines"


def test_files_and_functions_are_short_and_every_file_says_what_it_is_for() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {fault}"
        for path in sources()
        for fault in faults(path.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('"""A file."""\n' + "x = 1\n" * FILE_LINES, "401 lines"),
        ("x = 1\n", "no docstring"),
        ('"""A file."""\ndef long():\n' + "    x = 1\n" * FUNCTION_LINES, "long has 51 lines"),
    ],
)
def test_the_check_sees_what_is_too_long(text: str, fault: str) -> None:
    assert list(faults(text)) == [fault]


def test_there_is_something_to_check() -> None:
    assert len(sources()) > 30
