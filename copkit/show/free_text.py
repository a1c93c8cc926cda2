"""Which texts that people typed may stand on a page that leaves the room: of a member, a manager, a sponsor.

The name of an event, a resource or an issue may hold the name of somebody who did not agree to be named; such
a text is left out, or neutral words take its place.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from copkit.place.agreed_texts import AgreedTexts, names_of, who_agreed
from copkit.place.view import View


class FreeText(AgreedTexts):
    """Whether a text names anybody but those who agreed, for one reader or another."""

    def for_member(self, reader: str, text: str) -> bool:
        """Whether a text names nobody but the reader and those who agreed."""
        return all(name == reader or name in self._agreed for name in self._of(text))

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


def free_text(here: View, agreed: Collection[str] | None = None) -> FreeText:
    """For the place of the view; ``agreed``, if not given, are those who agreed to be named."""
    return FreeText(names_of(here.stored), who_agreed(here.stored) if agreed is None else agreed)


class TextsFor:
    """What the reader of a view may see of texts: in the room all; in public none that names somebody who did
    not agree."""

    def __init__(self, here: View) -> None:
        is_public = here.audience.is_public
        self._texts = here.agreed_texts if is_public else None

    def may(self, texts: pd.Series) -> pd.Series:
        """Of each text whether it may be seen; a gap may."""
        fits = [
            self._texts is None or not isinstance(text, str) or self._texts.for_anybody(text)
            for text in texts
        ]
        return pd.Series(fits, index=texts.index, dtype=bool)

    def fit(self, texts: pd.Series, instead: object) -> pd.Series:
        """The texts, with other words (the same, or those of each row) for those that may not be seen."""
        return texts.astype("object").where(self.may(texts), instead)

    def apart(self, texts: pd.Series, instead: str) -> pd.Series:
        """As `fit`, with a number for each where several texts may not be seen, so that they stay apart."""
        numbers, hidden = pd.factorize(texts.astype("object").mask(self.may(texts)))
        words = [f"{instead} ({number + 1})" if len(hidden) > 1 else instead for number in numbers]
        return self.fit(texts, pd.Series(words, index=texts.index, dtype="object"))

    def said(self, text: str, instead: str) -> str:
        """One text, or other words."""
        return str(self.fit(pd.Series([text]), instead).iloc[0])
