"""Tooltips with words from outside."""

import html


def plain_tooltip(text: str) -> str:
    """Text from outside as a tooltip: never read as markup, broken into lines when long."""
    return f"<p style='white-space:pre-wrap'>{html.escape(text)}</p>"
