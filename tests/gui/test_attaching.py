"""Files in the window: dropped and chosen, named when missing, opened only when harmless."""

from pathlib import Path

import pytest
from driving import wait_for_thread
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from reader.gui.main_window import MainWindow
from reader.gui.results.links import open_file
from reader.gui.views.reading.details import details_of


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was handed to the system."""
    told: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: bool(told.append(url.toLocalFile())) or True
    )
    return told


def dragged(*files: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    return mime


@pytest.fixture
def shown(window: MainWindow, filled: list[int], qtbot: QtBot) -> MainWindow:
    window.list.table.select_place(0)
    qtbot.waitUntil(lambda: window.pane.paper_id == filled[0])
    return window


def test_a_dropped_pdf_is_attached_and_a_listing_is_not(
    shown: MainWindow, filled: list[int], tmp_path: Path, qtbot: QtBot, opened: list[str]
) -> None:
    pdf, page = tmp_path / "a.pdf", tmp_path / "page.txt"
    pdf.write_bytes(b"%PDF-1.7")
    page.write_text("x")
    assert not shown.attaching.take(dragged(pdf, page))
    assert shown.attaching.take(dragged(pdf))
    wait_for_thread(shown, qtbot)
    paper = shown.looking.paper(filled[0])
    assert paper is not None
    (file,) = paper.files
    assert "Attached a.pdf" in shown.toast.text
    shown.attaching.open()
    library = shown.looking.library
    assert library is not None
    assert opened == [str(library.place_of(file))]
    assert ("Files", "a.pdf (0 kB)", f"file: {file.id}") in details_of(paper)
    shown.attaching.take_off()
    wait_for_thread(shown, qtbot)
    shown.operations.undo()
    wait_for_thread(shown, qtbot)
    assert shown.shown_paper.paper is not None
    assert len(shown.shown_paper.paper.files) == 1


def test_a_missing_file_is_named(
    shown: MainWindow, tmp_path: Path, qtbot: QtBot, opened: list[str]
) -> None:
    pdf = tmp_path / "gone.pdf"
    pdf.write_bytes(b"%PDF-1.7")
    assert shown.pane.paper_id is not None
    shown.attaching.attach(shown.pane.paper_id, [pdf], link=True)
    wait_for_thread(shown, qtbot)
    pdf.unlink()
    paper = shown.shown_paper.paper
    assert paper is not None
    lines = details_of(paper, shown.pane.panel.details.missing)
    assert any("gone.pdf (missing)" in line[1] for line in lines)
    shown.attaching.open()
    assert opened == []
    assert shown.list.banner.isVisible()


@pytest.mark.parametrize(
    ("name", "content", "opens"),
    [
        ("a.pdf", b"\n\n%PDF-1.4 x", True),
        ("a.PDF", b"%PDF-1.4", True),
        ("a.pdf", b"#!/bin/sh\nrm -rf x", False),
        ("a.pdf", b"MZ\x90", False),
        ("a.png", b"\x89PNG\r\n\x1a\nrest", True),
        ("a.png", b"%PDF-1.4", False),
        ("a.epub", b"PK\x03\x04rest", True),
        ("a.sh", b"#!/bin/sh", False),
        ("a.desktop", b"[Desktop Entry]", False),
        ("a.html", b"<script>", False),
        ("a.exe", b"MZ", False),
        ("pdf", b"%PDF-1.4", False),
        ("a.pdf.lnk", b"%PDF-1.4", False),
    ],
)
def test_only_what_is_read_and_never_run_is_opened(
    tmp_path: Path, opened: list[str], name: str, content: bytes, opens: bool
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert open_file(path) is opens
    assert bool(opened) is opens
    assert not open_file(tmp_path)
    assert not open_file(tmp_path / "none.pdf")


def test_a_file_that_could_run_shows_its_folder_instead(
    shown: MainWindow, tmp_path: Path, qtbot: QtBot, opened: list[str]
) -> None:
    script = tmp_path / "run.sh"
    script.write_text("#!/bin/sh")
    assert shown.pane.paper_id is not None
    shown.attaching.attach(shown.pane.paper_id, [script])
    wait_for_thread(shown, qtbot)
    shown.attaching.open()
    assert opened == []
    assert "could run as a program" in shown.toast.text
