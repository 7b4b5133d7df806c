"""Twenty questions a researcher would ask of the two real listings, answered from the search alone.

What a good answer is, is said without the index: by words that must stand in the first papers, or
by facts that all papers found must have. What came first is written down by

    python tests/flows/test_questions.py
"""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from PySide6.QtCore import Qt

from reader.cli.program import verbs
from reader.cli.session import Session
from reader.library import Library, read_file
from reader.model import Paper, State

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"

Good = Callable[[Paper], bool]
Key, Modifier = Qt.Key, Qt.KeyboardModifier


def text(paper: Paper) -> str:
    return f"{paper.facts.title} {paper.facts.abstract or ''}".casefold()


def has(*words: str) -> Good:
    """Each of these, anywhere; `a|b` is either."""
    return lambda paper: all(any(form in text(paper) for form in word.split("|")) for word in words)


def year(paper: Paper) -> int:
    date = paper.facts.date or ""
    return int(date[:4]) if date[:4].isdecimal() else 0


QUESTIONS: list[tuple[str, str, Good]] = [
    ("What is there on pruning at initialization?", "pruning initialization",
     has("prun", "initiali")),
    ("And with the words in a row?", '"at initialization"', has("at initiali|at-initiali")),
    ("Lottery tickets, whatever they are called?", '"lottery ticket" OR "winning ticket"',
     has("lottery|winning ticket")),
    ("Catastrophic forgetting since 2021?", "catastrophic forgetting year:2021..",
     lambda paper: has("forg")(paper) and year(paper) >= 2021),
    ("Zero-shot work, however it is spelled?", "zeroshot", has("zero-shot|zero shot|zeroshot")),
    ("The same as two words?", "zero shot", has("zero", "shot")),
    ("Neural tangent kernel?", "neural tangent kernel", has("tangent", "kernel")),
    ("Kernels, but no tangent kernels?", "kernel -tangent",
     lambda paper: has("kernel")(paper) and "tangent" not in text(paper)),
    ("Papers about language models with many authors?", "language model authors:>=8",
     lambda paper: (paper.facts.author_count or len(paper.facts.authors)) >= 8),
    ("Anything on hyperparameter transfer across widths?", "hyperparameter transfer",
     has("hyperparameter|hyper-parameter", "transfer")),
    ("What begins with regulari?", "regulari*", has("regulari")),
    ("I misspelled it: initalization?", "initalization~", has("initiali")),
    ("Titles only: initialization?", "title:initialization",
     lambda paper: "initiali" in paper.facts.title.casefold()),
    ("Surveys and reviews?", "title:survey OR title:review", has("survey|review")),
    ("What has no year on the page?", "is:undated", lambda paper: not year(paper)),
    ("Oldest first: what is from before 2018?", "year:..2017 sort:date",
     lambda paper: 0 < year(paper) <= 2017),
    ("Few-shot but not language?", "few-shot -language",
     lambda paper: has("few-shot|few shot|fewshot")(paper) and "language" not in text(paper)),
    ("What did I put into the Queue about networks?", "network is:queue",
     lambda paper: has("network")(paper) and paper.state is State.QUEUE),
    ("What came in today about training?", "training added:today", has("train")),
    ("Grouped: (sparse or pruned) networks at scale?", "(sparse OR prune) (large OR scale)",
     has("spars|prun", "large|scal")),
]  # fmt: skip


def _sources() -> list[Path]:
    return sorted(SEEDS.glob("*.txt")) if SEEDS.is_dir() else []


def _fill(library: Library) -> None:
    """Both listings; some of it queued."""
    library.add([library.plan(read_file(source)) for source in _sources()])
    library.set_state(list(library.find("network").ids)[::4], State.QUEUE)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of both listings."""
    if not _sources():
        pytest.skip("there is no folder ../shared with real listings beside this checkout")
    home = tmp_path_factory.mktemp("questions")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(home / "cache"))
        with Library.open(home / "library") as library:
            _fill(library)
            yield library


@pytest.mark.parametrize(("question", "query", "good"), QUESTIONS, ids=[q for q, _, _ in QUESTIONS])
def test_the_first_papers_answer_the_question(
    both: Library, question: str, query: str, good: Good
) -> None:
    found = both.find(query)
    assert found.ignored == ()
    assert found.ids, "nothing found"
    for paper in both.papers(found.ids[:3]):
        assert good(paper), paper.facts.title


def test_the_command_line_answers_the_same(both: Library) -> None:
    session = Session(lambda _files, _folder: None, folder=both.folder)
    for _question, query, _good in QUESTIONS:
        answer = CliRunner().invoke(verbs(), ["list", "--json", "--", query], obj=session)
        assert answer.exit_code == 0, answer.stderr
        assert [each["id"] for each in json.loads(answer.stdout)] == list(both.find(query).ids)


def test_the_search_box_answers_the_same(
    both: Library, start: Callable[[], Any], tmp_path: Path
) -> None:
    shutil.copytree(both.folder, tmp_path / "library")
    reader = start()
    window = reader.window
    for question, query, good in QUESTIONS:
        reader.press(Key.Key_F, holding=Modifier.ControlModifier | Modifier.ShiftModifier)
        reader.write(query)
        reader.until(lambda query=query: window.browsing.query == query)
        reader.quiet()
        found = list(window.papers.ids)
        assert found == list(both.find(query, typing=True).ids), question
        assert good(both.paper(found[0])), question


def test_what_is_close_to_a_paper_shares_its_subject(both: Library) -> None:
    about = both.find('title:"lottery ticket"').ids[:1]
    near = both.related(list(about))
    assert near
    assert has("prun|spars|ticket|mask")(both.paper(near[0].id))
    assert near[0].shared


def _write_down() -> None:
    """A table: the question, what is typed, how many papers that finds, the one that came first."""
    print("| question | search | papers | first |\n| --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as home, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", home)
        with Library.open(Path(home) / "library") as library:
            _fill(library)
            for question, query, _good in QUESTIONS:
                ids = library.find(query).ids
                first = library.paper(ids[0]).facts.title.replace("|", "\\|")
                print(f"| {question} | `{query}` | {len(ids)} | {first} |")


if __name__ == "__main__":
    _write_down()
