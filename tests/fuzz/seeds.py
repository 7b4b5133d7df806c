"""The texts that fuzzing begins with: every fixture of the importers' own tests."""

import importlib.util
import json
import sys
from functools import cache
from pathlib import Path

from making_listings import PAPERS, as_cards, as_lines

from reader import importers

HERE = Path(__file__).resolve().parent
FIXTURES = HERE.parent / "unit" / "importers"
KEPT = HERE / "kept"
LEAST = 120  # characters
MOST = 12_000  # characters; longer ones only make fuzzing slow
CITATIONS = """[
 {"type": "article-journal", "title": "Moss on <i>Old</i> Walls", "DOI": "10.5555/moss.1",
  "author": [{"given": "Ida", "family": "Fern"}, {"literal": "The Moss Group"}],
  "container-title": "Annals of Walls", "issued": {"date-parts": [[2021, 3]]},
  "URL": "https://doi.org/10.5555/moss.1", "abstract": "<p>Moss grows.</p>", "keyword": "moss"},
 {"type": "paper-conference", "title": "Walls without Moss", "author": [{"family": "Stone"}],
  "issued": {"raw": "Spring 2020"}, "DOI": "10.5555/moss.2"}
]
"""
LINKS = """# To read

## March 2023

- [A fog that answers](https://arxiv.org/abs/2303.00007v2)
- [Ropes that hum in wind](https://arxiv.org/abs/2303.00008)
* **[Kites tell the weather](https://doi.org/10.5555/Kites(1))**
1. [Snow that sings under boots](https://huggingface.co/papers/2304.00009)
"""


@cache
def seeds() -> dict[str, tuple[str, ...]]:
    """The texts of each format, as the registry sees them."""
    found: dict[str, list[str]] = {form.name: [] for form in importers.FORMATS}
    for text in _fixtures():
        for form in importers.FORMATS:
            if len(text) <= MOST and form.confidence(text) >= 0.5:
                found[form.name].append(text)
    return {name: tuple(texts) for name, texts in found.items()}


def kept() -> list[tuple[str, str]]:
    """Format and text of every input that once failed or once found a new path."""
    return [
        (path.parent.name, path.read_bytes().decode("utf-8", "surrogatepass"))
        for path in sorted(KEPT.glob("*/*"))
    ]


def _fixtures() -> list[str]:
    texts = ["\n".join(as_lines(PAPERS[:5])), "\n".join(as_cards(PAPERS[:5])), CITATIONS, LINKS]
    for path in sorted(FIXTURES.glob("test_*.py")):
        for value in vars(_module(path)).values():
            if isinstance(value, str) and len(value) >= LEAST:
                texts.append(value)
            elif isinstance(value, (dict, list)) and value:
                texts += _as_json(value)
                texts += _texts_in(value)
    data = HERE.parent / "data"
    for path in sorted(data.rglob("*.*")):
        is_fixture = path.is_file() and not path.name.endswith(".expected.json")
        if is_fixture and path.stat().st_size < MOST:
            texts.append(path.read_text("utf-8", "replace"))
    return texts


def _texts_in(value: dict[object, object] | list[object]) -> list[str]:
    """The texts of a table of fixtures, by themselves or beside the name of their format."""
    rows = value.values() if isinstance(value, dict) else value
    found = [each for row in rows for each in (row if isinstance(row, tuple) else (row,))]
    return [each for each in found if isinstance(each, str) and len(each) >= LEAST]


def _as_json(value: object) -> list[str]:
    try:
        return [json.dumps(value, indent=1), json.dumps(value)]
    except (TypeError, ValueError):
        return []


def _module(path: Path) -> object:
    """A module of tests, for the texts it holds."""
    name = f"fixtures_of_{path.stem}"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]
