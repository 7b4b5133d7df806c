"""The facts of a paper as fields: title, authors, date, abstract."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader.dates import shown_date, typed_date
from reader.gui.controls.label import Label
from reader.gui.look.theme import theme
from reader.model import Facts


class FactsEditor(QWidget):
    """Title, authors, date and abstract as fields. Enter or Ctrl Enter keeps, Esc drops."""

    kept = Signal(dict)
    dropped = Signal()

    def __init__(self, facts: Facts, old: Facts) -> None:
        super().__init__()
        self._old = old
        self._date = _date_words(facts)
        self.title = _Text("Title", facts.title, 66)
        self.abstract = _Text("Abstract", facts.abstract or "", 210)
        self.authors = QLineEdit("; ".join(facts.authors))
        self.date = QLineEdit(self._date)
        self._wrong = Label(role="small", ink="danger", wrap=True)
        self._wrong.hide()
        self.keep = QPushButton("Keep changes")
        self.drop = QPushButton("Leave as it was")
        for field, name in ((self.authors, "Authors"), (self.date, "Date")):
            field.setAccessibleName(name)
        count = old.author_count
        self.authors.setPlaceholderText(
            f"{count}, names not in the listing" if count else "Names, with ; between them"
        )
        self.date.setPlaceholderText("31 Mar 2025")
        for button, run in ((self.keep, self.finish), (self.drop, self.dropped.emit)):
            button.setAutoDefault(False)
            button.setFont(theme().font("label"))
            button.clicked.connect(lambda _=False, run=run: run())
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        for field in (self.title, self.authors, self.date, self.abstract):
            name = Label(field.accessibleName(), role="caption", ink="secondary")
            name.setContentsMargins(0, theme().px(6), 0, 0)
            column.addWidget(name)
            column.addWidget(field)
            if field is self.date:
                column.addWidget(self._wrong)
        row = QHBoxLayout()
        row.setContentsMargins(0, theme().px(8), 0, 0)
        row.addStretch(1)
        row.addWidget(self.drop)
        row.addWidget(self.keep)
        column.addLayout(row)

    def stops(self) -> list[QWidget]:
        """What takes the focus, from top to bottom."""
        return [self.title, self.authors, self.date, self.abstract, self.drop, self.keep]

    def finish(self, *, leaving: bool = False) -> bool:
        """Report what is new in the fields; answers whether all could be understood.

        When somebody is `leaving` for another entry, a field that cannot be understood stays
        as it was, so that the others are kept.
        """
        old = self._old
        title = " ".join(self.title.toPlainText().split())
        if not title and not leaving:
            return self._refuse("A paper needs a title.", self.title)
        date = old.date
        if self.date.text().strip() != self._date:
            try:
                date = typed_date(self.date.text())
            except ValueError:
                if not leaving:
                    words = "Type a date, like 31 Mar 2025, Mar 2025 or 2025."
                    return self._refuse(words, self.date)
        names = (" ".join(name.split()) for name in self.authors.text().split(";"))
        new: dict[str, object] = {
            "title": title or old.title,
            "date": date,
            "authors": tuple(name for name in names if name),
            "abstract": self.abstract.toPlainText().strip() or None,
        }
        self.kept.emit({name: value for name, value in new.items() if getattr(old, name) != value})
        return True

    def _refuse(self, why: str, field: QWidget) -> bool:
        self._wrong.setText(why)
        self._wrong.show()
        field.setFocus()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps what was changed, Esc drops it; both are not for the dialog."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
        elif event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)


def _date_words(facts: Facts) -> str:
    return shown_date(facts.date) if facts.date else ""


class _Text(QPlainTextEdit):
    """A few lines of plain text; Tab leaves it, Ctrl Enter is not a line of it."""

    def __init__(self, name: str, text: str, height: int) -> None:
        super().__init__(text)
        self.setAccessibleName(name)
        self.setProperty("field", "true")
        self.setTabChangesFocus(True)
        self.setFont(theme().font("noteBody"))
        self.setFixedHeight(theme().px(height))
        self.moveCursor(QTextCursor.MoveOperation.End)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl Enter and Esc to the editor around it."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if (enter and control) or event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
