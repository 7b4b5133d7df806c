"""File names that every system, sync service and link syntax can live with.

The reserved names are those of Windows ("Naming Files, Paths, and Namespaces"); `#^[]|` would
break a link in Obsidian.
"""

import re
import unicodedata

_MOST_CHARACTERS = 80
_MOST_BYTES = 120
_LONGEST_CUT_WORD = 20
_UID_CHARACTERS = 6
_UNSAFE = re.compile(r'[<>:"/\\|?*#^\[\]]')
_WHITE = re.compile(r"\s+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\$|conout\$|clock\$)", re.I)
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)


def safe_name(title: str, uid: str, *, whole: bool = False) -> str:
    """A stem for one paper's file: `A Title (k7f3q2)`; no two papers share one on any disk.

    With `whole` all of the uid is in it, so that not even two of a million do.
    """
    mark = _mark(uid)
    return f"{safe_stem(title)} ({mark if whole else mark[:_UID_CHARACTERS]})"


def safe_names(titles: list[tuple[str, str]]) -> list[str]:
    """Stems for papers given as (title, uid), all different whatever a disk makes of case."""
    names: list[str] = []
    taken: set[str] = set()
    for title, uid in titles:
        name, number = safe_name(title, uid), 1
        while same_file_key(name) in taken:
            again = "" if number == 1 else f"-{number}"
            name = f"{safe_stem(title)} ({_mark(uid)}{again})"
            number += 1
        taken.add(same_file_key(name))
        names.append(name)
    return names


def safe_stem(title: str) -> str:
    """The title as a file name without extension, at most 80 characters and 120 bytes."""
    stem = _UNSAFE.sub("-", _WHITE.sub(" ", unicodedata.normalize("NFC", title)))
    stem = "".join("-" if unicodedata.category(char) in _INVISIBLE else char for char in stem)
    stem = cut(stem.lstrip(" .-~"), _MOST_CHARACTERS, _MOST_BYTES)
    if _RESERVED.fullmatch(unicodedata.normalize("NFKC", stem).partition(".")[0].rstrip()):
        stem = f"_{stem}"
    return stem or "untitled"


def cut(stem: str, characters: int, size: int) -> str:
    """The beginning of a name within both limits, ended between words or at least characters."""
    end = min(len(stem), characters)
    while len(stem[:end].encode("utf-8", "replace")) > size:
        end -= 1
    while 0 < end < len(stem) and _belongs_to_the_one_before(stem, end):
        end -= 1
    if end < len(stem):
        space = stem.rfind(" ", end - _LONGEST_CUT_WORD, end + 1)
        end = space if space > 0 else end
    return stem[:end].rstrip(". ")


def same_file_key(name: str) -> str:
    """Equal for names that some file system takes for the same."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def _belongs_to_the_one_before(text: str, at: int) -> bool:
    """Whether the character at `at` is drawn together with the one before it (UAX 29)."""
    if ord(text[at]) in _FLAG_LETTERS:
        flags = re.search(r"[\U0001F1E6-\U0001F1FF]*\Z", text[:at])
        return flags is not None and len(flags[0]) % 2 == 1
    return unicodedata.category(text[at]).startswith("M") or ord(text[at]) in _SKIN_TONES


def _mark(uid: str) -> str:
    return "".join(char for char in uid.lower() if char.isascii() and char.isalnum()) or "0"
