"""The export dialog: what it offers, what it shows, what it writes."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from making import facts, fill, listing, title
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from reader.gui.asking.worker import Worker
from reader.gui.dialogs.exporting.export_dialog import ExportDialog
from reader.gui.dialogs.exporting.export_names import file_stem
from reader.gui.dialogs.exporting.export_preview import size_words
from reader.gui.main_window import MainWindow
from reader.library import Library
from reader.model import Dump, Exported, Kind

Open = Callable[..., ExportDialog]
Choices = Sequence[tuple[str, Sequence[int]]]


@pytest.fixture
def ids(folder: Path) -> list[int]:
    """Six papers; the first two have a note, the third a highlight."""
    with Library.open(folder) as library:
        ids = fill(library, range(6))
        for paper_id in ids[:2]:
            library.write_note(paper_id, f"A thought about {paper_id}.")
        library.highlight(ids[2], 0, 10, Kind.METHOD, "one shot")
    return ids


@pytest.fixture
def open_dialog(worker: Worker, qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    """Open the dialog and wait for its first preview; it saves into a folder of the test."""
    opened: list[ExportDialog] = []

    def open_on(choices: Choices) -> ExportDialog:
        (tmp_path / "out").mkdir(exist_ok=True)
        dialog = ExportDialog(worker, choices)
        qtbot.addWidget(dialog)
        dialog.form.place.setText(str(tmp_path / "out" / "notes.md"))
        dialog.form._place_is_ours = False
        dialog.show()
        opened.append(dialog)
        settled(dialog, qtbot)
        return dialog

    yield open_on
    for dialog in opened:
        dialog.done(0)


def settled(dialog: ExportDialog, qtbot: QtBot) -> None:
    """Wait until the preview shows what is chosen now."""
    page = dialog.preview._pages
    qtbot.waitUntil(
        lambda: (
            not dialog._settle.isActive()
            and not dialog._worker._waiting
            and (dialog.preview.text != "" or page.currentWidget() is dialog.preview.nothing)
        ),
        timeout=5_000,
    )


def export(dialog: ExportDialog, qtbot: QtBot) -> Exported:
    with qtbot.waitSignal(dialog.exported, timeout=5_000) as told:
        qtbot.mouseClick(dialog.primary_button, Qt.MouseButton.LeftButton)
    exported = told.args[0]
    assert isinstance(exported, Exported)
    return exported


def test_only_papers_with_notes_or_highlights_are_exported_at_first(
    open_dialog: Open, ids: list[int]
) -> None:
    dialog = open_dialog([("Inbox", ids)])
    assert dialog.form.have_notes.text() == "3 of 6 have notes or highlights"
    assert dialog.primary_button.text() == "Export 3 papers"


def test_the_preview_is_the_real_output_and_follows_the_options(
    open_dialog: Open, ids: list[int], qtbot: QtBot
) -> None:
    dialog = open_dialog([("Inbox", ids)])
    assert title(0) in dialog.preview.source.toPlainText()
    assert title(5) not in dialog.preview.text
    dialog.form.boxes["without_notes"].click()
    settled(dialog, qtbot)
    assert title(5) in dialog.preview.text
    assert dialog.primary_button.text() == "Export 6 papers"
    with Library.open(dialog._worker.folder) as library:
        assert dialog.preview.text == library.export_preview(ids, dialog.form.options)[0].text


def test_exporting_writes_the_file_and_closes(
    open_dialog: Open, ids: list[int], qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = open_dialog([("Inbox", ids)])
    shown = dialog.preview.text
    exported = export(dialog, qtbot)
    assert exported.papers == 3
    written = (tmp_path / "out" / "notes.md").read_text("utf-8")
    assert re.sub(r"(?m)^<!-- reader:.* -->\n", "", written) == shown
    assert not dialog.isVisible()


def test_a_file_for_each_paper_is_listed_and_written(
    open_dialog: Open, ids: list[int], qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = open_dialog([("Inbox", ids)])
    qtbot.mouseClick(dialog.form.files, Qt.MouseButton.LeftButton)
    settled(dialog, qtbot)
    names = dialog.preview.names.stringList()
    assert len(names) == 3
    assert dialog.preview.list.isVisible()
    assert not dialog.form.title.isVisible()
    assert dialog.form.place.text() == str(tmp_path / "out" / "notes")
    export(dialog, qtbot)
    written = {path.name for path in (tmp_path / "out" / "notes").glob("*.md")}
    assert written == set(names)


def test_another_file_of_the_list_is_shown_when_chosen(
    open_dialog: Open, ids: list[int], qtbot: QtBot
) -> None:
    dialog = open_dialog([("Inbox", ids)])
    dialog.form.files.click()
    settled(dialog, qtbot)
    dialog.preview.list.setCurrentIndex(dialog.preview.names.index(1, 0))
    assert title(1) in dialog.preview.source.toPlainText()


def test_without_any_notes_one_click_helps(open_dialog: Open, ids: list[int], qtbot: QtBot) -> None:
    dialog = open_dialog([("Inbox", ids[3:])])
    assert dialog.preview.nothing.isVisible()
    assert dialog.preview.nothing.title == "None of these papers has notes or highlights"
    assert not dialog.primary_button.isEnabled()
    dialog.form.include_all()
    settled(dialog, qtbot)
    assert dialog.primary_button.isEnabled()
    assert title(4) in dialog.preview.text


def test_other_papers_can_be_chosen(open_dialog: Open, ids: list[int], qtbot: QtBot) -> None:
    dialog = open_dialog([("Inbox", ids), ("Starred", ids[:1])])
    dialog.form.papers.setCurrentIndex(1)
    qtbot.waitUntil(lambda: dialog.primary_button.text() == "Export 1 paper")
    settled(dialog, qtbot)
    assert dialog.form.options.title == "Starred"
    assert title(1) not in dialog.preview.text


def test_a_place_that_cannot_be_written_is_told_under_its_field(
    open_dialog: Open, ids: list[int], qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = open_dialog([("Inbox", ids)])
    (tmp_path / "file").write_text("no folder")
    dialog.form.place.setText(str(tmp_path / "file" / "notes.md"))
    dialog.primary_button.click()
    qtbot.waitUntil(lambda: bool(dialog.form.problem.text()), timeout=5_000)
    assert dialog.isVisible()
    assert dialog.primary_button.isEnabled()


def test_a_file_changed_by_hand_is_kept_and_told(
    open_dialog: Open, ids: list[int], qtbot: QtBot, tmp_path: Path
) -> None:
    mine = tmp_path / "out" / "notes.md"
    mine.parent.mkdir()
    mine.write_text("my own words")
    dialog = open_dialog([("Inbox", ids)])
    exported = export(dialog, qtbot)
    assert exported.kept
    assert mine.read_text() == "my own words"
    assert dialog.isVisible()
    assert "1 file of yours kept as it is" in dialog.form.problem.text()
    dialog.primary_button.click()
    assert not dialog.isVisible()


def test_after_keeping_a_file_another_place_can_be_chosen(
    open_dialog: Open, ids: list[int], qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = open_dialog([("Inbox", ids)])
    (tmp_path / "out" / "notes.md").write_text("my own words")
    export(dialog, qtbot)
    assert dialog.primary_button.text() == "Close"
    dialog.form.place.selectAll()
    qtbot.keyClicks(dialog.form.place, str(tmp_path / "out" / "other.md"))
    assert dialog.primary_button.text() == "Export 3 papers"
    assert not dialog.form.problem.isVisible()
    export(dialog, qtbot)
    assert (tmp_path / "out" / "other.md").exists()


def test_copying_takes_the_same_text(open_dialog: Open, ids: list[int], qtbot: QtBot) -> None:
    dialog = open_dialog([("Inbox", ids)])
    dialog.copy.click()
    qtbot.waitUntil(lambda: dialog.copy.text() == "Copied", timeout=5_000)
    assert QGuiApplication.clipboard().text() == dialog.preview.text


def test_the_rendered_preview_has_no_head_and_no_marks(open_dialog: Open, ids: list[int]) -> None:
    dialog = open_dialog([("Inbox", ids)])
    dialog.preview.mode.choose(1)
    text = dialog.preview.rendered.toPlainText()
    assert title(0) in text
    assert "papers:" not in text
    assert "##" not in text


def test_facts_for_reading_back_are_folded_in_the_preview_and_whole_in_the_file(
    open_dialog: Open, folder: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    with Library.open(folder) as library:
        voted = listing([facts(0, upvotes=12)])
        library.add([library.plan_listing(Dump("a.txt", "made up"), voted)])
        ids = list(library.find().ids)
        library.write_note(ids[0], 'Mine: <!-- facts: {"kites": 2} --> stays.')
    dialog = open_dialog([("Inbox", ids)])
    shown = dialog.preview.source.toPlainText()
    assert "<!-- facts … -->" in shown.split("\n")
    assert "upvotes" not in shown
    assert '{"kites": 2}' in shown  # a person's own words
    dialog.preview.mode.choose(1)
    assert "upvotes" not in dialog.preview.rendered.toPlainText()
    export(dialog, qtbot)
    assert '"upvotes": 12' in (tmp_path / "out" / "notes.md").read_text()


def test_the_place_follows_the_title_until_it_is_typed(
    open_dialog: Open, ids: list[int], qtbot: QtBot
) -> None:
    dialog = open_dialog([("Inbox", ids)])
    dialog.form._place_is_ours = True
    dialog.form.title.clear()
    qtbot.keyClicks(dialog.form.title, "Chapter 7")
    assert Path(dialog.form.place.text()).name == "chapter-7.md"
    dialog.form.place.clear()
    qtbot.keyClicks(dialog.form.place, "/x/y.md")
    qtbot.keyClicks(dialog.form.title, "b")
    assert dialog.form.place.text() == "/x/y.md"


@pytest.mark.parametrize("height", [900, 860])  # without a title bar, and with one
def test_where_to_save_is_seen_without_scrolling(
    height: int, ids: list[int], open_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    window = open_window()
    window.resize(1440, height)
    dialog = ExportDialog(window.worker, [("Inbox", ids)], window)
    dialog.show()
    settled(dialog, qtbot)
    form, side = dialog.form, dialog._side
    assert_seen_in_order(side, form.title, form.order, form.place, form.boxes["bibtex"])
    form.boxes["bibtex"].click()
    form.say_unnamed(4)
    qtbot.waitUntil(form.unnamed.isVisible)
    qtbot.wait(50)
    assert_seen_in_order(side, form.order, form.place, form.boxes["bibtex"], form.unnamed)
    dialog.done(0)


def assert_seen_in_order(side: QScrollArea, *parts: QWidget) -> None:
    """Nothing needs scrolling, and each part lies whole under the one before."""
    assert side.verticalScrollBar().maximum() == 0
    bottom = 0
    for part in parts:
        area = QRect(part.mapTo(side.viewport(), QPoint()), part.size())
        assert side.viewport().rect().contains(area)
        assert area.top() >= bottom
        bottom = area.bottom()


def test_without_a_place_the_button_rests(open_dialog: Open, ids: list[int], qtbot: QtBot) -> None:
    dialog = open_dialog([("Inbox", ids)])
    dialog.form.place.selectAll()
    qtbot.keyClick(dialog.form.place, Qt.Key.Key_Delete)
    assert not dialog.primary_button.isEnabled()
    assert dialog.hint.text() == "Say where to save it."


def test_file_names_are_plain() -> None:
    assert file_stem("Cite in: chapter 3/4") == "cite-in-chapter-3-4"
    assert file_stem("//") == "notes"


def test_sizes_are_told_in_words() -> None:
    assert size_words("é") == "2 bytes"
    assert size_words("a" * 9_200) == "9 KB"
    assert size_words("a" * 4_200_000) == "4.2 MB"


def test_bibtex_stands_beside_the_document_and_is_shown_as_it_is(
    open_dialog: Open, ids: list[int], qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = open_dialog([("Inbox", ids)])
    dialog.form.boxes["bibtex"].click()
    dialog.form.include_all()
    dialog.form.changed.emit()
    qtbot.waitUntil(lambda: dialog.preview.names.stringList() == ["notes.md", "notes.bib"])
    assert dialog.form.beside.text() == "notes.bib"
    assert dialog.preview.list.isHidden()
    for _ in range(2):
        qtbot.keyClick(dialog.preview.mode, Qt.Key.Key_Right)
    assert dialog.preview.text.startswith("@")
    assert dialog.preview.source.toPlainText().startswith("@")
    assert dialog.preview.about.text().startswith("notes.bib, ")
    qtbot.keyClick(dialog.preview.mode, Qt.Key.Key_Left)
    assert dialog.preview.rendered.isVisible()
    assert export(dialog, qtbot).written == ("notes.md", "notes.bib")
    assert (tmp_path / "out" / "notes.bib").read_text().count("@misc{") == 6


def test_without_its_bibtex_the_document_is_shown_again(
    open_dialog: Open, ids: list[int], qtbot: QtBot
) -> None:
    dialog = open_dialog([("Inbox", ids)])
    box, preview = dialog.form.boxes["bibtex"], dialog.preview
    box.click()
    qtbot.waitUntil(lambda: "notes.bib" in preview.names.stringList())
    preview.mode.choose(2)
    assert preview.text.startswith("@")
    box.click()
    assert dialog.form.beside.text() == ""
    qtbot.waitUntil(lambda: preview.names.stringList() == ["notes.md"])
    assert preview.mode.index == 0
    assert preview.source.toPlainText().startswith("---")
    dialog.form.files.click()
    box.click()
    assert dialog.form.beside.text() == "references.bib"
    qtbot.waitUntil(lambda: "references.bib" in preview.names.stringList())
    assert preview.list.isVisible()


def test_references_are_one_file_whose_name_ends_as_its_format_does(
    open_dialog: Open, ids: list[int], qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = open_dialog([("Inbox", ids)])
    dialog.form.references.click()
    assert dialog.form.place.text().endswith("notes.bib")
    assert not dialog.form.boxes["bibtex"].isEnabled()
    dialog.form.format.setCurrentIndex(2)
    assert dialog.form.place.text().endswith("notes.ris")
    settled(dialog, qtbot)
    qtbot.waitUntil(lambda: dialog.preview.text.startswith("TY  - "))
    assert export(dialog, qtbot).written == ("notes.ris",)
    dialog.form.document.click()
    assert dialog.form.place.text().endswith("notes.md")


def test_related_papers_are_one_box_that_web_pages_have_and_references_do_not(
    open_dialog: Open, ids: list[int], qtbot: QtBot, folder: Path
) -> None:
    with Library.open(folder) as library:
        fill(library, range(6, 16))  # two about each subject
    dialog = open_dialog([("Inbox", ids)])
    assert "Related papers" not in dialog.preview.text
    dialog.form.boxes["related"].click()
    qtbot.waitUntil(lambda: "### Related papers\n\n- " in dialog.preview.text, timeout=5_000)
    dialog.form.references.click()
    enabled = {}
    for index in range(dialog.form.format.count()):
        dialog.form.format.setCurrentIndex(index)
        enabled[dialog.form.format.itemText(index)] = dialog.form.boxes["related"].isEnabled()
    assert [name for name, on in enabled.items() if on] == ["Web page, HTML"]
