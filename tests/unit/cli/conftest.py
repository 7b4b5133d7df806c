"""The command line as a person uses it: words in, answer, remarks and exit code out."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from reader.cli.program import verbs
from reader.cli.session import Session


@dataclass(frozen=True)
class Answer:
    """What one call said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, which is JSON and nothing else."""
        return json.loads(self.out)


Reader = Callable[..., Answer]


@pytest.fixture
def windows() -> list[tuple[Sequence[Path], Path | None]]:
    """The windows that would have been opened: their files and library."""
    return []


@pytest.fixture
def reader(tmp_path: Path, windows: list[tuple[Sequence[Path], Path | None]]) -> Reader:
    """`reader("list", "--json")` in the library that the fixture `library` opens."""

    def call(*words: object, stdin: str | bytes | None = None) -> Answer:
        session = Session(
            lambda files, folder: windows.append((files, folder)), folder=tmp_path / "library"
        )
        result = CliRunner().invoke(verbs(), [str(word) for word in words], stdin, obj=session)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Answer(result.exit_code, result.stdout, result.stderr)

    return call
