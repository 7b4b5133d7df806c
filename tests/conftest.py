"""What every test gets: no screen, no home of its own, no log warning that goes unnoticed."""

import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from reader.library import Library

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROOT = Path(__file__).resolve().parent.parent

# How fast a busy machine makes up examples, or runs one, says nothing about Reader.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of this test's own, also for programs it starts: the real one is never touched."""
    home = tmp_path_factory.mktemp("home")
    for variable in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(home))
    for variable, folder in {
        "XDG_DATA_HOME": "data",
        "XDG_CACHE_HOME": "cache",
        "XDG_STATE_HOME": "state",
        "XDG_CONFIG_HOME": "config",
    }.items():
        monkeypatch.setenv(variable, str(home / folder))
    return home


@pytest.fixture(autouse=True)
def no_sheet_stays() -> Iterator[None]:
    """A sheet left open would take keyboard and pointer from the windows of later tests."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    app = widgets.QApplication.instance() if widgets is not None else None
    left = app.activeModalWidget() if app is not None else None
    assert left is None, f"a sheet was left open: {type(left).__name__}"


class _Warnings(logging.Handler):
    """Keeps what the program logs as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_log_warnings(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning in the log fails the test, unless the test asks for the log (`caplog`) itself."""
    if "caplog" in request.fixturenames:
        yield
        return
    warnings = _Warnings()
    logger = logging.getLogger("reader")
    logger.addHandler(warnings)
    yield
    logger.removeHandler(warnings)
    assert not warnings.messages, "the program logged warnings"


@pytest.fixture
def library(tmp_path: Path) -> Iterator["Library"]:
    """A fresh, empty library."""
    from reader.library import Library

    with Library.open(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def root() -> Path:
    """The folder of the checkout."""
    return ROOT


@pytest.fixture
def shared() -> Path:
    """The folder `shared` beside the checkout: real listings that are not part of the project."""
    folder = ROOT.parent / "shared"
    if not (folder / "seeds").is_dir():
        pytest.skip("there is no folder ../shared with real listings beside this checkout")
    return folder
