"""Steps on many papers that are under way: told under the head of the list, and stopped there."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from reader.errors import Cancelled
from reader.gui.asking.messages import Messages
from reader.gui.asking.worker import Failed, Then, Worker
from reader.gui.controls.progress_line import PATIENCE, ProgressLine
from reader.gui.long_work import LongWork, percent
from reader.library import Library
from reader.model import Progress

Step = Callable[[Library, Progress], Any]


class LongSteps(QObject):
    """Shows how far the oldest of them is, once it takes so long that a person wonders."""

    def __init__(
        self,
        line: ProgressLine,
        worker: Worker,
        messages: Messages,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._line, self._worker, self._messages = line, worker, messages
        self._under_way: list[tuple[LongWork, str]] = []
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(line.show)

    def ask(
        self,
        step: Step,
        doing: str,
        then: Then | None = None,
        failed: Failed | None = None,
        *,
        stopped: Callable[[], None] = lambda: None,
    ) -> None:
        """Run `step(library, progress)`, then `then(answer)`; errors are told unless `failed`.

        That it was stopped is told, and then `stopped` is called.
        """
        work = self.begin(doing)

        def done(answer: Any) -> None:
            self.end(work)
            if then is not None:
                then(answer)

        def gone_wrong(error: BaseException) -> None:
            self.end(work)
            if isinstance(error, Cancelled):
                self._messages.say("Cancelled. Nothing was changed.")
                stopped()
            else:
                (failed or self._messages.error)(error)

        self._worker.ask(lambda library: step(library, work.progress), done, gone_wrong)

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
