"""The files of an export: written, brought up to date, read back; nobody's word is lost."""
