"""How things look: colours, fonts, icons, marks in texts, words for numbers."""
