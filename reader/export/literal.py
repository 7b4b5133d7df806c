"""Foreign text in Markdown that stays text: titles, abstracts and venues come from anywhere.

Whatever CommonMark, Pandoc or a note program (comments, templates, queries, tags, links) could
take for more than text is escaped; the rest is left alone, so that the file reads well.
"""

import re

# Escaped wherever they stand; `_` between letters and `%` or `@` inside words mean nothing.
_SPECIAL = re.compile(
    r"[\\`*\[\]<>#$~^|{}]"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|%(?=[%>])|(?<=[%<])%|(?<=<)!"
    r"|(?<![^\W_])@(?=\w)"
    r"|&(?=#?\w{1,32};)"
    r"|(?<=:):|(?<==)="
)
# Escaped only where a line begins: lists, rules, headings, definitions, numbered lists.
_NUMBER = r"(\d{1,9}|[a-z#@]|[ivxlcdm]{2,7}|[IVXLCDM]{2,7})"
_AT_START = re.compile(rf"[-+=:](?=[\s=:+-]|$)|\((?={_NUMBER}\)(?:\s|$))")
_NUMBERED = re.compile(rf"{_NUMBER}[.)](?=\s|$)")
_STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")


def literal(text: str) -> str:
    """Foreign text as one line of Markdown that shows just these words."""
    line = shown_text(text)
    begun = _NUMBERED.match(line)
    if begun is not None:
        number, rest = begun[1], line[begun.end(1) :]
        return f"{_escaped(number)}\\{rest[0]}{_escaped(rest[1:])}"
    escape_first = _AT_START.match(line) is not None
    return ("\\" if escape_first else "") + _escaped(line)


def literal_paragraphs(text: str) -> list[str]:
    """Foreign text with its paragraphs kept, each as one literal line."""
    return [literal(line) for line in shown_paragraphs(text)]


def shown_text(text: str) -> str:
    """The words that the literal form of a text shows."""
    return " ".join(_STEERING.sub("", text).split())


def shown_paragraphs(text: str) -> list[str]:
    """The words of each paragraph that the literal form of a text shows."""
    return [line for part in _BLANK_LINE.split(text) if (line := shown_text(part))]


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: "\\" + found[0], text)
