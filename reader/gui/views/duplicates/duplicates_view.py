"""The duplicates page: the pairs at the left, the chosen one field by field, one key a decision."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reader.gui.controls.empty_state import EmptyState
from reader.gui.controls.icon_button import IconButton
from reader.gui.controls.icon_line import IconLine
from reader.gui.controls.keycap import KeyButton
from reader.gui.controls.label import ElidedLabel, Label
from reader.gui.controls.progress_line import ProgressLine
from reader.gui.keymap import meaning
from reader.gui.long_work import LongWork, percent
from reader.gui.look.theme import px, theme
from reader.gui.models.duplicate_pairs import DuplicatePairs
from reader.gui.upkeep import duplicate_words as words
from reader.gui.views.duplicates.pair_list import PairList
from reader.gui.views.duplicates.pair_view import PairView
from reader.model import Pair

LIST_WIDTH = 380
UNDO_FROM = 900  # from this width on there is room for a hint beside the buttons


class DuplicatesView(QWidget):
    """Shows pairs; what is decided is only reported, and the next pair comes at once."""

    merge_wanted = Signal(object, object)
    merge_exact_wanted = Signal()
    apart_wanted = Signal(object)
    undo_wanted = Signal()
    scan_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pairs = DuplicatePairs(self)
        self.count = 0
        self.list = PairList(self.pairs)
        self.pair = PairView()
        self.merge_exact = QPushButton()
        self.look_through = QPushButton("Look through all papers")
        self.look_through.setToolTip("Compare all papers of the library with each other")
        self.progress = ProgressLine()
        self.apart = KeyButton("Keep both", command="select", icon="close", kind="flat")
        self.skip = KeyButton("Skip", command="next")
        self.merge = KeyButton("Merge", command="merge", kind="primary")
        self._title = Label("Duplicates", role="heading")
        self._count = Label(role="small", ink="secondary")
        self._place = Label(role="bodyStrong")
        self._why = ElidedLabel(role="small", ink="secondary")
        self._up = IconButton("chevron-up", "Previous pair", command="previous")
        self._down = IconButton("chevron-down", "Next pair", command="next")
        self._empty = EmptyState()
        self._empty.say("duplicates", "No duplicates", "Reader looks at what every import brings.")
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        theme().changed.connect(self._restyle)
        self._restyle()
        self._stack.setCurrentIndex(2)  # nothing is said before the first answer
        self.merge_exact.hide()
        self.progress.hide()

    # ------------------------------------------------------------ showing

    def show_pairs(
        self, pairs: Sequence[Pair], again: int = -1, count: int | None = None, exact: int = -1
    ) -> None:
        """Show these pairs; `again` is the id of the one to stay at, if it is still there.

        There are `count` pairs in all and `exact` that are surely one paper, if that is more.
        """
        place = self.place
        self.count = len(pairs) if count is None else count
        self.pairs.show(pairs, has_more=self.count > len(pairs))
        ids = [pair.id for pair in self.pairs.pairs]
        self.go_to(ids.index(again) if again in ids else min(place, len(ids) - 1))
        exact = sum(pair.certain for pair in pairs) if exact < 0 else exact
        self._count.setText(words.counted(self.count) if pairs else "")
        self.merge_exact.setText(f"Merge {exact:,} exact")
        self.merge_exact.setVisible(exact > 1)
        self._stack.setCurrentIndex(0 if pairs else 1)

    def watch(self, work: LongWork | None) -> None:
        """Tell how far looking through all papers is; None when it is over."""
        self.look_through.setEnabled(work is None)
        self.progress.setVisible(work is not None)
        if work is not None:
            self.progress.watch(work, percent("Comparing all papers"))

    @property
    def chosen(self) -> Pair | None:
        """The pair shown at the right."""
        pairs = self.pairs.pairs
        return pairs[self.place] if 0 <= self.place < len(pairs) else None

    @property
    def place(self) -> int:
        """The number of the chosen pair among all, from 0."""
        row = self.list.currentIndex().row()
        return (
            sum(not isinstance(self.pairs.at(each), str) for each in range(row)) if row > 0 else 0
        )

    def go_to(self, place: int) -> None:
        """Choose the pair with this number; beyond the end there is none."""
        row = self.pairs.row_of(place)
        self.list.setCurrentIndex(self.pairs.index(row) if row >= 0 else QModelIndex())
        self._show_chosen()

    def step(self, by: int) -> None:
        """Choose the next pair or the one before, round the end."""
        count = len(self.pairs.pairs)
        if count:
            self.go_to((self.place + by) % count)

    def _show_chosen(self) -> None:
        pair = self.chosen
        self.pair.show_pair(pair)
        self._place.setText(f"Pair {self.place + 1:,} of {self.count:,}" if pair else "")
        self._why.setText(". ".join(pair.reasons) if pair else "")

    # ------------------------------------------------------------ deciding

    def decide_merge(self) -> None:
        """The two are one paper, with the chosen value of each field."""
        if (pair := self.chosen) is not None:
            self._take_away([pair])
            self.merge_wanted.emit([(pair.a.id, pair.b.id)], dict(self._choice))

    def decide_merge_exact(self) -> None:
        """All certain pairs are one paper each, with the better value of each field."""
        exact = [pair for pair in self.pairs.pairs if pair.certain]
        if exact:
            self._take_away(exact)
            self.merge_exact_wanted.emit()

    def decide_apart(self) -> None:
        """The two are different papers, for good."""
        if (pair := self.chosen) is not None:
            self._take_away([pair])
            self.apart_wanted.emit((pair.a.id, pair.b.id))

    def _take_away(self, gone: Sequence[Pair]) -> None:
        """Show the next pair at once; the library's answer brings the list as it is then."""
        self._choice = self.pair.choice
        left = [pair for pair in self.pairs.pairs if pair not in gone]
        self.show_pairs(left, count=self.count - len(gone))

    # ------------------------------------------------------------ keys

    def event(self, event: QEvent) -> bool:
        """Keep single keys from the commands of the window: they mean papers nobody sees here."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (self._meaning(event) is not None or _is_letter(event))
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key, one decision."""
        run = self._meaning(event)
        if run is None:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat() or run in (self._next, self._previous):
            run()

    def _meaning(self, event: QKeyEvent) -> Callable[[], object] | None:
        return meaning(
            event,
            {
                "merge": self.decide_merge,
                "select": self.decide_apart,
                "next": self._next,
                "previous": self._previous,
                "undo": self.undo_wanted.emit,
                "back": self.left.emit,
            },
        )

    def _next(self) -> None:
        self.step(1)

    def _previous(self) -> None:
        self.step(-1)

    # ------------------------------------------------------------ building

    def _connect(self) -> None:
        self.list.clicked.connect(lambda _index: self._show_chosen())
        self.list.moved.connect(self._show_chosen)
        self.merge.clicked.connect(self.decide_merge)
        self.apart.clicked.connect(self.decide_apart)
        self.merge_exact.clicked.connect(self.decide_merge_exact)
        self.look_through.clicked.connect(self.scan_wanted)
        for button, run in ((self.skip, self._next), (self._down, self._next)):
            button.clicked.connect(run)
        self._up.clicked.connect(self._previous)

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self._title)
        self._head.addWidget(self._count, 1)
        self._head.addWidget(self.merge_exact)
        self._top = QHBoxLayout()
        self._top.addWidget(self._place)
        self._top.addWidget(self._why, 1)
        self._top.addWidget(self._up)
        self._top.addWidget(self._down)
        self._below = QHBoxLayout()
        self._below.addWidget(self.look_through)
        self._below.addStretch(1)
        hint = IconLine("info", "Pairs you keep apart do not come back.", wrap=True)
        hint.setContentsMargins(px(20), px(12), px(12), px(12))
        self._left = QFrame()
        self._left.setProperty("part", "pairs")
        left = _column(self._left)
        self._boxes = (_boxed(self._head), _boxed(self._top))
        left.addWidget(self._boxes[0])
        left.addWidget(self.list, 1)
        left.addWidget(self.progress)
        left.addWidget(_rule())
        left.addWidget(hint)
        left.addWidget(_boxed(self._below))
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.apart)
        self._foot.addStretch(1)
        self._undo = IconLine("undo", "Undo splits them again")
        self._foot.addWidget(self._undo)
        self._foot.addSpacing(px(6))
        self._foot.addWidget(self.skip)
        self._foot.addWidget(self.merge)
        right_side = QWidget()
        right = _column(right_side)
        right.addWidget(self._boxes[1])
        right.addWidget(_rule())
        right.addWidget(self.pair, 1)
        right.addWidget(_rule())
        right.addLayout(self._foot)
        self._stack.addWidget(right_side)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(QWidget())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left)
        row.addWidget(self._stack, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the pair more room than the list of pairs."""
        super().resizeEvent(event)
        self._fit_list()

    def _fit_list(self) -> None:
        self._undo.setVisible(self.width() >= px(UNDO_FROM))
        self._left.setFixedWidth(max(1, min(px(LIST_WIDTH), round(self.width() * 0.36))))

    def _restyle(self) -> None:
        self._fit_list()
        for box in self._boxes:
            box.setFixedHeight(theme().size("header"))
        for row, left in ((self._head, 20), (self._top, 28)):
            row.setContentsMargins(px(left), 0, px(12), 0)
            row.setSpacing(px(8))
        self._below.setContentsMargins(px(20), 0, px(12), px(12))
        self.look_through.setFont(theme().font("label"))
        self.progress.setFixedHeight(theme().size("header"))
        self._foot.setContentsMargins(px(20), px(12), px(20), px(12))
        self._foot.setSpacing(px(8))
        self.merge_exact.setFont(theme().font("label"))


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column


def _boxed(row: QHBoxLayout) -> QWidget:
    box = QWidget()
    box.setLayout(row)
    return box


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("part", "rule")
    rule.setFixedHeight(1)
    return rule


def _is_letter(event: QKeyEvent) -> bool:
    """Whether this is a letter, but not the one that goes to other places."""
    shift = Qt.KeyboardModifier.ShiftModifier
    return not event.modifiers() & ~shift and event.text().isalpha() and event.text() not in "gG"
