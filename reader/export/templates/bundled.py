"""The templates that come with Reader, beside those that a person wrote."""

from collections.abc import Sequence

from reader.model import Template, TemplateKind
from reader.paths import resource


def with_bundled(kind: TemplateKind, own: Sequence[Template]) -> list[Template]:
    """The person's own templates, then the bundled ones, by name, that none of them replaces."""
    taken = {one.name.casefold() for one in own}
    files = sorted(resource(f"templates/{kind}").glob("*.md"))
    return [*own] + [
        Template("", kind, path.stem, path.read_text("utf-8"), own=False)
        for path in files
        if path.stem.casefold() not in taken
    ]
