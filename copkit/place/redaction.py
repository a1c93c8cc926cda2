"""A person's name taken out of what people typed: where it stood, 'a former member' stands.

Only sure spellings are changed by themselves. `NamesInText` tells of the others, which somebody must read:
'Pike will come' may speak of Will Pike, or of Mr Pike.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from copkit.place.folded_words import in_place
from copkit.place.masking import Mask
from copkit.place.names_in_text import NamesInText
from copkit.place.ordinary_words import MONTHS, ORDINARY
from copkit.place.spellings import NEAR, Found, Spelling, titled

INSTEAD = "a former member"

_MOST_WORDS = 12
"""The longest run of words that is looked at: a long name with a title and initials."""

_WORD = re.compile(r"\S+")
_EDGES = re.compile(r"^([\"'(\[‘“]*).*?('s|’s)?([\"')\].,;:!?’”]*)$", re.DOTALL)
_ADDRESS = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
_OPENS = re.compile(r"(?:^|[.!?:;\n])[\s\"'(‘“*•-]*$")
_MONTH = "|".join(MONTHS)


class Redaction:
    """Takes one person out of texts. ``name`` and ``email`` are as they stand in the place, ``known`` the
    names of communities and organisations, ``others`` the names of the other members with their addresses;
    all these stay. With ``doubtful`` what may be the name is reworded as well.

    >>> redaction = Redaction("Tess Quill", "tess@example.org")
    >>> redaction.without("Ask TESS QUILL (tess@example.org), or Quill, Tess's deputy.")
    "Ask a former member (a former member), or a former member's deputy."
    >>> redaction.without("A quill for Tess") is None, redaction.doubtful("Quill Tess, and Tom")
    (True, True)
    """

    def __init__(
        self,
        name: str,
        email: str = "",
        known: Collection[str] = (),
        others: Collection[tuple[str, str]] = (),
        doubtful: bool = False,
    ) -> None:
        self._all = doubtful
        self._texts: dict[str, tuple[str, bool]] = {}
        self._names = NamesInText([name], known)
        self._spelling = Spelling(name)
        self._alone = in_place(name.strip())[0] if len(name.split()) == 1 else ""
        self._addresses = {told.casefold() for _, told in others if told}
        shared = email.strip().casefold() in self._addresses
        self._email = _address(email.strip()) if email.strip() and not shared else None
        holds = NamesInText([name])
        self._bodies = {body for body in known if holds.held(body)}
        folded = name.casefold()
        people = [other for other, _ in others if other.casefold() != folded]
        self._longer = [Spelling(other) for other in people if holds.held(other)]
        self._near = [told for other in people if (told := Spelling(other)).words & self._spelling.words]
        self._kept = [_longer(body) for body in sorted(self._bodies, key=len, reverse=True)]
        self._dates = _dates(self._alone) if self._alone in MONTHS else None

    def without(self, text: str) -> str | None:
        """The text without the person; None if it stays as it is."""
        new = self._read(text)[0]
        return None if new == text else new

    def doubtful(self, text: str) -> bool:
        """Whether the text, without the sure spellings, may still name the person."""
        return self._read(text)[1]

    def _read(self, text: str) -> tuple[str, bool]:
        if text not in self._texts:
            mask, masked = self._new(text)
            new = mask.off(masked)
            body = not self._alone and new in self._bodies
            self._texts[text] = (new, body or self._named(masked))
        return self._texts[text]

    def _named(self, text: str) -> bool:
        """A name without a word ('?') stands in no text: nobody could tell it from other signs."""
        return bool(self._spelling.words and self._names.held(text))

    def is_the_person(self, text: str) -> bool:
        """Whether the text says who the person is and nothing else."""
        return self.without(text.strip().strip(".,;")) == INSTEAD

    def _new(self, text: str) -> tuple[Mask, str]:
        new = self._email.sub(INSTEAD, text) if self._email else text
        if "@" in new:
            new = _ADDRESS.sub(lambda at: INSTEAD if self._is_mine(at[0]) else at[0], new)
        mask = Mask(new)
        if not self._named(new):
            return mask, new
        new = self._masked(mask, new)
        new = _replaced(new, [(titled(new, one.start), one.end) for one in self._sure(new)])
        new = mask.on(new, [at.span() for at in re.finditer(INSTEAD, new)])
        if self._all and self._names.held(new):
            new = self._reworded(new)
            new = mask.on(new, [at.span() for at in re.finditer(INSTEAD, new)])
        return mask, new

    def _masked(self, mask: Mask, text: str) -> str:
        """Puts out of sight all that looks like the name and is not."""
        addresses = list(_ADDRESS.finditer(text)) if "@" in text else []
        theirs = [at.span() for at in addresses if at[0].strip(".'").casefold() in self._addresses]
        text = mask.on(text, theirs)
        for kept in self._kept:
            text = mask.on(text, _spans(kept, text))
        own = self._spelling.sure(text)
        longer = [one for other in self._longer for one in other.sure(text) if not one.turned]
        text = mask.on(text, [(one.start, one.end) for one in longer if not any(map(one.is_in, own))])
        if self._dates:
            text = mask.on(text, _spans(self._dates, text))
        if self._alone in ORDINARY or len(self._alone) == 1:
            small = re.compile(rf"(?<!\w){re.escape(self._alone)}(?!\w)")
            text = mask.on(text, [span for span in _spans(small, text) if text[span[0]].islower()])
        return text

    def _is_mine(self, address: str) -> bool:
        """Whether what stands before the @ is the name: tess.quill@example.org."""
        if address.strip(".'").casefold() in self._addresses:
            return False
        local = re.split(r"[._-]+", in_place(address.partition("@")[0])[0])
        forms = [[in_place(word)[0] for word in form] for form in self._spelling.forms]
        return len(local) > 1 and local in forms

    def _sure(self, text: str) -> list[Found]:
        found = self._spelling.sure(text)
        if not found:
            return []
        near = [one for other in self._near for one in other.sure(text)]
        return [
            one for one in found if not any(_crosses(one, other) for other in near) and self._meant(one, text)
        ]

    def _meant(self, one: Found, text: str) -> bool:
        """Whether a name of one word that is an ordinary word, too, is meant as the name."""
        if not self._alone or (self._alone not in ORDINARY and len(self._alone) > 1):
            return True
        said, first = text[one.start : one.end], max(0, one.start - NEAR)
        if len(said) > 1 and said == said.upper() != said.lower():
            return False
        if re.match(r"['’]s\b", text[one.end :]):
            return True
        if self._alone in MONTHS and (said == text.strip() or _AROUND.search(text, first, one.start)):
            return False
        return said == text.strip() or not _OPENS.search(text, first, one.start)

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
        return INSTEAD if self._names.held(new.replace(INSTEAD, "-;-")) else new

    def _end_of_name(self, text: str, words: list[re.Match[str]], at: int) -> int | None:
        """After which word the name ends that begins at a word; None if none begins there."""
        for end in range(at + 1, min(at + _MOST_WORDS, len(words)) + 1):
            run = text[words[at].start() : words[end - 1].end()]
            if self._names.held(run):
                rest = text[words[at + 1].start() : words[end - 1].end()] if end > at + 1 else ""
                return None if rest and self._names.held(rest) else end
        return None


def _replaced(text: str, spans: Collection[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + INSTEAD + text[end:]
    return text


def _crosses(one: Found, other: Found) -> bool:
    """Whether another's name runs into this one, or is spelled alike and no less wholly."""
    if (one.start, one.end) == (other.start, other.end):
        return other.whole or not one.whole
    return one.start < other.end and other.start < one.end and not other.is_in(one)


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    told, places = in_place(text)
    return [(places[at.start()], places[at.end()]) for at in pattern.finditer(told)]


