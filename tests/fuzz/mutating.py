"""Changes to a text as real ones suffer them, and some that nobody would make; seeded."""

import random
from collections.abc import Callable, Sequence

DICTIONARY = (
    "", " ", "\t", "\n", "\n\n", "\r\n", "\x00", "\ufeff", "\u2028", "\u00a0", "\u200b", "\ufffc",
    "\x0c", "\ud800", "e\u0301", "\u202e", "•", "·", "|", "- ", "* ", "> ", "# ", "## 1. ", "1. ",
    "[", "]", "(", ")", "{", "}", "<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "&",
    "&amp;", "&#0;", "&#xd800;", "&lol;", '"', "'", "\\", "\\\\", "\\'e", "$", "%", "@", "#", "=",
    "@article{", "@string{a = ", "@comment{", "TY  - JOUR", "ER  - ", "PMID- 1", "PT J", "ER", "EF",
    "AB  - ", "TI  - ", "Title:", "Authors:", "Abstract:", "arXiv:2401.00001", "https://",
    "http://", "https://arxiv.org/abs/2401.00001v2", "https://huggingface.co/papers/2401.00001",
    "![](", "](https://example.org/", "Subscribe", "Daily Papers", "Nov 12", "Feb 31", "2025-02-30",
    "99999", "0", "-1", "3 authors", "0 authors", "1e999",
    "NaN", "null", "true", "[[[[", "{}", "[]",
    ",", ";",
    "9" * 400, "a" * 3_000, "word " * 400, "-" * 78, "\\\\\n", "Submitted by", "©",
    "作者：", "摘要：",
)  # fmt: skip

Change = Callable[[random.Random, list[str]], None]


def mutated(rng: random.Random, texts: Sequence[str], most: int = 16_000) -> str:
    """One of the texts, changed once to eight times."""
    text = rng.choice(texts)
    for _ in range(rng.choice((1, 1, 2, 3, 8))):
        if rng.random() < 0.5:
            text = _by_characters(rng, text, texts)
        else:
            lines = text.split("\n")
            rng.choice(BY_LINES)(rng, lines)
            text = "\n".join(lines)
    return text[:most]


def _by_characters(rng: random.Random, text: str, texts: Sequence[str]) -> str:
    start = rng.randint(0, len(text))
    end = min(len(text), start + rng.choice((0, 1, 1, 2, 5, 30, 300)))
    way = rng.randrange(5)
    if way == 0:
        return text[:start] + rng.choice(DICTIONARY) + text[end:]
    if way == 1:
        return text[:start] + text[end:]
    if way == 2:
        return text[:end] + text[start:end] * rng.choice((1, 2, 40)) + text[end:]
    if way == 3:
        other = rng.choice(texts)
        place = rng.randint(0, len(other))
        return text[:start] + other[place : place + rng.choice((5, 50, 500, 5_000))] + text[end:]
    return text[:start] + chr(rng.choice((rng.randrange(0x20), rng.randrange(0x3000)))) + text[end:]


def lose(rng: random.Random, lines: list[str]) -> None:
    """A line is lost."""
    if lines:
        del lines[rng.randrange(len(lines))]


def double(rng: random.Random, lines: list[str]) -> None:
    """A line stands there twice."""
    if lines:
        place = rng.randrange(len(lines))
        lines.insert(place, lines[place])


def cut(rng: random.Random, lines: list[str]) -> None:
    """A line is cut off."""
    if lines:
        place = rng.randrange(len(lines))
        lines[place] = lines[place][: rng.randint(0, len(lines[place]))]


def join(rng: random.Random, lines: list[str]) -> None:
    """Two lines are run together."""
    if len(lines) > 1:
        place = rng.randrange(len(lines) - 1)
        lines[place : place + 2] = [lines[place] + rng.choice(("", " ")) + lines[place + 1]]


def wrap(rng: random.Random, lines: list[str]) -> None:
    """A line is wrapped as programs for mail and terminals do."""
    if lines:
        place = rng.randrange(len(lines))
        words, width = lines[place].split(" "), rng.choice((20, 40, 72))
        wrapped = [""]
        for word in words:
            if len(wrapped[-1]) + len(word) > width:
                wrapped.append("")
            wrapped[-1] = f"{wrapped[-1]} {word}".strip()
        lines[place : place + 1] = wrapped


def swap(rng: random.Random, lines: list[str]) -> None:
    """Two runs of lines change places."""
    if len(lines) > 3:
        a, b, c = sorted(rng.randrange(len(lines)) for _ in range(3))
        lines[a:c] = lines[b:c] + lines[a:b]


def stop(rng: random.Random, lines: list[str]) -> None:
    """The text ends here."""
    if lines:
        del lines[rng.randrange(len(lines)) :]


BY_LINES: tuple[Change, ...] = (lose, double, cut, join, wrap, swap, stop)
