"""Made-up texts and searches that are as awkward as texts and searches get."""

import os
import random

from reader.model import Words
from reader.query.nodes import TEXT_FIELDS, All, Any, Node, Not, Phrase, Word

WHOLE = bool(os.environ.get("READER_WHOLE"))  # ask as much as was promised, however long it takes

_PLAIN = """
zero shot zeroshot Zero-Shot few-shot fewshot learning learned Learner kernel kernels network net
work prune pruning Pruned sparse in formation information not able the of pre-training pretraining
pre training fine-tuned finetune state-of-the-art a/b x_i R^n
"""
PIECES = (
    *_PLAIN.split(),
    r"$\mu$-Transfer", "μP", "μ-transfer", "mu", r"\textbf{deep}", r"{B}ayesian", r"$k$-means",
    r"Poincar\'e", "Poincaré", "poincare\u0301", r"na\"{i}ve", "naïve", r"$\alpha\beta$", "Δ",
    "β-VAE", "Straße", "STRASSE", "ﬁne", "İstanbul", "Σίσυφος", "don't", "model’s", "ΑΒ", "x²",
    "½", "①", "深度学习", "学习", "习", "深度", "東京タワー", "が", "か\u3099", "BERT模型",
    "한국어", "ภาษาไทย", "हिन्दी", "🤖", "🤖🤖", "\U0001f469\u200d\U0001f52c", "∞", "—", "%", "{}",
    "\u200b", "trans\u00adformer", "\x00", "\x01", "\ud800x", "\\",
    "a" * 70, "a" * 71, "-" * 30, "1-2-3-4-5-6", "3.14", "https://arxiv.org/abs/2106.1", "don't-",
)  # fmt: skip


def text(rng: random.Random, most: int) -> str:
    """A text of up to `most` pieces."""
    joints = (" ", " ", " ", " ", "\n", ", ", "-", "", ". ")
    return "".join(rng.choice(PIECES) + rng.choice(joints) for _ in range(rng.randrange(most + 1)))


def paper(rng: random.Random, number: int) -> Words:
    """A paper with some of its texts empty."""
    return Words(
        id=number,
        title=text(rng, 6),
        abstract=text(rng, rng.choice((0, 10, 40, 200))),
        note=text(rng, rng.choice((0, 0, 10))),
        tags=text(rng, rng.choice((0, 2))),
        highlights=text(rng, rng.choice((0, 0, 5))),
        comments=text(rng, rng.choice((0, 0, 3))),
        authors=text(rng, rng.choice((0, 3))),
    )


def papers(rng: random.Random, count: int) -> dict[int, Words]:
    """Papers by id; the ids are neither dense nor in order."""
    numbers = rng.sample(range(1, 10 * count + 10), count)
    return {number: paper(rng, number) for number in numbers}


def _misspelled(rng: random.Random, word: str) -> str:
    """A word with one letter changed, or two neighbours swapped."""
    at = rng.randrange(len(word))
    if rng.random() < 0.5:
        return word[:at] + rng.choice("aeé深") + word[at + 1 :]
    return word[:at] + word[at : at + 2][::-1] + word[at + 2 :]


def search(rng: random.Random, depth: int = 3) -> Node:
    """A tree of words and phrases."""
    field = rng.choice((None, None, *TEXT_FIELDS))
    kind = rng.random()
    if depth == 0 or kind < 0.45:
        word = rng.choice(PIECES)
        prefix = rng.random() < 0.3
        if rng.random() < 0.2:
            return Word(_misspelled(rng, word), field=field, close=True)
        return Word(word[: rng.randrange(1, len(word) + 1)] if prefix else word, prefix, field)
    if kind < 0.6:
        return Phrase(text(rng, 3), field)
    if kind < 0.7:
        return Not(search(rng, depth - 1))
    inner = tuple(search(rng, depth - 1) for _ in range(rng.randrange(4)))
    return All(inner) if kind < 0.87 else Any(inner)
