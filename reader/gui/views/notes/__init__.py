"""Where notes are written and read: the editor, and the page of everything written."""
