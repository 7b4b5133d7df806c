"""Qt item models: ids and pages of rows, no widgets and no decisions."""
