"""The search language: text becomes a tree (`parse`), a tree becomes text (`write`)."""

from reader.query.parsing import Parsed, parse
from reader.query.shape import normal, words_of
from reader.query.writing import write

__all__ = ["Parsed", "normal", "parse", "words_of", "write"]
