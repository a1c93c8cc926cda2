"""Which texts that people typed may stand on a page that leaves the room: of a member, a manager, a sponsor.

The name of an event, a resource or an issue may hold the name of somebody who did not agree to be named; such
a text is left out, or neutral words take its place.
"""

from __future__ import annotations

from collections.abc import Collection

from copkit.place.names_in_text import NamesInText
from copkit.place.view import View


class FreeText:
    """Looks for names in texts; of each text once. ``agreed`` are those who may be named to others."""

    def __init__(self, names: NamesInText, agreed: Collection[str]) -> None:
        self._names = names
        self._agreed = frozenset(agreed)
        self._held: dict[str, frozenset[str]] = {}

    def for_member(self, reader: str, text: str) -> bool:
        """Whether a text names nobody but the reader and those who agreed."""
        return all(name == reader or name in self._agreed for name in self._of(text))

    def for_anybody(self, text: str) -> bool:
        """Whether a text names nobody but those who agreed."""
        return self._of(text) <= self._agreed

    def for_manager(self, member: str, text: str) -> bool:
        """Whether a text names nobody but the member."""
        return self._of(text) <= {member}

    def said(self, reader: str, text: object, instead: str) -> str:
        """The text if the reader may have it, else other words; nothing where there is no text."""
        if not isinstance(text, str):
            return ""
        return text if self.for_member(reader, text) else instead

    def of(self, reader: str, community: object) -> str:
        """' of Warm Homes', for neutral words; nothing where there is none or it may not be told."""
        told = self.said(reader, community, "")
        return f" of {told}" if told else ""

    def _of(self, text: str) -> frozenset[str]:
        if text not in self._held:
            self._held[text] = self._names.held(text)
        return self._held[text]


def free_text(here: View, agreed: Collection[str]) -> FreeText:
    """For the place of the view, with everybody who stands in it on whatever day."""
    known = [*here.place.read("communities")["name"], *here.place.read("organisations")["name"]]
    known += list(here.place.read("place")["name"])
    return FreeText(NamesInText(here.place.read("members")["name"], known), agreed)
