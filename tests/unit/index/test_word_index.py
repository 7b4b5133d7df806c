"""Keeping the index: what it has seen, who may write, stopping, checking."""

import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from making_words import papers

from reader.errors import Busy, Cancelled, Problem
from reader.index import WordIndex, folder
from reader.index.codec import gathering, inverting, merging
from reader.model import Words
from reader.query.nodes import HasTag, Phrase, Word

A = Words(1, "kernel", "", "", "", "", "")
B = Words(2, "kernel network", "", "", "", "", "")


def _found(index: WordIndex) -> set[int]:
    return set(index.search(Word("kernel")).ids)


def test_a_new_index_has_seen_nothing_and_a_built_one_is_found_again(tmp_path: Path) -> None:
    index = WordIndex.open(tmp_path)
    assert index.applied == -1
    assert index.rebuild([A, B], 7) == 2
    index.close()
    assert index.applied == -1
    again = WordIndex.open(tmp_path)
    assert again.applied == 7
    assert _found(again) == {1, 2}


def test_following_replaces_adds_and_deletes(tmp_path: Path) -> None:
    index = WordIndex.open(tmp_path)
    index.rebuild([A, B], 1)
    index.follow([replace(A, title="other"), Words(3, "kernels", "", "", "", "", "")], [2], 2)
    assert (index.applied, _found(index)) == (2, {3})
    index.follow([], [], 9)
    assert (WordIndex.open(tmp_path).applied, _found(index)) == (9, {3})


def test_a_great_change_is_taken_in_part_by_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = WordIndex.open(tmp_path)
    index.rebuild([A, B], 1)
    sizes: list[int] = []
    real = gathering.gather
    monkeypatch.setattr(
        gathering, "gather", lambda words: real(sizes.append(len(words)) or list(words))
    )
    monkeypatch.setattr(merging, "LARGEST", 3)
    changed = [Words(number, "kernel", "", "", "", "", "") for number in (*range(2, 12), 4)]
    index.follow((words for words in changed), [1, 5], 2)
    assert max(sizes) == 3
    assert _found(index) == {2, 3, 4, *range(6, 12)}
    assert _found(WordIndex.open(tmp_path)) == _found(index)
    assert len(index.search(Word("kernel")).ids) == 9


def test_an_index_that_was_never_built_does_not_follow(tmp_path: Path) -> None:
    index = WordIndex.open(tmp_path)
    index.follow([A], [], 5)
    assert index.applied == -1


def test_a_library_without_papers_has_an_index_too(tmp_path: Path) -> None:
    index = WordIndex.open(tmp_path)
    assert index.rebuild([], 0) == 0
    assert WordIndex.open(tmp_path).applied == 0
    index.follow([A], [], 1)
    assert _found(index) == {1}


def test_a_change_already_taken_in_by_another_program_is_not_taken_in_twice(tmp_path: Path) -> None:
    window = WordIndex.open(tmp_path)
    window.rebuild([A], 1)
    command_line = WordIndex.open(tmp_path)
    command_line.follow([B], [], 2)
    command_line.follow([], [1], 3)
    assert _found(window) == {1}, "it keeps what it opened"
    window.follow([B], [], 2)
    assert (window.applied, _found(window)) == (3, {2})
    window.follow([A], [], 4)
    assert _found(window) == {1, 2}


def test_an_index_dropped_by_another_program_is_not_continued(tmp_path: Path) -> None:
    index = WordIndex.open(tmp_path)
    index.rebuild([A], 5)
    (tmp_path / "manifest.json").unlink()
    index.follow([B], [], 6)
    assert index.applied == -1
    index.rebuild([A, B], 6)
    assert _found(index) == {1, 2}


def test_while_one_program_writes_another_is_told_to_wait(tmp_path: Path) -> None:
    index = WordIndex.open(tmp_path)
    index.rebuild([A], 1)
    with folder.locked(tmp_path):
        with pytest.raises(Busy):
            index.follow([B], [], 2)
        with pytest.raises(Busy):
            index.rebuild([B], 2)
        assert WordIndex.open(tmp_path).applied == 1
    index.follow([B], [], 2)
    assert _found(index) == {1, 2}


def test_a_damaged_index_is_not_removed_while_another_program_writes(tmp_path: Path) -> None:
    WordIndex.open(tmp_path).rebuild([A], 1)
    (tmp_path / "manifest.json").write_bytes(b"half")
    with folder.locked(tmp_path):
        assert WordIndex.open(tmp_path).applied == -1
        assert list(tmp_path.glob("*.words"))


def test_a_stopped_rebuild_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    index = WordIndex.open(tmp_path)
    index.rebuild([A], 1)
    seen = []

    def stop(done: int, total: int) -> bool:
        seen.append((done, total))
        return False

    with pytest.raises(Cancelled):
        index.rebuild([replace(A, id=number) for number in range(1000)], 2, progress=stop)
    assert seen == [(250, 1000)]
    assert (index.applied, _found(index)) == (1, {1})
    assert WordIndex.open(tmp_path).applied == 1
    assert len(list(tmp_path.glob("*.words"))) == 1


