"""The scores of elements and of design principles, with what chance and those who did not answer could do."""

from __future__ import annotations

import pandas as pd

from copkit.functions.health.survey_scores import scale_means
from copkit.place.privacy import Audience
from copkit.place.view import View
from copkit.show.health.waves import Round, fewest_told
from copkit.show.interval_figure import interval_figure
from copkit.show.page import Figure
from copkit.show.tables import Table

LEAST, MOST = 1.5, 4.5
"""In public a mean beyond these is told as these: near an end of the scale it would tell how all answered."""

AT_THE_ENDS = f"Means above {MOST:g} stand as {MOST:g}, and below {LEAST:g} as {LEAST:g}."

METHOD = (
    "The score of a person is the mean of the statements that the person answered, if at least half were; "
    "the score shown is the mean of those. The interval is where the mean of all members would likely lie "
    "if those who answered were drawn by lot; where nearly all of a small community answered it is narrow. "
    "They were not drawn by lot: the last column says how low and how high the score could be if all the "
    "others had given the lowest, or the highest, mark."
)
PUBLIC_METHOD = (
    "The score of a person is the mean of the statements that the person answered, if at least half were; "
    f"the score shown is the mean of those, in which at least 10 people count. {AT_THE_ENDS}"
)
SOURCE = (
    "Likert 1932; interval: Cochran 1977, Sampling Techniques, with correction for small populations, or "
    "exact; bounds: Manski 2003, Partial Identification of Probability Distributions"
)


def scores(here: View, one: Round, about: pd.Series, confidence: float = 0.95) -> pd.DataFrame:
    """`scale_means` of those scales of which this reader may be told. ``about`` says which statement belongs
    to which."""
    return scale_means(
        one.answers,
        about.dropna(),
        one.asked if len(one.asked) else None,
        fewest_told(here.audience),
        confidence,
        whole_place=one.whole_place,
    )


def told(here: View, mean: float) -> float:
    """A mean as the reader of this view is told it."""
    return mean_told(here.audience, mean)


def mean_told(audience: Audience, mean: float) -> float:
    """A mean as it is told: in public to one decimal, and no nearer to an end of the scale than `LEAST`."""
    return round(min(max(mean, LEAST), MOST), 1) if audience.is_public else mean


def score_figure(here: View, title: str, caption: str, label: str, found: pd.DataFrame) -> Figure:
    """The scores as dots on their intervals; for the public as dots alone. ``found`` as `scores`, with
    the words for each scale in the column ``words``."""
    frame = pd.DataFrame({label: found["words"], "Statements": found["items"], "Score": found["mean"]})
    formats = dict.fromkeys(["Score", "From", "To"], "one decimal")
    if here.audience.is_public:
        frame["Score"] = [told(here, mean) for mean in found["mean"]]
        table = Table(caption, frame, here.audience, formats=formats)
        return interval_figure(title, table, label, "Score", (1, 5))
    frame.insert(2, "People", found["people"])
    frame["From"], frame["To"] = found["low"], found["high"]
    if found["worst"].notna().any():
        frame["If all had answered"] = [
            "" if pd.isna(worst) else f"{worst:.1f} to {best:.1f}"
            for worst, best in zip(found["worst"], found["best"], strict=True)
        ]
    table = Table(caption, frame, here.audience, formats=formats)
    return interval_figure(title, table, label, "Score", (1, 5), ("From", "To"))
