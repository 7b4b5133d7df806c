"""Many papers judged without an index: quickly, and as each would be judged alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.index import marks, matches, matching, plain
from reader.model import Words
from reader.query.parsing import parse

_texts = st.lists(st.sampled_from([*"abs12 -/_^'&$\\{}.,:é深", "zero"]), max_size=40).map("".join)
_words = st.text(st.sampled_from("abs1-"), min_size=1, max_size=5) | st.sampled_from(
    ["zero", "zeroas", "abs*", "a*", '"ab s"', "zero-s", "ab s", "-ab", "(ab OR s1)", "abss~"]
)


def _paper(text: str) -> Words:
    return Words(1, "", text, "", "", "", "")


@given(_texts, st.lists(_words, min_size=1, max_size=3))
@settings(deadline=None, max_examples=300)
def test_papers_are_judged_together_as_they_are_one_by_one(text: str, asked: list[str]) -> None:
    node = parse(" ".join(asked)).node
    assert list(matching(node, [_paper(text)])) == [1] * matches(node, _paper(text))


@given(_texts, st.lists(_words, min_size=1, max_size=3))
@settings(deadline=None, max_examples=300)
def test_words_are_painted_at_a_glance_as_they_are_by_cutting(text: str, asked: list[str]) -> None:
    node = parse(" ".join(asked)).node
    by_cutting = plain._Text(text).spans(plain._painted(node, None))
    assert marks(node, text) == plain._joined(sorted(by_cutting))


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("kernel", "A text without the word, state-of-the-art and (dense)"),
        ("kernel", "The Kernels of a text"),
        ("kernel method", "Many methods"),
        ("ker*", "A text of kernels"),
        ('"kernel method"', "Many methods"),
        ('"kernel method"', "A kernel-method, dense"),
    ],
)
def test_plain_texts_need_not_be_cut_into_words(
    asked: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    node = parse(asked).node
    alone = matches(node, _paper(text))
    monkeypatch.setattr(plain, "chunks", lambda text: pytest.fail(f"{text} was cut"))
    assert list(matching(node, [_paper(text)])) == [1] * alone
    if not asked.startswith('"'):
        assert marks(node, text) or not alone
