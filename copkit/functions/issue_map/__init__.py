"""Function 1: which issues drive the others, in what loops, what comes first, and who takes what."""

from copkit.functions.issue_map.boundaries import crossing_links, takers
from copkit.functions.issue_map.causal_map import Loop, causal_graph, degrees, loops
from copkit.functions.issue_map.micmac import micmac
from copkit.functions.issue_map.priorities import dot_votes, latest_round

__all__ = [
    "Loop",
    "causal_graph",
    "crossing_links",
    "degrees",
    "dot_votes",
    "latest_round",
    "loops",
    "micmac",
    "takers",
]
