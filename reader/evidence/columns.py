"""The columns that a new comparison has, and which kind of highlight speaks for each."""

from reader.model import Kind

COLUMNS = ("Task", "Data", "Method", "Result", "Limits", "Code")

_KINDS = {
    "task": Kind.IDEA,
    "method": Kind.METHOD,
    "result": Kind.RESULT,
    "limits": Kind.QUESTION,
}


def kind_of(column: str) -> Kind | None:
    """The kind of highlights that fills a column: by its meaning, or because it bears its name."""
    name = column.casefold()
    return _KINDS.get(name) or next((kind for kind in Kind if kind.value == name), None)
