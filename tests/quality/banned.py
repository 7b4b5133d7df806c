"""Calls and imports that the program does without, and the few files that may use one.

Each is a door through which a listing, a note, a file name or a foreign library file could run
code, reach the network, or leave a torn file behind. Names are read from the syntax tree, so a
word in a comment or a text is no matter.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

MODULES = {
    "pickle": "unpickling runs code",
    "marshal": "unmarshalling damaged data crashes",
    "shelve": "a shelf is a pickle",
    "dill": "unpickling runs code",
    "joblib": "unpickling runs code",
    "html.parser": "needs minutes for 160 KB of '<!--'",
    "xml": "entities expand and load files",
    "socket": "no network",
    "ssl": "no network",
    "http": "no network",
    "urllib.request": "no network",
    "ftplib": "no network",
    "smtplib": "no network",
    "xmlrpc": "no network",
    "requests": "no network",
    "httpx": "no network",
    "PySide6.QtNetwork": "no network",
    "PySide6.QtWebEngineWidgets": "no network",
    "asyncio": "no network",
    "telnetlib": "no network",
    "PySide6.QtWebSockets": "no network",
    "subprocess": "starts programs",
    "ctypes": "calls anything",
    "webbrowser": "links go through the one gate",
    "tarfile": "members may lie outside",
}

CALLS = {
    "eval": "runs code",
    "exec": "runs code",
    "compile": "runs code",
    "__import__": "loads what a text says",
    "os.system": "a shell",
    "os.popen": "a shell",
    "os.startfile": "runs what a path says",
    "yaml.load": "builds any object",
    "tempfile.mktemp": "somebody else can make the file first",
    "QDesktopServices.openUrl": "links go through the one gate",
}

METHODS = {
    "load_extension": "runs code",
    "enable_load_extension": "runs code",
    "extractall": "members may lie outside",
    "setHtml": "markup loads files; notes are shown through the one preview",
    "insertHtml": "markup loads files",
    "appendHtml": "markup loads files",
    "setMarkdown": "Qt's Markdown lets raw HTML through",
    "startDetached": "starts programs",
}

# file -> the names it may use, and why: SQL is built only from columns and tables of our own
ALLOWED: dict[str, dict[str, str]] = {
    "reader/gui/controls/icon_button.py": {"setToolTip": "names of commands, and their keys"},
    "reader/gui/controls/label.py": {"setToolTip": "escaped by `plain_tooltip` just before"},
    "reader/gui/dialogs/importing/import_summary.py": {
        "setToolTip": "a number and words that stand there"
    },
    "reader/gui/look/icons.py": {"built SQL": "one question mark for each icon"},
    "reader/gui/one_window.py": {
        "PySide6.QtNetwork": "a local socket in a private folder, to the window that is open"
    },
    "reader/gui/results/links.py": {"QDesktopServices.openUrl": "this is the gate"},
    "reader/gui/views/notes/note_preview.py": {
        "setHtml": "of `render_note`, which lets nothing through that loads anything"
    },
    "reader/sources/process.py": {"subprocess": "reads a large text in a process with limits"},
    "reader/finding/building.py": {"subprocess": "builds the index of many papers"},
    "reader/importers/text/xml_door.py": {"xml": "the door: expat with every danger refused"},
    "reader/index/unpickling.py": {"pickle": "takes unpickling away from Whoosh, but for a few"},
    "reader/store/damage/checking.py": {"built SQL": "the rules, which stand in the file"},
    "reader/store/damage/completing.py": {"built SQL": "the tables and columns of the schema"},
    "reader/store/filters.py": {"built SQL": "the search tree as SQL; its values are parameters"},
    "reader/store/joining/sides.py": {"built SQL": "tables that stand in the file"},
    "reader/store/joining/things.py": {"built SQL": "the tables and columns of the schema"},
    "reader/store/journal.py": {"built SQL": "the tables and columns that are journaled"},
    "reader/store/marks.py": {
        "built SQL": "the tables and conditions of marks, which stand in the file"
    },
    "reader/store/damage/mending.py": {"built SQL": "the tables and columns that are mended"},
    "reader/store/transfer/plain.py": {"built SQL": "the tables and columns of the schema"},
    "reader/store/transfer/rebuilding.py": {"built SQL": "the columns of papers that are lists"},
    "reader/store/damage/repairing.py": {"built SQL": "the tables and columns of the schema"},
    "reader/store/rows.py": {"built SQL": "the tables and columns that are journaled"},
    "reader/store/upgrading.py": {"built SQL": "the tables and columns of a known schema"},
    "reader/store/transfer/whole.py": {"built SQL": "the tables and columns that are journaled"},
}


@dataclass(frozen=True)
class Use:
    """A banned name in use."""

    line: int
    name: str
    reason: str


def uses(tree: ast.AST) -> Iterator[Use]:
    """Everything banned that this file uses."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from _modules(node.lineno, [name.name for name in node.names])
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            module = node.module or ""
            names = [f"{module}.{name.name}" for name in node.names]
            yield from list(_modules(node.lineno, [module])) or _modules(node.lineno, names)
        elif isinstance(node, ast.Call):
            yield from _call(node)


