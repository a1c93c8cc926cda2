"""Whether communities differ by more than chance: side by side, each within the limits for its size, with no
rank."""

from __future__ import annotations

import pandas as pd

from copkit.functions.health.funnel_flags import DIFFERS, WITHIN, by_chance
from copkit.functions.health.side_by_side import FEWEST_COMMUNITIES, Measure, side_by_side
from copkit.place.privacy import Audience
from copkit.place.view import View
from copkit.show.health.scores import mean_told
from copkit.show.health.signs_read import signs_of_all
from copkit.show.health.verdicts import AT_RISK, WELL, Verdict
from copkit.show.health.waves import answered_waves, fewest_told
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import capital, count, listing, percent
from copkit.show.tables import HIDDEN, Table
from copkit.show.worked_out import worked_out_of

ALL = "All together"

_USED = ("communities", "memberships", "events", "attendance", "responses")

_METHOD = (
    "Each community is held against the limits that allow for its size: small ones swing further by chance. "
    "'Worth a look' lies outside the 95% limits, 'differs' outside those of 99.8%. Shares are "
    "of the last twelve months; agreement is that of the newest survey, where each person counts once. "
    "Members of two communities count in both. Communities do different things: a figure that differs is a "
    "question, and no mark."
)
_SOURCE = "Spiegelhalter 2005, Funnel plots for comparing institutional performance"


def compared(here: View) -> Section:
    """The communities side by side; for one community its own line, held against all."""
    if pd.isna(here.as_of):
        return Section([_needs()])
    found = _measures(here)
    told = [one for one in found if _tells_some(here, one)]
    if not told:
        return Section([_needs() if not found else Finding("Too few people are in these figures to show.")])
    names = [here.community] if here.community else list(here.whole["communities"]["name"])
    frame = pd.DataFrame({"Community": [*names, ALL]})
    for one in told:
        frame[f"{capital(one.name)}, {one.unit}"] = [
            *(_cell(here.audience, one, name) for name in names),
            _figure(here.audience, one, one.made.target),
        ]
    which = f"{here.community} beside all communities" if here.community else "The communities side by side"
    table = Table(which, frame, here.audience)
    return Section([Finding(_sentence(here, told), [table], f"{_METHOD} {_chance(told)}", _SOURCE)])


def compared_verdicts(here: View) -> list[Verdict]:
    """The figures in which a community differs from the others by more than chance (99.8% limits)."""
    if pd.isna(here.as_of):
        return []
    found = []
    for one, words, names in _apart(here, _measures(here)):
        noun = one.name if one.kind == "mean" else f"the share of {one.name}"
        values = one.made.units.set_index("unit")["value"]
        for name in names:
            said = (
                f"{capital(noun)} is {words} in {name} ({_figure(here.audience, one, float(values[name]))}) "
                f"than in all communities together ({_figure(here.audience, one, one.made.target)}), by more "
                "than chance."
            )
            about = f"{one.name} in {name}"
            if words == "higher":
                found.append(Verdict(WELL, about, said, "compared"))
            else:
                ask = f"Find out why {noun} is lower in {name}"
                found.append(Verdict(AT_RISK, about, said, "compared", ask))
    return found


def _measures(here: View) -> list[Measure]:
    return here.whole.kept("communities side by side", lambda: worked_out_of(here.whole, _of_communities))


def _of_communities(here: View) -> list[Measure]:
    waves = answered_waves(here)
    frames = {table: here.stored(table) for table in _USED}
    wave = waves[-1] if waves else ""
    return side_by_side(frames, signs_of_all(here), here.as_of, wave, fewest_told(here.audience))


def _needs() -> Needs:
    return Needs(
        "The communities cannot be compared yet.",
        f"At least {FEWEST_COMMUNITIES} communities must say who came to their events, or answer the survey.",
    )


def _may_tell(audience: Audience, one: Measure, name: str) -> bool:
    """Whether the figure of a community rests on enough people for this reader."""
    row = one.counts[one.counts["unit"] == name]
    if row.empty or not audience.is_public or not one.of_people:
        return not row.empty
    if one.kind == "mean":
        return float(row["n"].iloc[0]) >= fewest_told(audience)
    part, all_of_it = float(row["numerator"].iloc[0]), float(row["denominator"].iloc[0])
    return all(audience.rounded(number) is not None for number in (part, all_of_it - part))


def _tells_some(here: View, one: Measure) -> bool:
    names = [here.community] if here.community else list(one.counts["unit"])
    return any(_may_tell(here.audience, one, str(name)) for name in names)


def _figure(audience: Audience, one: Measure, value: float) -> str:
    if one.kind == "mean":
        return f"{mean_told(audience, value):.1f}"
    return percent(audience.share(value) if one.of_people else value)


def _cell(audience: Audience, one: Measure, name: str) -> str:
    if not _may_tell(audience, one, name):
        return HIDDEN
    unit = one.made.units.set_index("unit").loc[name]
    figure = _figure(audience, one, float(unit["value"]))
    if not audience.is_public:
        figure = f"{figure} of {unit['size']:.0f}" if one.kind == "proportion" else figure
    if unit["flag"] == WITHIN:
        return figure
    flag = "differs" if unit["flag"] == DIFFERS else "worth a look"
    return f"{figure} ({flag}: {'higher' if unit['way'] == 'better' else 'lower'})"


def _apart(here: View, told: list[Measure]) -> list[tuple[Measure, str, list[str]]]:
    """Each measure with 'higher' or 'lower' and the communities that differ so by more than chance."""
    parts = []
    for one in told:
        units = one.made.units
        names = [here.community] if here.community else list(units["unit"])
        apart = units[(units["flag"] == DIFFERS) & units["unit"].isin(names)]
        for way, words in (("better", "higher"), ("worse", "lower")):
            of_way = [n for n in apart.loc[apart["way"] == way, "unit"] if _may_tell(here.audience, one, n)]
            if of_way:
                parts.append((one, words, of_way))
    return parts


def _sentence(here: View, told: list[Measure]) -> str:
    parts = [f"{one.name} {words} in {listing(names)}" for one, words, names in _apart(here, told)]
    figures = count(len(told), "figure") if len(told) > 1 else "the one figure that can be compared"
    if parts:
        return f"More than chance apart, of {figures}: {'; '.join(parts)}."
    who = f"{here.community} does not differ" if here.community else "No community differs"
    return f"{who} from the others by more than chance, in {figures}."


def _chance(told: list[Measure]) -> str:
    cells = sum(len(one.made.units) for one in told)
    near = by_chance(cells)[0]
    about = "fewer than 1" if near < 1 else f"about {near:.0f}"
    return f"Of {cells} figures {about} would be 'worth a look' by chance alone."
