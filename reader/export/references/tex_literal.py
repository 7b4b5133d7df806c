"""Foreign text in a LaTeX file that stays text: no command of a title may ever run.

Formulas stay formulas as far as they are made of commands that only draw something; whatever
else TeX could take for more than text is escaped (The TeXbook, chapter 7: the ten characters).
"""

import re

_FORMULA = re.compile(
    r"(?<!\\)\$(?=[^\s$])((?:[^$\\{}]|\\[A-Za-z]+|\\[,;:!{}|]|[{}]){1,200})(?<=\S)\$"
)
_STEERING = re.compile(r"[%#&]|\^\s*\^")  # `^^5c` is a backslash to TeX
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_DRAWING = """
text mathrm mathbf mathit mathsf mathtt mathcal mathbb mathfrak mathscr boldsymbol
operatorname hat bar tilde vec dot ddot overline underline widehat widetilde frac sqrt left
right log exp sin cos tan max min sup inf lim det dim ker deg arg gcd Pr sum prod int times
cdot ldots cdots dots infty partial nabla pm mp le leq ge geq ne neq approx sim simeq equiv
propto to rightarrow leftarrow Rightarrow Leftarrow leftrightarrow mapsto in notin subset
subseteq supset cup cap emptyset forall exists neg land lor oplus otimes circ bullet star
ast dagger ell hbar Re Im prime langle rangle lfloor rfloor lceil rceil mid parallel perp ll
gg alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu
xi pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta
Lambda Xi Pi Sigma Upsilon Phi Psi Omega quad
"""
_PLAIN = frozenset(_DRAWING.split())
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
    }
)
_CAPITALS = re.compile(r"[^\s{}()\[\],;:.!?\"“”‘’/–—-][^\s{}()\[\],;:!?\"“”/–—-]*")


def tex_literal(text: str, *, protect: bool = False) -> str:
    r"""Foreign text as LaTeX that prints just these words, on one line.

    With `protect`, words with capitals that a bibliography style would make small (`BERT`,
    `GPT2`, `mBART`) are put in braces of their own.
    """
    line = " ".join(text.split())
    parts, at = [], 0
    for found in _FORMULA.finditer(line):
        if not _only_draws(found[1]):
            continue
        parts += [_escaped(line[at : found.start()], protect=protect), found[0]]
        at = found.end()
    return "".join([*parts, _escaped(line[at:], protect=protect)])


def _only_draws(formula: str) -> bool:
    """Whether a formula is balanced and has no command but those that only draw."""
    if not _PLAIN.issuperset(_COMMAND.findall(formula)) or _STEERING.search(formula):
        return False
    depth = 0
    for brace in re.findall(r"\\.|[{}]", formula):
        depth += {"{": 1, "}": -1}.get(brace, 0)
        if depth < 0:
            return False
    return depth == 0


def _escaped(text: str, *, protect: bool) -> str:
    if not protect:
        return text.translate(_ESCAPES)
    parts, at = [], 0
    for found in _CAPITALS.finditer(text):
        word = found[0]
        if any(char.isupper() for char in word[1:]) and any(map(str.isalpha, word)):
            parts += [
                text[at : found.start()].translate(_ESCAPES),
                f"{{{word.translate(_ESCAPES)}}}",
            ]
            at = found.end()
    return "".join([*parts, text[at:].translate(_ESCAPES)])
