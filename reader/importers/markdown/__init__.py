"""Lists that people keep in Markdown and other markup, and Reader's own export."""
