"""The left side of the export dialog: which papers, how, what of them, and where to."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QSignalBlocker, QSize, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QCheckBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader.gui.controls.banner import Banner
from reader.gui.controls.choice_box import ChoiceBox
from reader.gui.controls.choice_card import ChoiceCard
from reader.gui.controls.label import Ink, Label
from reader.gui.controls.search_field import FolderField
from reader.gui.controls.segmented import Segmented
from reader.gui.dialogs.exporting.export_names import IN_FOLDERS, bibtex_beside, file_stem
from reader.gui.look import icons
from reader.gui.look.theme import LARGE, theme
from reader.model import ExportFormat, ExportOptions, ExportOrder, Template

Layout = Literal["document", "files", "vault", "references"]
Format = ExportFormat | Literal["json"]
ORDERS: tuple[tuple[ExportOrder, str], ...] = (
    ("given", "As listed"),
    ("queue", "Queue"),
    ("date", "Date"),
    ("title", "Title"),
    ("tag", "Tag"),
)
REFERENCES: tuple[tuple[Format, str, str], ...] = (
    ("bibtex", "BibTeX", ".bib"),
    ("biblatex", "BibLaTeX", ".bib"),
    ("ris", "RIS", ".ris"),
    ("csl-json", "CSL JSON", ".json"),
    ("csv", "Table, CSV", ".csv"),
    ("html", "Web page, HTML", ".html"),
    ("json", "Whole library, JSON", ".json"),
)
INCLUDE = (
    ("abstract", "Abstract", False),
    ("highlights", "Highlights", True),
    ("comments", "Comments", True),
    ("notes", "Notes", True),
    ("tags", "Tags", True),
    ("keys", "Citation keys", True),
    ("without_notes", "Papers without notes", False),
    ("related", "Related papers", False),
)
BIBTEX = "BibTeX next to it"
ONLY_MARKDOWN = ("comments", "keys", "bibtex")
NOT_IN_REFERENCES = (*ONLY_MARKDOWN, "related", "highlights", "notes")
SAID_BY_TEMPLATE = ("abstract", "highlights", "comments", "notes", "related")
STANDARD = "Standard"
UNNAMED = "Their BibTeX entries say so in a note."
LEFT_OUT = {"csv": (*ONLY_MARKDOWN, "related"), "html": ("keys", "bibtex")}
EXTENSION = ".md"
WHOLE = "Every paper, note and version, whatever is chosen here. Importing the file brings it back."


class ExportForm(QWidget):
    """Holds what was chosen; says `papers_changed` and `changed`, decides nothing."""

    papers_changed = Signal()
    changed = Signal()
    place_changed = Signal()

    def __init__(
        self, labels: Sequence[str], titles: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._titles = titles
        self._place_is_ours = True
        self.papers = ChoiceBox("Papers")
        self.papers.addItems(list(labels))
        self.have_notes = Label(role="small", ink="secondary", wrap=True)
        self.document = ChoiceCard("file", "One document", "All papers in one Markdown file")
        self.files = ChoiceCard("files", "One file per paper", "A folder of Markdown files")
        self.vault = ChoiceCard(
            "folder", "Obsidian vault", "Files with properties, linked to each other"
        )
        self.references = ChoiceCard(
            "clipboard", "Another format", "References, a web page, a table"
        )
        self.format = ChoiceBox("Format")
        self.format.addItems([text for _name, text, _ending in REFERENCES])
        self._layouts = QButtonGroup(self)
        self.title = QLineEdit(titles[0] if titles else "")
        self.title.setAccessibleName("Title")
        self.boxes = {name: QCheckBox(text) for name, text, _on in INCLUDE}
        self.boxes["bibtex"] = QCheckBox(BIBTEX)
        self.beside = Label(role="body", ink="secondary")
        self.template = ChoiceBox("Page of a paper")
        self.template.addItem(STANDARD, "")
        self.edit_template = QPushButton("&Edit…")
        self.edit_template.setAutoDefault(False)
        self.order = Segmented([text for _name, text in ORDERS], "Order")
        self.place = FolderField("Save to")
        self.choose = QPushButton("&Choose…")
        self.choose.setAutoDefault(False)
        self.problem = Label(role="small", ink="danger", wrap=True)
        self.unnamed = Banner(closable=False)
        self._count_unnamed = 0
        self._captions: list[Label] = []
        self._lines: list[QHBoxLayout] = []
        self._column = QVBoxLayout(self)
        self._lay_out()
        self._connect()
        self._suggest_place()
        self.say_problem("")
        theme().changed.connect(self._restyle)
        self._restyle()

    def _lay_out(self) -> None:
        self.have_notes.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        self._add("&Papers", self.papers, beside=self.have_notes)
        cards = (self.document, self.files, self.vault, self.references)
        for card in cards:
            self._layouts.addButton(card)
        self.document.setChecked(True)
        self.whole = Label(WHOLE, role="small", ink="secondary", wrap=True)
        self._add("Layout", *cards, self.format, self.whole)
        self.format.hide()
        self.whole.hide()
        self._title_line = self._in_line("&Title", self.title)
        self._column.addWidget(self._title_line)
        include = QWidget()
        self._grid = QGridLayout(include)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for number, (name, _text, on) in enumerate(INCLUDE):
            self.boxes[name].setChecked(on)
            self._grid.addWidget(self.boxes[name], number // 2, number % 2)
        self._add("Include", include)
        self._pages = self._in_line("Pa&ge", self.template, self.edit_template)
        self._column.addWidget(self._pages)
        self._column.addWidget(self._in_line("Order", self.order))
        where = QWidget()
        row = QHBoxLayout(where)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.place, 1)
        row.addWidget(self.choose)
        bibtex = QWidget()
        beside = QHBoxLayout(bibtex)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.boxes["bibtex"])
        beside.addWidget(self.beside, 1)
        self._add("&Save to", where, self.problem, bibtex).setBuddy(self.place)
        self._column.addWidget(self.unnamed)
        self.unnamed.hide()
        self._column.addStretch(1)

    def _in_line(self, caption: str, choice: QWidget, *more: QWidget) -> QWidget:
        """A choice with its caption at its left, or over it where the text is large."""
        made = QWidget()
        line = QHBoxLayout(made)
        self._lines.append(line)
        label = Label(caption, role="small", weight=600)
        label.setMinimumWidth(theme().px(40))
        label.setBuddy(choice)
        line.addWidget(label)
        wide = not isinstance(choice, Segmented)
        line.addWidget(choice, int(wide))
        for widget in more:
            line.addWidget(widget)
        if not wide:
            line.addStretch(1)
        return made

    def _add(self, caption: str, *widgets: QWidget, beside: QWidget | None = None) -> Label:
        label = Label(caption, role="small", weight=600)
        label.setBuddy(widgets[0])
        self._captions.append(label)
        line = QHBoxLayout()
        line.addWidget(label)
        if beside is not None:
            line.addWidget(beside, 1)
        self._column.addLayout(line)
        for widget in widgets:
            self._column.addWidget(widget)
        return label

    def _connect(self) -> None:
        self.papers.currentIndexChanged.connect(self._papers_chosen)
        self._layouts.buttonClicked.connect(self._layout_chosen)
        # A reference is asked for the paper, not for what was thought of it.
        self.references.clicked.connect(self.include_all)
        self.format.currentIndexChanged.connect(self._layout_chosen)
        self.title.textEdited.connect(self._title_typed)
        for box in self.boxes.values():
            box.toggled.connect(lambda _on: self.changed.emit())
        for said in (self.changed, self.place_changed):
            said.connect(self._show_bibtex)
        self.template.currentIndexChanged.connect(self._template_chosen)
        self.order.chosen.connect(lambda _index: self.changed.emit())
        self.place.textEdited.connect(self._place_typed)
        self.choose.clicked.connect(self.ask_place)

    # ------------------------------------------------------------ answers

    @property
    def layout_name(self) -> Layout:
        """One document, a file for each paper, a vault, or references for other programs."""
        cards: dict[Layout, ChoiceCard] = {
            "files": self.files,
            "vault": self.vault,
            "references": self.references,
        }
        return next((name for name, card in cards.items() if card.isChecked()), "document")

    @property
    def ending(self) -> str:
        """How the name of what is written ends; a folder's ends in nothing."""
        endings = {"document": EXTENSION, "references": REFERENCES[self.format.currentIndex()][2]}
        return endings.get(self.layout_name, "")

    @property
    def is_whole(self) -> bool:
        """Whether the whole library is to be written, as JSON."""
        return (
            self.layout_name == "references" and REFERENCES[self.format.currentIndex()][0] == "json"
        )

    @property
    def options(self) -> ExportOptions:
        """Everything chosen, as the library wants it."""
        on = {name: box.isChecked() for name, box in self.boxes.items()}
        layout = self.layout_name
        form = REFERENCES[self.format.currentIndex()][0] if layout == "references" else "markdown"
        return ExportOptions(
            format="csl-json" if form == "json" else form,
            layout="document" if layout == "references" else layout,
            title=self.title.text().strip() or "Notes",
            order=ORDERS[self.order.index][0],
            abstract=on["abstract"],
            highlights=on["highlights"],
            comments=on["comments"],
            notes=on["notes"],
            tags=on["tags"],
            keys=on["keys"],
            related=on["related"],
            without_notes=on["without_notes"],
            bibtex=on["bibtex"] and layout != "references",
            template=self.template.currentData() if layout != "references" else "",
        )

    @property
    def target(self) -> Path | None:
        """The file or folder to write; None when the field is empty."""
        text = self.place.text().strip()
        return Path(text).expanduser() if text else None

    def offer_templates(self, templates: Sequence[Template], chosen: str) -> None:
        """Offer these beside the standard page, and choose the one of this name."""
        with QSignalBlocker(self.template):
            self.template.clear()
            self.template.addItem(STANDARD, "")
            for one in templates:
                self.template.addItem(one.name, one.text)
            self.template.setCurrentIndex(max(0, self.template.findText(chosen)))
        self._template_chosen()

    def _template_chosen(self) -> None:
        self._enable_boxes()
        self.changed.emit()

    def include_all(self) -> None:
        """Tick "Papers without notes"."""
        self.boxes["without_notes"].setChecked(True)

    def say_problem(self, text: str) -> None:
        """Say under the field why its place cannot be written; empty takes that back."""
        self._say(text, "danger")

    def say_unnamed(self, count: int) -> None:
        """Say of how many papers only the number of authors is known."""
        lists = "paper lists" if count == 1 else "papers list"
        self.unnamed.say(f"{count:,} {lists} only how many authors there are. {UNNAMED}")
        self._count_unnamed = count
        self._show_bibtex()

    def _show_bibtex(self) -> None:
        """Say what the file of references is called, and what it can not say."""
        bibtex = self.boxes["bibtex"].isChecked() and self.layout_name != "references"
        self.unnamed.setVisible(bool(self._count_unnamed) and bibtex)
        beside = IN_FOLDERS if not self.ending else bibtex_beside(self.place.text())
        self.beside.setText(beside if bibtex else "")

    def say_kept(self, text: str) -> None:
        """Say under the field what was left alone there; nothing is wrong."""
        self._say(text, "secondary")

    def _say(self, text: str, ink: Ink) -> None:
        self.problem.setText(text)
        self.problem.set_ink(ink)
        self.problem.setVisible(bool(text))
        self.place.setProperty("invalid", bool(text) and ink == "danger")
        self.place.style().unpolish(self.place)
        self.place.style().polish(self.place)

    # ------------------------------------------------------------ changes

    def _papers_chosen(self) -> None:
        self.title.setText(self._titles[self.papers.currentIndex()])
        self._suggest_place()
        self.papers_changed.emit()

    def _layout_chosen(self) -> None:
        layout = self.layout_name
        self._title_line.setVisible(layout == "document")
        self.format.setVisible(layout == "references")
        self.whole.setVisible(self.is_whole)
        self._pages.setVisible(layout != "references")
        self._enable_boxes()
        if self._place_is_ours:
            self._suggest_place()
        else:
            place = Path(self.place.text().strip())
            self.place.setText(str(place.with_suffix(self.ending)))
        self.say_problem("")
        self.changed.emit()

    def _enable_boxes(self) -> None:
        """Only what makes a difference can be ticked."""
        if self.layout_name == "references":
            left_out = LEFT_OUT.get(REFERENCES[self.format.currentIndex()][0], NOT_IN_REFERENCES)
        else:
            left_out = SAID_BY_TEMPLATE if self.template.currentIndex() > 0 else ()
        for name in {*NOT_IN_REFERENCES, *SAID_BY_TEMPLATE}:
            self.boxes[name].setEnabled(name not in left_out)

    def _title_typed(self) -> None:
        self._suggest_place()
        self.changed.emit()

    def _place_typed(self) -> None:
        self._place_is_ours = False
        self.say_problem("")
        self.place_changed.emit()

    def _suggest_place(self) -> None:
        if not self._place_is_ours:
            return
        where = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(where) or Path.home())
        self.place.setText(str(folder / (file_stem(self.title.text()) + self.ending)))
        self.place_changed.emit()

    def ask_place(self) -> None:
        """Let the system's own file dialog choose the file or folder."""
        now = str(self.target or "")
        if self.ending:
            # What is there is never lost: the library writes beside a file that is not its own.
            chosen, _filter = QFileDialog.getSaveFileName(
                self,
                "Save to",
                now,
                f"*{self.ending}",
                options=QFileDialog.Option.DontConfirmOverwrite,
            )
        else:
            chosen = QFileDialog.getExistingDirectory(self, "Save to", now)
        if chosen:
            self._place_is_ours = False
            self.place.setText(chosen)
            self.say_problem("")
            self.place_changed.emit()

    def _restyle(self) -> None:
        px = theme().px
        self._column.setContentsMargins(px(24), px(16), px(24), px(16))
        self._column.setSpacing(px(6))
        self._grid.setVerticalSpacing(px(2))
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        for line in self._lines:
            line.setDirection(down if theme().scale >= LARGE else across)
            line.setContentsMargins(0, px(4), 0, 0)
            line.setSpacing(px(6))
        for number, label in enumerate(self._captions):
            label.setContentsMargins(0, px(9) if number else 0, 0, 0)
        for box in self.boxes.values():
            box.setFont(theme().font("body"))
        self.papers.setIconSize(QSize(px(16), px(16)))
        for index in range(self.papers.count()):
            self.papers.setItemIcon(index, icons.icon("import"))
        for button in (self.choose, self.edit_template):
            button.setFont(theme().font("label"))
