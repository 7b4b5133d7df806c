"""What this program is, which version, where the library lies, and whose work is in it."""

import platform
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from reader import __version__, paths
from reader.gui.controls.label import Label
from reader.gui.dialogs.dialog import Dialog
from reader.gui.look.theme import px, theme
from reader.gui.look.wording import papers
from reader.gui.upkeep.keeping import megabytes

if TYPE_CHECKING:
    from reader.gui.main_window import MainWindow

SIZE = (560, 420)
# Whose work ships with the window; the texts are those of the installed packages.
PARTS = (
    *("PySide6-Essentials", "shiboken6", "whoosh3", "PyStemmer", "numpy", "Markdown", "nh3"),
    *("fontpkg-inter", "fontpkg-source-serif-4", "fontpkg-jetbrains-mono", "python-lucide"),
    *(
        "sqlite-utils",
        "click",
        "appdirs",
        "charset-normalizer",
        "justhtml",
        "pylatexenc",
        "bibtexparser",
        "citeproc-py",
        "lxml",
    ),
)


class AboutDialog(Dialog):
    """Name, version, library; the licences on a second page."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__("About Reader", SIZE, window)
        library = window.looking.library
        file = library.folder / paths.LIBRARY_FILE if library is not None else None
        count = window.counts.all if window.counts is not None else 0
        self._count, self._size = count, _size(file)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._about(file))
        self.body.addWidget(self._pages, 1)
        self.licences = QPushButton("Licences")
        self.copy = QPushButton("Copy details")
        for button in (self.licences, self.copy):
            button.setAutoDefault(False)
            button.setFont(theme().font("label"))
            self.footer_row.addWidget(button)
        self.licences.clicked.connect(self._show_licences)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.details()))
        self.footer_row.addStretch(1)
        self.cancel_button.hide()
        self.primary_button.setText("Close")
        self.primary_button.clicked.connect(self.accept)
        self.end_footer()

    def details(self) -> str:
        """Versions and counts; no titles and no paths."""
        return "\n".join(
            [
                f"Reader {__version__}",
                f"Python {platform.python_version()}, PySide6 {PySide6.__version__}",
                f"{platform.system()} {platform.machine()}",
                f"{papers(self._count)}, {self._size}",
            ]
        )

    def _about(self, file: Path | None) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(px(32), px(24), px(32), px(16))
        column.setSpacing(px(8))
        column.addStretch(1)
        name = Label(f"Reader {__version__}", role="title")
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(name, 0, middle)
        words = Label("A reading list for research papers.", role="lead", ink="secondary")
        column.addWidget(words, 0, middle)
        column.addSpacing(px(20))
        place = Label(str(file) if file is not None else "No library yet", wrap=True)
        place.setAlignment(middle)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(place)
        column.addWidget(Label(f"{papers(self._count)}, {self._size}", ink="tertiary"), 0, middle)
        column.addStretch(2)
        return page

    def _show_licences(self) -> None:
        if self._pages.count() < 2:
            text = QPlainTextEdit(licences())
            text.setReadOnly(True)
            text.setFont(theme().font("monoSmall"))
            text.setAccessibleName("Licences")
            text.setFrameShape(QPlainTextEdit.Shape.NoFrame)
            text.document().setDocumentMargin(px(20))
            self._pages.addWidget(text)
        there = self._pages.currentIndex() == 1
        self._pages.setCurrentIndex(0 if there else 1)
        self.licences.setText("Licences" if there else "About")


def licences() -> str:
    """The parts with their versions and the texts of their licences, as they are installed."""
    told = []
    for name in PARTS:
        try:
            part = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        about = part.metadata.json
        kind = str(about.get("license_expression") or about.get("license") or "")
        told.append(f"{name} {part.version}  {kind.splitlines()[0] if kind else ''}".rstrip())
        for file in part.files or ():
            known = file.name.upper().startswith(("LICENSE", "LICENCE", "COPYING", "OFL"))
            if known and file.suffix in ("", ".txt", ".md", ".rst"):
                told.append(file.read_text(encoding="utf-8"))
        told.append("")
    told += ["Citation styles", paths.resource("styles/LICENSE.txt").read_text("utf-8")]
    return "\n\n".join(told)


def _size(file: Path | None) -> str:
    if file is None or not file.exists():
        return "0 MB"
    return megabytes(file.stat().st_size)


def open_about(window: "MainWindow") -> AboutDialog:
    """Show it over the window."""
    dialog = AboutDialog(window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
