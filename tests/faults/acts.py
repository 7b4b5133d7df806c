"""Does one of everything on a library and says so, act by act, while file operations fail under it.

`acts.py LIBRARY [mutant]`. With `mutant` an act is said to be done before it is: the harness must
notice.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from making import alternating_text

from reader.errors import Problem
from reader.library import Library
from reader.model import Dump, Kind, State

IMPORTED = range(100, 130)


def acts(library: Library, paper: int) -> dict[str, Callable[[], object]]:
    """What is done, in order; every act can be told from the library afterwards."""
    dump = Dump("more", alternating_text(IMPORTED))
    return {
        "note": lambda: library.write_note(paper, "the note"),
        "tag": lambda: library.tag([paper], ["kites"]),
        "import": lambda: library.add([library.plan(dump)]),
        "queue": lambda: library.set_state([paper], State.QUEUE),
        "append": lambda: library.append_note(paper, "appended"),
        "edit": lambda: library.edit(paper, venue="By hand"),
        "highlight": lambda: library.highlight(paper, 0, 10, Kind.RESULT, "a comment"),
        "merge": lambda: library.merge([(paper, paper + 1)]),
        "star": lambda: library.star([paper]),
        "undo": lambda: library.undo(),
    }


def main() -> None:
    """Do the acts; one that fails as a Problem is told as failed and the next is done."""
    mutant = sys.argv[2:] == ["mutant"]
    with Library.open(Path(sys.argv[1])) as library:
        paper = min(library.find().ids)
        for name, act in acts(library, paper).items():
            if mutant:
                print("done", name, flush=True)
            try:
                act()
            except Problem as problem:
                word = "unsure" if "may or may not" in str(problem) else "failed"
                print(word, name, flush=True)
            else:
                if not mutant:
                    print("done", name, flush=True)


if __name__ == "__main__":
    main()
