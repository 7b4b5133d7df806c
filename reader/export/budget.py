"""How much formatting is shown: limits that keep small hostile texts from stopping the window.

Measured: a text view needs more than 12 s for 20 nested tables, for 1 MB without a space or for
a list of 19,000 items, and Python-Markdown's time grows with the square of some texts: brackets
that nobody closes, much markup in one paragraph, many fences.
"""

import re

LARGEST = 512 * 1024
DEEPEST = 32
MOST_FOOTNOTES = 600  # their time grows with the square; 600 take 0.2 s
_MOST_BLOCKS = 20_000
_MOST_LIST_ITEMS = 3_000
_LONGEST_RUN = 2_000
_MOST_CELLS = 10_000  # each ~ 60 us
_MOST_BRACKET_STEPS = 1_000_000  # each ~ 0.3 us
_MOST_MARK_STEPS = 200_000_000  # each ~ 3 ns: a paragraph is copied for each of its marks
_MOST_FENCE_STEPS = 100_000_000  # each ~ 8 ns: the text is searched for the end of each fence

_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_MARK = re.compile(r"[*_`\[<$\\&]|http")
_FENCE = re.compile(r"^(?:```|~~~)", re.MULTILINE)
_BRACKET = re.compile(r"\\.|\]\(|[\[\]()]", re.DOTALL)
_NESTING = re.compile(r"^(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*", re.MULTILINE)
_LEVEL = re.compile(r"\t| {4}|>|[-*+][ \t]|\d[.)][ \t]")
_PIECE = re.compile(r"<(/?)([a-z0-9]+)[^<>]*>|[^<]+")
_UNIT = re.compile(r"\s+|(?:&[#a-zA-Z0-9]{1,12};|[^\s&]|&)+")
_CHARACTER = re.compile(r"&[#a-zA-Z0-9]{1,12};|.", re.DOTALL)
_EMPTY = frozenset({"br", "hr"})
_BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "tr", "td", "hr", "br"}
)
_ZERO_WIDTH_SPACE = "\u200b"


def is_harmless_markdown(text: str) -> bool:
    """Whether Markdown of this shape is turned into HTML in a time that grows with its length."""
    deepest = max((len(_LEVEL.findall(found[0])) for found in _NESTING.finditer(text)), default=0)
    blocks = _BLANK_LINE.split(text)
    return (
        deepest <= DEEPEST
        and text.count("|") <= _MOST_CELLS
        and len(_FENCE.findall(text)) * len(text) <= _MOST_FENCE_STEPS
        and sum(len(_MARK.findall(block)) * len(block) for block in blocks) <= _MOST_MARK_STEPS
        and sum(map(_bracket_steps, blocks)) <= _MOST_BRACKET_STEPS
    )


def _bracket_steps(block: str) -> int:
    """How far a reader of links walks: from each bracket to its partner, or to the end."""
    steps = 0
    open_places: dict[str, list[int]] = {"]": [], ")": []}
    for found in _BRACKET.finditer(block):
        token, place = found[0], found.start()
        if token == "[":
            open_places["]"].append(place)
        elif token[-1] == "(":
            if token == "](" and open_places["]"]:
                steps += place - open_places["]"].pop()
            open_places[")"].append(place)
        elif open_places.get(token):
            steps += place - open_places[token].pop()
    waiting = sum(len(block) - place for places in open_places.values() for place in places)
    return steps + waiting


def within_budget(html: str) -> str | None:
    """Clean HTML with its unbroken runs broken; None when it is too large, deep or nested."""
    if len(html) > 4 * LARGEST:
        return None
    pieces: list[str] = []
    depth = blocks = items = tables = run = 0
    for found in _PIECE.finditer(html):
        tag = found[2]
        if tag is None:
            text, run = _broken(found[0], run)
            pieces.append(text)
            continue
        pieces.append(found[0])
        step = 0 if tag in _EMPTY else -1 if found[1] else 1
        depth += step
        tables += step if tag == "table" else 0
        if tag in _BLOCKS:
            run = 0
            blocks += not found[1]
            items += tag == "li" and not found[1]
        if depth > DEEPEST or tables > 1 or blocks > _MOST_BLOCKS or items > _MOST_LIST_ITEMS:
            return None
    return "".join(pieces)


def _broken(text: str, run: int) -> tuple[str, int]:
    """The text with a place to break in runs without a space; and how long its last run is.

    `run` is how long the run before it was: markup does not end a run.
    """
    if run + len(text) <= _LONGEST_RUN and not any(char.isspace() for char in text):
        return text, run + len(text)
    pieces: list[str] = []
    for unit in _UNIT.findall(text):
        if unit[0].isspace():
            run = 0
            pieces.append(unit)
            continue
        if run + len(unit) <= _LONGEST_RUN:
            run += len(unit)
            pieces.append(unit)
            continue
        for char in _CHARACTER.findall(unit):
            if run >= _LONGEST_RUN:
                pieces.append(_ZERO_WIDTH_SPACE)
                run = 0
            run += 1
            pieces.append(char)
    return "".join(pieces), run
