"""Screens of the window that `screens.py` takes pictures of, besides those of its own."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest

from reader.errors import REPAIR, Damaged
from reader.gui.asking.bugs import details
from reader.gui.dialogs.history_dialog import ActionHistory, NoteHistory
from reader.gui.dialogs.preferences.backup_page import BackupPage
from reader.gui.dialogs.preferences.keys_page import KeysPage
from reader.gui.dialogs.preferences.library_page import LibraryPage
from reader.gui.dialogs.taste_dialog import TasteDialog
from reader.gui.look import kinds
from reader.gui.main_window import MainWindow
from reader.gui.places import ALL, QUEUE
from reader.gui.views.reading import panel_tabs
from reader.library import Library
from reader.model import LOOKS, Finding, Kind, KindLook, Pace, State

SETTLE = 900  # ms until answers have come and toasts stand


def pause(milliseconds: int) -> None:
    """Let the window work; unlike `QTest.qWait` it lets the library thread work as well."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait(ready: Callable[[], bool]) -> None:
    """Wait until something has come, on a machine with whatever else to do."""
    for _ in range(60):
        if ready():
            return
        pause(SETTLE // 2)
    raise TimeoutError


def show_keys(window: MainWindow) -> None:
    """The keyboard sheet."""
    window.popups.show_keys()
    pause(SETTLE)


def show_palette(window: MainWindow) -> None:
    """The command palette."""
    window.commands.open("graph")
    pause(SETTLE)


def show_appearance(window: MainWindow) -> None:
    """Preferences, Appearance."""
    window.popups.show_preferences("Appearance")
    pause(SETTLE)


def show_reading_preferences(window: MainWindow) -> None:
    """Preferences, Reading."""
    window.popups.show_preferences("Reading")
    pause(SETTLE)


def show_linked_notes(window: MainWindow) -> None:
    """A paper at full width: notes with links, what links to it, and a title being completed."""
    folder = window.worker.folder
    with Library.open(folder) as library:
        first, second, third = library.find("", sort="title").ids[:3]
        titles = [library.paper(one).facts.title for one in (first, second, third)]
        text = library.paper(first).facts.abstract or ""
        for place, kind in enumerate((Kind.RESULT, Kind.METHOD, Kind.IDEA)):
            start = text.find(" ", 40 + 150 * place) + 1
            if 0 < start < len(text) - 60:
                library.highlight(first, start, text.find(" ", start + 50), kind, "Is it so?")
        library.write_note(second, f"Compare [[{titles[0]}]].")
        library.write_note(
            first,
            f"## First thoughts\n\n**Claim.** It holds. [^h1]\n\n- It is the *start*, not the end."
            f" Compare [[{titles[1]}]] [^1]\n\n- [x] Read the appendix\n- [ ] Does it last?\n\n"
            "[^1]: But only for small ones.\n",
        )
        library.give_keys([first])
    window.follow(None)
    window.browsing.open(ALL, select=(first,))
    pause(2 * SETTLE)
    window.shape.set_full_width(True)
    window.pane.focus_notes()
    QTest.keyClicks(window.pane.panel.notes.text, "See [[the")
    pause(2 * SETTLE)


def show_template_preferences(window: MainWindow) -> None:
    """Preferences, Templates."""
    window.popups.show_preferences("Templates")
    pause(SETTLE)


def show_citing_preferences(window: MainWindow) -> None:
    """Preferences, Citing."""
    window.popups.show_preferences("Citing")
    pause(SETTLE)


def show_highlight_preferences(window: MainWindow) -> None:
    """Preferences, Highlights, with names and colours of their own."""
    own = {Kind.IDEA: KindLook("Claim", "orange"), Kind.CITE: KindLook("To quote", "teal")}
    kinds.show_kinds({**LOOKS, **own})
    window.popups.show_preferences("Highlights")
    pause(SETTLE)


def show_key_preferences(window: MainWindow) -> None:
    """Preferences, Keys, with a clash."""
    window.popups.show_preferences("Keys")
    pause(SETTLE)
    page = window.findChild(KeysPage)
    assert page is not None
    next(line for line in page.lines if line.action.id == "paste").take("Q")


def show_backups(window: MainWindow) -> None:
    """Preferences, Backup."""
    papers = list(window.papers.ids[:3])
    with Library.open(window.worker.folder) as library:
        for reason in ("asked for", "while working", "before an import"):
            library.star(papers[:1])
            library.set_state(papers[1:], State.INBOX)
            library.write_note(papers[0], f"Written {reason}.")
            library.back_up(reason)
    window.popups.show_preferences("Backup")
    pause(SETTLE)


def show_mirror(window: MainWindow) -> None:
    """Preferences, Mirror, with a file that somebody edited."""
    folder = window.worker.folder.parent / "mirror"
    with Library.open(window.worker.folder) as library:
        library.mirror_on(folder)
        next(iter(folder.glob("papers/*/*.md"))).write_text("edited", encoding="utf-8")
        library.mirror_now()
    window.popups.show_preferences("Mirror")
    pause(SETTLE)


def show_restore(window: MainWindow) -> None:
    """What restoring a backup would do."""
    show_backups(window)
    with Library.open(window.worker.folder) as library:
        library.write_note(window.papers.ids[0], "Later.")
        library.write_note(window.papers.ids[4], "On another paper.")
    page = window.findChild(BackupPage)
    assert page is not None
    page.restore.click()
    pause(SETTLE)


def show_health(window: MainWindow) -> None:
    """Preferences, Library, with faults that a check found."""
    window.popups.show_preferences("Library")
    page = window.findChild(LibraryPage)
    assert page is not None
    found = ("paper 7 has no marks", "place 3 of the Queue is taken twice", "row 41 is missing")
    page.begin("Looking for damage")
    page._checked([Finding("library", text) for text in found])


def show_note_history(window: MainWindow) -> None:
    """What changed between two versions of a note."""
    paper = window.papers.ids[0]
    with Library.open(window.worker.folder) as library:
        for text in ("The forecaster brings the gain.", "The router brings most of the gain, not"
                     " the forecaster.\n\nTry it with two experts."):  # fmt: skip
            library.write_note(paper, text)
    window.list.table.select_place(0)
    pause(SETTLE)
    window.looking_back.show_note(paper)
    pause(SETTLE)
    dialog = window.findChild(NoteHistory)
    assert dialog is not None
    dialog.shows.choose(1)


def show_history(window: MainWindow) -> None:
    """What undoing everything back to an action would take back."""
    window.looking_back.show_actions()
    pause(SETTLE)
    dialog = window.findChild(ActionHistory)
    assert dialog is not None
    dialog.list.setCurrentRow(3)
    dialog.back_button.click()
    pause(SETTLE)


def show_about(window: MainWindow) -> None:
    """About."""
    window.popups.show_about()
    pause(SETTLE)


def show_queue(window: MainWindow) -> None:
    """The Queue."""
    window.browsing.open(QUEUE)
    pause(2 * SETTLE)


def show_compact(window: MainWindow) -> None:
    """All papers in the lowest rows, by date."""
    window.shape.choose_density("compact")
    window.browsing.open(ALL)
    window.browsing.sort_by("-date")
    pause(SETTLE)
    window.shape.choose_density("compact")
    window.shape.settings.density = "comfortable"
    window.shape.settings.sorts = {}


def show_several(window: MainWindow) -> None:
    """Several papers selected."""
    window.list.table.select_place(0)
    for _ in range(3):
        window.list.table.move(1, extend=True)
    pause(SETTLE)


def show_statistics(window: MainWindow) -> None:
    """Statistics of a year that was made up."""
    today = datetime.now(UTC).date()

    def day(back: int) -> str:
        return (today - timedelta(days=back)).isoformat()

    added = tuple((day(back), 3 + back * 7 % 19) for back in range(360, 0, -9))
    done = tuple((day(back), 1 + back % 3) for back in range(330, 0, -4))
    queue = tuple((day(back), 20 + back // 12 + back * 5 % 7) for back in range(350, 0, -6))
    queue += ((day(0), 18),)
    tags = (("graphs", 58), ("theory", 34), ("evaluation", 29), ("efficiency", 12))
    together = tuple(
        (one, other, 3 + 5 * place)
        for place, (one, _count) in enumerate(tags)
        for other, _number in tags[:place]
    )
    made_up = Pace(1248, 163, 18, added, done, queue, tags, together, day(360))
    window.statistics._ask = lambda: window.statistics._show(made_up, today, 365)  # type: ignore[method-assign]
    window.statistics.open()


def show_long_step(window: MainWindow) -> None:
    """Several selected, and a step on many papers under way."""
    show_several(window)
    work = window.long_steps.begin("Moving 12,400 papers to Archive")
    work.progress(4_960, 12_400)
    pause(SETTLE)


def show_bug(window: MainWindow) -> None:
    """An error in Reader itself."""
    try:
        window.papers.group(0).lines  # type: ignore[union-attr]  # noqa: B018
    except AttributeError as error:
        window.messages.bug(details(error))
    pause(SETTLE)


def show_damage(window: MainWindow) -> None:
    """A library that cannot be opened."""
    window.opening._not_opened(Damaged("The library file is damaged.", do=REPAIR))
    pause(2 * SETTLE)


def show_triage(window: MainWindow) -> None:
    """Some verdicts into triage."""
    window.triage.begin()
    for state in (State.ARCHIVE, State.QUEUE, None, State.DONE):
        if state is None:
            window.step(1)
        else:
            window.operations.set_state(state)
    view = window.triage.view
    wait(lambda: view is not None and bool(view.close_line.rows))
    pause(SETTLE)


def show_triage_end(window: MainWindow) -> None:
    """The end of triage."""
    window.triage.begin()
    while window.selection():
        window.step(1)


def show_for_you(window: MainWindow) -> None:
    """The Inbox in the order learned from decisions that were made on the words of papers."""
    with Library.open(window.worker.folder) as library:
        for row in library.rows(list(library.find("is:inbox").ids)[:30]):
            text = f"{row.title} {row.snippet}".lower()
            kept = any(word in text for word in ("train", "forgetting", "expert"))
            library.set_state([row.id], State.QUEUE if kept else State.ARCHIVE)
        library.wish("initialization", "pin")
    window.for_you.toggle()
    wait(window.list.taste.isVisible)
    pause(SETTLE)
    window.shape.settings.sorts = {}


def show_for_you_words(window: MainWindow) -> None:
    """Its words."""
    show_for_you(window)
    window.for_you.show_words()
    wait(lambda: window.findChild(TasteDialog) is not None)


def show_no_results(window: MainWindow) -> None:
    """A search that finds nothing, with what to ask instead."""
    window.browsing.open(ALL, query="interfrence tag:graps")
    wait(lambda: "Did you mean" in window.list.empty.sentence)


def show_search_help(window: MainWindow) -> None:
    """The help beside the field."""
    window.browsing.open(ALL, query="tag:theory is:inbox kernel year:20")
    pause(2 * SETTLE)
    window.list.search.start()
    window.list.search.help_wanted.emit()
    pause(SETTLE)


def show_related(window: MainWindow) -> None:
    """Papers close to the selected one, with the words they share."""
    window.list.table.select_place(0)
    window.pane.show_tab(panel_tabs.RELATED)
    wait(lambda: window.pane.panel.related.count > 0)
    pause(SETTLE)


OTHER_SCENES: dict[str, Callable[[MainWindow], None]] = {
    "keyboard": show_keys,
    "palette": show_palette,
    "about": show_about,
    "backups": show_backups,
    "mirror": show_mirror,
    "note-history": show_note_history,
    "history": show_history,
    "restore": show_restore,
    "health": show_health,
    "preferences": show_appearance,
    "preferences-reading": show_reading_preferences,
    "linked-notes": show_linked_notes,
    "preferences-templates": show_template_preferences,
    "preferences-citing": show_citing_preferences,
    "preferences-highlights": show_highlight_preferences,
    "preferences-keys": show_key_preferences,
    "queue": show_queue,
    "for-you": show_for_you,
    "no-results": show_no_results,
    "search-help": show_search_help,
    "related": show_related,
    "for-you-words": show_for_you_words,
    "compact": show_compact,
    "several": show_several,
    "long-step": show_long_step,
    "bug": show_bug,
    "damage": show_damage,
    "statistics": show_statistics,
    "triage-end": show_triage_end,
    "triage": show_triage,
}
