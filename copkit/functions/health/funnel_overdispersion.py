"""Overdispersion: units that differ more than chance alone can explain, for reasons that nobody counted.

Where units are large, nearly all lie outside limits of chance alone: they serve different people, and count
in different ways. Then the limits are widened by how far the bulk of the units scatter (Spiegelhalter 2005,
Handling over-dispersion of performance indicators, Quality and Safety in Health Care 14: 347-351;
Spiegelhalter, Sherlaw-Johnson, Bardsley, Blunt, Wood and Grigg 2012, Statistical methods for healthcare
regulation, Journal of the Royal Statistical Society A 175: 1-47), on the scale that the R package FunnelPlotR
uses for each kind of figure. Own code: no Python package has it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.stats import chi2, norm

Scale = Literal["log", "square root", "arcsine", "as it is"]
"""On which scale units are compared: the logarithm (as England's SHMI of mortality has it) or square root
(as its Care Quality Commission has it) of a rate, the arcsine of the square root of a proportion, a mean as
it is."""

TRIM = 0.1
"""The part at either end whose z-scores are drawn in to the next ones before the scatter is worked out."""

_THERE: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "log": np.log,
    "square root": np.sqrt,
    "arcsine": lambda values: np.arcsin(np.sqrt(values)),
    "as it is": lambda values: values,
}
_BACK: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "log": np.exp,
    "square root": lambda values: np.clip(values, 0, None) ** 2,
    "arcsine": lambda values: np.sin(np.clip(values, 0, np.pi / 2)) ** 2,
    "as it is": lambda values: values,
}


@dataclass(frozen=True)
class Overdispersion:
    """How far units scatter beyond chance.

    ``phi`` is the mean of the squared winsorised z-scores (1 if chance alone is at work, or less, as
    winsorising draws them in); ``p`` the chance of such a phi or a larger one without overdispersion: units
    times phi against chi-squared with ``degrees``. ``tau2`` is the variance between units, on the ``scale``.
    """

    phi: float
    tau2: float
    p: float
    degrees: int
    scale: Scale
    trim: float = TRIM

    @property
    def is_found(self) -> bool:
        """Whether it is more than chance would bring (p below 0.05), and there is any variance between."""
        return self.p < 0.05 and self.tau2 > 0


def to_scale(values: np.ndarray, scale: Scale) -> np.ndarray:
    """Values on the scale on which units are compared.

    >>> to_scale(np.array([0.25]), "square root").tolist()
    [0.5]
    """
    with np.errstate(divide="ignore"):
        return _THERE[scale](np.asarray(values, dtype=float))


def from_scale(values: np.ndarray, scale: Scale) -> np.ndarray:
    """Values back from the scale on which units are compared; what passes its end is drawn in to it.

    >>> from_scale(np.array([0.5, -0.1]), "square root").tolist()
    [0.25, 0.0]
    """
    return _BACK[scale](np.asarray(values, dtype=float))


def winsorised(scores: np.ndarray, trim: float = TRIM) -> np.ndarray:
    """Scores with those beyond the ``trim`` and 1 - ``trim`` quantiles drawn in to these quantiles.

    The quantiles are interpolated linearly (type 7 of Hyndman and Fan 1996, the usual one of R and numpy).

    >>> winsorised(np.array([-9.0, -1, 0, 1, 9]), 0.25).tolist()
    [-1.0, -1.0, 0.0, 1.0, 1.0]
    """
    low, high = np.quantile(scores, [trim, 1 - trim])
    return np.clip(scores, low, high)


def kept_by_winsorising(trim: float) -> float:
    """The part of the variance of normal scores that is left after winsorising ``trim`` at either end.

    >>> round(kept_by_winsorising(0.1), 3), kept_by_winsorising(0)
    (0.679, 1.0)
    """
    if trim <= 0:
        return 1.0
    end = float(norm.isf(trim))
    return (1 - 2 * trim) - 2 * end * float(norm.pdf(end)) + 2 * trim * end**2


def overdispersion(
    differences: np.ndarray, errors: np.ndarray, scale: Scale, *, pooled: bool, trim: float = TRIM
) -> Overdispersion:
    """How far units scatter beyond chance, from their distances to the target and their standard errors.

    Both are on the ``scale``. ``pooled`` says whether the target was worked out from the units: it then takes
    one degree of freedom. tau2 is the estimate of DerSimonian and Laird 1986, Controlled Clinical Trials 7:
    177-188, with units times phi for their Q. The test is a cautious one: without overdispersion, phi after
    winsorising a tenth at each end is about 0.7.

    >>> found = overdispersion(np.array([-2.0, 0, 2]), np.ones(3), "log", pooled=True, trim=0)
    >>> round(found.phi, 3), found.tau2, round(found.p, 3)
    (2.667, 3.0, 0.018)
    """
    scores = winsorised(differences / errors, trim)
    count = len(scores)
    phi = float(np.mean(scores**2))
    degrees = count - 1 if pooled else count
    weights = 1 / np.asarray(errors, dtype=float) ** 2
    room = float(weights.sum() - (weights**2).sum() / weights.sum())
    tau2 = max(0.0, (count * phi - (count - 1)) / room) if count > 1 and room > 0 else 0.0
    p = float(chi2.sf(count * phi, degrees)) if degrees > 0 else 1.0
    return Overdispersion(phi, tau2, p, degrees, scale, trim)
