"""The TeX commands that Reader knows by itself; pylatexenc's table has the other symbols."""

FONTS = dict.fromkeys(
    ("mathrm", "mathbf", "mathit", "mathsf", "mathtt", "mathcal", "mathscr", "mathfrak", "mathbb"),
    False,
) | dict.fromkeys(("boldsymbol", "bm", "pmb", "ensuremath", "operatorname", "underline"), False)
"""Commands that only change how their argument looks; true when the argument is text."""
FONTS |= dict.fromkeys(
    ("text", "textrm", "textbf", "textit", "textsf", "texttt", "textsc", "textsl", "textup"), True
)
FONTS |= dict.fromkeys(("emph", "mbox", "hbox", "textnormal", "textmd", "uline", "url"), True)

_SWITCHES = """
    rm bf it em sc tt sf sl cal mit bfseries itshape scshape ttfamily sffamily rmfamily
    tiny scriptsize footnotesize small normalsize large Large huge displaystyle textstyle
    scriptstyle left right big Big bigg Bigg bigl bigr Bigl Bigr middle limits nolimits protect
"""
SWITCHES = frozenset(_SWITCHES.split())
"""Commands that show nothing and change what follows them."""

ACCENTS = {
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
}
"""Accents written with a sign: the combining character they mean."""

LETTER_ACCENTS = {
    "c": "\u0327",
    "v": "\u030c",
    "u": "\u0306",
    "H": "\u030b",
    "r": "\u030a",
    "k": "\u0328",
    "d": "\u0323",
    "b": "\u0331",
    "hat": "\u0302",
    "widehat": "\u0302",
    "tilde": "\u0303",
    "widetilde": "\u0303",
    "bar": "\u0304",
    "overline": "\u0304",
    "vec": "\u20d7",
    "dot": "\u0307",
    "ddot": "\u0308",
    "check": "\u030c",
    "breve": "\u0306",
    "acute": "\u0301",
    "grave": "\u0300",
}
"""Accents written with a name."""

ESCAPED = frozenset("%&#_${}")
SPACES = {",": " ", ";": " ", ":": " ", " ": " ", "!": "", "/": ""}

SYMBOLS = {
    "prime": "′",
    "circ": "∘",
    "euro": "€",
    "S": "§",
    "P": "¶",
    "quad": " ",
    "qquad": " ",
    "polylog": "polylog",
    "textasciitilde": "~",
    "textquotesingle": "'",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textunderscore": "_",
}
"""Symbols that pylatexenc does not know, or shows in a way that reads badly on one line."""

CITATIONS = dict.fromkeys(("cite", "citep", "citet", "citealp", "ref", "eqref"), ("[", "]"))
CITATIONS["footnote"] = ("(", ")")

BLACKBOARD = {"C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"}
"""Blackboard letters of the basic plane; the others are rarely in a font."""

SUPERSCRIPTS = dict(zip("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ", strict=True)) | dict(
    zip("abcdefghijklmoprstuvwxyzT", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀ", strict=True)
)
SUPERSCRIPTS |= {"∘": "°", "′": "′", "*": "*", "∗": "*", "⋆": "*", "†": "†", "⊤": "ᵀ"}
SUBSCRIPTS = dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True)) | dict(
    zip("aehijklmnoprstuvx", "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True)
)