def _modules(line: int, names: list[str]) -> Iterator[Use]:
    for name in names:
        for banned, reason in MODULES.items():
            if name == banned or name.startswith(f"{banned}."):
                yield Use(line, banned, reason)


def _call(call: ast.Call) -> Iterator[Use]:
    name = ast.unparse(call.func)
    last = name.rpartition(".")[2]
    if name in CALLS:
        yield Use(call.lineno, name, CALLS[name])
    if isinstance(call.func, ast.Attribute) and last in METHODS:
        yield Use(call.lineno, last, METHODS[last])
    if any(word.arg == "shell" and _is_true(word.value) for word in call.keywords):
        yield Use(call.lineno, "shell=True", "a shell reads what a text says")
    if last == "QLabel" and call.args and not isinstance(call.args[0], ast.Constant):
        yield Use(call.lineno, "QLabel", "takes a title for markup; use controls.label.Label")
    if last == "setToolTip" and not _is_plain_tip(call.args[-1]):
        yield Use(call.lineno, "setToolTip", "takes a title for markup; use plain_tooltip")
    if last in ("execute", "executemany", "executescript", "query") and call.args:
        yield from _sql(call)
    if last in ("open", "fdopen") and not isinstance(call.func, ast.Attribute | ast.Call):
        yield from _open(call)
    if last in ("write_text", "write_bytes"):
        yield Use(call.lineno, last, "a power cut leaves a torn file; use files.write_file")
    if last in ("read_text",) and not _has_encoding(call, place=0):
        yield Use(call.lineno, "no encoding", "the letters depend on the computer")


def _is_plain_tip(tip: ast.expr) -> bool:
    """Words that stand in the file, or that went through `plain_tooltip`."""
    if isinstance(tip, ast.IfExp):
        return _is_plain_tip(tip.body) and _is_plain_tip(tip.orelse)
    if isinstance(tip, ast.Call):
        return ast.unparse(tip.func).rpartition(".")[2] == "plain_tooltip"
    return isinstance(tip, ast.Constant)


def _sql(call: ast.Call) -> Iterator[Use]:
    text = call.args[0]
    built = isinstance(text, ast.JoinedStr) and any(
        isinstance(part, ast.FormattedValue) and not _is_constant(part.value)
        for part in text.values
    )
    percent = isinstance(text, ast.BinOp) and isinstance(text.op, ast.Mod | ast.Add)
    formatted = (
        isinstance(text, ast.Call)
        and isinstance(text.func, ast.Attribute)
        and text.func.attr == "format"
    )
    if built or percent or formatted:
        yield Use(call.lineno, "built SQL", "data in SQL text runs as SQL")
    if isinstance(text, ast.Constant) and "ATTACH " in str(text.value).upper():
        yield Use(call.lineno, "ATTACH", "opens any file")


def _is_constant(part: ast.expr) -> bool:
    """Constants of a module, by the way they are written: SQL put together before any data is."""
    if isinstance(part, ast.BinOp):
        return _is_constant(part.left) and _is_constant(part.right)
    if isinstance(part, ast.Name | ast.Attribute):
        return ast.unparse(part).rpartition(".")[2].isupper()
    return isinstance(part, ast.Constant)


def _open(call: ast.Call) -> Iterator[Use]:
    mode = _argument(call, "mode", place=1)
    letters = str(mode.value) if isinstance(mode, ast.Constant) else ""
    if set(letters) & set("wax+"):
        yield Use(call.lineno, "open to write", "a power cut leaves a torn file")
    if "b" not in letters and not _has_encoding(call, place=3):
        yield Use(call.lineno, "no encoding", "the letters depend on the computer")


def _has_encoding(call: ast.Call, place: int) -> bool:
    return _argument(call, "encoding", place) is not None


def _argument(call: ast.Call, name: str, place: int) -> ast.expr | None:
    for word in call.keywords:
        if word.arg == name:
            return word.value
    return call.args[place] if len(call.args) > place else None


def _is_true(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is True
