"""Templates of notes: Markdown with variables, filled in by Jinja2 in its sandbox.

What comes from listings is literal Markdown before it gets in, so a title cannot become a heading;
a template reaches values and nothing else.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader import tex
from reader.dates import shown_date
from reader.errors import Problem
from reader.export.literal import literal
from reader.export.reference import address_of, day_of
from reader.model import Highlight, Kind, Paper, Template
from reader.paths import resource

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

VARIABLES = {
    "title": "the title",
    "authors": "the names of the authors, or how many there are",
    "date": "the date as it is shown",
    "year": "the year",
    "venue": "journal or conference",
    "link": "the address of the paper's page",
    "key": "the citation key",
    "tags": "the names of the tags, a list",
    "abstract": "the abstract",
    "today": "this day",
    "highlights": "all highlights, each with number, quote, comment and kind",
    "ideas, methods, results, questions, cites": "the words of the highlights of each kind",
}

_LONGEST = 200_000
_FOLDER = "templates/note"


def bundled() -> list[Template]:
    """The templates that come with Reader, by name."""
    folder: Path = resource(_FOLDER)
    return [
        Template("", "note", path.stem, path.read_text("utf-8"), own=False)
        for path in sorted(folder.glob("*.md"))
    ]


def fill(text: str, paper: Paper, today: date) -> str:
    """A template filled in for a paper; `paper.keys` has the key to write.

    Raises Problem, with the line, for a template that cannot be filled in.
    """
    from jinja2 import TemplateError, TemplateSyntaxError
    from jinja2.exceptions import SecurityError

    try:
        pieces = _environment().from_string(text).generate(_values(paper, today))
        return "".join(_limited(pieces))
    except TemplateSyntaxError as error:
        raise Problem(
            f"Line {error.lineno} of this template cannot be read: {error.message}.",
            do="Correct it in the preferences, under Templates.",
        ) from error
    except SecurityError as error:
        raise Problem("This template reaches for more than a paper.", do="Take it out.") from error
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        raise Problem(
            f"This template cannot be filled in{_at(error)}: {error}.",
            do="Correct it in the preferences, under Templates.",
        ) from error


def _environment() -> "SandboxedEnvironment":
    """A sandbox in which nothing small makes something large: no `range`, no `"a" * 9999999`."""
    from jinja2 import ChainableUndefined
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Small(ImmutableSandboxedEnvironment):
        intercepted_binops = frozenset({"*", "**", "%"})

        def call_binop(self, context: object, operator: str, left: Any, right: Any) -> Any:
            if not all(isinstance(side, int) and abs(side) < 10_000 for side in (left, right)):
                raise SecurityError(operator)
            return super().call_binop(context, operator, left, right)  # type: ignore[arg-type]

    environment = Small(undefined=ChainableUndefined, trim_blocks=True)
    environment.globals.clear()
    for name in ("center", "format", "indent", "wordwrap"):
        environment.filters.pop(name, None)
    return environment


def _at(error: BaseException) -> str:
    """The line of the template that an error comes from."""
    trace, line = error.__traceback__, 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return f" at line {line}" if line else ""


def _limited(pieces: Iterator[str]) -> Iterator[str]:
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > _LONGEST:
            raise Problem("This template writes too much.", do="Shorten its loops.")
        yield piece


def _values(paper: Paper, today: date) -> dict[str, Any]:
    facts = paper.facts
    year = day_of(facts).year
    marks = [mark for mark in paper.highlights if mark.start is not None]
    numbered = [_highlight(number, mark) for number, mark in enumerate(marks, 1)]
    return {
        "title": literal(tex.readable(facts.title)),
        "authors": _authors(paper),
        "date": shown_date(facts.date),
        "year": str(year) if year else "",
        "venue": literal(facts.venue or ""),
        "link": _address(address_of(facts) or ""),
        "key": paper.keys[0] if paper.keys else "",
        "tags": [tag.name for tag in paper.tags],
        "abstract": literal(tex.readable(facts.abstract or "")),
        "today": shown_date(today.isoformat()),
        "highlights": numbered,
        **{
            f"{kind.value}s": [
                f"{one['quote']} [^h{one['number']}]"
                for one, mark in zip(numbered, marks, strict=True)
                if mark.kind is kind
            ]
            for kind in Kind
        },
    }


def _highlight(number: int, mark: Highlight) -> dict[str, object]:
    return {
        "number": number,
        "quote": literal(tex.readable(mark.quote)),
        "comment": mark.comment,
        "kind": mark.label,
    }


def _authors(paper: Paper) -> str:
    facts = paper.facts
    if facts.authors:
        return ", ".join(literal(name) for name in facts.authors)
    count = facts.author_count
    return f"{count} author{'' if count == 1 else 's'}" if count else ""


def _address(address: str) -> str:
    """A web address as Markdown links itself; anything else stays out."""
    is_web = address.startswith(("http://", "https://"))
    return f"<{address}>" if is_web and not set(address) & set("<> \n") else ""
