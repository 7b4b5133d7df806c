"""Steps on many papers that are under way: told under the head of the list, and stopped there."""

from PySide6.QtCore import QObject, QTimer

from reader.gui.controls.progress_line import PATIENCE, ProgressLine
from reader.gui.long_work import LongWork, percent


class LongSteps(QObject):
    """Shows how far the oldest of them is, once it takes so long that a person wonders."""

    def __init__(self, line: ProgressLine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self._under_way: list[tuple[LongWork, str]] = []
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(line.show)

    def begin(self, doing: str) -> LongWork:
        """A step begins; `doing` says which, such as `Moving 1,200 papers to Done`."""
        step = LongWork()
        self._under_way.append((step, doing))
        if len(self._under_way) == 1:
            self._tell_of_oldest()
            self._patience.start()
        return step

    def end(self, step: LongWork) -> None:
        """A step is over, in whatever way."""
        self._under_way = [each for each in self._under_way if each[0] is not step]
        if self._under_way:
            self._tell_of_oldest()
        else:
            self._patience.stop()
            self._line.hide()

    def stop(self) -> bool:
        """Stop the step that is told of; False when there is none."""
        if not self._line.isVisible():
            return False
        self._line.stop()
        return True

    def _tell_of_oldest(self) -> None:
        step, doing = self._under_way[0]
        self._line.watch(step, percent(doing))
