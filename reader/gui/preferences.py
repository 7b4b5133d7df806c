"""The pages of the preferences, in their order. A page is made when it is first looked at."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.gui.dialogs.preferences.preferences_dialog import PreferencesDialog
    from reader.gui.dialogs.preferences.preferences_page import Page
    from reader.gui.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class PageName:
    """The name of a page, its icon, and what makes it."""

    title: str
    icon: str
    make: Callable[["MainWindow"], "Page"]


def _general(window: "MainWindow") -> "Page":
    from reader.gui.dialogs.preferences.general_page import GeneralPage

    return GeneralPage(window)


def _appearance(window: "MainWindow") -> "Page":
    from reader.gui.dialogs.preferences.appearance_page import AppearancePage

    return AppearancePage(window)


def _reading(window: "MainWindow") -> "Page":
    from reader.gui.dialogs.preferences.reading_page import ReadingPage

    return ReadingPage(window)


def _import(window: "MainWindow") -> "Page":
    from reader.gui.dialogs.preferences.import_page import ImportPage

    return ImportPage(window)


def _tags(window: "MainWindow") -> "Page":
    from reader.gui.dialogs.preferences.tags_page import TagsPage

    return TagsPage(window)


def _highlights(window: "MainWindow") -> "Page":
    from reader.gui.dialogs.preferences.highlights_page import HighlightsPage

    return HighlightsPage(window)


def _citing(window: "MainWindow") -> "Page":
    from reader.gui.dialogs.preferences.citing_page import CitingPage

    return CitingPage(window)


def _templates(window: "MainWindow") -> "Page":
    from reader.gui.dialogs.preferences.templates_page import TemplatesPage

    return TemplatesPage(window)


def _keys(window: "MainWindow") -> "Page":
    from reader.gui.dialogs.preferences.keys_page import KeysPage

    return KeysPage(window)


def _library(window: "MainWindow") -> "Page":
    from reader.gui.dialogs.preferences.library_page import LibraryPage

    return LibraryPage(window)


def _backup(window: "MainWindow") -> "Page":
    from reader.gui.dialogs.preferences.backup_page import BackupPage

    return BackupPage(window)


def _mirror(window: "MainWindow") -> "Page":
    from reader.gui.dialogs.preferences.mirror_page import MirrorPage

    return MirrorPage(window)


PAGES: tuple[PageName, ...] = (
    PageName("General", "preferences", _general),
    PageName("Appearance", "theme", _appearance),
    PageName("Reading", "reading", _reading),
    PageName("Import", "file-in", _import),
    PageName("Tags", "tag", _tags),
    PageName("Highlights", "highlight", _highlights),
    PageName("Templates", "comment", _templates),
    PageName("Citing", "quote", _citing),
    PageName("Keys", "keyboard", _keys),
    PageName("Library", "database", _library),
    PageName("Backup", "shield", _backup),
    PageName("Mirror", "files", _mirror),
)


def open_preferences(window: "MainWindow", title: str = "") -> "PreferencesDialog":
    """Open the preferences at a page, the first one when it is not named."""
    from reader.gui.dialogs.preferences.preferences_dialog import PreferencesDialog

    return PreferencesDialog.open_at(window, title or PAGES[0].title)
