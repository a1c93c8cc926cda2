"""What must be said beside a funnel plot: what chance alone would bring, and how far units scatter."""

from __future__ import annotations

from copkit.functions.health.funnel import Funnel
from copkit.functions.health.funnel_flags import WITHIN, by_chance

MANY = 3
"""So many times what chance would bring, outside limits that allow for the scatter, are too many."""


def chance_note(made: Funnel) -> str:
    """How many units lie outside the limits, and how many would by chance alone: five in a hundred are
    flagged by nothing else.

    >>> import pandas as pd
    >>> from copkit.functions.health.funnel import funnel
    >>> seen = pd.DataFrame({"unit": range(40), "numerator": [50] * 39 + [80], "denominator": [100] * 40})
    >>> chance_note(funnel(seen, "proportion", "higher"))
    'Of 40 units, 1 lies outside the 95% limits. By chance alone it would be about 2.'
    """
    count, outside = len(made.units), _outside(made)
    noun = "unit" if count == 1 else "units"
    verb = "lies" if outside == 1 else "lie"
    expected = by_chance(count)[0]
    about = "fewer than 1" if expected < 1 else f"about {expected:.0f}"
    return (
        f"Of {count:,} {noun}, {outside or 'none'} {verb} outside the 95% limits. "
        f"By chance alone it would be {about}."
    )


def scatter_note(made: Funnel) -> str:
    """What was done about units that scatter more than chance explains; '' if they do not, or are too few.

    >>> import pandas as pd
    >>> from copkit.functions.health.funnel import funnel
    >>> seen = pd.DataFrame({"unit": range(40), "numerator": [38, 62] * 20, "denominator": [100] * 40})
    >>> print(scatter_note(funnel(seen, "proportion", "higher")))
    The units differ more than chance alone can explain (5.9 times the scatter of chance). Limits of chance
    alone would mark 40 of 40. The limits here are wider: they allow for how much units differ anyway.
    """
    if made.found is None or (made.widened == "never" and not made.found.is_found):
        return ""
    alone, count = made.flagged_by_chance_limits(), len(made.units)
    said = (
        f"The units differ more than chance alone can explain ({made.found.phi:,.1f} times the scatter of "
        f"chance). Limits of chance alone would mark {alone:,} of {count:,}."
    )
    if not made.found.is_found:
        said = (
            "That the units differ more than by chance is not certain. "
            f"Limits of chance alone would mark {alone:,} of {count:,}."
        )
    if made.widened == "never":
        return f"{said} These are such limits: read the marks with care."
    said += " The limits here are wider: they allow for how much units differ anyway."
    if _outside(made) > MANY * by_chance(count)[0]:
        said += (
            " Still many units lie outside. They may be of several kinds, such as large and small ones, or "
            "of different tasks: compare like with like."
        )
    return said


def _outside(made: Funnel) -> int:
    return int((made.units["flag"] != WITHIN).sum())
