"""The painting thread's own library, for reading only: rows and papers in microseconds."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from reader.errors import Busy, Problem
from reader.library import Library
from reader.model import ExportFile, ExportOptions, Paper, Passages, Row, Taste

PATIENCE, PAUSE = 0.5, 0.002  # seconds: a change that is being written takes milliseconds
Answer = TypeVar("Answer")


class Looking:
    """Opens the library to read when it is first needed, and again while it is not there yet."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._library: Library | None = None
        self._resting = False

    @property
    def library(self) -> Library | None:
        """The reading library; None as long as there is no file that can be read."""
        if self._library is None and not self._resting:
            try:
                self._library = Library.open(self._folder, write=False, patient=False)
            except Problem:
                return None  # the library thread makes it, or tells what is wrong with it
        return self._library

    def patiently(self, read: Callable[[], Answer]) -> Answer:
        """What a key needs to know: waits a moment while a change is written, then raises Busy.

        A key that did nothing would let the letters after it be taken for commands.
        """
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return read()
            except Busy:
                if time.monotonic() > end:
                    raise
                time.sleep(PAUSE)

    def rows(self, ids: Sequence[int]) -> list[Row]:
        """The rows of a list. Raises Busy when they must be asked for again.

        So they must while the disk fails or is away: what is wrong the library thread tells.
        """
        try:
            return self._open().rows(ids)
        except Problem as problem:
            raise Busy(problem.what, do=problem.do, where=problem.where) from problem

    def paper(self, paper_id: int) -> Paper | None:
        """One paper; None when it is gone. Raises Busy when it must be asked for again."""
        try:
            return self._open().paper(paper_id)
        except Busy:
            raise
        except Problem:
            return None

    def papers(self, ids: Sequence[int]) -> list[Paper]:
        """Several papers, read together. Raises Busy when they must be asked for again."""
        try:
            return self._open().papers(ids)
        except Problem as problem:
            raise Busy(problem.what, do=problem.do, where=problem.where) from problem

    def export_preview(self, ids: Sequence[int], options: ExportOptions) -> list[ExportFile]:
        """What an export of these papers would write. Raises Busy."""
        try:
            return self._open().export_preview(ids, options)
        except Problem as problem:
            raise Busy(problem.what, do=problem.do, where=problem.where) from problem

    def passages(self, ids: Sequence[int]) -> list[Passages]:
        """What rows of a search quote from. Raises Busy when they must be asked for again."""
        try:
            return self._open().passages(ids)
        except Problem as problem:
            raise Busy(problem.what, do=problem.do, where=problem.where) from problem

    def seq(self) -> int:
        """The number of the last change by anybody, -1 while that cannot be known."""
        try:
            return self._open().seq()
        except Problem:
            return -1

    def marks(self, query: str, text: str) -> list[tuple[int, int]]:
        """Where the words of a search stand in a text."""
        library = self.library if query and text else None
        return library.marks(query, text, typing=True) if library else []

    def rest(self) -> None:
        """Close the library until `go_on`: somebody repairs it, and must be alone."""
        self._resting = True
        self.close()

    def go_on(self) -> None:
        """Open it again when it is needed."""
        self._resting = False

    def reasons(self, taste: Taste, paper_id: int) -> str:
        """Why a paper stands where it does in the order "For you": `+ kernel, − survey`.

        Raises Busy when it must be asked for again.
        """
        paper = self.paper(paper_id)
        return self._open().reasons(taste, paper) if paper is not None else ""

    def close(self) -> None:
        """Close the library."""
        if self._library is not None:
            self._library.close()
            self._library = None

    def _open(self) -> Library:
        if self.library is None:
            raise Busy("The library is being opened.", do="Try again in a moment.")
        return self.library
