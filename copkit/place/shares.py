"""The interval of a share of people: what every function that counts people tells with its share."""

from __future__ import annotations

import numpy as np
from scipy.stats import norm


def wilson(part: int, whole: int, confidence: float = 0.95) -> tuple[float, float]:
    """Wilson's interval for a share, from 0 to 1 (Wilson 1927, Journal of the American Statistical
    Association 22: 209-212). (0, 1) if nobody was asked.

    >>> tuple(round(bound, 4) for bound in wilson(8, 10))
    (0.4902, 0.9433)
    """
    if whole <= 0:
        return 0.0, 1.0
    z = float(norm.ppf((1 + confidence) / 2))
    share = part / whole
    middle = (share + z * z / (2 * whole)) / (1 + z * z / whole)
    reach = z / (1 + z * z / whole) * np.sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    return max(0.0, float(middle - reach)), min(1.0, float(middle + reach))