def _longer(name: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in in_place(name)[0].split())
    return re.compile(rf"(?<!\w){words}(?!\w)")


def _address(email: str) -> re.Pattern[str]:
    """An address with its edges: 'lee@ex.org' does not stand in 'ashlee@ex.org' nor in 'lee@ex.org.uk'."""
    told = re.escape(email)
    return re.compile(rf"(?<![\w+%'-])(?<!\w\.){told}(?![\w-])(?!\.\w)", re.IGNORECASE)


_AROUND = re.compile(
    r"\b(?:by|from|to|before|after|since|until|till|of|for|this|on|and|or)\s+$", re.IGNORECASE
)
"""Words that stand before a month as well as before a person: which it is must be read."""


def _dates(month: str) -> re.Pattern[str]:
    """Finds a month within a date, in small letters: '18 May 2026', 'April to May', 'in May'."""
    joined = r"\s*(?:,|-|/|to|and|or|until)\s*"
    return re.compile(
        rf"\d(?:st|nd|rd|th)?[\s./-]*(?:of\s+)?{month}\b"
        rf"|\b{month}[\s,./-]*\d"
        rf"|\b(?:{_MONTH}){joined}{month}\b|\b{month}{joined}(?:{_MONTH})\b"
        rf"|\b(?:in|during|early|late|mid|last|next|each|every)[\s-]+{month}\b(?!')"
    )
