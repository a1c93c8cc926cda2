"""What changed since the survey before."""

from __future__ import annotations

import pandas as pd

from copkit.functions.health import survey
from copkit.place.schema.health import ELEMENTS
from copkit.place.view import View
from copkit.show import figures
from copkit.show.health.waves import NO_SURVEY, answered_waves, answers_of, respondents
from copkit.show.page import Finding, Needs, Section
from copkit.show.tables import Table

_ELEMENTS_SOURCE = "Wenger, McDermott and Snyder 2002, chapter 2: domain, community, practice"


def change(here: View) -> Section:
    """How domain, community, practice and value changed since the survey before."""
    waves = answered_waves(here)
    if len(waves) < 2:
        return Section(
            [NO_SURVEY if not waves else Needs("There is one survey so far.", "Ask again in half a year.")]
        )
    about = here["survey_items"].set_index("name")["element"].astype("object")
    pair = waves[-2:]
    if any(here.audience.hides(respondents(answers_of(here, wave))) for wave in pair):
        return Section([Finding("Too few people answered one of the last two surveys to show a change.")])
    both = [survey.elements(answers_of(here, wave), about).set_index("element") for wave in pair]
    shared = [name for name in ELEMENTS if all(name in found.index for found in both)]
    shared = [
        n for n in shared if not any(here.audience.hides(int(found.loc[n, "people"])) for found in both)
    ]
    if not shared:
        return Section([Finding("The last two surveys share no element that could be compared.")])
    frame = pd.DataFrame({"Element": shared})
    for wave, found in zip(pair, both, strict=True):
        frame[wave] = found.loc[shared, "mean"].to_numpy()
    step = frame[pair[1]] - frame[pair[0]]
    risen, fallen = frame["Element"][step.idxmax()], frame["Element"][step.idxmin()]
    if step.max() <= 0:
        title = f"No element has gained since {pair[0]}; {fallen} has lost most"
    elif step.min() < 0:
        title = f"{risen.capitalize()} has gained most since {pair[0]}; {fallen} has lost"
    else:
        title = f"Every element has held or gained since {pair[0]}, {risen} most"
    table = Table("Mean score, 1 to 5", frame, here.audience, formats=dict.fromkeys(pair, "two decimals"))
    method = "The mean of all answers to the items of each element. Different people may have answered."
    picture = figures.dumbbell(title, table, "Element", *pair)
    return Section([Finding(f"{title}.", [picture], method, _ELEMENTS_SOURCE)])
