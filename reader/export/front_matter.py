"""YAML front matter that every YAML reader reads back as exactly what was meant.

Every text is a double-quoted JSON string, which YAML 1.2 takes as it is; what YAML counts as
not printable (YAML 1.2, production 1) is escaped.
"""

import json
import re
from collections.abc import Mapping, Sequence

Value = str | int | bool | Sequence[str]

_NOT_PRINTABLE = re.compile(
    "[\x7f-\xa0\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff0-\uffff]"
)


def front_matter(values: Mapping[str, Value]) -> str:
    """The block between the two lines `---`, with one line for each key."""
    lines = [f"{key}: {_written(value)}\n" for key, value in values.items()]
    return "".join(["---\n", *lines, "---\n"])


def _written(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return _quoted(value)
    return f"[{', '.join(map(_quoted, value))}]"


def _quoted(text: str) -> str:
    return json_text(text)


def json_text(value: object) -> str:
    """A value as JSON on one line that YAML takes as it is."""
    return _NOT_PRINTABLE.sub(
        lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False)
    )
