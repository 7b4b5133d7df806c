"""The word index: which papers hold which words. The only package that imports Whoosh.

Importing this package is cheap: numpy and Whoosh are loaded when something is first searched.
"""

from reader.index.plain import marks, matches, matching
from reader.index.reasons import as_written, reasons
from reader.index.word_index import Hits, WordIndex

__all__ = ["Hits", "WordIndex", "as_written", "marks", "matches", "matching", "reasons"]
