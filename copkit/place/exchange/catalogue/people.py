"""Names of people and bodies as one text: ``Knuth, Donald E.; Ellery Council``.

The family name stands first, as the DCMI guide 'Using Dublin Core: The Elements' (4.2, Creator) has it; a
name without a comma is that of a body, or of somebody who has one name. A semicolon parts the names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

OTHERS = "et al."


def joined(names: Iterable[str]) -> str:
    """
    >>> joined(["Knuth, Donald E.", "  ", "Ellery Council"])
    'Knuth, Donald E.; Ellery Council'
    """
    tidy = (" ".join(name.replace(";", ",").split()) for name in names)
    return "; ".join(dict.fromkeys(name for name in tidy if name))


def parted(text: str) -> list[str]:
    """
    >>> parted("Knuth, Donald E.; Ellery Council")
    ['Knuth, Donald E.', 'Ellery Council']
    """
    return [name for name in (" ".join(one.split()) for one in text.split(";")) if name]


def fitting(text: str, longest: int) -> str:
    """The first of many names that fit into so many characters, with 'et al.' for the others.

    >>> fitting("Aksın, Özge; Türkmen, Hayati; Artok, Levent", 30)
    'Aksın, Özge; et al.'
    """
    if len(text) <= longest:
        return text
    kept = parted(text)
    while len(kept) > 1 and len(joined([*kept, OTHERS])) > longest:
        kept.pop()
    short = joined([*kept, OTHERS])
    return short if len(short) <= longest else text[: longest - 1] + "…"


def family_names(text: str) -> frozenset[str]:
    """The family names in a text, in small letters; of a name without a comma its last word.

    >>> sorted(family_names("Knuth, Donald E.; Leslie Lamport"))
    ['knuth', 'lamport']
    """
    names = (one.split(",")[0] if "," in one else one.split()[-1] for one in parted(text) if one != OTHERS)
    return frozenset(re.sub(r"\W", "", name.casefold()) for name in names) - {""}
