"""What an interrupted series cannot tell, in plain words: only what holds for the series at hand."""

from __future__ import annotations

from copkit.functions.health.interrupted_series import InterruptedSeries

FEW = 12
"""With fewer points than this on either side an answer is a weak one: Lopez Bernal and others 2017 count on
more, and seasons need a year."""


def limits_of(found: InterruptedSeries) -> tuple[str, ...]:
    """The limits of what an interrupted series says, one plain sentence or two for each; never empty.

    >>> import pandas as pd
    >>> from copkit.functions.health.interrupted_series import interrupted_series
    >>> figures = pd.Series([5.0, 6] * 5 + [2.0, 3] * 5, index=range(2001, 2021))
    >>> for said in limits_of(interrupted_series(figures, 2011)):
    ...     print(said)
    Something else may have changed at the same time: the figures cannot tell the two apart.
    There is no comparison with a place where nothing changed. ...
    There are only 10 points before the change and 10 from it on. ...
    Figures of neighbouring periods hang together. ...
    """
    said = ["Something else may have changed at the same time: the figures cannot tell the two apart."]
    if found.controlled is None:
        said.append(
            "There is no comparison with a place where nothing changed. What changed everywhere looks like "
            "an effect."
        )
    elif found.change.at_horizon.is_told and not found.controlled.at_horizon.is_told:
        said.append(
            "Set against the comparison, the change can no longer be told from chance: it may have come "
            "everywhere."
        )
    else:
        said.append("The comparison helps only as far as nothing else set the two apart at that time.")
    if min(found.before, found.after) < FEW:
        said.append(
            f"There are only {found.before} points before the change and {found.after} from it on. "
            "A change must be large to be seen, and the interval may be too narrow."
        )
    if found.is_autocorrelated:
        said.append(
            "Figures of neighbouring periods hang together. The intervals allow for it, but only in part: "
            "they miss the truth more often than 1 time in 20."
        )
    if found.season == "none" and _within_the_year(found):
        said.append("The time of year is not allowed for: if it matters, it may look like a change.")
    if found.model == "counts" and found.fit.dispersion > 2:
        said.append(
            f"The counts scatter {found.fit.dispersion:.1f} times as much as chance would have it: something "
            "that is not counted here moves them. The intervals allow for it."
        )
    if found.missing:
        periods = "1 period has" if found.missing == 1 else f"{found.missing} periods have"
        said.append(f"{periods} no figure. If figures are missing for a reason, the lines may be off.")
    if found.change.horizon > found.before:
        said.append(
            "The line without the change is drawn on for longer than it was seen. The further on, the less "
            "it can be trusted."
        )
    return tuple(said)


def _within_the_year(found: InterruptedSeries) -> bool:
    periods = found.points["period"]
    if periods.dtype.kind != "M":
        return False
    return bool(periods.dt.month.nunique() > 1)
