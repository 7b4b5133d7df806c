"""What the person decided on papers, as the journal tells it, and wishes about single words."""

import json
import sqlite3

from reader.clean import clean_text, white
from reader.errors import Problem
from reader.model import Decision, State, Wish, Words

LONGEST_WORD = 60

_KEPT = frozenset({State.QUEUE.value, State.READING.value, State.DONE.value})

# When each paper was decided on last. A paper that came in with its state was not decided on by
# itself, and what was taken back leaves it in the Inbox.
_DECIDED = (
    "SELECT marks.paper_id, state, starred, started IS NOT NULL OR finished IS NOT NULL, seq"
    " FROM marks JOIN (SELECT paper_id, max(seq) AS seq FROM journal INDEXED BY journal_paper"
    " WHERE op <> 'insert' AND tbl = 'marks'"
    " AND (old LIKE '%\"state\":%' OR old LIKE '%\"starred\":%') GROUP BY paper_id)"
    " AS latest ON latest.paper_id = marks.paper_id"
    " WHERE state <> 'inbox' OR starred = 1 ORDER BY seq"
)

# Papers that the person took out, and nothing else did: no merge, no import that was undone.
_DELETED = (
    "SELECT journal.row, old, seq FROM journal INDEXED BY journal_paper"
    " JOIN actions ON actions.id = journal.action_id"
    " WHERE op <> 'insert' AND tbl = 'papers' AND op = 'delete'"
    " AND actions.sort = 'step' AND undone = 0 AND actions.name LIKE 'Delete %' AND NOT EXISTS"
    " (SELECT 1 FROM papers WHERE papers.id = journal.row)"
)


def decisions(connection: sqlite3.Connection) -> list[Decision]:
    """Every paper that was decided on, in the order of the newest decision on each.

    Kept is what was queued, read or starred, also when it was put away afterwards; dropped is
    what went to the Archive unread, or was deleted.
    """
    found = [
        (seq, Decision(paper_id, kept=state in _KEPT or bool(starred) or bool(read)))
        for paper_id, state, starred, read, seq in connection.execute(_DECIDED).fetchall()
    ]
    for paper_id, old, seq in connection.execute(_DELETED).fetchall():
        said = json.loads(old)
        words = Words(paper_id, said["title"], said["abstract"] or "", *[""] * 5)
        found.append((seq, Decision(paper_id, kept=False, words=words)))
    return [decision for _, decision in sorted(found, key=lambda each: each[0])]


def decided(connection: sqlite3.Connection) -> int:
    """How many papers of the library are decided on, quickly: those that came in so count too."""
    row = connection.execute(
        "SELECT count(*) FROM marks WHERE state <> 'inbox' OR starred = 1"
    ).fetchone()
    return int(row[0])


def wishes(connection: sqlite3.Connection) -> dict[str, Wish]:
    """The words that the order is to leave aside or to prefer."""
    return dict(connection.execute("SELECT word, wish FROM wishes ORDER BY word").fetchall())


def wish(connection: sqlite3.Connection, word: str, wanted: Wish | None) -> str:
    """Mute a word, pin it, or take the wish back. Raises Problem for what is no word."""
    word = white(clean_text(word)).lower()
    if not any(sign.isalnum() for sign in word) or len(word) > LONGEST_WORD or " " in word:
        raise Problem(f"“{word}” is no single word.", do="Write one word, such as diffusion.")
    if wanted is None:
        connection.execute("DELETE FROM wishes WHERE word = ?", (word,))
        return f"Neither mute nor pin {word}"
    connection.execute(
        "INSERT INTO wishes (word, wish) VALUES (?, ?)"
        " ON CONFLICT (word) DO UPDATE SET wish = excluded.wish",
        (word, wanted),
    )
    return f"{'Mute' if wanted == 'mute' else 'Pin'} the word {word}"
