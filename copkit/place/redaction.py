"""A person's name taken out of what people typed: where it stood, 'a former member' stands.

`NamesInText` tells whether a text holds a name, in whatever way it is written. Here the words that hold it
are found by looking at ever smaller runs of words, so that the rest of the text stays as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from copkit.place.names_in_text import NamesInText

INSTEAD = "a former member"

_MOST_WORDS = 12
"""The longest run of words that is looked at: a long name with a title and initials."""

_WORD = re.compile(r"\S+")
_EDGES = re.compile(r"^([\"'(\[‘“]*).*?('s|’s)?([\"')\].,;:!?’”]*)$", re.DOTALL)


class Redaction:
    """Takes one person out of texts. ``name`` and ``email`` are as they stand in the place, ``known`` the
    names of communities and organisations, which stay.

    >>> redaction = Redaction("Tess Quill", "tess@example.org")
    >>> redaction.without("Ask TESS QUILL (tess@example.org), or Quill, Tess's deputy.")
    "Ask a former member (a former member), or a former member's deputy."
    >>> redaction.without("A quill for Tess") is None
    True
    """

    def __init__(self, name: str, email: str = "", known: Collection[str] = ()) -> None:
        self._names = NamesInText([name], known)
        self._alone = _alone(name, known) if len(name.split()) == 1 else None
        self._email = re.compile(re.escape(email), re.IGNORECASE) if email else None

    def without(self, text: str) -> str | None:
        """The text without the person; None if the person does not stand in it. A name of one word counts
        only as it is written in the place: 'Hope', not 'hope'."""
        new = self._email.sub(INSTEAD, text) if self._email else text
        if self._alone is not None:
            new = self._alone.sub(lambda found: found["longer"] or INSTEAD, new)
        elif self._names.held(new):
            new = self._reworded(new)
        return None if new == text else new

    def _reworded(self, text: str) -> str:
        words = list(_WORD.finditer(text))
        parts, done, at = [], 0, 0
        while at < len(words):
            end = self._end_of_name(text, words, at)
            if end is None:
                at += 1
                continue
            first, last = words[at].start(), words[end - 1].end()
            edges = _EDGES.match(text[first:last])
            before, owner, after = edges.groups() if edges else ("", None, "")
            parts += [text[done:first], before, INSTEAD, owner or "", after]
            done, at = last, end
        new = "".join([*parts, text[done:]])
        return INSTEAD if self._names.held(new) else new

    def _end_of_name(self, text: str, words: list[re.Match[str]], at: int) -> int | None:
        """After which word the name ends that begins at a word; None if none begins there."""
        for end in range(at + 1, min(at + _MOST_WORDS, len(words)) + 1):
            run = text[words[at].start() : words[end - 1].end()]
            if self._names.held(run):
                rest = text[words[at + 1].start() : words[end - 1].end()] if end > at + 1 else ""
                return None if rest and self._names.held(rest) else end
        return None


def _alone(name: str, known: Collection[str]) -> re.Pattern[str]:
    """Finds a name of one word, and the longer names (Hope Street) that it is a part of, which stay."""
    word = rf"\b{re.escape(name)}\b"
    longer = sorted(
        (other for other in known if re.search(word, other) and other != name), key=len, reverse=True
    )
    kept = "|".join(re.escape(other) for other in longer)
    return re.compile(rf"(?P<longer>{kept})|{word}" if kept else rf"(?P<longer>(?!))|{word}")
