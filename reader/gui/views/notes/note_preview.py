"""A note as it reads: rendered Markdown with highlight numbers and boxes that can be ticked.

The HTML is already cleaned by `render_note`. This view adds a second wall: it loads nothing and
opens nothing by itself, and every link is only reported.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any
from urllib.parse import unquote

from PySide6.QtCore import QByteArray, QEvent, QRectF, QSize, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextImageFormat,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QToolTip, QWidget

from reader.gui.controls.tooltip import plain_tooltip
from reader.gui.look import icons, marks
from reader.gui.look.theme import px, theme
from reader.library import render_note
from reader.model import Backlink, Highlight, Link
from reader.tex import readable

_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value
_QUOTED = QTextFormat.Property.BlockQuoteLevel.value
_BOXES = {"☐": False, "☑": True}
_HIGHLIGHT, _PAPER, _GONE, _TASK = "app:highlight/", "app:paper/", "app:gone/", "app:task/"
_FROM = "app:from/"
BOX_WIDE = 20  # a box and the room behind it; a space follows


@dataclass(frozen=True, slots=True)
class _Picture:
    """A picture that takes the place of characters: where, which, and the link on it."""

    start: int
    end: int
    name: str
    link: str


class NotePreview(QTextBrowser):
    """Shows one note. Every click is a signal; `task_toggled` counts the boxes from 0.

    Under the note stands what links to its paper; `source_wanted` when that is clicked.
    """

    link_wanted = Signal(str)
    title_wanted = Signal(str)
    source_wanted = Signal(object)
    highlight_number_wanted = Signal(int)
    task_toggled = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._marks: tuple[tuple[int, Highlight], ...] = ()
        self._gone: frozenset[str] = frozenset()
        self._from: tuple[Backlink, ...] = ()
        self._tasks = 0
        self._quoted = False
        self.cost = 0.0
        self.setProperty("part", "preview")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Rendered notes")
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.anchorClicked.connect(self._clicked)
        theme().changed.connect(self._render)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Load nothing, whatever a note asks for; our own pictures are already in the document."""
        return QByteArray()

    def show_note(
        self,
        text: str,
        highlights: Sequence[Highlight],
        links: Sequence[Link] = (),
        linked_from: Sequence[Backlink] = (),
    ) -> None:
        """Show a note; `[^h3]` is the third of these highlights in reading order."""
        numbered = tuple(marks.numbered(highlights))
        gone = frozenset(link.said for link in links if link.title is None)
        wanted = (text, numbered, gone, tuple(linked_from))
        if wanted != (self._text, self._marks, self._gone, self._from):
            self._text, self._marks, self._gone, self._from = wanted
            self._render()

    def follow(self, share: float) -> None:
        """Scroll so that this share of the note is in view."""
        bar = self.verticalScrollBar()
        bar.setValue(round(bar.maximum() * share))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the note, and a bar before what it quotes."""
        super().paintEvent(event)
        if not self._quoted:
            return
        painter = QPainter(self.viewport())
        for place in self.quotes():
            bar = place.translated(0, -self.verticalScrollBar().value())
            painter.fillRect(bar, theme().color("line.control"))
        painter.end()

    def quotes(self) -> list[QRectF]:
        """Where the bars before quotations stand in the document, one for each."""
        bars: list[QRectF] = []
        layout, before = self.document().documentLayout(), -2
        for block in _blocks(self.document()):
            if not _is_quote(block):
                continue
            rect = layout.blockBoundingRect(block)
            if before == block.blockNumber() - 1:
                bars[-1].setBottom(rect.bottom())
            else:
                left = self.document().documentMargin()
                bars.append(QRectF(left, rect.top(), px(2), rect.height()))
            before = block.blockNumber()
        return bars

    # ------------------------------------------------------------ rendering

    def _render(self) -> None:
        """Make the document anew and keep the place; remembers in `cost` how long it took."""
        began = perf_counter()
        place = self.verticalScrollBar().value()
        document = self.document()
        document.setDocumentMargin(px(20))
        document.setDefaultFont(theme().font("noteBody"))
        document.setIndentWidth(px(20))
        self.setHtml(render_note(self._text, self._gone) if self._text.strip() else "")
        edit = QTextCursor(document)
        edit.beginEditBlock()
        self._quoted = False
        for block in _blocks(document):
            _style_block(block)
            self._quoted = self._quoted or _is_quote(block)
        self._put_pictures()
        self._put_sources()
        edit.endEditBlock()
        self.verticalScrollBar().setValue(place)
        self.cost = perf_counter() - began

    def _put_pictures(self) -> None:
        """Put pictures in place of highlight references and task boxes, the last one first."""
        pictures = [*self._references(), *self._boxes()]
        for picture in sorted(pictures, key=lambda picture: picture.start, reverse=True):
            cursor = QTextCursor(self.document())
            cursor.setPosition(picture.start)
            cursor.setPosition(picture.end, QTextCursor.MoveMode.KeepAnchor)
            form = QTextImageFormat()
            form.setName(picture.name)
            side = px(16)
            form.setWidth(px(BOX_WIDE) if picture.link.startswith(_TASK) else side)
            form.setHeight(side)
            form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
            form.setAnchor(True)
            form.setAnchorHref(picture.link)
            self._make_picture(picture.name)
            cursor.insertImage(form)

    def _put_sources(self) -> None:
        """Say under the note what links to its paper."""
        if not self._from:
            return
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        block, plain, link = QTextBlockFormat(), QTextCharFormat(), QTextCharFormat()
        block.setTopMargin(px(14))
        block.setLineHeight(theme().line_height("small"), _FIXED)
        plain.setFont(theme().font("small"))
        plain.setForeground(theme().color("text.tertiary"))
        link.setFont(theme().font("small"))
        link.setForeground(theme().color("accent.text"))
        link.setAnchor(True)
        if self.document().isEmpty():
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block)
        cursor.insertText("Linked from ", plain)
        for place, source in enumerate(self._from):
            link.setAnchorHref(f"{_FROM}{place}")
            cursor.insertText(" · " if place else "", plain)
            cursor.insertText(" ".join(readable(source.title).split()) or "a paper", link)

    def _references(self) -> Iterator[_Picture]:
        known = {number for number, _mark in self._marks}
        for fragment in _fragments(self.document()):
            link = fragment.charFormat().anchorHref()
            number = link.removeprefix(_HIGHLIGHT)
            if link.startswith(_HIGHLIGHT) and number.isdecimal() and int(number) in known:
                start = fragment.position()
                yield _Picture(start, start + fragment.length(), link, link)

    def _boxes(self) -> Iterator[_Picture]:
        self._tasks = 0
        for block in _blocks(self.document()):
            mark = block.text()[:1]
            if block.textList() is None or mark not in _BOXES:
                continue
            _outdent(block, ticked=_BOXES[mark])
            name = "app:box/ticked" if _BOXES[mark] else "app:box/empty"
            yield _Picture(block.position(), block.position() + 1, name, f"{_TASK}{self._tasks}")
            self._tasks += 1

    def _make_picture(self, name: str) -> None:
        """Paint a picture into the document's own store, three times as fine as the screen."""
        side, fine = px(16), 3
        wide = side if name.startswith(_HIGHLIGHT) else px(BOX_WIDE)
        image = QImage(QSize(wide * fine, side * fine), QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(QColor(0, 0, 0, 0))
        painter = QPainter(image)
        painter.scale(fine, fine)
        rect = QRectF(0, 0, side, side)
        if name.startswith(_HIGHLIGHT):
            wanted = int(name.removeprefix(_HIGHLIGHT))
            kind = next(mark.kind for number, mark in self._marks if number == wanted)
            marks.paint_number(painter, rect, wanted, kind)
        else:
            _paint_box(painter, rect, ticked=name.endswith("ticked"))
        painter.end()
        self.document().addResource(
            QTextDocument.ResourceType.ImageResource.value, QUrl(name), image
        )

    # ------------------------------------------------------------ hints and clicks

    def event(self, event: QEvent) -> bool:
        """Tell what a number or a link stands for while the pointer rests on it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self.viewport().mapFrom(self, event.pos())
            words = self.hint(self.anchorAt(place))
            if words:
                QToolTip.showText(event.globalPos(), plain_tooltip(words), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def hint(self, address: str) -> str:
        """What a link of the note stands for; a highlight with its number and its words."""
        if address.startswith(_HIGHLIGHT):
            wanted = int(address.removeprefix(_HIGHLIGHT))
            for number, mark in self._marks:
                if number == wanted:
                    words = " ".join(readable(mark.quote).split())
                    return f"{number} {mark.label}: “{words}”"
            return f"There is no highlight {wanted}."
        if address.startswith(_GONE):
            return "This paper is not in the library any more."
        return ""

    def _clicked(self, url: QUrl) -> None:
        address = url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        if address.startswith(_HIGHLIGHT):
            self.highlight_number_wanted.emit(int(address.removeprefix(_HIGHLIGHT)))
        elif address.startswith(_TASK):
            self.task_toggled.emit(int(address.removeprefix(_TASK)), self._tasks)
        elif address.startswith((_PAPER, _GONE)):
            self.title_wanted.emit(unquote(address.removeprefix(_PAPER).removeprefix(_GONE)))
        elif address.startswith(_FROM):
            self.source_wanted.emit(self._from[int(address.removeprefix(_FROM))])
        else:
            self.link_wanted.emit(address)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _fragments(document: QTextDocument) -> Iterator[QTextFragment]:
    for block in _blocks(document):
        yield from _fragments_of(block)


def _fragments_of(block: QTextBlock) -> Iterator[QTextFragment]:
    place = block.begin()
    while not place.atEnd():
        yield place.fragment()
        place += 1


def _style_block(block: QTextBlock) -> None:
    """Set line height, distances and the fonts of one block."""
    heading = block.blockFormat().headingLevel() > 0
    code = block.blockFormat().nonBreakableLines()
    role = "noteHeading" if heading else "mono" if code else "noteBody"
    # Qt calls only the first paragraph of a quotation one, but gives all of them its margins.
    quoted = _is_quote(block) or block.blockFormat().rightMargin() > 0
    form = QTextBlockFormat()
    form.setLineHeight(theme().line_height(role), _FIXED)
    listed = block.textList() is not None
    after_list = not listed and block.previous().isValid() and block.previous().textList()
    form.setTopMargin(px(10 if heading and block.position() else 5 if after_list else 0))
    if quoted:
        form.setLeftMargin(px(14))
        form.setRightMargin(0)
        form.setProperty(_QUOTED, 1)
    form.setBottomMargin(0 if code else px(2 if listed else 7))
    if code:
        form.setBackground(theme().color("bg.code"))
        form.setNonBreakableLines(False)
    QTextCursor(block).mergeBlockFormat(form)
    for start, end, char in [
        (piece.position(), piece.position() + piece.length(), _char_format(piece, role, quoted))
        for piece in _fragments_of(block)
    ]:
        cursor = QTextCursor(block)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(char)


def _is_quote(block: QTextBlock) -> bool:
    return bool(block.blockFormat().intProperty(_QUOTED))


def _outdent(block: QTextBlock, *, ticked: bool) -> None:
    """Let a task begin with its box where paragraphs begin, and what is done be quieter."""
    block.textList().remove(block)
    form = QTextBlockFormat(block.blockFormat())
    form.setIndent(max(0, form.indent() - 1))
    form.setLeftMargin(px(24))
    form.setTextIndent(-px(24))
    cursor = QTextCursor(block)
    cursor.setBlockFormat(form)
    if ticked:
        quiet = QTextCharFormat()
        quiet.setForeground(theme().color("text.secondary"))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(quiet)


def _char_format(piece: QTextFragment, role: str, quoted: bool) -> QTextCharFormat:
    old = piece.charFormat()
    heavy = old.fontWeight() >= QFont.Weight.DemiBold.value
    code = old.fontFixedPitch() or "monospace" in _families(old)
    weight = (700 if code else 600) if heavy else None
    font = theme().font("mono" if code else role, weight, italic=old.fontItalic())
    font.setStrikeOut(old.fontStrikeOut())
    form = QTextCharFormat(old)
    form.clearProperty(QTextFormat.Property.FontSizeAdjustment.value)
    form.setFont(font)
    link = old.anchorHref()
    gone = link.startswith(_GONE)
    plain = "text.secondary" if quoted else "text.primary"
    ink = "text.tertiary" if gone else "accent.text" if link else plain
    form.setForeground(theme().color(ink))
    form.setFontUnderline(bool(link) and not gone)
    form.setFontStrikeOut(gone or old.fontStrikeOut())
    return form


def _families(form: QTextCharFormat) -> list[str]:
    families = form.fontFamilies()
    return [str(family) for family in families] if isinstance(families, list) else []


def _paint_box(painter: QPainter, rect: QRectF, *, ticked: bool) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme().color("accent.fill" if ticked else "line.control"), 1))
    painter.setBrush(theme().color("accent.fill" if ticked else "bg.field"))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
    if ticked:
        size = px(12)
        tick = icons.pixmap("check", theme().color("text.onAccent"), size, 3.0)
        painter.drawPixmap(QRectF((rect.width() - size) / 2, px(2), size, size).topLeft(), tick)
