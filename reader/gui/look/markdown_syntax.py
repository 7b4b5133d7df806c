"""Colours for Markdown while it is written: markers quiet, headings bold, references in blue.

Only the looks of the editor; what a note means is decided by the renderer.
"""

import re

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from reader.gui.look.theme import theme

_HEADING = re.compile(r"^ {0,3}(#{1,6})(?=\s)")
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)")
_LIST = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s(?:\[[ xX]\]\s)?")
_QUOTE = re.compile(r"^ {0,3}>\s?")
_CODE = re.compile(r"(`+)[^`]+\1")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_ITALIC = re.compile(r"(?<![\w*_])([*_])(?![\s*_])([^*_]+?)(?<![\s*_])\1(?![\w*_])")
_REFERENCE = re.compile(r"\[\^h\d+\]|\[\[[^\]]+\]\]|\[[^\[\]]*@[\w{][^\[\]]*\]")
_COMMENT = re.compile(r"<!--.*?-->")
_LINK = re.compile(r"\[[^\]\n]*\]\([^)\s]*\)|https?://[^\s<>)]+")
_IN_FENCE = 1
_LONGEST_LINE = 5_000  # longer lines stay plain: colours are not worth a slow key


class MarkdownSyntax(QSyntaxHighlighter):
    """Colours one document as it is typed."""

    def __init__(self, document: QTextDocument, role: str = "mono") -> None:
        super().__init__(document)
        self._role = role
        self._formats: dict[str, QTextCharFormat] = {}
        self._restyle()
        theme().changed.connect(self._restyle)

    def highlightBlock(self, text: str) -> None:
        """Colour one line; a fence of code reaches over lines."""
        was_code = self.previousBlockState() == _IN_FENCE
        fence = _FENCE.match(text) is not None
        self.setCurrentBlockState(_IN_FENCE if was_code != fence else 0)
        if len(text) > _LONGEST_LINE:
            return
        if was_code or fence:
            self._color(0, len(text), "marker" if fence else "code")
            return
        if (heading := _HEADING.match(text)) is not None:
            self._color(0, len(text), "heading")
            self._color(*heading.span(1), "heading marker")
        for opening in (_LIST, _QUOTE):
            if (match := opening.match(text)) is not None:
                self._color(*match.span(), "marker")
        self._color_inside(text)

    def _color_inside(self, text: str) -> None:
        for pattern, name in ((_BOLD, "bold"), (_ITALIC, "italic")):
            for match in pattern.finditer(text):
                self._color(*match.span(2), name)
                self._color(match.start(), match.start(2), "marker")
                self._color(match.end(2), match.end(), "marker")
        for pattern, name in (
            (_LINK, "link"),
            (_REFERENCE, "link"),
            (_CODE, "code"),
            (_COMMENT, "marker"),
        ):
            for match in pattern.finditer(text):
                self._color(*match.span(), name)

    def _color(self, start: int, end: int, name: str) -> None:
        self.setFormat(start, end - start, self._formats[name])

    def _restyle(self) -> None:
        look = theme()
        for name, token, weight, italic in (
            ("marker", "text.tertiary", 400, False),
            ("heading", "text.primary", 700, False),
            ("heading marker", "text.primary", 700, False),
            ("bold", "text.primary", 700, False),
            ("italic", "text.primary", 400, True),
            ("link", "accent.text", 400, False),
            ("code", "text.secondary", 400, False),
        ):
            form = QTextCharFormat()
            form.setFont(look.font(self._role, weight, italic=italic))
            form.setForeground(look.color(token))
            self._formats[name] = form
        self.rehighlight()
