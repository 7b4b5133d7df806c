"""What a search means, by example; index and marks follow the same plan."""

import pytest

from reader.index import matches
from reader.model import Words
from reader.query.parsing import parse


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("forget", "catastrophic forgetting", True),
        ('"forget"', "catastrophic forgetting", False),
        ("general", "generative models", False),
        ("NAIVE strasse", "Naïve Straße", True),
        ("zero shot", "zeroshot learning", True),
        ("zero shot learning", "zeroshot learning", True),
        ("zero shot", "zero examples, one shot", True),
        ("zero-shot", "zero examples, one shot", False),
        ("zero-shot", "zero shot", True),
        ("zero-shot", "zeroshot", True),
        ("zeroshot", "zero-shot", True),
        ("zeroshot", "zero shot", True),
        ("fine-tuning", "we fine tuned it", True),
        ('"fine-tuning"', "we fine tuned it", False),
        ('"fine-tuning"', "fine tuning", True),
        ("notable", "not able", False),
        ("not able", "a notable case", False),
        ("in formation", "information", False),
        ("state-of-the-art", "state of the art", True),
        ("mu transfer", r"$\mu$-Transfer", True),
        ("μ-transfer", r"$\mu$-Transfer", True),
        ("mu", "μP", True),
        ("kmeans", "$k$-means", True),
        ("k-means", "kmeans", True),
        ('"lottery ticket"', "the lottery, ticket by ticket", True),
        ('"lottery ticket"', "the ticket of a lottery", False),
        ('"shot learning"', "zero-shot learning", True),
        ("regulariz*", "regularization", True),
        ("zero-sh*", "zeroshot", True),
        ("学", "深度学习", True),
        ("度学习", "深度学习", True),
        ("深学", "深度学习", False),
        ('"BERT模型"', "BERT 模型", True),
        ("3.5", "GPT-3.5", True),
        ("3.5", "3 or 5", False),
        ("prune -sparse", "prune", True),
        ("prune -sparse", "prune sparsely sparse", False),
        ("% prune", "prune", True),
    ],
)
def test_what_a_search_finds(query: str, text: str, found: bool) -> None:
    assert matches(parse(query).node, Words(1, "", text, "", "", "", "")) is found


def test_words_of_one_phrase_stand_in_one_field() -> None:
    words = Words(1, "lottery", "ticket", "", "", "", "")
    assert not matches(parse('"lottery ticket"').node, words)
    assert matches(parse("lottery ticket").node, words)
    assert matches(parse("title:lottery abstract:ticket").node, words)
    assert not matches(parse("title:ticket").node, words)


def test_while_typing_two_words_find_their_compound() -> None:
    words = Words(1, "zeroshot learning", "", "", "", "", "")
    assert all(matches(parse(text, typing=True).node, words) for text in ("zero s", "zero shot"))
