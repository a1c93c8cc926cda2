"""The one page to decide on: what goes well, what is at risk, what is asked of whom, what is different."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from copkit.show.health.verdicts import AT_RISK, WELL, Verdict
from copkit.show.page import Shown
from copkit.show.sentences import capital

MOST_LINES = 6
"""Lines in each part: with more it is no page to decide on. The others stand below, with their evidence."""

ASKS = "What we ask of whom"
NOTHING = "Nothing that is more than chance, or that is known yet."
NO_ASK = "Nothing is asked of anybody."

_PARTS = ((WELL, "Going well"), (AT_RISK, "At risk"))


@dataclass(frozen=True, repr=False)
class Decision(Shown):
    """The page as a reader sees it.

    ``verdicts`` come in the order in which they are told. ``differences`` are whole sentences on what
    differs from the last assessment, under the heading ``since`` ('Since 31 March 2026'); those of the
    verdicts whose ``about`` is among ``new`` are marked.
    """

    verdicts: Sequence[Verdict]
    since: str
    differences: Sequence[str]
    new: frozenset[str] = frozenset()

    @property
    def asks(self) -> dict[str, list[str]]:
        """What is asked, by whom it is asked of; each once, what is at risk first."""
        found: dict[str, list[str]] = {}
        for way in (AT_RISK, WELL):
            for one in self.verdicts:
                if one.way == way and one.ask and one.ask not in found.setdefault(one.whom, []):
                    found[one.whom].append(one.ask)
        return {whom: asks[:MOST_LINES] for whom, asks in found.items() if asks}

    def html(self) -> Markup:
        parts = Markup("").join(self._part(title, way) for way, title in _PARTS)
        asked = Markup("").join(
            Markup("<div><dt>{}</dt>{}</div>").format(
                capital(whom), Markup("").join(Markup("<dd>{}.</dd>").format(ask) for ask in asks)
            )
            for whom, asks in self.asks.items()
        )
        asked = Markup("<dl>{}</dl>").format(asked) if asked else Markup("<p>{}</p>").format(NO_ASK)
        differences = Markup("").join(Markup("<li>{}</li>").format(said) for said in self.differences)
        asks = _box("asks", ASKS, asked)
        since = _box("since", self.since, Markup("<ul>{}</ul>").format(differences))
        return Markup('<div class="decision"><div class="sides">{}</div>{}{}</div>').format(
            parts, asks, since
        )

    def plain(self) -> str:
        lines: list[str] = []
        for way, title in _PARTS:
            told = [f"- {self._new(one)}{one.said}" for one in self._of(way)[:MOST_LINES]]
            lines += [f"{title}:", *(told or [f"- {NOTHING}"])]
        asked = [f"- {capital(whom)}: {ask}." for whom, asks in self.asks.items() for ask in asks]
        lines += [f"{ASKS}:", *(asked or [f"- {NO_ASK}"])]
        return "\n".join([*lines, f"{self.since}:", *(f"- {said}" for said in self.differences)])

    def _of(self, way: str) -> list[Verdict]:
        return [one for one in self.verdicts if one.way == way]

    def _new(self, one: Verdict) -> str:
        return "New: " if one.about in self.new else ""

    def _part(self, title: str, way: str) -> Markup:
        verdicts = self._of(way)
        lines = Markup("").join(
            Markup('<li>{}{} <a href="#about-{}">Evidence<span class="unseen"> on {}</span></a></li>').format(
                Markup("<strong>{}</strong>").format(self._new(one)) if self._new(one) else "",
                one.said,
                one.section,
                one.about,
            )
            for one in verdicts[:MOST_LINES]
        )
        more = len(verdicts) - MOST_LINES
        if more > 0:
            lines += Markup("<li>{} more, with the evidence below.</li>").format(more)
        if not lines:
            lines = Markup("<li>{}</li>").format(NOTHING)
        return _box(way.replace(" ", "-"), title, Markup("<ul>{}</ul>").format(lines))


def _box(kind: str, title: str, content: Markup) -> Markup:
    return Markup('<section class="{0}" aria-label="{1}"><p class="part">{1}</p>{2}</section>').format(
        kind, title, content
    )
