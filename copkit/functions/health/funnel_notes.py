"""What must be said beside a funnel plot: what chance alone would bring, and how far units scatter."""

from __future__ import annotations

import numpy as np
from scipy.stats import norm

from copkit.functions.health.funnel import Funnel
from copkit.functions.health.funnel_flags import DIFFERS, WITHIN, by_chance
from copkit.functions.health.funnel_limits import NEAR
from copkit.functions.health.funnel_overdispersion import kept_by_winsorising

MANY = 3
"""So many times what chance would bring, outside limits that allow for the scatter, are too many."""


def chance_note(made: Funnel) -> str:
    """How many units lie outside the limits, and how many would by chance alone: five in a hundred are
    flagged by nothing else.

    Where limits were widened, it is not chance alone but how much units differ anyway; see
    `expected_outside`.

    >>> import pandas as pd
    >>> from copkit.functions.health.funnel import funnel
    >>> seen = pd.DataFrame({"unit": range(40), "numerator": [50] * 39 + [80], "denominator": [100] * 40})
    >>> chance_note(funnel(seen, "proportion", "higher"))
    'Of 40 units, 1 lies outside the 95% limits. By chance alone it would be about 2.'
    """
    count, outside = len(made.units), _outside(made)
    noun = "unit" if count == 1 else "units"
    verb = "lies" if outside == 1 else "lie"
    expected = expected_outside(made)
    about = "fewer than 1" if expected < 1 else f"about {expected:.0f}"
    said = f"Of {count:,} {noun}, {outside or 'none'} {verb} outside the 95% limits. "
    if made.widened == "never":
        return f"{said}By chance alone it would be {about}."
    return f"{said}If units differ in no special way, it would be {about}."


def expected_outside(made: Funnel) -> float:
    """How many units would lie outside the 95% limits in force if nothing set any of them apart.

    Five in a hundred by chance alone. Limits that are widened by what is left of the scatter after
    winsorising are somewhat narrow where units differ as the normal curve has it: outside lie up to 11 in a
    hundred of a winsorised tenth at either end.

    >>> import pandas as pd
    >>> from copkit.functions.health.funnel import funnel
    >>> seen = pd.DataFrame({"unit": range(40), "numerator": [38, 62] * 20, "denominator": [100] * 40})
    >>> round(expected_outside(funnel(seen, "proportion", "higher")), 2)
    4.26
    """
    count = len(made.units)
    if made.widened == "never" or made.found is None:
        return by_chance(count)[0]
    return count * 2 * float(norm.sf(norm.isf(NEAR) * np.sqrt(kept_by_winsorising(made.found.trim))))


def too_many_stand_out(made: Funnel) -> bool:
    """Whether so many units stand out that the line in the middle stands for none of them.

    Where limits allow for the scatter, that is more than three times as many outside those of 95% as would be
    expected; where they are those of chance alone, more than half of all outside those of 99.8%. Then units
    are of several kinds, or so large that small differences are more than chance: whether one stands out says
    little.

    >>> import pandas as pd
    >>> from copkit.functions.health.funnel import funnel
    >>> seen = pd.DataFrame({"unit": range(4), "numerator": [20, 30, 70, 80], "denominator": [100] * 4})
    >>> too_many_stand_out(funnel(seen, "proportion", "higher", widened="never"))
    True
    """
    if made.widened == "never":
        return int((made.units["flag"] == DIFFERS).sum()) > len(made.units) / 2
    return _outside(made) > MANY * expected_outside(made)


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
    if too_many_stand_out(made):
        said += (
            " Still many units lie outside. They may be of several kinds, such as large and small ones, or "
            "of different tasks: compare like with like."
        )
    return said


def _outside(made: Funnel) -> int:
    return int((made.units["flag"] != WITHIN).sum())
