"""From papers to a text: outlines with their evidence, the ledger, and comparisons.

Everything here is a function of values: of the text of an outline and of the papers that its
searches find. Nothing is kept besides the text itself, so that the ledger cannot disagree with
the library. `outline` reads a text, `evidence` offers what highlights and notes say, `ledger`
tells what was used of it; `columns`, `patterns` and `comparing` fill in a comparison.
"""
