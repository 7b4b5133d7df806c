"""The head of a paper: title, what is known about it in one line, and its tags."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from reader.dates import shown_date
from reader.gui.controls.chip import AddTagChip, TagChip
from reader.gui.controls.label import Label
from reader.gui.look import marks
from reader.gui.look.directions import runs_from_right
from reader.gui.look.theme import px, theme
from reader.gui.look.utf16 import Places
from reader.gui.views.flow_layout import FlowLayout
from reader.model import Paper
from reader.query.nodes import Any, HasTag, InImport, Is, YearIs
from reader.query.writing import write
from reader.tex import readable

FOR_YOU = "For you"


class TitleText(QWidget):
    """A title in the reading font, as many lines as it needs, search matches marked."""

    def __init__(self, role: str = "title", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self._text = ""
        self._matches: tuple[tuple[int, int], ...] = ()
        self._layout = QTextLayout()
        self._small = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        theme().changed.connect(self._lay_out)

    def show_title(self, text: str) -> None:
        """Show a title."""
        self._text, self._matches = text, ()
        self.setAccessibleName(text)
        self._lay_out()

    def set_matches(self, matches: Sequence[tuple[int, int]]) -> None:
        """Mark the words a search looked for."""
        self._matches = tuple(matches)
        self.update()

    def set_small(self, small: bool) -> None:
        """Set it smaller, for a narrow pane."""
        if small != self._small:
            self._small = small
            self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the marks and the lines over them."""
        painter = QPainter(self)
        above, below = marks.reach(QFontMetricsF(self._font()))
        places = Places(self._text)
        for start, end in self._matches:
            ends = (places.to_qt(start), places.to_qt(end))
            marks.paint_match(painter, marks.stretches(self._layout, *ends, above, below))
        painter.setPen(theme().color("text.primary"))
        self._layout.draw(painter, QPointF(0, 0))
        painter.end()

    def _font(self) -> QFont:
        return theme().font("titleSmall" if self._small else self._role)

    def _lay_out(self) -> None:
        pitch = theme().line_height("titleSmall" if self._small else self._role)
        layout = QTextLayout(self._text, self._font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if runs_from_right(self._text):
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
        layout.setTextOption(option)
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(self.width(), 1))
            line.setPosition(QPointF(0, y + (pitch - line.height()) / 2))
            y += pitch
        layout.endLayout()
        self._layout = layout
        self.setFixedHeight(max(pitch, round(y)))
        self.update()


class PaperTitle(QWidget):
    """Title, meta line and tags. Each part of the meta line leads to a search.

    In an order that needs to be told, a line says why the paper stands where it does.
    """

    search_wanted = Signal(str)
    tags_wanted = Signal()

    def __init__(
        self, role: str = "title", *, tags_first: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.title = TitleText(role)
        self._meta = FlowLayout(gap=0)
        self._chips = FlowLayout()
        self._add = AddTagChip(self)
        self._add.clicked.connect(self.tags_wanted)
        self._shown: tuple[object, ...] = ()
        self._new: list[QWidget] = []  # to be put where Tab should come by
        self._paper: Paper | None = None
        self._reason: Callable[[Paper], str] | None = None
        self._why = Label(ink="secondary")
        self._why.setWordWrap(True)
        self._why.hide()
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.title)
        self._column.addLayout(self._meta)
        self._column.addWidget(self._why)
        self._column.insertLayout(0 if tags_first else 3, self._chips)
        theme().changed.connect(self._restyle)
        self._restyle()

    def show_paper(self, paper: Paper) -> None:
        """Show the head of a paper."""
        self._paper = paper
        title = readable(paper.facts.title)
        if self.title.accessibleName() != title:
            self.title.show_title(title)
        parts = meta_parts(paper)
        shown = (parts, paper.tags)
        if shown != self._shown:
            self._shown = shown
            self._show_meta(parts)
            self._show_tags(paper)
            self._order_focus()
        self._say_why()

    def show_reasons(self, reason: Callable[[Paper], str] | None) -> None:
        """From now on say for each paper why it stands where it does; None: no longer."""
        self._reason = reason
        self._say_why()

    @property
    def why(self) -> str:
        """What is said about the place of the paper in the order."""
        return self._why.text()

    def _say_why(self) -> None:
        words = self._reason(self._paper) if self._reason and self._paper else ""
        self._why.setText(f"{FOR_YOU}: {words}" if words else "")
        self._why.setVisible(bool(words))

    def tags_place(self) -> QRect:
        """Where the tags are, in global coordinates: the tag editor opens there."""
        return QRect(self._add.mapToGlobal(QPoint(0, 0)), self._add.size())

    def _show_meta(self, parts: Sequence[tuple[str, str]]) -> None:
        _empty(self._meta)
        for number, (words, query) in enumerate(parts):
            if number:
                dot = Label("·", role="body", ink="tertiary")
                dot.setAlignment(Qt.AlignmentFlag.AlignCenter)
                dot.setFixedWidth(px(20))
                self._meta.addWidget(dot)
            self._meta.addWidget(self._meta_part(words, query))

    def _meta_part(self, words: str, query: str) -> QWidget:
        if not query:
            return Label(words, ink="secondary")
        button = QPushButton(words.replace("&", "&&"))
        button.setProperty("part", "metaLink")
        button.setFont(theme().font("body"))
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setAccessibleName(f"{words}, search")
        button.clicked.connect(lambda: self.search_wanted.emit(query))
        self._new.append(button)
        return button

    def _show_tags(self, paper: Paper) -> None:
        self._chips.removeWidget(self._add)
        _empty(self._chips)
        for tag in paper.tags:
            chip = TagChip(tag)
            chip.clicked.connect(
                lambda _on=False, name=tag.name: self.search_wanted.emit(
                    write(HasTag(name, below=True))
                )
            )
            self._chips.addWidget(chip)
            self._new.append(chip)
        self._chips.addWidget(self._add)

    def _order_focus(self) -> None:
        """Let Tab come by where the parts stand, although they are the newest widgets."""
        before = self._add.previousInFocusChain()
        while before is not None and not before.focusPolicy() & Qt.FocusPolicy.TabFocus:
            before = before.previousInFocusChain()
        for part in self._new:
            QWidget.setTabOrder(before or self._add, part)
            before = part
        self._new.clear()

    def _restyle(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(10))
        self._shown = ()
        if self._paper is not None:
            self.show_paper(self._paper)


def meta_parts(paper: Paper) -> tuple[tuple[str, str], ...]:
    """The parts of the meta line: the words, and the search each leads to (empty: none)."""
    facts = paper.facts
    count = facts.author_count or len(facts.authors)
    parts: list[tuple[str, str]] = []
    if count:
        named = ", ".join(facts.authors) if 0 < len(facts.authors) <= 3 else ""
        parts.append((named or ("1 author" if count == 1 else f"{count} authors"), ""))
    parts.append((shown_date(facts.date), _date_query(facts.date)))
    if facts.comments:
        parts.append((f"{facts.comments} comment" + ("s" if facts.comments > 1 else ""), ""))
    names = list(dict.fromkeys(sighting.import_name for sighting in paper.sightings))
    if names:
        words = names[0] if len(names) == 1 else f"{len(names)} imports"
        parts.append((words, write(Any(tuple(InImport(name) for name in names)))))
    return tuple(parts)


def _date_query(date: str | None) -> str:
    if not date:
        return write(Is("undated"))
    return write(YearIs(int(date[:4]), int(date[:4]))) if date[:4].isdecimal() else ""


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
