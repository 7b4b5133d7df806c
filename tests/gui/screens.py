"""Pictures of the real window for looking at: `python tests/gui/screens.py OUTDIR [--seeds]`.

Builds a library of the sample papers (with `--seeds` of the real listings in `../shared/seeds`)
in a home of its own, decides on some of them, and takes pictures in every look. With `--readme`
it only makes the picture of the README, `packaging/screenshot.png`.
"""

import argparse
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QPoint, QRectF, Qt  # noqa: E402  (the platform must be chosen before)
from PySide6.QtGui import QPainter, QPainterPath, QPixmap  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QDialog  # noqa: E402
from scenes import OTHER_SCENES, SETTLE, pause, wait  # noqa: E402  (beside this file)
from writing_scenes import WRITING_SCENES  # noqa: E402  (likewise)

from reader.gui.dialogs.exporting.export_dialog import ExportDialog  # noqa: E402
from reader.gui.dialogs.importing.import_dialog import ImportDialog  # noqa: E402
from reader.gui.look.theme import Scheme, start_theme, theme  # noqa: E402
from reader.gui.main_window import MainWindow  # noqa: E402
from reader.gui.places import ALL  # noqa: E402
from reader.gui.settings import Settings  # noqa: E402
from reader.library import Library, read_file  # noqa: E402
from reader.model import Dump, Entry, ExportOptions, Kind, Listing, State  # noqa: E402
from reader.paths import resource  # noqa: E402
from reader.query.nodes import Has  # noqa: E402

AnyDialog = TypeVar("AnyDialog", bound=QDialog)
SAMPLE = "sample-listing.txt"
README = ROOT / "packaging" / "screenshot.png"
STRIP = 40
NOTE = """**Claim.** The forecaster, not the router, brings the gain. [^h1]

- [x] read the ablation
- [ ] try it with *two* experts awake

> Would it still work with a slower disk?

`tidepool --awake 1`
"""
TAGS = ("efficiency", "evaluation", "graphs", "theory", "to-cite")


@dataclass(frozen=True, slots=True)
class Look:
    """One way to see a scene."""

    name: str
    scheme: Scheme = "light"
    scale: float = 1.0
    size: tuple[int, int] = (1440, 900)
    tabbed: bool = False  # taken after Tab, so that it shows where the keyboard is


LOOKS = (
    Look("light"),
    Look("dark", "dark"),
    Look("small", size=(1024, 700)),
    Look("large-text", scale=2.0, size=(1280, 800)),
    Look("after-tab", tabbed=True),
    Look("after-tab-dark", "dark", tabbed=True),
)


def seeds() -> list[Path]:
    """The real listings beside the checkout, if they are there."""
    return sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))


def build(folder: Path, sources: Sequence[Path]) -> None:
    """Make a library of these listings and decide on some of its papers."""
    with Library.open(folder) as library:
        library.add([library.plan(read_file(source)) for source in sources])
        ids = list(library.find().ids)
        add_doubtful(library, ids[5:7])
        library.see(ids[1::3])
        for state, chosen in (
            (State.QUEUE, ids[5:9]),
            (State.READING, ids[9:11]),
            (State.DONE, ids[11:14]),
            (State.ARCHIVE, ids[14:16]),
        ):
            library.set_state(chosen, state)
        library.star([ids[1], ids[3], ids[9]])
        for number, tag in enumerate(TAGS):
            library.tag(ids[number::6], [tag])
        library.tag(ids[:2], ["to-cite"])
        for paper_id in (ids[0], ids[9]):
            annotate(library, paper_id)
        library.write_note(ids[3], "Compare with the controlled study.")


def add_doubtful(library: Library, ids: Sequence[int]) -> None:
    """Bring some papers in once more under other titles, so that they may be others."""
    again = [
        replace(paper.facts, title=f"{paper.facts.title}, Revisited", date="2025-02-03", url=None)
        for paper in library.papers(ids)
    ]
    entries = tuple(Entry(facts, place * 2 + 1, place * 2 + 2) for place, facts in enumerate(again))
    listing = Listing("lines", 2 * len(entries), entries, captured="2025-11-20")
    library.add([library.plan_listing(Dump("reading-group.txt", "made up"), listing)])


