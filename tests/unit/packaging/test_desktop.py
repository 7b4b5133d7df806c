"""An installed Reader stands in the menus of a Linux desktop, with its icon."""

import tomllib
from configparser import ConfigParser
from pathlib import Path

from reader.app import window_asked

ROOT = Path(__file__).resolve().parents[3]
PLACES = {
    "packaging/reader.desktop": "share/applications/reader.desktop",
    "resources/reader.svg": "share/icons/hicolor/scalable/apps/reader.svg",
}


def test_the_wheel_brings_the_entry_and_its_icon() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert shared == PLACES
    assert all((ROOT / source).is_file() for source in shared)


def test_the_entry_starts_the_window() -> None:
    entry = ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(ROOT / "packaging" / "reader.desktop", encoding="utf-8")
    program, *words = entry["Desktop Entry"]["Exec"].split()
    assert program == entry["Desktop Entry"]["Icon"] == "reader"
    assert window_asked([word for word in words if word != "%F"]) == ([], None)
    assert window_asked([*words[:-1], "page.bib"]) == ([Path("page.bib")], None)
