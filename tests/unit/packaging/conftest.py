"""The scripts of `packaging/` as modules: they are started as files, so they are no package."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

NAMES = ("environment", "system", "run", "test")


@pytest.fixture
def scripts(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, ModuleType]]:
    """Fresh modules of the scripts by name, as `python3 packaging/run.py` finds them."""
    for name in NAMES:
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.syspath_prepend(root / "packaging")
    yield {name: importlib.import_module(name) for name in NAMES}
    for name in NAMES:
        sys.modules.pop(name, None)


@pytest.fixture
def environment(
    scripts: dict[str, ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> ModuleType:
    """`environment.py` for a made-up checkout, so that no test touches the real `.venv`."""
    module = scripts["environment"]
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    return module


@pytest.fixture
def system(scripts: dict[str, ModuleType]) -> ModuleType:
    """`system.py`."""
    return scripts["system"]
