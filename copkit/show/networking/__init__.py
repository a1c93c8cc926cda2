"""What workbook 3 shows: the network within and between communities, brokers, loose ends, introductions,
unconnected projects.

In the room people are named. The public sees organisations in place of people, and as brokers only
those who agreed to be named.
"""

from copkit.show.networking.alone import loose_ends
from copkit.show.networking.crossing import within_and_between
from copkit.show.networking.drawing import the_map
from copkit.show.networking.holding import brokers
from copkit.show.networking.introduced import introductions
from copkit.show.networking.kinds import kinds_of_ties
from copkit.show.networking.proposals import next_steps
from copkit.show.networking.round_plan import next_round
from copkit.show.networking.shape import shape
from copkit.show.networking.unconnected import unconnected

__all__ = [
    "brokers",
    "introductions",
    "kinds_of_ties",
    "loose_ends",
    "next_round",
    "next_steps",
    "shape",
    "the_map",
    "unconnected",
    "within_and_between",
]
