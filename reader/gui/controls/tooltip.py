"""Tooltips with words from outside."""


def plain_tooltip(text: str) -> str:
    """Text from outside as a tooltip: never read as markup, broken into lines when long."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<p style='white-space:pre-wrap'>{escaped}</p>"
