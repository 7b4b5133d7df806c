"""Two libraries of one origin become one, and no version of any note is lost.

The other library is only read: a mirror made into a library again, or a copy that a program which
syncs folders left. All that it says goes into ours as one step that undo takes back. Joining the
same library once more changes nothing; joining both ways gives both the same notes and marks.
The order matters: first which paper is which, then the words, then what was merged and deleted,
then everything else.
"""

import contextlib
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.errors import Cancelled
from reader.model import Joined, Progress
from reader.store import actions, rows, schema, upgrading
from reader.store.connection import Connection
from reader.store.joining import orders, papers, tag_names, things
from reader.store.joining.marks import join_marks
from reader.store.joining.papers import note_of, note_past, texts_of
from reader.store.joining.sides import Side
from reader.store.joining.texts import Settled, Version, settle
from reader.store.joining.things import Book
from reader.store.same_paper import merging_cells
from reader.store.transfer import plain
from reader.store.written import links

_FIRST = ("imports", "tags")  # papers speak of these
_OFTEN = 200


@dataclass(slots=True)
class Join:
    """What a join did: papers that came or changed, notes that did, versions that were added."""

    papers: int = 0
    notes: int = 0
    versions: int = 0
    said: tuple[str, ...] = ()


class Joining:
    """One join of a library into ours, within the caller's action."""

    def __init__(
        self,
        ours: sqlite3.Connection,
        theirs: sqlite3.Connection,
        derived: Collection[str],
        progress: Progress | None,
    ) -> None:
        self._derived = derived
        self._ours, self._theirs = Side(ours), Side(theirs)
        self._connection, self._progress = ours, progress
        self._before = orders.before(self._ours)
        self._book, self.done = Book(), Join()
        self._count = 0
        self._total = 3 * len(self._theirs.uids) + len(things.ORDER) + 1

    def run(self) -> Join:
        """Do all of it. Raises Cancelled when the person says stop."""
        self._dumps()
        renamed = tag_names.join_names(self._ours, self._theirs)
        for table in _FIRST:
            self._table(table)
        papers.find_aliases(self._ours, self._theirs)
        new = self._new_papers()
        self._notes()
        self._gone_notes()
        if self._merges() + self._deletions():
            before, self._ours = self._ours, Side(self._connection)
            self._ours.alias.update(before.alias)
            self._ours.renamed.update(before.renamed)
        self._papers(new)
        self._gone_documents()
        for table in things.ORDER:
            if table not in _FIRST:
                self._table(table)
        tag_names.rename_in_searches(self._ours, renamed)
        self._documents()
        self._orders()
        self._links()
        self.done.said = tuple(self._book.said)
        return self.done

    def _step(self, count: int = 1) -> None:
        self._count += count
        if self._progress is None or self._count % _OFTEN >= count:
            return
        if not self._progress(min(self._count, self._total), self._total):
            raise Cancelled

    def _table(self, table: str) -> None:
        things.join_table(table, self._ours, self._theirs, self._book)
        self._step(_OFTEN)

    def _dumps(self) -> None:
        known = {row[0] for row in self._connection.execute("SELECT sha256 FROM dumps").fetchall()}
        names = self._theirs.connection.execute("SELECT sha256 FROM dumps").fetchall()
        for (sha256,) in names:
            if sha256 not in known:
                row = self._theirs.connection.execute(
                    "SELECT sha256, content, length FROM dumps WHERE sha256 = ?", (sha256,)
                ).fetchone()
                self._connection.execute("INSERT INTO dumps VALUES (?, ?, ?)", row)

    # ------------------------------------------------------------ papers

    def _new_papers(self) -> set[int]:
        """Take in the papers that ours has not; answers their numbers in the other library."""
        ours, theirs = self._ours, self._theirs
        new = set()
        order = self._theirs.connection.execute(
            "SELECT papers.id FROM papers JOIN marks ON marks.paper_id = papers.id"
            " ORDER BY queue_place IS NULL, queue_place, papers.id"
        ).fetchall()
        for (number,) in order:
            self._step()
            uid = theirs.uid(number) or ""
            if ours.paper_of(uid) is not None:
                continue
            if uid in ours.lost and not self._is_news(uid, number):
                continue
            papers.insert(ours, theirs, number)
            new.add(number)
            self._book.revived.add(uid)
        ours.forget_papers()
        self.done.papers += len(new)
        return new

    def _is_news(self, uid: str, number: int) -> bool:
        """Whether something was done there that ours had not seen when it deleted the paper."""
        ours, theirs = self._ours, self._theirs
        if papers.is_worked_on_since(theirs, number, ours.lost[uid].at):
            return True
        if ours.holds_part(theirs, uid) or things.says_news(ours, theirs, number):
            return True
        known = {one.text for one in papers.known_texts(ours, uid)}
        now = note_of(theirs, number)
        return any(
            one.text not in known for one in note_past(theirs, number) + ([now] if now else [])
        )

    def _both(self) -> Iterable[tuple[int, int]]:
        """The papers that are in both libraries: our number, theirs."""
        for other in self._theirs.uids:
            mine = self._ours.paper_of(self._theirs.uid(other) or "")
            if mine is not None:
                yield mine, other

    def _papers(self, new: set[int]) -> None:
        for mine, other in list(self._both()):
            self._step()
            if other not in new:
                changed = papers.join_facts(self._ours, self._theirs, mine, other)
                changed |= join_marks(self._ours, self._theirs, mine, other)
                self.done.papers += changed

    def _merges(self) -> int:
        """Make papers one that the other library made one; answers how many pairs."""
        done = 0
        for keep, other in papers.merges_to_do(self._ours, self._theirs):
            uid, stays = self._ours.uids[other], self._ours.uids[keep]
            papers.merge(self._ours, self._theirs, keep, other)
            self._ours.forget_papers()
            self._ours.alias[uid] = self._theirs.alias[uid] = stays
            done += 1
        return done

    def _deletions(self) -> int:
        """What the other library deleted, unless ours did something about it that it never saw."""
        done = 0
        for uid, gone in self._theirs.lost.items():
            mine = self._ours.paper_of(uid)
            if (
                mine is None
                or uid in self._theirs.merged
                or self._theirs.holds_part(self._ours, uid)
            ):
                continue
            known = {one.text for one in papers.past_of(self._theirs, uid)}
            now = note_of(self._ours, mine)
            is_seen = now is None or not now.text or now.text in known
            is_seen = is_seen and not things.says_news(self._theirs, self._ours, mine)
            if is_seen and not papers.is_worked_on_since(self._ours, mine, gone.at):
                papers.delete(self._connection, mine)
                done += 1
        self._ours.forget_papers()
        self.done.papers += done
        return done

    # ------------------------------------------------------------ words

    def _notes(self) -> None:
        for mine, other in list(self._both()):
            self._step()
            theirs = note_of(self._theirs, other)
            past = papers.past_of(self._theirs, self._theirs.uids[other])
            if theirs is None and not past:
                continue
            ours = note_of(self._ours, mine)
            uid = self._ours.uids[mine]
            our_past = papers.known_texts(self._ours, uid) if uid not in self._book.revived else []
            nothing = Version("", "")
            if ours is not None and uid in self._derived:
                past = [*past, ours]
            found = settle(
                ours or nothing, [nothing, *our_past], theirs or nothing, [nothing, *past],
                theirs_is_later=self._is_later("notes", mine, ours, other, theirs),
            )  # fmt: skip
            self._put(mine, ours, found)

    def _is_later(
        self, table: str, mine: int, ours: Version | None, other: int, theirs: Version | None
    ) -> bool:
        """Whether the other side changed a text last; of one moment both say the same."""
        at = self._ours.changed_at(table, mine), ours.text if ours else ""
        their_at = self._theirs.changed_at(table, other), theirs.text if theirs else ""
        return their_at > at

    def _put(self, number: int, before: Version | None, found: Settled) -> None:
        def put(version: Version) -> None:
            self._connection.execute(
                "INSERT INTO notes (paper_id, text, changed) VALUES (?1, ?2, ?3)"
                " ON CONFLICT (paper_id) DO UPDATE SET text = ?2, changed = ?3",
                (number, version.text, version.at),
            )

        for version in found.before:
            put(version)
        self.done.versions += len(found.before)
        if before is None or found.now.text != before.text:
            self.done.notes += found.now.text != ""
            if found.now.text or found.before or before is not None:
                put(found.now)
        elif found.before:
            put(before)

    def _gone_notes(self) -> None:
        """Versions of notes whose paper the other library has no more: they stay in the past."""
        everything = papers.all_texts(self._ours)
        for uid, gone in self._theirs.lost.items():
            past = [one for one in papers.past_of(self._theirs, uid) if one.text]
            if all(one.text in everything for one in past):
                continue
            mine = self._ours.paper_of(self._theirs.resolved(uid))
            if mine is not None:
                now = note_of(self._ours, mine)
                news = tuple(one for one in past if one.text not in everything)
                if news:
                    self._put(mine, now, Settled(now or Version("", news[-1].at), news))
            else:
                self._put_aside(uid, gone.states[0], past)

    def _put_aside(self, uid: str, paper: rows.Row, past: Sequence[Version]) -> None:
        """Let a paper that neither has be there for a moment, so that its notes have a past."""
        former = self._ours.number_of_gone(uid)
        news = tuple(dict.fromkeys(past))
        made = papers.put_paper(self._ours, self._theirs, paper, former)
        self._put(made, None, Settled(Version("", news[-1].at), news))
        self._connection.execute("DELETE FROM notes WHERE paper_id = ?", (made,))
        self._connection.execute("DELETE FROM papers WHERE id = ?", (made,))

    def _gone_documents(self) -> None:
        """Versions of documents that the other library has no more: they stay in the past."""
        known = papers.all_texts(self._ours, "documents")
        for (uid,), gone in self._theirs.gone("documents").items():
            texts = [str(one.get("text", "")) for one in reversed(gone.states)]
            news = [one for one in dict.fromkeys(texts) if one and one not in known]
            if not news:
                continue
            known.update(news)
            self.done.versions += len(news)
            there = self._connection.execute(
                "SELECT id, text FROM documents WHERE uid = ?", (uid,)
            ).fetchone()
            if there is None:
                plain.put(self._connection, "documents", [{**gone.states[0], "id": None}])
                news = [one for one in news if one != texts[-1]]
                (number,) = self._connection.execute("SELECT last_insert_rowid()").fetchone()
            else:
                number = there[0]
                news.append(there[1])
            for text in news:
                rows.update(self._connection, "documents", number, {"text": text})
            if there is None:
                self._connection.execute("DELETE FROM documents WHERE id = ?", (number,))

    def _orders(self) -> None:
        things.drop_imports(self._ours, self._theirs)
        merging_cells.give_places(self._connection)
        orders.join_columns(self._ours, self._theirs)
        for table in orders.ORDERED:
            orders.join_positions(table, self._ours, self._theirs, self._before)
        orders.join_queue(self._ours, self._theirs, self._before)

    def _documents(self) -> None:
        for uid, text, changed, number in self._theirs.connection.execute(
            "SELECT uid, text, changed, id FROM documents"
        ).fetchall():
            row = self._connection.execute(
                "SELECT id, text, changed FROM documents WHERE uid = ?", (uid,)
            ).fetchone()
            if row is None:
                continue
            mine, ours = row[0], Version(row[1], row[2])
            past = texts_of(self._theirs, "documents", number)
            our_past = texts_of(self._ours, "documents", mine)
            theirs = Version(text, changed)
            later = self._is_later("documents", mine, ours, number, theirs)
            found = settle(ours, our_past, theirs, past, theirs_is_later=later)
            for version in (*found.before, found.now):
                self._connection.execute(
                    "UPDATE documents SET text = ?1, changed = ?2 WHERE id = ?3 AND text <> ?1",
                    (version.text, version.at, mine),
                )
            self.done.versions += len(found.before)

    def _links(self) -> None:
        """Links of texts that grew."""
        links.record_all(self._connection)
        for number, text in self._connection.execute(
            "SELECT id, text FROM documents WHERE instr(text, '[[')"
        ).fetchall():
            links.record_document(self._connection, number, text)


def join(
    connection: Connection,
    others: Sequence[Path],
    name: str,
    derived: Collection[str] = (),
    progress: Progress | None = None,
) -> Joined:
    """Join the libraries in other files into an open one, as one action of this name.

    `derived` names papers whose notes in the first are known to go on from what ours are now.
    Raises Problem when one is no library, Cancelled when `progress` says stop: then nothing has
    changed.
    """
    done = Join()

    def work(ours: sqlite3.Connection) -> str:
        for number, other in enumerate(others):
            with contextlib.closing(_opened(other)) as theirs:
                one = Joining(ours, theirs, () if number else derived, progress).run()
            done.papers += one.papers
            done.notes += one.notes
            done.versions += one.versions
            done.said += one.said
        return name

    changes = actions.act(connection, work)
    return Joined(changes, done.papers, done.notes, done.versions, done.said)


def _opened(path: Path) -> Connection:
    """The other library to look at; an older one is brought up to date in memory."""
    found = schema.open_known(path, write=False)
    if schema.version(found) == schema.VERSION:
        return found
    newer = schema.version(found) > schema.VERSION
    found.close()
    if newer:
        raise schema.newer(str(path))
    return upgrading.in_memory(path)
