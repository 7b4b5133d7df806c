"""Search texts that name a tag, once the tag is called something else."""

from collections.abc import Mapping

from reader.query.filters import FilterError, filter_node
from reader.query.lexing import Part, signs
from reader.query.nodes import Any, HasTag
from reader.query.writing import write


def with_tags_renamed(text: str, names: Mapping[str, str], *, also_old: bool = False) -> str:
    """The search text with other names of tags (old ones without regard to case).

    Every other character stays as it was written. With `also_old` the old name is still looked
    for as well: tags may be left below it.
    """
    folded = {old.casefold(): new for old, new in names.items()}
    written, at = "", 0
    for part in signs(text):
        start = text.index(part.raw, at)
        new = _renamed(part, folded, also_old) if isinstance(part, Part) else None
        written += text[at:start] + (part.raw if new is None else new)
        at = start + len(part.raw)
    return written + text[at:]


def _renamed(part: Part, names: Mapping[str, str], also_old: bool) -> str | None:
    """What to write instead of a part; None when it names none of the tags."""
    if part.name not in ("tag", "#") or not part.closed:
        return None
    try:
        node = filter_node(part)
    except FilterError:
        return None
    if not isinstance(node, HasTag):
        return None
    new = names.get(node.name.casefold())
    if new is None:
        return None
    named = HasTag(new, node.below)
    return f"({write(Any((named, node)))})" if also_old and node.below else write(named)
