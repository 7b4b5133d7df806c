"""All of the search language as a page: every line of its table, by section."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from reader.gui.controls.label import Label
from reader.gui.dialogs.dialog import Dialog
from reader.gui.look.theme import px
from reader.query.language import KEPT, LANGUAGE, ORDER, PLACES, WORDS

SECTIONS = (WORDS, PLACES, KEPT, ORDER)


class LanguagePage(Dialog):
    """What can be written, what it finds, and what else there is of the kind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("All of the syntax", (760, 680), parent)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(24), px(18), px(24), px(18))
        for section in SECTIONS:
            heading = Label(section, role="heading")
            heading.setContentsMargins(0, px(12) if column.count() else 0, 0, px(4))
            column.addWidget(heading)
            column.addLayout(_grid(section))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self.body.addWidget(scroll)
        self.primary_button.setText("Close")
        self.primary_button.clicked.connect(self.accept)
        self.footer_row.addStretch(1)
        self.footer_row.addWidget(self.primary_button)
        self.cancel_button.hide()


def _grid(section: str) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(px(20))
    grid.setVerticalSpacing(px(8))
    grid.setColumnMinimumWidth(0, px(250))
    grid.setColumnStretch(1, 1)
    for row, line in enumerate(each for each in LANGUAGE if each.section == section):
        grid.addWidget(Label(line.write, role="mono", ink="accent"), row, 0)
        words = f"{line.finds}; also {line.more}" if line.more else line.finds
        grid.addWidget(Label(words, ink="secondary", wrap=True), row, 1)
    return grid
