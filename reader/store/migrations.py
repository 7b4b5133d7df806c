"""How a library file becomes what this version needs, one step after the other.

Frozen: steps are added at the end and never edited, and import nothing of ours. A new file is
made by running all of them, so there is one truth about the schema. Triggers are not made
here: they follow from the tables (`journal`).
"""

from sqlite_utils import Migrations
from sqlite_utils.db import Database

migrations = Migrations("reader.library")

_FIRST_LIBRARY = (
    """CREATE TABLE library (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    # The text of every dump, compressed. Never deleted and not journaled.
    """CREATE TABLE dumps (
        sha256 TEXT PRIMARY KEY,
        content BLOB NOT NULL,
        length INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE imports (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        format TEXT NOT NULL,
        dump TEXT NOT NULL REFERENCES dumps(sha256),
        encoding TEXT NOT NULL,
        path TEXT,
        at TEXT NOT NULL,
        captured TEXT,
        captured_evidence TEXT NOT NULL,
        lines INTEGER NOT NULL,
        leftovers TEXT NOT NULL
    ) STRICT""",
    # What listings say about a paper. `authors` and `keywords` are JSON arrays. `title_key`,
    # `abstract_key` and `dated` are made from the others, to be looked up and sorted by.
    """CREATE TABLE papers (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE,
        added TEXT NOT NULL,
        import_id INTEGER REFERENCES imports(id),
        position INTEGER NOT NULL,
        title TEXT NOT NULL,
        abstract TEXT,
        authors TEXT NOT NULL,
        author_count INTEGER,
        date TEXT,
        date_as_shown TEXT,
        year_from_capture INTEGER NOT NULL,
        url TEXT,
        arxiv_id TEXT,
        doi TEXT,
        venue TEXT,
        year INTEGER,
        upvotes INTEGER,
        comments INTEGER,
        code_url TEXT,
        keywords TEXT NOT NULL,
        title_key TEXT NOT NULL,
        abstract_key INTEGER,
        dated TEXT
    ) STRICT""",
    "CREATE INDEX papers_title ON papers(title_key)",
    "CREATE INDEX papers_abstract ON papers(abstract_key) WHERE abstract_key IS NOT NULL",
    "CREATE INDEX papers_arxiv ON papers(arxiv_id) WHERE arxiv_id IS NOT NULL",
    "CREATE INDEX papers_doi ON papers(doi) WHERE doi IS NOT NULL",
    "CREATE INDEX papers_dated ON papers(dated DESC, import_id DESC, position)",
    "CREATE INDEX papers_import ON papers(import_id DESC, position)",
    # What the person said.
    """CREATE TABLE marks (
        paper_id INTEGER PRIMARY KEY REFERENCES papers(id),
        state TEXT NOT NULL CHECK (state IN ('inbox', 'queue', 'reading', 'done', 'archive')),
        starred INTEGER NOT NULL CHECK (starred IN (0, 1)),
        seen INTEGER NOT NULL CHECK (seen IN (0, 1)),
        queue_place INTEGER CHECK ((queue_place IS NOT NULL) = (state = 'queue')),
        state_since TEXT NOT NULL,
        seen_at TEXT,
        started TEXT,
        finished TEXT
    ) STRICT""",
    "CREATE INDEX marks_state ON marks(state, seen, starred)",
    "CREATE INDEX marks_queue ON marks(queue_place) WHERE queue_place IS NOT NULL",
    """CREATE TABLE notes (
        paper_id INTEGER PRIMARY KEY REFERENCES papers(id),
        text TEXT NOT NULL,
        changed TEXT NOT NULL
    ) STRICT""",
    # `key` is the name without regard to case: names differ by more than case.
    """CREATE TABLE tags (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        color TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE paper_tags (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        paper_id INTEGER NOT NULL REFERENCES papers(id),
        tag_id INTEGER NOT NULL REFERENCES tags(id),
        UNIQUE (paper_id, tag_id)
    ) STRICT""",
    "CREATE INDEX paper_tags_tag ON paper_tags(tag_id, paper_id)",
    # Anchored as the W3C Web Annotation model does: quote with surroundings, and position.
    """CREATE TABLE highlights (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        paper_id INTEGER NOT NULL REFERENCES papers(id),
        kind TEXT NOT NULL CHECK (kind IN ('idea', 'method', 'result', 'question', 'cite')),
        quote TEXT NOT NULL,
        prefix TEXT NOT NULL,
        suffix TEXT NOT NULL,
        first INTEGER NOT NULL,
        behind INTEGER NOT NULL,
        comment TEXT NOT NULL,
        created TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX highlights_paper ON highlights(paper_id)",
    # Each appearance of a paper in a listing. `gave` is a JSON array of the facts it brought.
    """CREATE TABLE sightings (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        import_id INTEGER NOT NULL REFERENCES imports(id),
        paper_id INTEGER NOT NULL REFERENCES papers(id),
        position INTEGER NOT NULL,
        first_line INTEGER NOT NULL,
        last_line INTEGER NOT NULL,
        date_as_shown TEXT,
        upvotes INTEGER,
        comments INTEGER,
        gave TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX sightings_paper ON sightings(paper_id)",
    "CREATE INDEX sightings_import ON sightings(import_id, paper_id)",
    # Two papers that may be the same, and what was decided about them.
    """CREATE TABLE pairs (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        a INTEGER NOT NULL REFERENCES papers(id),
        b INTEGER NOT NULL REFERENCES papers(id),
        verdict TEXT NOT NULL CHECK (verdict IN ('doubtful', 'same', 'different')),
        UNIQUE (a, b), CHECK (a < b)
    ) STRICT""",
    "CREATE INDEX pairs_b ON pairs(b)",
    # One row per named change. `sort`: step (undoable), quiet (seen by looking), undo, redo.
    # `step` is the step an undo or redo belongs to. For a step, `undone` says whether it is
    # taken back now and `latest` which action (itself, an undo, a redo) touched it last.
    # Its journal rows lie between `first_seq` and `last_seq`.
    """CREATE TABLE actions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        at TEXT NOT NULL,
        sort TEXT NOT NULL CHECK (sort IN ('step', 'quiet', 'undo', 'redo')),
        step INTEGER,
        undoes INTEGER,
        undone INTEGER NOT NULL,
        latest INTEGER,
        visit TEXT NOT NULL,
        papers INTEGER NOT NULL,
        first_seq INTEGER NOT NULL,
        last_seq INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX actions_steps ON actions(undone, id) WHERE sort = 'step'",
    # Written by triggers only. `row` is the row's id in `tbl`, `op` insert, update or delete;
    # `old` is JSON: nothing for an insert, the former values of changed columns for an update,
    # the whole row for a delete. Rows are never deleted, so `seq` only grows. It has no
    # AUTOINCREMENT, foreign key or CHECK: they made an import half as slow again, and only
    # triggers write here.
    """CREATE TABLE journal (
        seq INTEGER PRIMARY KEY,
        action_id INTEGER NOT NULL,
        tbl TEXT NOT NULL,
        row INTEGER NOT NULL,
        paper_id INTEGER,
        op TEXT NOT NULL,
        old TEXT
    ) STRICT""",
    "CREATE INDEX journal_paper ON journal(paper_id, seq) WHERE op <> 'insert'",
    # The action being written now. Empty between actions, so that nothing can be changed
    # without a name: the journal refuses a row without an action.
    """CREATE TABLE moment (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        action_id INTEGER
    ) STRICT""",
    "INSERT INTO moment (id, action_id) VALUES (1, NULL)",
)


@migrations()
def first_library(db: Database) -> None:
    """Facts, marks, notes, tags, highlights, listings, and the journal of all changes."""
    for statement in _FIRST_LIBRARY:
        db.conn.execute(statement)


_SECOND_LIBRARY = (
    # JSON arrays. `ids`: identifiers besides arXiv's and one DOI, as `pmid:123`. `edited`: the
    # facts that the person wrote by hand, which no import changes.
    "ALTER TABLE papers ADD COLUMN ids TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE papers ADD COLUMN edited TEXT NOT NULL DEFAULT '[]'",
    "CREATE INDEX papers_ids ON papers(ids) WHERE ids <> '[]'",
    # Nearly equal titles mostly begin or end alike; `papers_title` answers for the beginning.
    "CREATE INDEX papers_title_end ON papers(substr(title_key, -20))",
    # Papers that were merged into `paper_id`. `title` is that of the one that went; `parts` is
    # JSON: all rows of both before, and what the merge made of them, so that both can be given
    # back at any time.
    """CREATE TABLE merges (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        paper_id INTEGER NOT NULL REFERENCES papers(id),
        title TEXT NOT NULL,
        at TEXT NOT NULL,
        parts TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX merges_paper ON merges(paper_id)",
    # Two descriptions that were decided to be different papers, by what they say, so that the
    # decision stands when one of the papers leaves and comes back.
    """CREATE TABLE apart (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        one TEXT NOT NULL,
        other TEXT NOT NULL,
        UNIQUE (one, other), CHECK (one <= other)
    ) STRICT""",
    # Questions that are asked again. `sort` is the order of the answer; `position` of the list.
    """CREATE TABLE searches (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        query TEXT NOT NULL,
        sort TEXT NOT NULL,
        position INTEGER NOT NULL
    ) STRICT""",
)


@migrations()
def second_library(db: Database) -> None:
    """Further identifiers, facts edited by hand, merges that can be split, saved searches."""
    for statement in _SECOND_LIBRARY:
        db.conn.execute(statement)


_THIRD_LIBRARY = (
    # Texts that belong to no single paper: a note on a topic, or an outline whose headings may
    # carry a search.
    """CREATE TABLE documents (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind IN ('topic', 'outline')),
        title TEXT NOT NULL,
        text TEXT NOT NULL,
        created TEXT NOT NULL,
        changed TEXT NOT NULL
    ) STRICT""",
    # Where a `[[link]]` in a note or document leads, so that it still does when the paper has
    # another title. `said` is what stands between the brackets. `target` is no foreign key: a
    # link to a paper that is gone says so.
    """CREATE TABLE links (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        paper_id INTEGER REFERENCES papers(id),
        document_id INTEGER REFERENCES documents(id),
        said TEXT NOT NULL,
        target INTEGER NOT NULL,
        CHECK ((paper_id IS NULL) <> (document_id IS NULL))
    ) STRICT""",
    "CREATE INDEX links_paper ON links(paper_id) WHERE paper_id IS NOT NULL",
    "CREATE INDEX links_document ON links(document_id) WHERE document_id IS NOT NULL",
    "CREATE INDEX links_target ON links(target)",
    # Keys that were given out: never again to another paper, so they stay when theirs is gone, and
    # `paper_id` is no foreign key. Of several, that in the lowest `position` is the paper's own;
    # others were its own before, or came with papers that were merged into it. `lower` is what
    # has to differ. `said` is what the paper was known by then, should it come in once more.
    """CREATE TABLE citation_keys (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        paper_id INTEGER NOT NULL,
        key TEXT NOT NULL,
        lower TEXT NOT NULL UNIQUE,
        position INTEGER NOT NULL,
        said TEXT NOT NULL,
        at TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX citation_keys_paper ON citation_keys(paper_id)",
    # Files of a paper. `kept`: it lies in the library's folder, and `path` is relative to that.
    """CREATE TABLE attachments (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE,
        paper_id INTEGER NOT NULL REFERENCES papers(id),
        name TEXT NOT NULL,
        path TEXT NOT NULL,
        kept INTEGER NOT NULL CHECK (kept IN (0, 1)),
        sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        added TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX attachments_paper ON attachments(paper_id)",
    # Papers compared column by column. `columns` is a JSON array of names. `origin` of a cell is
    # JSON: the sentence it came from, or null for one that the person wrote.
    """CREATE TABLE matrices (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        columns TEXT NOT NULL,
        created TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE matrix_papers (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        matrix_id INTEGER NOT NULL REFERENCES matrices(id),
        paper_id INTEGER NOT NULL REFERENCES papers(id),
        position INTEGER NOT NULL,
        UNIQUE (matrix_id, paper_id)
    ) STRICT""",
    "CREATE INDEX matrix_papers_paper ON matrix_papers(paper_id)",
    """CREATE TABLE cells (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        matrix_id INTEGER NOT NULL REFERENCES matrices(id),
        paper_id INTEGER NOT NULL REFERENCES papers(id),
        name TEXT NOT NULL,
        text TEXT NOT NULL,
        origin TEXT,
        UNIQUE (matrix_id, paper_id, name)
    ) STRICT""",
    "CREATE INDEX cells_paper ON cells(paper_id)",
    # Patterns of notes and exports that the person wrote or changed.
    """CREATE TABLE templates (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind IN ('note', 'export')),
        name TEXT NOT NULL,
        text TEXT NOT NULL
    ) STRICT""",
    # Words that the order "For you" is to leave aside or to prefer.
    """CREATE TABLE wishes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        word TEXT NOT NULL UNIQUE,
        wish TEXT NOT NULL CHECK (wish IN ('mute', 'pin'))
    ) STRICT""",
    # What belongs to the library and not to one computer, as JSON: names of the kinds of
    # highlights, the pattern of citation keys.
    """CREATE TABLE settings (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT NOT NULL UNIQUE,
        value TEXT NOT NULL
    ) STRICT""",
    # What an export last wrote into a file: the third side of a merge (`exported` says how). Not
    # journaled: undo takes back what a person did to the library, not a file that is written.
    """CREATE TABLE exported (
        id INTEGER PRIMARY KEY,
        place TEXT NOT NULL,
        file TEXT NOT NULL,
        block TEXT NOT NULL,
        text TEXT NOT NULL,
        UNIQUE (place, file, block)
    ) STRICT""",
)


@migrations()
def third_library(db: Database) -> None:
    """Documents, links, citation keys, files, comparisons, templates, and what exports wrote."""
    for statement in _THIRD_LIBRARY:
        db.conn.execute(statement)
