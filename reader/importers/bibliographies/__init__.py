"""Files and lists of references, of reference managers, databases and papers."""
