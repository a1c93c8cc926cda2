"""The one page to decide on: what goes well, what is at risk, what is asked of whom, and what is different."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from copkit.show.health.verdicts import AT_RISK, WELL, Verdict
from copkit.show.page import Shown

MOST_LINES = 6
"""Lines in each part: with more it is no page to decide on. The others stand below, with their evidence."""

_PARTS = ((WELL, "Going well"), (AT_RISK, "At risk"))


@dataclass(frozen=True, repr=False)
class Decision(Shown):
    """The page as a reader sees it.

    ``verdicts`` come in the order in which they are told. ``differences`` are whole sentences on what
    differs from the last assessment, under the heading ``since`` ('Since 31 March 2026').
    """

    verdicts: Sequence[Verdict]
    since: str
    differences: Sequence[str]

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
        parts = Markup("").join(_part(title, way, self._of(way)) for way, title in _PARTS)
        asked = Markup("").join(
            Markup("<div><dt>{}</dt>{}</div>").format(
                _capital(whom), Markup("").join(Markup("<dd>{}.</dd>").format(ask) for ask in asks)
            )
            for whom, asks in self.asks.items()
        )
        asked = (
            Markup("<dl>{}</dl>").format(asked) if asked else Markup("<p>Nothing is asked of anybody.</p>")
        )
        differences = Markup("").join(Markup("<li>{}</li>").format(said) for said in self.differences)
        return Markup(
            '<div class="decision"><div class="sides">{}</div>'
            '<section class="asks" aria-label="What we ask of whom"><h4>What we ask of whom</h4>{}</section>'
            '<section class="since" aria-label="{}"><h4>{}</h4><ul>{}</ul></section></div>'
        ).format(parts, asked, self.since, self.since, differences)

    def plain(self) -> str:
        lines: list[str] = []
        for way, title in _PARTS:
            lines += [f"{title}:", *(f"- {one.said}" for one in self._of(way)[:MOST_LINES])]
        lines.append("What we ask of whom:")
        lines += [f"- {_capital(whom)}: {ask}." for whom, asks in self.asks.items() for ask in asks]
        return "\n".join([*lines, f"{self.since}:", *(f"- {said}" for said in self.differences)])

    def _of(self, way: str) -> list[Verdict]:
        return [one for one in self.verdicts if one.way == way]


def _part(title: str, way: str, verdicts: Sequence[Verdict]) -> Markup:
    lines = Markup("").join(
        Markup('<li>{} <a href="#about-{}">Evidence<span class="unseen"> for: {}</span></a></li>').format(
            one.said, one.section, one.about
        )
        for one in verdicts[:MOST_LINES]
    )
    more = len(verdicts) - MOST_LINES
    if more > 0:
        lines += Markup("<li>{} more, with the evidence below.</li>").format(more)
    if not lines:
        lines = Markup("<li>Nothing that is more than chance, or that is known yet.</li>")
    return Markup('<section class="{}" aria-label="{}"><h4>{}</h4><ul>{}</ul></section>').format(
        way.replace(" ", "-"), title, title, lines
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
