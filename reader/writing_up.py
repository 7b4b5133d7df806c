"""Papers as references: citation keys; a part of the front door, `reader.library`."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from reader.citing import FIRST_PATTERN, FIRST_STYLE
from reader.errors import Problem
from reader.model import (
    Changes,
    Facts,
    Kind,
    KindLook,
    LinkOffer,
    Paper,
    Reference,
    ReferenceStyle,
    Template,
)
from reader.store import Store
from reader.store.settings import KINDS

KEY_PATTERN = "citation key pattern"
STYLE = "reference style"
OWN_STYLE = "reference style: "  # and its name


class WritingUp:
    """The verbs of what is written from papers."""

    folder: Path
    _store: Store
    _writes: bool

    def give_keys(self, ids: Sequence[int]) -> Changes:
        """Give a citation key to every paper that has none: from now on it is that paper's."""
        return self._store.give_keys(ids, self._key_maker())

    def keys(self, ids: Sequence[int]) -> dict[int, str]:
        """The citation key of each paper: the one it has, else the one it would be given."""
        return self._store.keys(ids, self._key_maker())

    def cited_keys(self, ids: Sequence[int]) -> dict[int, str]:
        """The same for papers that are cited now: each keeps its key from now on."""
        if self._writes:
            self.give_keys(ids)
        return self.keys(ids)

    def choose_key(self, paper_id: int, key: str) -> Changes:
        """Give a paper another citation key; the one it had still names it.

        Raises Problem for what is no key, and for one that another paper has or had.
        """
        return self._store.choose_key(paper_id, key)

    def paper_with_key(self, key: str) -> int | None:
        """The number of the paper that a citation key was given to, also one that is gone."""
        return self._store.key_named(key)

    def key_pattern(self) -> str:
        """How a citation key is made when a paper is first used."""
        chosen = self._store.setting(KEY_PATTERN)
        return chosen if isinstance(chosen, str) else FIRST_PATTERN

    def choose_key_pattern(self, pattern: str) -> Changes:
        """Make citation keys by another pattern from now on; those given out stay.

        Raises Problem for a pattern that makes no keys.
        """
        from reader.export.references import citation

        wanted = citation.checked_pattern(pattern)
        value = None if wanted == FIRST_PATTERN else wanted
        return self._store.choose_setting(KEY_PATTERN, value, "Change the pattern of citation keys")

    # ------------------------------------------------------------ kinds of highlights

    def kinds(self) -> dict[Kind, KindLook]:
        """What the five kinds of highlights are called in this library, and their hues."""
        return self._store.kinds()

    def choose_kind(self, kind: Kind, look: KindLook) -> Changes:
        """Call a kind otherwise, or give it another hue.

        Raises Problem for a name that is empty or that of another kind.
        """
        return self._store.choose_kind(kind, look)

    def reset_kinds(self) -> Changes:
        """Call and colour the kinds of highlights as at first."""
        return self._store.reset_settings([KINDS], "Reset the kinds of highlights")

    # ------------------------------------------------------------ templates of notes

    def note_templates(self) -> list[Template]:
        """The person's own templates of notes, then the bundled ones that none of them replaces."""
        from reader.export.templates.bundled import with_bundled

        return with_bundled("note", self._store.templates("note"))

    def save_template(self, name: str, text: str, *, uid: str = "") -> Changes:
        """Write a template of notes: a new one, or the one of this lasting name anew.

        Raises Problem for a name that is empty or taken.
        """
        return self._store.save_template(uid, "note", name, text)

    def delete_template(self, uid: str) -> Changes:
        """Take one of the person's own templates away; a bundled one of its name is back then."""
        return self._store.delete_template(uid)

    def fill_template(self, paper_id: int, text: str) -> str:
        """A template filled in for a paper. Raises Problem, with the line, when it cannot be."""
        from reader.export.templates import note_templates

        papers = self._with_keys(self._store.papers([paper_id]))
        if not papers:
            raise Problem("This paper is not in the library any more.")
        return note_templates.fill(text, papers[0], date.today())

    # ------------------------------------------------------------ links

    def link_named(self, said: str) -> int | None:
        """The paper that `[[said]]` would lead to if it were written now, by key or title."""
        return self._store.link_named(said)

    def link_offers(self, typed: str, limit: int = 8) -> list[LinkOffer]:
        """Papers to link to, by parts of title or key; with nothing typed the latest ones."""
        return self._store.link_offers(typed, limit)

    # ------------------------------------------------------------ formatted references

    def references(self, ids: Sequence[int], style: str = "") -> list[Reference]:
        """The papers as formatted references, in `style` or that of the library.

        Raises Problem for a style that is not here, or that cannot format them.
        """
        from reader.export.references import formatted

        return formatted.formatted(self._store.papers(ids), self._style(style or self.style()))

    def reference_styles(self) -> dict[str, str]:
        """The styles of references: name, and what it is called; the person's own ones last."""
        from reader.export.references import formatted

        return formatted.STYLES | {name: one.label for name, one in self.own_styles().items()}

    def own_styles(self) -> dict[str, ReferenceStyle]:
        """The styles that the person brought, by name."""
        return {
            name: ReferenceStyle(name, str(kept.get("label", name)), str(kept.get("text", "")))
            for name, kept in self._store.settings_beginning(OWN_STYLE).items()
            if isinstance(kept, dict)
        }

    def add_style(self, file: Path) -> tuple[str, Changes]:
        """Take in a style of references (CSL); one of the same name is replaced. Answers its name.

        Raises Problem, with the line, for a file that is no style or cannot be used as one.
        """
        from reader.export.references import own_styles

        try:
            with file.open("rb") as stream:
                data = stream.read(own_styles.LARGEST + 1)
        except OSError as error:
            raise Problem(f"{file} cannot be read ({error.strerror}).") from error
        style = own_styles.checked(data, file.name)
        kept = {"label": style.label, "text": style.text}
        done = self._store.choose_setting(
            OWN_STYLE + style.name, kept, f"Add the style of references {style.name}"
        )
        return style.name, done

    def delete_style(self, name: str) -> Changes:
        """Take one of the person's own styles away. Raises Problem when there is none so named."""
        if name not in self.own_styles():
            raise Problem(f"“{name}” is none of your own styles; nothing was changed.")
        return self._store.reset_settings(
            [OWN_STYLE + name], f"Delete the style of references {name}"
        )

    def style(self) -> str:
        """The style of this library."""
        chosen = self._store.setting(STYLE)
        return str(chosen) if chosen in self.reference_styles() else FIRST_STYLE

    def choose_style(self, style: str) -> Changes:
        """Format references in another style. Raises Problem for one that is not here."""
        wanted = self._style(style).name
        value = None if wanted == FIRST_STYLE else wanted
        return self._store.choose_setting(STYLE, value, "Change the style of references")

    def _style(self, name: str) -> ReferenceStyle:
        from reader.export.references import formatted

        own = self.own_styles()
        if name not in own and name not in formatted.STYLES:
            there = ", ".join(self.reference_styles())
            raise Problem(f"There is no style “{name}”.", do=f"There are: {there}.")
        return own[name] if name in own else formatted.bundled(name)

    def reset_citing(self) -> Changes:
        """Make keys and format references as at first; keys that were given out stay."""
        return self._store.reset_settings([KEY_PATTERN, STYLE], "Reset how papers are cited")

    # ------------------------------------------------------------ within

    def _key_maker(self) -> Callable[[Facts], str]:
        from reader.export.references import citation

        return partial(citation.citation_key, pattern=self.key_pattern())

    def _with_keys(self, papers: Sequence[Paper]) -> list[Paper]:
        """The papers, each with the key it has or would be given, and its files where they lie."""
        keys = self.keys([paper.id for paper in papers if not paper.keys])
        return [
            replace(
                paper,
                keys=paper.keys or (keys[paper.id],),
                files=tuple(
                    replace(file, path=str(self.folder / file.path)) if file.kept else file
                    for file in paper.files
                ),
            )
            for paper in papers
        ]
