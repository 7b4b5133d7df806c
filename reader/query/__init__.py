"""The search language: text becomes a tree (`parse`), a tree becomes text (`write`)."""

from reader.query.parsing import Parsed, parse
from reader.query.shape import normal, only_text, words_of
from reader.query.writing import write

__all__ = ["Parsed", "normal", "only_text", "parse", "words_of", "write"]
