"""A library and a vault, both edited at random, exported and pulled back: no word is lost.

Every text that somebody writes has a word of its own. A word is owed as long as nobody took the
text away that it stood in: those of the library must be in the library, those written into the
files must be in the files or in the library, whatever is exported and pulled back in between.
`READER_LONG=1` runs some thousand of these.
"""

import os
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from making import fill

from reader.library import Library
from reader.model import ExportOptions, Kind, State

RUNS = 3_000 if os.environ.get("READER_LONG") else 24
STEPS = 18
WORD = re.compile(r"w\d+w")
END = "<!-- reader:end -->\n"


class Sides:
    """One library, one folder, and the words that are owed."""

    def __init__(self, library: Library, folder: Path, seed: int) -> None:
        self.library, self.folder, self.choose = library, folder, random.Random(seed)
        self.ids = fill(library, range(3))
        self.owed: set[str] = set()
        self.count = 0
        layout = self.choose.choice(["document", "files", "vault", "vault"])
        self.options = ExportOptions(layout=layout, abstract=seed % 2 == 0)  # type: ignore[arg-type]
        self.place = folder / "notes.md" if layout == "document" else folder / "notes"
        self.export()

    def word(self) -> str:
        self.count += 1
        return f"w{self.count}w"

    def step(self) -> str:
        """One thing somebody does."""
        acts: list[Callable[[], None]] = [
            self.write_note, self.add_to_note, self.comment, self.drop_highlight, self.rename,
            self.mark, self.export, self.export, self.pull,
            self.behind, self.between, self.in_block, self.in_block, self.rename_file,
            self.drop_block, self.rewrite_properties, self.other_line_ends, self.drop_end,
        ]  # fmt: skip
        act = self.choose.choice(acts)
        act()
        return act.__name__

    # ------------------------------------------------------------ in the library

    def paper(self) -> int:
        return self.choose.choice(self.ids)

    def write_note(self) -> None:
        """Somebody replaces a note, and knows what was in it."""
        number = self.paper()
        self.owed -= set(WORD.findall(self.library.paper(number).note))
        title = self.library.paper(self.paper()).facts.title
        self.library.write_note(number, f"{self.word()} [[{title}]] [^h1]\n\n- {self.word()}\n")

    def add_to_note(self) -> None:
        self.library.append_note(self.paper(), self.word())

    def comment(self) -> None:
        number = self.paper()
        start = self.choose.randrange(0, 200, 10)
        for one in self.library.paper(number).highlights:
            if one.start is not None and one.start < start + 5 and start < (one.end or 0):
                self.owed -= set(WORD.findall(one.comment))
                break
        else:
            self.library.highlight(number, start, start + 5, Kind.IDEA, self.word())

    def drop_highlight(self) -> None:
        found = self.library.paper(self.paper()).highlights
        if found:
            self.owed -= set(WORD.findall(found[0].comment))
            self.library.delete_highlight(found[0].id)

    def rename(self) -> None:
        self.library.edit(self.paper(), title=f"Title {self.count} {self.choose.random()}")

    def mark(self) -> None:
        number = self.paper()
        self.library.set_state([number], self.choose.choice(list(State)))
        self.library.tag([number], [self.choose.choice(["a", "b", "c"])])

    # ------------------------------------------------------------ in the files

    def files(self) -> list[Path]:
        return sorted(self.folder.rglob("*.md"))

    def change(self, change: Callable[[str], str]) -> None:
        path = self.choose.choice(self.files())
        path.write_bytes(change(path.read_bytes().decode("utf-8")).encode("utf-8"))

    def owing(self) -> str:
        word = self.word()
        self.owed.add(word)
        return word

    def behind(self) -> None:
        self.change(lambda text: f"{text}\n{self.owing()}\n")

    def between(self) -> None:
        def change(text: str) -> str:
            places = [found.end() for found in re.finditer(re.escape(END), text)]
            place = self.choose.choice(places) if places else len(text)
            return f"{text[:place]}\n{self.owing()}\n{text[place:]}"

        self.change(change)

    def in_block(self) -> None:
        """A line more in a block; in a note it may come back, elsewhere it stays."""

        def change(text: str) -> str:
            places = [found.start() for found in re.finditer(re.escape(END), text)]
            place = self.choose.choice(places) if places else len(text)
            return f"{text[:place]}\n{self.owing()}\n{text[place:]}"

        self.change(change)

    def rename_file(self) -> None:
        if self.options.layout == "document":
            return
        path = self.choose.choice(self.files())
        (self.place / "sub").mkdir(exist_ok=True)
        path.rename(self.place / "sub" / f"{self.count} {self.choose.random()}.md")

    def drop_block(self) -> None:
        """Somebody takes a block out, with what stands in it."""

        def change(text: str) -> str:
            found = list(re.finditer(r"<!-- reader:[^\n]*\n.*?<!-- reader:end -->\n", text, re.S))
            one = self.choose.choice(found) if found else None
            if one is None:
                return text
            self.owed -= set(WORD.findall(one[0]))
            return text[: one.start()] + text[one.end() :]

        self.change(change)

    def rewrite_properties(self) -> None:
        def change(text: str) -> str:
            if not text.startswith("---\n") or "\r" in text:
                return text
            front, _, body = text[4:].partition("\n---\n")
            values = {**yaml.safe_load(front), f"own{self.count}": self.owing()}
            values["tags"] = [*(values.get("tags") or []), self.owing()]
            return f"---\n{yaml.safe_dump(values, allow_unicode=True)}---\n{body}"

        self.change(change)

    def other_line_ends(self) -> None:
        self.change(lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n"))

    def drop_end(self) -> None:
        """Somebody deletes a comment that ends a block."""
        self.change(lambda text: text.replace(END, "", 1))

    # ------------------------------------------------------------ both

    def export(self) -> None:
        otherwise = self.choose.choice(["both", "both", "mine"])
        self.library.export(self.ids, self.place, self.options, otherwise=otherwise)  # type: ignore[arg-type]
        before = {path: path.read_bytes() for path in self.files()}
        again = self.library.export(self.ids, self.place, self.options)
        assert again.written == ()
        assert again.clashes == ()
        assert {path: path.read_bytes() for path in self.files()} == before

    def pull(self) -> None:
        self.library.pull(self.place, otherwise=self.choose.choice(["both", "mine"]))  # type: ignore[arg-type]

    def in_library(self) -> set[str]:
        papers = self.library.papers(self.ids)
        texts = [one.note for one in papers]
        texts += [each.comment for one in papers for each in one.highlights]
        return {word for text in texts for word in WORD.findall(text)}

    def in_files(self) -> set[str]:
        return {word for path in self.files() for word in WORD.findall(path.read_text("utf-8"))}


@pytest.mark.parametrize("seed", range(RUNS))
def test_no_word_is_lost(library: Library, tmp_path: Path, seed: int) -> None:
    (tmp_path / "out").mkdir()
    sides = Sides(library, tmp_path / "out", seed)
    done: list[str] = []
    for _ in range(STEPS):
        before = sides.in_library()
        done.append(sides.step())
        if done[-1] in ("export", "pull"):
            assert before <= sides.in_library(), done
        lost = sides.owed - sides.in_library() - sides.in_files()
        assert not lost, (lost, done)
