"""Works on a library as one of several programs at once, and says what it did, act by act.

`together.py LIBRARY SEED ACTS [mutant]`. With `mutant` notes are written over whatever is there,
as a program does that read them before: the harness must notice what gets lost.
"""

import random
import sys
import time
from pathlib import Path

from reader.errors import NoteChanged
from reader.library import Library


def add_to_note(library: Library, paper: int, word: str, mutant: bool) -> None:
    """Read, think, write: against what was read, until nobody came in between."""
    while True:
        there = library.paper(paper).note
        time.sleep(0.002)
        try:
            library.write_note(paper, f"{there} {word}".strip(), bases=None if mutant else {there})
        except NoteChanged:
            continue
        return


def main() -> None:
    """Do the acts, telling each when it is done, with how long it took."""
    folder, seed, acts = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    mutant = sys.argv[4:] == ["mutant"]
    choose = random.Random(seed)
    with Library.open(folder) as library:
        ids = sorted(library.find(sort="added").ids)[:4]
        for number in range(acts):
            word, paper = f"w{seed}x{number}", choose.choice(ids)
            begun = time.monotonic()
            match choose.randrange(4):
                case 0 | 1:
                    add_to_note(library, paper, word, mutant)
                    what = "note"
                case 2:
                    library.append_note(paper, word)
                    what = "note"
                case _:
                    library.tag([paper], [word])
                    what = "tag"
            print(what, paper, word, f"{time.monotonic() - begun:.3f}", flush=True)


if __name__ == "__main__":
    main()
