"""LaTeX as it stands in BibTeX fields, and plain text: accents by their commands, braces that only protect.

pylatexenc knows the commands; here it is kept from what is no LaTeX in a bibliography: a bare ``%`` begins no
comment, and addresses are not typeset.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db
from pylatexenc.latexwalker import LatexWalkerError

_BARE_PERCENT = re.compile(r"(?<!\\)%")
_SPECIAL = re.compile(r"[\\{}$~%]|--|``|''")
_TO_ESCAPE = re.compile(r"[\\{}$&%#_~^]|--|``|''|[\u00a0\u2013\u2014]")
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "--": "-{}-",
    "``": "`{}`",
    "''": "'{}'",
    "\u00a0": "~",
    "\u2013": "--",
    "\u2014": "---",
}


@lru_cache(1)
def _reader() -> LatexNodes2Text:
    known = get_default_latex_context_db()
    own = [MacroTextSpec(name, simplify_repl="%s") for name in ("url", "enquote", "mkbibquote", "mbox")]
    known.add_context_category("bibliography", prepend=True, macros=own)
    return LatexNodes2Text(latex_context=known, math_mode="text", keep_comments=False)


def to_text(latex: str) -> str:
    """
    >>> to_text(r"B{\\"u}y{\\"u}kg{\\"o}r: {DNA} at 50% -- {\\c{C}}etin")
    'Büyükgör: DNA at 50% – Çetin'
    """
    if _SPECIAL.search(latex):
        try:
            latex = _reader().latex_to_text(_BARE_PERCENT.sub(r"\\%", latex))
        except (LatexWalkerError, RecursionError, ValueError, IndexError, TypeError):
            latex = re.sub(r"[{}]", "", latex)
    return " ".join(latex.split())


def to_latex(text: str) -> str:
    """Plain text for a field in braces; letters stay as they are, in UTF-8.

    >>> to_latex("Müller & Söhne: 50%"), to_text(to_latex("a_b {c} \\\\d ~ 1--2"))
    ('Müller \\\\& Söhne: 50\\\\%', 'a_b {c} \\\\d ~ 1--2')
    """
    return _TO_ESCAPE.sub(lambda found: _ESCAPES.get(found[0], f"\\{found[0]}"), text)


def to_address(latex: str) -> str:
    """An address or a number, of which only the escapes are undone.

    >>> to_address(r"{https://example.org/a\\_b?c=50\\%}")
    'https://example.org/a_b?c=50%'
    """
    plain = re.sub(r"^\\(?:url|href)(?=\{)", "", latex.strip())
    plain = re.sub(r"\{\\textasciitilde\}|\\textasciitilde(?:\{\})?|\\~\{\}|\{\\~\}", "~", plain)
    plain = re.sub(r"\\([\\{}$&%#_~^])", r"\1", plain)
    return "".join(re.sub(r"(?<!\\)[{}]", "", plain).split())
