"""Function 3: the network of members, its brokers and its loose ends; introductions."""

from copkit.functions.networking.centrality import betweenness
from copkit.functions.networking.introductions import to_introduce
from copkit.functions.networking.measures import isolates, reciprocity
from copkit.functions.networking.mixing import ei_index, groups_of, ties_between
from copkit.functions.networking.projection import shared_events
from copkit.functions.networking.structural_holes import constraint
from copkit.functions.networking.ties import latest_ties, member_network

__all__ = [
    "betweenness",
    "constraint",
    "ei_index",
    "groups_of",
    "isolates",
    "latest_ties",
    "member_network",
    "reciprocity",
    "shared_events",
    "ties_between",
    "to_introduce",
]
