"""Screens of what is written from papers, that `screens.py` takes pictures of."""

from PySide6.QtGui import QTextCursor
from scenes import SETTLE, pause, wait

from reader.gui.main_window import MainWindow
from reader.library import Library

TOPIC = """What the controlled study asks is not which forecaster wins, but *when* it is asked.

- [x] read the two surveys
- [ ] ask for the tables

> A forecaster that never says it does not know is not one.
"""
OUTLINE = """# Waking few experts {has:highlights}

Most of the gain comes before anything is routed.

## What stays open {kind:question}

Nobody reports what a slow disk costs.
"""


def fill_writings(window: MainWindow) -> None:
    """A topic note, an outline with some evidence used, beside the notes that are there."""
    with Library.open(window.worker.folder) as library:
        library.new_document("When to ask a forecaster", TOPIC)
        pieces = library.evidence(OUTLINE, 0).pieces
        head, _, rest = OUTLINE.partition("\n\n## ")
        used = " ".join(library.cite(piece) for piece in pieces[:2])
        library.new_document(
            "Sparse experts, a review", f"{head} {used}\n\n## {rest}", kind="outline"
        )


def open_notes(window: MainWindow) -> None:
    """The page of notes, with all that is written."""
    fill_writings(window)
    window.notebook.open()
    wait(lambda: window.notebook.view is not None and window.notebook.view.rows.rowCount() > 2)


def show_notes(window: MainWindow) -> None:
    """A topic note among all notes."""
    open_notes(window)
    view = window.notebook.view
    assert view is not None
    view.table.go_to(1)
    pause(SETTLE)


def show_outline(window: MainWindow) -> None:
    """An outline with the evidence of the section of the caret."""
    open_notes(window)
    view = window.notebook.view
    assert view is not None
    view.table.go_to(0)
    wait(lambda: view.text.evidence.pieces.rowCount() > 0)
    view.text.document_editor.focus()
    view.text.document_editor.text.moveCursor(QTextCursor.MoveOperation.Start)
    pause(SETTLE)


def show_ledger(window: MainWindow) -> None:
    """The ledger of the outline."""
    show_outline(window)
    view = window.notebook.view
    assert view is not None
    view.text.evidence.tabs.choose(1)
    pause(SETTLE)


def show_no_notes(window: MainWindow) -> None:
    """A filter that leaves nothing."""
    open_notes(window)
    view = window.notebook.view
    assert view is not None
    view.field.setText("zzzz")
    pause(SETTLE)


def show_comparison(window: MainWindow) -> None:
    """Papers side by side, with suggestions and one accepted cell."""
    with Library.open(window.worker.folder) as library:
        ids = [paper.id for paper in library.papers(library.find("has:highlights").ids)]
        ids += [one for one in list(library.find().ids)[3:8] if one not in ids][:4]
        library.new_matrix("Forecasters that route", ids)
        library.accept_cells(1, [(ids[0], "Result")])
        library.write_cells(1, {(ids[1], "Task"): ("Pruning heads without retraining", None)})
    window.comparisons.open()
    wait(lambda: window.comparisons.view is not None)
    view = window.comparisons.view
    assert view is not None
    wait(lambda: view.table.rowCount() > 3)
    view.grid.setCurrentIndex(view.table.index(0, 3))
    pause(SETTLE)


def show_no_comparison(window: MainWindow) -> None:
    """Before there is one."""
    window.comparisons.open()
    pause(SETTLE)


def show_texts_found(window: MainWindow) -> None:
    """A search for papers whose words stand in texts of one's own, too."""
    fill_writings(window)
    window.list.search.set_text("forecaster")
    window.browsing.search("forecaster")
    wait(lambda: window.list.texts.isVisible())
    pause(SETTLE)


def show_texts_in_palette(window: MainWindow) -> None:
    """A topic note in the palette."""
    fill_writings(window)
    window.commands.open("ask")
    pause(SETTLE)


WRITING_SCENES = {
    "texts-found": show_texts_found,
    "texts-in-palette": show_texts_in_palette,
    "comparison": show_comparison,
    "comparison-none": show_no_comparison,
    "notes": show_notes,
    "outline": show_outline,
    "ledger": show_ledger,
    "notes-none": show_no_notes,
}
