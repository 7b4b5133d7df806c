"""The verbs without a screen: every one of them goes through the front door `reader.library`.

`session.py` holds what all verbs share, `records.py` the JSON contract, `printing.py` how
things are said to a person; the other files hold the verbs, by what a person is doing.
"""

from reader.cli.program import run

__all__ = ["run"]
