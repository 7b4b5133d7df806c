"""Templates, filled in by Jinja2 in its sandbox: values in, text out, and nothing else.

Jinja's own sandbox keeps a template from the program's objects
(https://jinja.palletsprojects.com/en/stable/sandbox/), but a small template can still fill the
memory or never end. So the language is cut down to what text needs before it is compiled: values,
filters from a short list, `if`, `for` and `set`; no calls, macros or includes. Every round of a
loop and every text that is put together counts, and what is too much, or takes too long, ends.
"""

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from reader.errors import Problem

if TYPE_CHECKING:
    from jinja2 import Environment, Template

LONGEST = 1_000_000  # characters that are written, or in any text on the way
LARGEST = 100_000  # characters of a template
MOST_ROUNDS = 100_000
SECONDS = 2.0
_NAME = "<template>"
# Names of nodes of Jinja's tree: all that a template may be made of.
_NODES = frozenset(
    (
        "Template", "Output", "TemplateData", "For", "If", "Assign", "Name", "NSRef", "Const",
        "List", "Tuple", "Dict", "Pair", "Getattr", "Getitem", "Slice", "Filter", "Test", "Compare",
        "Operand", "And", "Or", "Not", "CondExpr", "Concat", "Add", "Sub", "Div", "Neg", "Pos",
        "Keyword",
    )
)  # fmt: skip
_FILTERS = (
    "capitalize", "count", "d", "default", "first", "groupby", "join", "last", "length", "list",
    "lower", "map", "reject", "rejectattr", "reverse", "select", "selectattr", "sort", "string",
    "title", "trim", "truncate", "unique", "upper",
)  # fmt: skip
_TESTS = ("defined", "undefined", "none", "eq", "ne", "in", "equalto", "==", "!=", "odd", "even")


class TooMuch(Exception):  # noqa: N818  (becomes the Problem that says so)
    """A template writes too much, or goes on for too long."""


@dataclass(slots=True)
class _Budget:
    """What one filling may still use."""

    until: float
    rounds: int = MOST_ROUNDS

    def turn(self) -> None:
        self.rounds -= 1
        if self.rounds < 0 or time.monotonic() > self.until:
            raise TooMuch


class Filling:
    """A template that was read, to be filled in many times. Raises Problem when it cannot be.

    `do` is what the Problem says that can be done.
    """

    def __init__(self, text: str, *, do: str = "Correct the template.") -> None:
        from jinja2 import TemplateSyntaxError

        self._do = do
        if len(text) > LARGEST:
            raise self._problem("This template is too large.")
        try:
            self._template = _compiled(text)
        except TemplateSyntaxError as error:
            raise self._problem(
                f"Line {error.lineno} of the template cannot be read: {_said(error)}"
            ) from error
        except RecursionError as error:
            raise self._problem("This template is nested too deep.") from error

    def fill(self, values: Mapping[str, Any]) -> str:
        """The text of the template with these values: texts, numbers, lists and dicts of them."""
        from jinja2 import TemplateError

        budget = _Budget(time.monotonic() + SECONDS)
        try:
            return _within(self._template.generate({**values, "__budget": budget}), budget)
        except TooMuch as error:
            raise self._problem(f"The template writes too much{_at(error)}.") from error
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError,
                AttributeError, RecursionError) as error:  # fmt: skip
            raise self._problem(
                f"The template cannot be filled in{_at(error)}: {_said(error)}"
            ) from error

    def _problem(self, what: str) -> Problem:
        return Problem(what, do=self._do)


def _compiled(text: str) -> "Template":
    from jinja2 import nodes
    from jinja2.environment import Template

    environment = _environment()
    tree = environment.parse(text, filename=_NAME)
    for node in tree.find_all(nodes.Node):
        _refuse(node)
    _count(tree)
    return Template.from_code(
        environment, environment.compile(tree, filename=_NAME), dict(environment.globals)
    )


