"""What an abstract suggests for a column of a comparison: numbers, names of data sets, code.

A suggestion is a guess from how such things are written; it always comes with its sentence, and
counts for nothing before a person accepts it.
"""

import re
from collections.abc import Callable, Iterator

from reader.evidence.outline import sentence_ends
from reader.model import Cell, Facts, Origin
from reader.tex import readable

MOST = 3  # things named in one cell

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_RANGE = rf"[~≈+−-]?(?:{_NUMBER})(?:\s?(?:–|-|to)\s?(?:{_NUMBER}))?"
_NO_MORE = "and|or|while|but|with|is|are|was|were|has|have|to|they|we"
_UP_TO_END = rf"(?:[ \t]+(?!(?:{_NO_MORE})\b)[A-Za-z][\w@-]*){{0,3}}"
_RESULT = re.compile(
    rf"(?<![\w.])(?:{_RANGE}\s?(?:\\?%|percent\b(?:age points?)?)"
    rf"|\$?{_RANGE}\s?(?:x\b|×|\\times)\$?"
    rf"|{_RANGE}[- ]?fold\b){_UP_TO_END}"
)
_KNOWN_DATA = re.compile(
    r"\b(?:(?:tiny[- ]?|mini[- ]?)?ImageNet(?:-(?:1K|21K|100|A|R|C|V2))?|CIFAR-?\d+(?:-\w+)?"
    r"|(?:Fashion-?|E|K|Q|Rotated |Permuted )?MNIST|SVHN|CelebA(?:-HQ)?|LSUN|STL-?10|CUB(?:-200)?"
    r"|(?:MS[- ]?)?COCO|PASCAL VOC|Cityscapes|ADE20K|KITTI|nuScenes|LAION(?:-\w+)?|Places365"
    r"|(?:Super)?GLUE|SQuAD(?: ?\d\.\d)?|MNLI|SST-2|WikiText(?:-\d+)?|Wikitext-\d+|C4|The Pile"
    r"|LAMBADA|HellaSwag|MMLU|GSM8K|HumanEval|MBPP|BIG-?bench|TruthfulQA|WMT ?'?\d{2,4}|enwik8"
    r"|LibriSpeech|Common Voice|AudioSet|Kinetics-?\d*|UCF-?101|MuJoCo|Atari(?: 2600)?|D4RL"
    r"|Cora|Citeseer|PubMed|OGB(?:-\w+)?|QM9|ZINC|UCI)\b"
)
_NAMED_DATA = re.compile(
    r"\b((?:[A-Z][\w+./]*(?:-[\w+./]+)*)(?:[ ](?:[A-Z0-9][\w+./-]*))*)[ ]"
    r"(?:data[ ]?sets?|benchmarks?|corpus|corpora)\b"
)
_NO_NAME = frozenset({"The", "This", "These", "Our", "A", "An", "Several", "Many", "Standard"})
_CODE = re.compile(
    r"https?://(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|huggingface\.co"
    r"|zenodo\.org|sr\.ht|anonymous\.4open\.science)/[^\s<>\"')\]}]+"
)


def suggestion(column: str, facts: Facts) -> Cell:
    """What the abstract suggests for a column; a cell with nothing in it when there is nothing."""
    name = column.casefold()
    abstract = facts.abstract or ""
    if name in ("result", "results"):
        return _in_one_sentence(abstract, _results)
    if name in ("data", "dataset", "datasets", "data set", "data sets"):
        return _in_one_sentence(abstract, _data)
    if name in ("code", "repository", "code link"):
        return _code(abstract, facts.code_url)
    return Cell()


Spans = list[tuple[int, int]]


def _results(sentence: str) -> Spans:
    return [found.span() for found in _RESULT.finditer(sentence)]


def _data(sentence: str) -> Spans:
    spans = [found.span() for found in _KNOWN_DATA.finditer(sentence)]
    for found in _NAMED_DATA.finditer(sentence):
        taken = any(start < found.end(1) and found.start(1) < end for start, end in spans)
        if not taken and found[1].split()[0] not in _NO_NAME:
            spans.append(found.span(1))
    return sorted(spans)


def _in_one_sentence(abstract: str, find: Callable[[str], Spans]) -> Cell:
    """What the sentence that names most of it says; of two equal ones the first."""
    best: tuple[int, int, Spans] | None = None
    for start, end in sentences(abstract):
        spans = find(abstract[start:end])
        if spans and (best is None or len(spans) > len(best[2])):
            best = (start, end, spans)
    if best is None:
        return Cell()
    start, end, spans = best
    words = [readable(abstract[start:end][a:b]).strip() for a, b in spans]
    said = "; ".join(list(dict.fromkeys(words))[:MOST])
    return Cell(said, "suggestion", Origin(abstract[start:end], start, end))


def _code(abstract: str, address: str | None) -> Cell:
    found = _CODE.search(abstract)
    if found is not None:
        link = found[0].rstrip(".,;:")
        start, end = sentence_around(abstract, found.start())
        return Cell(link, "suggestion", Origin(abstract[start:end], start, end))
    return Cell(address, "suggestion", Origin(address)) if address else Cell()


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text stand: first character, and the one behind the last."""
    start = 0
    for end in sentence_ends(text):
        first = start + len(text[start:end]) - len(text[start:end].lstrip())
        if first < end:
            yield first, end
        start = end


def sentence_around(text: str, place: int) -> tuple[int, int]:
    """Where the sentence stands that a character is in."""
    return next(
        ((start, end) for start, end in sentences(text) if start <= place < end), (0, len(text))
    )
