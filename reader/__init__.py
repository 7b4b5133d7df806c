"""Reader: a desktop reading list for research papers. One person, one machine, no network.

    dump text -> importers -> plan -> store (SQLite) -> index (Whoosh)
              -> library -> window | command line -> export

Data goes one way: nothing to the left knows anything to its right, and a test says so.
Start reading at `library.py`: it is the front door, every verb of the program is there.
"""

__version__ = "0.1.0"
