"""What is done with papers: the verbs of the commands, triage, tags."""
