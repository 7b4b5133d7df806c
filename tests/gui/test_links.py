"""The link gate: only plain web addresses pass, and only after they were shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from reader.gui.results.links import allowed, open_folder, open_link


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("http://example.org:8080/", "http://example.org:8080/"),
        ("doi:10.1000/xyz(1)", "https://doi.org/10.1000/xyz(1)"),
        ("arXiv:1803.03635v2", "https://arxiv.org/abs/1803.03635v2"),
        ("arxiv:cs/9901001", "https://arxiv.org/abs/cs/9901001"),
        ("https://exämple.org/ü", "https://xn--exmple-cua.org/%C3%BC"),
    ],
)
def test_web_addresses_and_identifiers_pass(address: str, target: str) -> None:
    assert allowed(address) == target


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "//example.org/a",
        "http:///a",
        "https://",
        "example.org",
        "ftp://example.org/a",
        "smb://host/share",
        "ms-msdt:/id",
        "search-ms:query=x",
        "mailto:a@example.org",
        "data:text/html,x",
        "https://user:word@example.org/",
        "https://example.org@evil.example/",
        "https://example.org/a b",
        "https://example.org/\u202egpj.exe",
        "https://example.org\\@evil.example",
        "https://exa\nmple.org",
        "doi:javascript",
        "arxiv:../../x",
        "https://example.org/" + "a" * 3000,
        "",
    ],
)
def test_nothing_else_passes(address: str) -> None:
    assert allowed(address) is None


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that reached the browser."""
    reached: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: reached.append(url.toString()) or True
    )
    return reached


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def ask(window: QWidget, address: str) -> QMessageBox:
    open_link(window, address)
    box = window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    return box


def test_the_whole_address_is_shown_before_anything_opens(
    window: QWidget, opened: list[str]
) -> None:
    address = "https://example.org/" + "part/" * 30
    box = ask(window, address)
    assert box.informativeText().replace("\n", "") == address
    assert opened == []
    button = next(button for button in box.buttons() if button.text() == "Open")
    button.click()
    assert opened == [address]


def test_an_address_can_be_copied_instead(window: QWidget, opened: list[str]) -> None:
    box = ask(window, "https://example.org/copy")
    next(button for button in box.buttons() if button.text() == "Copy instead").click()
    assert QGuiApplication.clipboard().text() == "https://example.org/copy"
    assert opened == []


def test_what_is_no_web_address_only_says_so(window: QWidget, opened: list[str]) -> None:
    box = ask(window, "file:///etc/passwd")
    assert [button.text().replace("&", "") for button in box.buttons()] == ["OK"]
    box.buttons()[0].click()
    assert opened == []


def test_only_a_folder_is_shown_never_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: reached.append(url.toLocalFile()) or True
    )
    program = tmp_path / "program.sh"
    program.write_text("echo", encoding="utf-8")
    open_folder(program)
    assert reached == []
    open_folder(tmp_path)
    assert reached == [str(tmp_path)]
