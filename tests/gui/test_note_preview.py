"""The rendered note: numbers and boxes, clicks that are only reported, and nothing ever loaded."""

from pathlib import Path

import pytest
from making_shown import marked_paper
from PySide6.QtCore import QByteArray, QUrl
from PySide6.QtGui import QTextCursor, QTextDocument
from pytestqt.qtbot import QtBot

from reader.gui.look.theme import theme
from reader.gui.views.notes.note_preview import NotePreview

HIGHLIGHTS = marked_paper(1).highlights


@pytest.fixture
def preview(qtbot: QtBot) -> NotePreview:
    made = NotePreview()
    qtbot.addWidget(made)
    made.resize(400, 300)
    return made


def links(preview: NotePreview) -> list[str]:
    """The links of the document in their order."""
    found = []
    block = preview.document().begin()
    while block.isValid():
        place = block.begin()
        while not place.atEnd():
            link = place.fragment().charFormat().anchorHref()
            if link and found[-1:] != [link]:
                found.append(link)
            place += 1
        block = block.next()
    return found


def test_references_and_tasks_become_pictures(preview: NotePreview) -> None:
    preview.show_note("See [^h2] and [^h9].\n\n- [ ] a\n- [x] b\n- c", HIGHLIGHTS)
    assert links(preview) == ["app:highlight/2", "app:highlight/9", "app:task/0", "app:task/1"]
    pictures = preview.toPlainText().count("\ufffc")
    assert pictures == 3  # there is no ninth highlight: its number stays a number
    assert "☐" not in preview.toPlainText()


def test_tasks_begin_where_paragraphs_do_and_quotations_have_a_bar(preview: NotePreview) -> None:
    text = "A claim.\n\n- [x] done\n- [ ] open\n\n> Is it so?\n>\n> Is it not?\n\nThe end."
    preview.show()
    preview.show_note(text, HIGHLIGHTS)
    layout = preview.document().documentLayout()
    begin, ink, tops = {}, {}, {}
    block = preview.document().begin()
    while block.isValid():
        form, words, cursor = block.blockFormat(), block.text().strip("\ufffc "), QTextCursor(block)
        begin[words] = form.indent() * 1000 + form.leftMargin() + form.textIndent()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        ink[words] = cursor.charFormat().foreground().color()
        rect = layout.blockBoundingRect(block)
        tops[words] = (rect.top(), rect.bottom())
        block = block.next()
    assert begin["done"] == begin["open"] == begin["A claim."] == 0
    assert begin["Is it so?"] > 0
    assert ink["A claim."] == ink["open"] == theme().color("text.primary")
    assert ink["Is it so?"] == ink["done"] == theme().color("text.secondary")
    (bar,) = preview.quotes()
    assert bar.left() == preview.document().documentMargin()
    assert (bar.top(), bar.bottom()) == (tops["Is it so?"][0], tops["Is it not?"][1])
    assert tops["open"][1] < bar.top()
    assert bar.bottom() < tops["The end."][0]


def test_clicks_are_reported_and_open_nothing(preview: NotePreview, qtbot: QtBot) -> None:
    preview.show_note("[^h2] [[A Title]] [x](https://example.org/a) \n\n- [ ] a", HIGHLIGHTS)
    before = preview.source()
    for address, signal, args in (
        ("app:highlight/2", preview.highlight_number_wanted, [2]),
        ("app:paper/A%20Title", preview.title_wanted, ["A Title"]),
        ("app:task/0", preview.task_toggled, [0, 1]),
        ("https://example.org/a", preview.link_wanted, ["https://example.org/a"]),
    ):
        with qtbot.waitSignal(signal) as clicked:
            preview.anchorClicked.emit(QUrl(address))
        assert clicked.args == args
    assert preview.source() == before
    assert not preview.openLinks()
    assert not preview.openExternalLinks()


@pytest.mark.parametrize(
    "note",
    [
        "![x](file://{canary})",
        '<img src="{canary}">',
        "<style>@import url(file://{canary})</style>",
        "![x](http://127.0.0.1:9/x.png)",
        "[x](javascript:alert(1)) <script>alert(1)</script>",
    ],
)
def test_nothing_is_loaded_whatever_a_note_says(
    preview: NotePreview, tmp_path: Path, note: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    canary = tmp_path / "canary.css"
    canary.write_text("body { color: red }")
    asked: list[str] = []
    monkeypatch.setattr(
        NotePreview, "loadResource", lambda _self, _kind, name: asked.append(name) or QByteArray()
    )
    preview.show_note(note.replace("{canary}", str(canary)), ())
    preview.grab()
    assert [name for name in asked if "canary" in str(name) or "127.0.0.1" in str(name)] == []
    assert all(link.startswith("http") for link in links(preview))  # shown, never followed


def test_the_second_wall_loads_nothing_either(preview: NotePreview, tmp_path: Path) -> None:
    canary = tmp_path / "canary.txt"
    canary.write_text("secret")
    kind = QTextDocument.ResourceType.ImageResource.value
    assert preview.loadResource(kind, QUrl.fromLocalFile(str(canary))) == QByteArray()


def test_the_fonts_are_those_of_the_design(preview: NotePreview) -> None:
    preview.show_note("## Head\n\nbody **bold** `code`\n", ())
    fonts = {}
    block = preview.document().begin()
    while block.isValid():
        place = block.begin()
        while not place.atEnd():
            fonts[place.fragment().text().strip()] = place.fragment().charFormat().font()
            place += 1
        block = block.next()
    assert fonts["Head"].pixelSize() == 19
    assert fonts["body"].pixelSize() == 15
    assert fonts["body"].family() == "Source Serif 4"
    assert fonts["bold"] == theme().font("noteBody", 600)
    assert fonts["code"].family() == "JetBrains Mono"
