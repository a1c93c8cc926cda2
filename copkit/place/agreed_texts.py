"""Whether a text that somebody typed names anybody who did not agree to be named."""

from __future__ import annotations

from collections.abc import Collection

from copkit.place.names_in_text import NamesInText
from copkit.place.scope import Frames

NAMED_IN = ("members", "communities", "organisations", "place")
"""The tables that say who is a member, and which other names are no member's."""


class AgreedTexts:
    """Looks for names in texts; of each text once. ``agreed`` are those who may be named to others.

    >>> texts = AgreedTexts(NamesInText(["Sam Lee", "Ann Vale"]), {"Ann Vale"})
    >>> texts.for_anybody("Cover for Ann Vale"), texts.for_anybody("Cover for Sam Lee")
    (True, False)
    """

    def __init__(self, names: NamesInText, agreed: Collection[str]) -> None:
        self._names = names
        self._agreed = frozenset(agreed)
        self._held: dict[str, frozenset[str]] = {}

    def for_anybody(self, text: str) -> bool:
        """Whether a text names nobody but those who agreed."""
        return self._of(text) <= self._agreed

    def _of(self, text: str) -> frozenset[str]:
        if text not in self._held:
            self._held[text] = self._names.held(text)
        return self._held[text]


def agreed_texts(stored: Frames) -> AgreedTexts:
    """For the texts of a place, with everybody who stands in it on whatever day; ``stored`` gives all rows of
    a table, as `Place.read` does."""
    return AgreedTexts(names_of(stored), who_agreed(stored))


def names_of(stored: Frames) -> NamesInText:
    """Finds the members of a place; the names of its communities and organisations are known."""
    known = [name for table in NAMED_IN[1:] for name in stored(table)["name"]]
    return NamesInText(stored("members")["name"], known)


def who_agreed(stored: Frames) -> frozenset[str]:
    """The members who agreed to be named to others, as it stands now."""
    members = stored("members")
    return frozenset(members.loc[members["agrees_to_be_named"].fillna(False).astype(bool), "name"])