def _refuse(node: Any) -> None:
    """Raise TemplateSyntaxError for what is not part of the small language."""
    from jinja2 import TemplateSyntaxError

    kind = type(node).__name__
    line = getattr(node, "lineno", 0) or 1
    if kind not in _NODES or (kind == "For" and node.recursive):
        words = {"Call": "a call", "Mul": "*", "Pow": "**", "Mod": "%"}
        raise TemplateSyntaxError(f"{words.get(kind, kind.lower())} cannot be used", line)
    if kind == "Filter" and node.name not in _FILTERS:
        raise TemplateSyntaxError(f"there is no filter “{node.name}”", line)
    if kind == "Test" and node.name not in _TESTS:
        raise TemplateSyntaxError(f"there is no test “{node.name}”", line)
    names = {"Name": "name", "Getattr": "attr"}
    if kind in names and str(getattr(node, names[kind])).startswith("_"):
        raise TemplateSyntaxError("names do not begin with _", line)


def _count(tree: Any) -> None:
    """Let every loop and every text that is put together go by the budget."""
    from jinja2 import nodes

    for loop in list(tree.find_all(nodes.For)):
        budget = nodes.Name("__budget", "load", lineno=loop.lineno)
        loop.iter = nodes.Filter(
            loop.iter, "__counted", [budget], [], None, None, lineno=loop.lineno
        )
    for node in list(tree.find_all((nodes.Concat, nodes.Add))):
        parts = node.nodes if isinstance(node, nodes.Concat) else [node.left, node.right]
        held = nodes.List(list(parts), lineno=node.lineno)
        how = "__joined" if isinstance(node, nodes.Concat) else "__added"
        _become(node, nodes.Filter(held, how, [], [], None, None, lineno=node.lineno))


def _become(node: Any, other: Any) -> None:
    """Turn a node of the tree into another one in its place."""
    node.__class__ = other.__class__
    node.__dict__ = other.__dict__


@cache
def _environment() -> "Environment":
    from jinja2 import ChainableUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        undefined=ChainableUndefined, trim_blocks=True, cache_size=0, finalize=_shown
    )
    environment.globals.clear()
    known = environment.filters
    environment.filters = {name: known[name] for name in _FILTERS}
    environment.filters |= {
        "join": _join, "__counted": _counted, "__joined": _joined, "__added": _added,
    }  # fmt: skip
    environment.tests = {name: environment.tests[name] for name in _TESTS}
    return environment


def _shown(value: Any) -> Any:
    """A value that can be read; anything that is none says nothing."""
    from jinja2 import Undefined

    plain = isinstance(value, str | int | float | list | dict | Undefined)
    return value if plain else ""


def _counted(values: Iterable[Any], budget: _Budget) -> Iterator[Any]:
    for value in values:
        budget.turn()
        yield value


def _joined(parts: Iterable[Any]) -> str:
    return _bounded(map(str, parts))


def _added(parts: list[Any]) -> Any:
    left, right = parts
    if isinstance(left, int | float) and isinstance(right, int | float):
        return left + right
    if isinstance(left, list) and isinstance(right, list):
        if len(left) + len(right) > MOST_ROUNDS:
            raise TooMuch
        return left + right
    return _bounded([str(left), str(right)])


def _join(values: Iterable[Any], between: str = "", attribute: str | None = None) -> str:
    """Jinja's `join`, of which the length is known before it is made."""
    items = [one.get(attribute, "") if attribute and isinstance(one, dict) else one
             for one in values]  # fmt: skip
    texts = [str(one) for one in items]
    parts = [part for text in texts for part in (str(between), text)][1:]
    return _bounded(parts)


def _bounded(parts: Iterable[str]) -> str:
    found: list[str] = []
    length = 0
    for part in parts:
        length += len(part)
        if length > LONGEST:
            raise TooMuch
        found.append(part)
    return "".join(found)


def _within(pieces: Iterator[str], budget: _Budget) -> str:
    def counted() -> Iterator[str]:
        for piece in pieces:
            if time.monotonic() > budget.until:
                raise TooMuch
            yield piece

    return _bounded(counted())


def _said(error: BaseException) -> str:
    text = " ".join(str(getattr(error, "message", None) or error).split())[:200]
    return text if text.endswith(".") else f"{text}."


def _at(error: BaseException) -> str:
    """The line of the template that an error comes from."""
    trace, line = error.__traceback__, 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == _NAME:
            line = trace.tb_lineno
        trace = trace.tb_next
    return f" at line {line}" if line else ""
