"""The program runs no text, opens no network, and writes no file that a power cut can tear."""

import ast
from pathlib import Path

import pytest
from quality.banned import ALLOWED, uses

ROOT = Path(__file__).resolve().parents[2]


def test_the_program_uses_nothing_that_is_banned() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{use.line}: {use.name} ({use.reason})"
        for path in sorted((ROOT / "reader").rglob("*.py"))
        for use in uses(ast.parse(path.read_text(encoding="utf-8")))
        if use.name not in ALLOWED.get(path.relative_to(ROOT).as_posix(), {})
    ]
    assert not found, "\n".join(found)


def test_what_is_allowed_is_needed() -> None:
    for name, allowed in ALLOWED.items():
        used = {use.name for use in uses(ast.parse((ROOT / name).read_text(encoding="utf-8")))}
        assert set(allowed) <= used, f"{name} no longer uses {set(allowed) - used}"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("import pickle", "pickle"),
        ("from pickle import loads", "pickle"),
        ("import xml.etree.ElementTree as tree", "xml"),
        ("from html import parser", "html.parser"),
        ("from html.parser import HTMLParser", "html.parser"),
        ("from urllib.request import urlopen", "urllib.request"),
        ("from PySide6 import QtNetwork", "PySide6.QtNetwork"),
        ("eval(text)", "eval"),
        ("os.system(text)", "os.system"),
        ("subprocess.run(text, shell=True)", "shell=True"),
        ("QDesktopServices.openUrl(url)", "QDesktopServices.openUrl"),
        ("connection.load_extension(path)", "load_extension"),
        ("connection.execute(f'DELETE FROM {table}')", "built SQL"),
        ("connection.execute('DELETE FROM %s' % table)", "built SQL"),
        ("connection.execute(f'DELETE FROM {TABLE + name}')", "built SQL"),
        ("connection.execute('DELETE FROM {}'.format(table))", "built SQL"),
        ("connection.execute('attach ? as other', [path])", "ATTACH"),
        ("open(path, 'w', encoding='utf-8')", "open to write"),
        ("open(path)", "no encoding"),
        ("path.read_text()", "no encoding"),
        ("path.write_text(text)", "write_text"),
        ("import subprocess", "subprocess"),
        ("view.setHtml(text)", "setHtml"),
        ("view.setMarkdown(text)", "setMarkdown"),
        ("QLabel(title)", "QLabel"),
        ("QtWidgets.QLabel(title, parent)", "QLabel"),
        ("item.setToolTip(0, title)", "setToolTip"),
        ("button.setToolTip(f'{title} S')", "setToolTip"),
    ],
)
def test_the_check_sees(line: str, name: str) -> None:
    assert [use.name for use in uses(ast.parse(line))] == [name]


@pytest.mark.parametrize(
    "line",
    [
        "from html import escape",
        "from urllib.parse import urlsplit",
        "connection.execute('SELECT ?', [text])",
        "connection.execute(f'SELECT 1')",
        "connection.execute(f'SELECT {columns.SELECTED} {_FROM}')",
        "connection.execute(f'PRAGMA busy_timeout={SECONDS * 1000:.0f}')",
        "open(path, 'rb')",
        "path.read_text(encoding='utf-8')",
        "subprocess.run(words, shell=False)",
        "QLabel('Words', parent)",
        "QLabel()",
        "item.setToolTip(0, plain_tooltip(title))",
        "button.setToolTip('State')",
        "# pickle, eval(text)",
    ],
)
def test_the_check_lets_pass(line: str) -> None:
    assert not list(uses(ast.parse(line)))
