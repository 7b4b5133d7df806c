"""Reads TeX from left to right and writes what is shown, with the place each character is from."""

import re
import unicodedata
from functools import cache
from typing import Any

from reader.tex.tables import (
    ACCENTS,
    BLACKBOARD,
    CITATIONS,
    ESCAPED,
    FONTS,
    LETTER_ACCENTS,
    SPACES,
    SUBSCRIPTS,
    SUPERSCRIPTS,
    SWITCHES,
    SYMBOLS,
)

_TOKEN = re.compile(r"https?://(?:[^\s{}]|\{[^\s{}]*\})+|\\.|[{}]", re.DOTALL)
_NEXT = re.compile(r"[\\${^_`'\"~]|https?://")
_NEXT_IN_MATH = re.compile(r"[\\{^_'~]")
_NAME = re.compile(r"\\([A-Za-z]+)\*?")
_FORMULA = re.compile(
    r"\$\$((?:[^$\\]|\\.){1,1000})\$\$|\$((?:[^$\\]|\\.){1,1000})\$"
    r"|\\\(((?:[^\\]|\\[^()]){1,500})\\\)|\\\[((?:[^\\]|\\[^\[\]]){1,500})\\\]",
    re.DOTALL,
)
_SURELY_TEX = re.compile(r"\\[A-Za-z]|[\^_]\S")
_PROSE = re.compile(r"[^\W\d_]{3,}\s+[^\W\d_]{3,}|^\d.*\s", re.DOTALL)
_QUOTES = re.compile(
    r"(?P<open>``)(?=[^\s`'\"])[^`]{1,300}?(?<=\S)(?P<close>''|\")"
    r"|(?<![\w'])(?P<open_marks>'')(?=\w)[^'`]{1,200}(?<=\w)(?P<close_marks>'')(?![\w'])"
    r"|(?<![\w`])(?P<open_one>`)(?=[^\s`'])(?:[^`']|'(?=\w)){1,200}(?<=\S)(?P<close_one>')(?![\w'])"
)
_MARKS = {"open": "“", "close": "”", "open_marks": "“", "close_marks": "”"}
_MARKS |= {"open_one": "‘", "close_one": "’"}
_TIE = re.compile(r"(?<=[^\W\d_]{2})~(?=\(?[^\W\d_]{2}|\d|\\)|(?<=[^\W\d_]\.)~(?=\d)")
_PROTECTED = re.compile(r"(?=[^{}]*[^\W\d_])(?=[^{}]*[A-Z\d])[^\W_][^{},;:=|\"]*")
_ACCENTED = re.compile(
    r" ?\{(\\[ij]|[^\W\d_]|\\[`'^\"~=.]\{?[A-Za-z]\}?)\}| ?(\\[ij](?![A-Za-z])|[^\W\d_])"
)
_SCRIPT_IN_TEXT = re.compile(r"\{(?:[+\-−]?\d{1,3}|[A-Za-z]|[+*])\}")
_DEEPEST = 20


