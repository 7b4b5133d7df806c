"""Typical work on hostile texts, in the window and without, with everything noted that it opens.

`audited.py FOLDER CANARY [mutant]` prints what it did that nothing here ever should: sockets,
other programs, unpickling, files opened outside the places that are ours. With `mutant` it does
two such things, which whoever runs this must notice.
"""

import os
import sys
import sysconfig
from pathlib import Path

FOLDER, CANARY, MUTANT = Path(sys.argv[1]), sys.argv[2], sys.argv[3:] == ["mutant"]
ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.spawn", "os.posix_spawn",
             "os.fork", "ctypes.dlopen", "webbrowser.", "urllib.", "ftplib.", "smtplib.",
             "sqlite3.enable_load_extension", "sqlite3.load_extension")  # fmt: skip
READABLE = tuple(
    os.path.realpath(place)
    for place in (
        *("/usr", "/lib", "/etc", "/proc", "/sys", "/dev", "/run", "/opt"),
        *(sys.prefix, sys.base_prefix, sysconfig.get_paths()["purelib"], ROOT, FOLDER),
    )
)
events: list[str] = []


def note(event: str, arguments: tuple[object, ...]) -> None:
    """Write down what should not happen."""
    if event == "ctypes.dlopen" and arguments == (None,):
        return  # numpy asks for the program itself
    if event.startswith(FORBIDDEN):
        events.append(f"{event} {arguments!r}")
    elif event in ("open", "sqlite3.connect") and isinstance(arguments[0], str | bytes | Path):
        path = os.fsdecode(arguments[0])
        path, _, how = path.removeprefix("file://").removeprefix("file:").partition("?")
        flags = arguments[2] if event == "open" else os.O_RDWR * ("mode=ro" not in how)
        writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        places = (os.path.realpath(FOLDER), "/dev/null") if writes else READABLE
        if path != ":memory:" and not os.path.realpath(path).startswith(places):
            events.append(f"{event} {path} {flags}")


PAYLOADS = (
    f"<img src='{CANARY}'>", f"![x]({CANARY})", f"![x](file://{CANARY})", f"[x]: {CANARY}",
    f"<style>@import url('file://{CANARY}');</style>", "<script>alert(1)</script>",
    "![x](http://127.0.0.1:9/a.png)", "<img src='//127.0.0.1/share/x.png'>", "<!--" * 50,
    f"<link rel=stylesheet href='{CANARY}'><body background='{CANARY}'>", "\x1b]0;title\x07\x1b[2J",
    "'; DROP TABLE papers; --", "<b>bold</b> &lt;i&gt; \u202etxt.exe", "<table>" * 20,
    f"<a href='javascript:alert(1)'>x</a> <iframe src='{CANARY}'></iframe>", "=cmd|' /C calc'!A0",
)  # fmt: skip


def without_window() -> None:
    """Import, decide, annotate, find, export, look back."""
    from making import abstract, facts, listing

    from reader.library import Library
    from reader.model import Dump, ExportOptions, Kind, State

    with Library.open(FOLDER / "library") as library:
        papers = [
            facts(number, title=f"A Title {number} {text}", abstract=f"{text} {abstract(number)}")
            for number, text in enumerate(PAYLOADS)
        ]
        dump = Dump("hostile <b>.txt", "\n".join(PAYLOADS))
        library.add([library.plan_listing(dump, listing(papers))])
        bib = "".join(
            f"@article{{k{number},\n title = {{{text.replace('{', '')} {number}}}\n}}\n"
            for number, text in enumerate(PAYLOADS)
        )
        library.add([library.plan(Dump("hostile.bib", bib), format_name="bibtex")])
        ids = sorted(library.find().ids)
        assert len(ids) >= len(PAYLOADS)
        for paper, text in zip(ids, PAYLOADS, strict=False):
            library.write_note(paper, f"# {text}\n\n{text}\n")
            library.highlight(paper, 0, 12, Kind.IDEA, text)
        library.tag(ids, ["<b>tag</b>"])
        library.set_state(ids[:3], State.QUEUE)
        library.find("alert bold", typing=True)
        library.export(ids, FOLDER / "out.md", ExportOptions(abstract=True))
        library.export(ids, FOLDER / "out", ExportOptions(layout="files"))
        library.undo()
        library.redo()
        library.history.note_versions(ids[0])
        assert library.check() == []


def in_the_window() -> None:
    """Show every paper with its note rendered, and what the dialogs show."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QTextBrowser

    from reader.gui.look.theme import start_theme
    from reader.gui.main_window import MainWindow
    from reader.gui.settings import Settings

    app = QApplication([])
    start_theme(app, "light", 1.0)
    window = MainWindow(FOLDER / "library", Settings())
    window.resize(1440, 900)
    window.begin()
    window.show()
    window.go_on()
    QTest.qWait(300)
    for action in ("notes", "highlights", "details"):
        window.actions_by_id[action].trigger()
        for place in range(window.papers.rowCount()):
            window.list.table.select_place(place)
            QTest.qWait(5)
    window.pane.focus_notes()
    QTest.keyClicks(window.pane.panel.notes.text, PAYLOADS[0])
    QTest.qWait(300)
    for text in PAYLOADS:
        window.messages.say(text, "Undo", "undo", window.operations.undo)
        window.list.banner.say(text)
        window.browsing.search(text)
        QTest.qWait(10)
    window.grab()
    if MUTANT:
        stock = QTextBrowser()
        stock.setHtml(f"<img src='{CANARY}'>")
        stock.show()
        stock.grab()
        stock.deleteLater()
    window.close()
    window.deleteLater()
    QTest.qWait(50)
    kept.append(app)  # nothing of Qt may outlive its application


kept: list[object] = []

if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    sys.addaudithook(note)
    without_window()
    in_the_window()
    if MUTANT:
        import socket

        socket.socket().close()
    for line in dict.fromkeys(events):
        print(line)