def test_a_full_disk_is_told_and_leaves_the_index_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = WordIndex.open(tmp_path)
    index.rebuild([A], 1)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for place in ("reader.index.folder.os.open", "reader.files.os.replace"):
        with monkeypatch.context() as patch:
            patch.setattr(place, full)
            with pytest.raises(Problem, match="No space"):
                index.follow([B], [], 2)
            with pytest.raises(Problem, match="No space"):
                index.rebuild([B], 2)
        assert (index.applied, _found(index)) == (1, {1})
        assert WordIndex.open(tmp_path).applied == 1
        assert len(list(tmp_path.glob("*.words"))) == len(list(tmp_path.glob("*.toc*"))) == 1
    index.follow([B], [], 2)
    assert _found(index) == {1, 2}


def test_what_a_killed_program_left_behind_is_in_nobodys_way(tmp_path: Path) -> None:
    index = WordIndex.open(tmp_path)
    index.rebuild([A], 1)
    for name in ("_MAIN_2.toc", "_MAIN_2.toc.123.4", "MAIN_abcdefgh.words"):
        (tmp_path / name).write_bytes(b"torn")
    assert WordIndex.open(tmp_path).applied == 1
    index.follow([B], [], 2)
    assert _found(WordIndex.open(tmp_path)) == {1, 2}
    assert len(list(tmp_path.glob("*.words"))) == 2
    assert [path.name for path in tmp_path.glob("*.toc*")] == ["_MAIN_2.toc"]


@pytest.mark.parametrize(("length", "others"), [(70_000, 0), (2_000, 60)])
def test_words_far_from_the_beginning_of_a_text_are_found(
    tmp_path: Path, length: int, others: int
) -> None:
    long = " ".join(f"w{number}" for number in range(length))
    short = " ".join(["kernel"] * 250)
    index = WordIndex.open(tmp_path)
    index.rebuild(
        [
            replace(A, abstract=long),
            *(Words(n, "", short, *[""] * 4) for n in range(2, 2 + others)),
        ],
        1,
    )
    index.follow([replace(A, abstract=long, id=99)], [], 2)
    for first in {0, 254, 255, 256, 300, min(65_535, length - 3), length - 2}:
        assert set(index.search(Phrase(f"w{first} w{first + 1}")).ids) == {1, 99}
        assert not index.search(Phrase(f"w{first + 1} w{first}")).ids
        assert not index.search(Phrase(f"w{first} w{(first + 257) % length}")).ids


def test_places_are_short_where_most_are_near(tmp_path: Path) -> None:
    long = " ".join(["kernel"] * 260)
    index = WordIndex.open(tmp_path)
    index.rebuild([Words(n, "", long, "", "", "", "") for n in range(200)], 1)
    assert sum(path.stat().st_size for path in tmp_path.glob("*.words")) < 200 * 260 * 1.5


def test_a_first_letter_scores_as_its_words_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = papers(random.Random(5), 200).values()
    answers = []
    for wordy in (0, 1_000_000):
        monkeypatch.setattr(inverting, "WORDY", wordy)
        index = WordIndex.open(tmp_path / str(wordy))
        index.rebuild(library, 1)
        each = [index.search(Word(letter, prefix=True)) for letter in "abcxyz0"]
        answers.append([(list(hits.ids), list(hits.scores)) for hits in each])
    assert answers[0] == answers[1]


def test_progress_is_told_to_the_end(tmp_path: Path) -> None:
    seen = []
    library = [replace(A, id=number) for number in range(600)]
    WordIndex.open(tmp_path).rebuild(library, 1, progress=lambda *at: not seen.append(at))
    assert seen == [(250, 600), (500, 600), (600, 600)]


def test_the_check_finds_every_difference(tmp_path: Path) -> None:
    library = papers(random.Random(1), 30)
    index = WordIndex.open(tmp_path)
    index.rebuild(library.values(), 1)
    assert index.check(library.values(), 1) == []
    first, second, *rest = library.values()
    changed = replace(first, note=first.note + " kernel")
    found = index.check([changed, *rest, replace(A, id=999)], 1)
    assert sorted(finding.text for finding in found) == sorted(
        [
            f"The word index knows paper {first.id} with other words.",
            f"The word index has paper {second.id}, which the library has not.",
            "Paper 999 is not in the word index.",
        ]
    )


def test_the_check_notices_words_in_another_order_or_field(tmp_path: Path) -> None:
    index = WordIndex.open(tmp_path)
    index.rebuild([B], 1)
    assert index.check([replace(B, title="network kernel")], 1)
    assert index.check([replace(B, title="", abstract="kernel network")], 1)


def test_behind_is_no_fault_but_ahead_and_damaged_are(tmp_path: Path) -> None:
    index = WordIndex.open(tmp_path)
    assert index.check([A], 3) == []
    index.rebuild([A], 2)
    assert index.check([A, B], 3) == []
    assert "ahead" in index.check([A], 1)[0].text
    path = next(tmp_path.glob("*.toc"))
    path.write_bytes(path.read_bytes()[:-1])
    assert "not usable" in index.check([A], 2)[0].text


def test_a_filter_is_not_for_the_index(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        WordIndex.open(tmp_path).search(HasTag("x"))


def test_numpy_and_whoosh_are_loaded_by_the_first_search_only() -> None:
    code = (
        "import sys, reader.index, reader.query; "
        "heavy = {'numpy', 'whoosh'} & set(sys.modules); assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3])