class Reading:
    """Walks the source once, from left to right, and writes what is shown."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.chars: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.wholes: list[tuple[int, int, int, int, bool]] = []
        self.depth = 0
        self.braces, self.links = _braces_and_links(source)
        self.quotes = _quotes(source)

    # ------------------------------------------------------------ writing

    def copy(self, start: int, end: int) -> int:
        """Show a part as it stands."""
        self.chars.extend(self.source[start:end])
        self.starts.extend(range(start, end))
        self.ends.extend(range(start + 1, end + 1))
        return end

    def put(self, text: str, start: int, end: int) -> int:
        """Show `text` for a part of the source."""
        self.chars.extend(text)
        self.starts.extend([start] * len(text))
        self.ends.extend([end] * len(text))
        return end

    def insert(self, place: int, char: str, start: int) -> None:
        """Show one more character before what was shown since `place`."""
        self.chars.insert(place, char)
        self.starts.insert(place, start)
        self.ends.insert(place, start + 1)

    def keep_whole(self, first: int, start: int, end: int, *, atomic: bool = False) -> None:
        """Remember that what was shown since `first` belongs together."""
        if len(self.chars) > first:
            self.wholes.append((first, len(self.chars), start, end, atomic))

    # ------------------------------------------------------------ reading

    def read(self, start: int, end: int, *, math: bool = False) -> None:
        """Show the source from `start` to `end`."""
        self.depth += 1
        at = start
        pattern = _NEXT_IN_MATH if math else _NEXT
        while at < end:
            found = pattern.search(self.source, at, end)
            if found is None:
                at = self.copy(at, end)
                break
            self.copy(at, found.start())
            at = self.step(found.start(), end, math=math)
        self.depth -= 1

    def step(self, at: int, end: int, *, math: bool) -> int:
        """Show the construct at `at`; answers where reading goes on."""
        char = self.source[at]
        if char == "\\":
            return self.command(at, end, math=math)
        if char == "$":
            return self.formula(at, end)
        if char == "{":
            return self.group(at, end, math=math)
        if char in "^_":
            return self.script(at, end, math=math)
        if char == "h":
            return self.link(at, min(end, self.links.get(at, at + 1)))
        if math:
            tie = "" if self.chars and self.chars[-1] == " " else " "
            return self.put("′" if char == "'" else tie, at, at + 1)
        if at in self.quotes:
            mark, width = self.quotes[at]
            return self.put(mark, at, at + width)
        if char == "~" and _TIE.match(self.source, at):
            return self.put(" ", at, at + 1)
        return self.copy(at, at + 1)

    def link(self, start: int, end: int) -> int:
        """Show an address untouched, but for the backslashes TeX needs in it."""
        at = start
        while at < end:
            escaped = self.source[at] == "\\" and at + 1 < end and self.source[at + 1] in "_%#&~"
            at = self.put(self.source[at + 1], at, at + 2) if escaped else self.copy(at, at + 1)
        return end

    def formula(self, at: int, end: int) -> int:
        """Show `$...$` when it is mathematics, and a lone dollar when it is money."""
        found = _FORMULA.match(self.source, at, end)
        inner = (found.lastindex or 0) if found else 0
        if found is None or not _is_formula(
            found[inner], self.source[found.end() : found.end() + 1]
        ):
            return self.copy(at, at + 1)
        first = len(self.chars)
        self.read(found.start(inner), found.end(inner), math=True)
        self.keep_whole(first, at, found.end(), atomic=True)
        return found.end()

    def group(self, at: int, end: int, *, math: bool) -> int:
        """Show `{...}` without its braces where they are TeX's, with them where in doubt."""
        close = self.braces.get(at, end)
        if close >= end:
            return self.copy(at, at + 1)
        if self.depth > _DEEPEST:
            return self.copy(at, close + 1)
        first = len(self.chars)
        if math or self.is_tex_group(at, close):
            self.read(at + 1, close, math=math)
            self.keep_whole(first, at, close + 1)
        else:
            self.copy(at, at + 1)
            self.read(at + 1, close)
            self.copy(close, close + 1)
        return close + 1

    def is_tex_group(self, at: int, close: int) -> bool:
        """Whether braces outside a formula only mark up or protect what they hold."""
        inner = at + 1
        if self.source[inner] == "\\" and self.source[inner + 1 : inner + 2].isalpha():
            return True
        if self.source[inner] in "\\{":
            return self.source[inner] == "\\" or self.braces.get(inner) == close - 1
        before = self.source[at - 1] if at else " "
        if before.isalnum() or before in "^_}\\])":
            return False
        return _PROTECTED.fullmatch(self.source, inner, close) is not None

    def script(self, at: int, end: int, *, math: bool) -> int:
        """Show a superscript or subscript raised or lowered when every character can be."""
        if not math and not _SCRIPT_IN_TEXT.match(self.source, at + 1, end):
            return self.copy(at, at + 1)
        first = len(self.chars)
        if not math and not (first and (self.chars[-1].isalnum() or self.chars[-1] in ")]}")):
            return self.copy(at, at + 1)
        self.copy(at, at + 1)
        after = self.argument(at + 1, end, math=True)
        table = SUPERSCRIPTS if self.source[at] == "^" else SUBSCRIPTS
        tail = self.chars[first + 1 :]
        if tail and all(char in table for char in tail):
            self.chars[first:] = [table[char] for char in tail]
            del self.starts[first], self.ends[first]
        elif len(tail) > 1 and not all(char.isalnum() or char == "." for char in tail):
            self.insert(first + 1, "{", at)
            self.put("}", after - 1, after)
        self.keep_whole(first, at, after, atomic=not math)
        return after

    def argument(self, at: int, end: int, *, math: bool) -> int:
        """Show what a command applies to: a group, a command or one character."""
        while at < end and self.source[at] == " ":
            at += 1
        if at >= end:
            return at
        char = self.source[at]
        if char == "{" and self.braces.get(at, end) < end and self.depth <= _DEEPEST:
            self.read(at + 1, self.braces[at], math=math)
            return self.braces[at] + 1
        if char == "\\" and self.depth <= _DEEPEST:
            self.depth += 1
            after = self.command(at, end, math=math)
            self.depth -= 1
            return after
        return self.copy(at, at + 1)

    # ------------------------------------------------------------ commands

    def command(self, at: int, end: int, *, math: bool) -> int:
        """Show what a backslash begins."""
        found = _NAME.match(self.source, at, end)
        if found is None:
            return self.control_symbol(at, end, math=math)
        name, after = found[1], found.end()
        braced = self.braces.get(after, end) < end
        first = len(self.chars)
        if name in FONTS and braced:
            after = self.argument(after, end, math=math and not FONTS[name])
            if name == "mathbb":
                self.chars[first:] = [BLACKBOARD.get(char, char) for char in self.chars[first:]]
            self.keep_whole(first, at, after)
            return after
        if name in SWITCHES and (math or self.depth > 1):
            return _skip_space(self.source, after, end)
        if name in LETTER_ACCENTS and (braced or self.source[after : after + 1] in (" ", "\\")):
            return self.accent(at, after, end, LETTER_ACCENTS[name], math=math)
        if name in ("frac", "dfrac", "tfrac", "sqrt") and (
            braced or self.source[after : after + 1].isdigit()
        ):
            return self.fraction_or_root(at, after, end, root=name == "sqrt", math=math)
        symbol = SYMBOLS.get(name) or _library_symbol(name)
        if symbol is not None:
            return self.symbol(at, after, end, symbol)
        return self.unknown(at, after, end, name, math=math)

    def control_symbol(self, at: int, end: int, *, math: bool) -> int:
        """Show a backslash before anything but a letter."""
        char = self.source[at + 1] if at + 1 < end else ""
        if char and char in ESCAPED:
            return self.put(char, at, at + 2)
        if char and char in ACCENTS and not self.source[at + 2 : at + 3].isspace():
            return self.accent(at, at + 2, end, ACCENTS[char], math=math)
        if char and char in "([" and not math:
            return self.formula(at, end)
        if char and char in SPACES and (math or char in ", "):
            return self.put(SPACES[char], at, at + 2)
        if char == "\\" and (at + 2 >= end or self.source[at + 2].isspace()):
            return at + 2
        return self.copy(at, at + 1)

    def accent(self, at: int, after: int, end: int, mark: str, *, math: bool) -> int:
        """Show a letter with its accent; whatever no letter has is left as it stands."""
        if self.source.startswith('\\"', at) and self.is_quotation_mark(at):
            return self.copy(at, at + 1)
        if math:
            return self.accent_in_formula(at, after, end, mark)
        found = _ACCENTED.match(self.source, after, end)
        letter = (
            unicodedata.normalize("NFC", _plain_letter(found[1] or found[2]) + mark)
            if found
            else ""
        )
        if found is None or len(letter) != 1:
            return self.copy(at, after)
        return self.put(letter, at, found.end())

    def accent_in_formula(self, at: int, after: int, end: int, mark: str) -> int:
        """Show a symbol with its accent, and a longer argument without it."""
        first = len(self.chars)
        after = self.argument(after, end, math=True)
        if len(self.chars) == first + 1 and self.chars[first].isalpha():
            letter = unicodedata.normalize("NFC", _plain_letter(self.chars[first]) + mark)
            del self.chars[first], self.starts[first], self.ends[first]
            return self.put(letter, at, after)
        self.keep_whole(first, at, after)
        return after

    def is_quotation_mark(self, at: int) -> bool:
        """Whether `\\"` is more likely a quotation mark that a program escaped than an accent."""
        before, after = self.source[max(0, at - 1) : at], self.source[at + 2 : at + 3]
        return after != "{" and before != "{" and not before.isalpha()

    def fraction_or_root(self, at: int, after: int, end: int, *, root: bool, math: bool) -> int:
        """Show a fraction on one line, and a root with its sign."""
        begin = len(self.chars)
        if root:
            self.put("√", at, after)
        for place in range(1 if root else 2):
            if place:
                self.put("/", after - 1, after)
            first, opened = len(self.chars), after
            after = self.argument(after, end, math=math)
            if not all(char.isalnum() for char in self.chars[first:]):
                self.insert(first, "(", opened)
                self.put(")", after - 1, after)
        self.keep_whole(begin, at, after, atomic=True)
        return after

    def symbol(self, at: int, after: int, end: int, symbol: str) -> int:
        """Show a symbol; a name such as `log` keeps its distance from the letter before it."""
        if self.source.startswith("{}", after):
            after += 2
        if symbol.isalpha() and len(symbol) == 1:
            after = _skip_space(self.source, after, end)
        elif symbol.isalpha() and self.chars and self.chars[-1].isalnum():
            symbol = f" {symbol}"
        return self.put(symbol, at, after)

    def unknown(self, at: int, after: int, end: int, name: str, *, math: bool) -> int:
        """Show the argument of a command nobody knows, or the command when it has none."""
        close = self.braces.get(after, end)
        if close >= end or close == after + 1 or self.depth > _DEEPEST:
            return self.copy(at, after)
        first = len(self.chars)
        opening, closing = CITATIONS.get(name, ("", ""))
        if self.chars and self.chars[-1].isalnum():
            opening = f" {opening}"
        self.put(opening, at, after)
        self.read(after + 1, close, math=math)
        self.put(closing, close, close + 1)
        close += 1
        if name == "href" and self.braces.get(close, end) < end:
            self.put(" (", close, close + 1)
            close = self.argument(close, end, math=math)
            self.put(")", close - 1, close)
        self.keep_whole(first, at, close)
        return close


