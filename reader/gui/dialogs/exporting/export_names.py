"""What exported files are called before a person says otherwise."""

from pathlib import PurePath

IN_FOLDERS = "references.bib"


def bibtex_beside(document: str) -> str:
    """What the BibTeX file beside a document is called; nothing while that has no name."""
    name = PurePath(document.strip()).name
    return str(PurePath(name).with_suffix(".bib")) if name else ""


def file_stem(title: str) -> str:
    """A plain file name for a title: letters and digits of any script, dashes between them."""
    letters = "".join(char if char.isalnum() else "-" for char in title.lower())
    stem = "-".join(part for part in letters.split("-") if part)
    return stem[:60].rstrip("-") or "notes"