def annotate(library: Library, paper_id: int) -> None:
    """Highlight the beginnings of some sentences and write a note."""
    text = library.paper(paper_id).facts.abstract or ""
    ends = [found.end() for found in re.finditer(r"\. ", text)]
    comments = ("", "one awake is enough", "by how much on a slow disk?")
    for start, kind, comment in zip(
        ends, (Kind.IDEA, Kind.METHOD, Kind.QUESTION), comments, strict=False
    ):
        end = text.find(" ", start + 60)
        library.highlight(paper_id, start, end if end > 0 else len(text), kind, comment)
    library.write_note(paper_id, NOTE)


@contextmanager
def window_on(folder: Path, look: Look) -> Iterator[MainWindow]:
    """The real window on a library, in one look."""
    theme().choose(look.scheme, look.scale)
    window = MainWindow(folder, Settings())
    window.resize(*look.size)
    window.begin()
    window.show()
    window.activateWindow()
    window.go_on()
    window.shape.default_widths()
    pause(SETTLE)
    yield window
    for dialog in window.findChildren(QDialog):
        dialog.close()
    pause(50)
    window.close()
    CLOSED.append(window)


# ---------------------------------------------------------------- scenes


def show_main(window: MainWindow) -> None:
    """The Inbox with its first paper."""
    window.list.table.select_place(0)


def show_search(window: MainWindow) -> None:
    """A search over everything."""
    window.browsing.open(ALL, query="model is:inbox")
    wait(lambda: bool(window.list.facets.rows))
    window.list.table.select_place(0)
    pause(SETTLE)
    window.pane.step_match(1)


def show_annotate(window: MainWindow) -> None:
    """A paper at full width with highlights and notes."""
    window.list.table.select_place(2)
    pause(SETTLE)
    window.shape.set_full_width(True)
    window.pane.focus_notes()


def opened(window: MainWindow, kind: type[AnyDialog]) -> AnyDialog:
    """The dialog of this kind, as soon as it is there."""
    for _ in range(60):
        dialog = window.findChild(kind)
        if dialog is not None:
            return dialog
        pause(SETTLE)
    raise TimeoutError(kind.__name__)


def show_import(window: MainWindow) -> None:
    """The preview of an import."""
    window.importing.preview(SOURCES[-1:])
    pause(SETTLE)
    dialog = opened(window, ImportDialog)
    while not dialog.table.model().rowCount():
        pause(50)
    dialog.go_to_check()


def show_import_edit(window: MainWindow) -> None:
    """An entry of an import as fields, one of the entries before it joined."""
    show_import(window)
    dialog = opened(window, ImportDialog)
    dialog.side.detail.join()
    pause(SETTLE)
    dialog.side.detail.edit()


def show_duplicates(window: MainWindow) -> None:
    """Two papers that may be one, side by side."""
    window.duplicates.open()
    pause(SETTLE)
    if window.duplicates.view is not None:
        window.duplicates.view.step(1)


def show_export(window: MainWindow) -> None:
    """The export of what is listed."""
    window.exporting.open([])
    pause(SETTLE)


def show_references(window: MainWindow) -> None:
    """The export of references."""
    show_export(window)
    opened(window, ExportDialog).form.references.click()
    pause(SETTLE)


def show_template(window: MainWindow) -> None:
    """The editor of export templates, with what one makes of a paper."""
    show_export(window)
    opened(window, ExportDialog).form.edit_template.click()
    pause(3 * SETTLE)


def show_changes(window: MainWindow) -> None:
    """What an export into a vault changes; one note was changed on both sides."""
    place = Path(tempfile.mkdtemp()) / "vault"
    options = ExportOptions(layout="vault", without_notes=False)
    with Library.open(window.worker.folder) as library:
        ids = list(library.find(within=Has("notes")).ids)
        library.export(ids, place, options)
        for path in sorted(place.glob("*.md"))[:1]:
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace("## Notes\n\n", "## Notes\n\nSurely? "), encoding="utf-8")
        for number in ids:
            library.append_note(number, "Later: it depends on the data.")
    window.exporting.open(ids)
    pause(SETTLE)
    dialog = opened(window, ExportDialog)
    dialog.form.vault.click()
    dialog.form.place.setText(str(place))
    pause(SETTLE)
    dialog.look_first()
    pause(2 * SETTLE)


