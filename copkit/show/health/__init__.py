"""What workbook 7 shows: the health of a community, from its own people, and the figures of its outcome."""

from copkit.show.health.answers import answers
from copkit.show.health.before_and_after import before_and_after
from copkit.show.health.change import change
from copkit.show.health.compared import compared
from copkit.show.health.decide import to_decide_on
from copkit.show.health.glance import at_a_glance
from copkit.show.health.indicators import impact
from copkit.show.health.principles import principles
from copkit.show.health.proposals import next_steps
from copkit.show.health.stage import stage
from copkit.show.health.stories import stories
from copkit.show.health.taking_part import taking_part
from copkit.show.health.uneven import uneven
from copkit.show.health.value_chain import value_chain
from copkit.show.health.vital_signs import vital_signs_by_month
from copkit.show.health.what_better_units_know import what_better_units_know
from copkit.show.health.who_answered import who_answered

__all__ = [
    "answers",
    "at_a_glance",
    "before_and_after",
    "change",
    "compared",
    "impact",
    "next_steps",
    "principles",
    "stage",
    "stories",
    "taking_part",
    "to_decide_on",
    "uneven",
    "value_chain",
    "vital_signs_by_month",
    "what_better_units_know",
    "who_answered",
]