def _braces_and_links(source: str) -> tuple[dict[int, int], dict[int, int]]:
    """Where each brace that is closed closes, and where each address ends."""
    braces: dict[int, int] = {}
    links: dict[int, int] = {}
    opened: list[int] = []
    for found in _TOKEN.finditer(source):
        token = found[0]
        if token == "{":
            opened.append(found.start())
        elif token == "}" and opened:
            braces[opened.pop()] = found.start()
        elif token[0] == "h":
            links[found.start()] = found.end()
    return braces, links


def _quotes(source: str) -> dict[int, tuple[str, int]]:
    """The TeX quotation marks that have a partner: what to show and how wide they are."""
    quotes: dict[int, tuple[str, int]] = {}
    for found in _QUOTES.finditer(source):
        for name, mark in _MARKS.items():
            if found[name]:
                quotes[found.start(name)] = (mark, len(found[name]))
    return quotes


def _plain_letter(text: str) -> str:
    """The letter that an accent goes on: `i` for the dotless one, `ê` for `\\^{e}`."""
    letters = [char for char in text if char.isalpha()] or [""]  # none: a digit of other scripts
    inner = ACCENTS.get(text[1:2], "") if text.startswith("\\") else ""
    plain = letters[-1].replace("ı", "i").replace("ȷ", "j")
    return unicodedata.normalize("NFC", plain + inner)


def _is_formula(text: str, after: str) -> bool:
    """Whether what stands between two dollar signs is mathematics rather than two prices."""
    if text.count("{") != text.count("}"):
        return False
    if _SURELY_TEX.search(text):
        return True
    return text == text.strip() and not after.isdigit() and not _PROSE.search(text)


def _skip_space(source: str, at: int, end: int) -> int:
    return at + 1 if at < end and source[at] == " " else at


@cache
def _library_symbol(name: str) -> str | None:
    """What pylatexenc's table shows for a command without argument, such as `\\gtrsim`."""
    shows = getattr(_library_table().get_macro_spec(name), "simplify_repl", None)
    if not isinstance(shows, str) or "%" in shows or not shows.strip():
        return None
    return shows if len(shows) <= 2 or shows == name else None


@cache
def _library_table() -> Any:
    """pylatexenc's table of commands; loaded when the first one is met."""
    from pylatexenc.latex2text import get_default_latex_context_db

    return get_default_latex_context_db()
