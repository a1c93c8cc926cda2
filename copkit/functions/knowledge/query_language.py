"""What people type into a search: words, "a phrase", -not and kind:guide. Every other sign is harmless."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

_PIECE = re.compile(
    r'(?P<without>-(?=\S))?(?:(?P<facet>[^\W\d_]+):(?=\S))?(?:"(?P<phrase>[^"]*)"?|(?P<word>\S+))'
)
_QUOTES = str.maketrans("“”„«»‟", '""""""')

_LUCENE = (
    "a an and are as at be but by for if in into is it no not of on or such that the their then there these "
    "they this to was will with"
)
_QUESTIONS = "about can did do does from has have how i me my our us we what when where which who why you"
_AUXILIARIES = "could may might must shall should would"
SMALL_WORDS = frozenset((*_LUCENE.split(), *_QUESTIONS.split(), *_AUXILIARIES.split()))
"""Words that tell nothing about what is sought: the 33 of Lucene's English list, those that a question begins
with, and auxiliary verbs. No word is put right into one of them. They count where nothing else was typed, and
within a phrase."""


@dataclass(frozen=True)
class Query:
    """A query taken apart: texts, not yet words.

    ``words`` and ``phrases`` are to be found, ``without`` must not be there, ``facets`` holds the values
    that somebody chose by name, such as kind to guide. ``last_word_open`` tells that the query ends in a
    word that may not be finished.
    """

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    last_word_open: bool = False


def as_words(text: str) -> str:
    """A sentence as a query of plain words: its quotation marks, dashes and colons mean nothing.

    >>> as_words('A name such as "Debt" -all of it: kind:guide')
    'A name such as Debt all of it kind guide'
    """
    return " ".join(re.sub(r'["\-:]', " ", text.translate(_QUOTES)).split())


def parse(query: str, values: Mapping[str, Collection[str]] | None = None) -> Query:
    """Takes a query apart. Any text whatever is a query; none raises an error.

    ``values`` holds the names of facets and their values: 'kind:guide' is a choice where there is a
    kind called guide, in any case, and two words where there is none. A quotation mark that is not
    closed runs to the end.

    >>> parse('damp "hard to let" -mould kind:Guide', {"kind": ["guide", "tool"]})
    Query(words=('damp',), phrases=('hard to let',), without=('mould',), facets={'kind': ('guide',)},
          last_word_open=False)
    """
    known = {
        name.casefold(): (name, {value.casefold(): value for value in sorted(of_facet)})
        for name, of_facet in (values or {}).items()
    }
    words: list[str] = []
    phrases: list[str] = []
    without: list[str] = []
    facets: dict[str, list[str]] = {}
    text = query.translate(_QUOTES)
    pieces = list(_PIECE.finditer(text))
    for piece in pieces:
        said = piece["phrase"] if piece["phrase"] is not None else piece["word"]
        facet = piece["facet"]
        if facet:
            name, of_facet = known.get(facet.casefold(), ("", {}))
            value = of_facet.get(said.strip().casefold())
            if value is not None and not piece["without"]:
                facets.setdefault(name, []).append(value)
                continue
            said = f"{facet} {said}"
        if piece["without"]:
            without.append(said)
        elif piece["phrase"] is not None and not facet:
            phrases.append(said)
        else:
            words.append(said)
    last = pieces[-1] if pieces else None
    last_open = bool(
        last
        and last["word"]
        and not last["without"]
        and last.end() == len(text)
        and words
        and words[-1].endswith(last["word"])
    )
    return Query(
        tuple(words),
        tuple(phrases),
        tuple(without),
        {name: tuple(dict.fromkeys(chosen)) for name, chosen in facets.items()},
        last_open,
    )
