"""Work on a library full of planted words while everything that is logged goes wrong.

`logged.py FOLDER COUNT` plants COUNT words, lets an index be damaged and refused, an importer, the
window and a thread have bugs, drafts have no place, and ends with a bug of its own.
"""

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from making import facts, listing

from reader import app, importers
from reader.errors import Problem
from reader.finding import freshness
from reader.gui.asking.messages import Messages, say_unread
from reader.gui.writing.drafts import Draft, Drafts
from reader.index import folder as index_folder
from reader.index.job import EndedError
from reader.library import Library
from reader.model import Dump

FOLDER, COUNT = Path(sys.argv[1]), int(sys.argv[2])


def word(number: int) -> str:
    """A planted word."""
    return f"zq{number:04}xv"


def plant() -> Path:
    """Fill the library; answers the folder of its index."""
    with Library.open(FOLDER) as library:
        numbers = range(0, COUNT, 5)
        papers = [facts(one, title=f"{word(one)} of a title", venue=word(one + 1),
                        url=word(one + 2)) for one in numbers]  # fmt: skip
        dump = Dump(word(1), word(2), path=str(FOLDER / word(3)))
        library.add([library.plan_listing(dump, listing(papers))], tags=[word(3)])
        for number, one in zip(numbers, library.find().ids, strict=True):
            library.write_note(one, f"a note {word(number + 3)}")
        for number in numbers[:50]:
            library.save_search(word(number + 4), f"tag:{word(number + 4)}")
        library.find(word(7))
        return library._words().folder


def index_goes_wrong(words: Path) -> None:
    """Its list is damaged, is a folder, cannot be locked; the processes that build it end."""
    (manifest,) = words.glob("*manifest*")
    manifest.write_bytes(b"damaged")
    refused = Problem(word(8), do=word(9), where=str(words / word(10)))
    with mock.patch.object(index_folder, "locked", side_effect=refused):
        index_folder.load_or_drop(words)
    manifest.unlink()
    manifest.mkdir()
    index_folder.load_or_drop(words)
    freshness._give_up(mock.Mock(), EndedError(f"{word(11)} of {FOLDER}"))


def bug(*_: object) -> None:
    """Fail with words that are nobody's business."""
    raise ValueError(f"{word(12)} in {FOLDER / word(13)}")


def failing(work: Callable[[], object]) -> Exception:
    """The error that some work ends with."""
    try:
        work()
    except Exception as error:  # noqa: BLE001  (whatever it is)
        return error
    raise AssertionError("nothing went wrong")


def everything_else_goes_wrong() -> None:
    """An importer, the window, a list, a thread, the place of drafts."""
    broken = mock.Mock(read=bug)
    failing(lambda: importers._read(broken, word(14), importers.Hints(None, word(15), None)))
    Messages.error(mock.Mock(), failing(bug))
    say_unread(mock.Mock(), failing(bug), bug)
    thread = threading.Thread(target=bug, name=word(16))
    thread.start()
    thread.join()
    drafts = Drafts()
    with mock.patch("reader.files.os.open", side_effect=OSError(13, word(17), str(FOLDER))):
        drafts.keep(Draft(1, word(18), word(19), "visit"))
        drafts.flush()
    drafts.close()


if __name__ == "__main__":
    app._start_log()
    index_goes_wrong(plant())
    everything_else_goes_wrong()
    bug()