SOURCES: list[Path] = []
CLOSED: list[MainWindow] = []  # kept: the look may change once more while they are still there
FIRST = "first-run"
SCENES: dict[str, Callable[[MainWindow], None]] = {
    FIRST: lambda _window: None,
    **OTHER_SCENES,
    **WRITING_SCENES,
    "main": show_main,
    "search": show_search,
    "annotate": show_annotate,
    "import": show_import,
    "import-edit": show_import_edit,
    "duplicates": show_duplicates,
    "export": show_export,
    "references": show_references,
    "template": show_template,
    "changes": show_changes,
}


def picture(window: MainWindow, look: Look) -> QPixmap:
    """The window as it is, with a dialog over it in the place where the system would put it."""
    pause(SETTLE)
    if look.tabbed:
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        pause(SETTLE // 4)
    below = window.grab()
    dialogs = [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
    return with_dialog(below, dialogs[-1]) if dialogs else below


def with_dialog(below: QPixmap, dialog: QDialog) -> QPixmap:
    """A dialog over its window; a plain strip stands for the title bar of the system."""
    whole = QRectF(0, 0, dialog.width(), dialog.height() + STRIP)
    whole.moveCenter(QRectF(below.rect()).center())
    painter = QPainter(below)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    shape.addRoundedRect(whole, 10, 10)
    painter.setClipPath(shape)
    painter.fillRect(whole, theme().color("bg.sidebar"))
    strip = QRectF(whole.left(), whole.top(), whole.width(), STRIP)
    painter.setFont(theme().font("bodyStrong"))
    painter.setPen(theme().color("text.primary"))
    painter.drawText(strip, Qt.AlignmentFlag.AlignCenter, dialog.windowTitle())
    painter.drawPixmap(QPoint(round(whole.left()), round(whole.top()) + STRIP), dialog.grab())
    painter.end()
    return below


def shoot(
    out: Path,
    sources: Sequence[Path],
    known: Sequence[Path],
    looks: Sequence[Look],
    scenes: Mapping[str, Callable[[MainWindow], None]],
) -> None:
    """Take these scenes in these looks, each with a library of its own."""
    SOURCES[:] = sources
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        empty, full = Path(home) / "empty", Path(home) / "full"
        Library.open(empty).close()
        build(full, known)
        for look, (name, prepare) in product(looks, scenes.items()):
            nothing_known = name.startswith("import") and SOURCES[-1] in known
            model = empty if nothing_known or name == FIRST else full
            folder = Path(home) / f"{name}-{look.name}" / "Papers"
            shutil.copytree(model, folder)
            with window_on(folder, look) as window:
                prepare(window)
                picture(window, look).save(str(out / f"{name}-{look.name}.png"))


def shoot_readme(known: Sequence[Path]) -> None:
    """Make the picture of the README: small enough to load at once, and never of real papers."""
    with tempfile.TemporaryDirectory() as home:
        build(Path(home), known)
        look = Look("readme", size=(1280, 800))
        with window_on(Path(home), look) as window:
            window.list.table.select_place(2)  # one with highlights and notes
            pause(3 * SETTLE)
            picture(window, look).save(str(README), "PNG", 0)


def main(arguments: Sequence[str]) -> int:
    """Take the pictures in a home of their own."""
    parser = argparse.ArgumentParser(description="Take pictures of the real window.")
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--readme", action="store_true", help="only the picture of the README")
    parser.add_argument("--seeds", action="store_true", help="use ../shared/seeds as well")
    only = {"action": "append", "help": "only this one; may be given again"}
    parser.add_argument("--scene", choices=[*SCENES], **only)
    parser.add_argument("--look", choices=[look.name for look in LOOKS], **only)
    asked = parser.parse_args(arguments)
    if asked.out is None and not asked.readme:
        parser.error("say where to put the pictures")
    with tempfile.TemporaryDirectory() as home:
        for variable in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
            os.environ[variable] = str(Path(home) / variable)
        app = QApplication([])
        start_theme(app, "light", 1.0)
        sample = resource(SAMPLE)
        if asked.readme:
            shoot_readme([sample])
            return 0
        real = seeds() if asked.seeds else []
        looks = [look for look in LOOKS if not asked.look or look.name in asked.look]
        scenes = {name: SCENES[name] for name in SCENES if not asked.scene or name in asked.scene}
        shoot(asked.out, [sample, *real], [*real[:1], sample], looks, scenes)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
