"""Function 3: the network of members, its brokers and its loose ends; introductions."""

from copkit.functions.networking.adjacency import Adjacency, adjacency
from copkit.functions.networking.brokerage import brokerage_roles
from copkit.functions.networking.centrality import betweenness, betweenness_error
from copkit.functions.networking.community_gaps import community_pairs
from copkit.functions.networking.core_periphery import (
    CorePeriphery,
    NoCore,
    core_and_periphery,
    core_correlation,
)
from copkit.functions.networking.departures import if_they_left
from copkit.functions.networking.distances import MeanDistance, distance_between_members
from copkit.functions.networking.effect import Effect, introduction_effect, share_that_met
from copkit.functions.networking.introduction_messages import introduction_messages
from copkit.functions.networking.introductions import to_introduce
from copkit.functions.networking.key_players import (
    Aim,
    KeyPlayers,
    NoKeyPlayers,
    distance_fragmentation,
    distance_reach,
    fragmentation,
    key_player_set,
    reach,
)
from copkit.functions.networking.measures import (
    betweenness_centralisation,
    components,
    degree_centralisation,
    density,
    indegree_centralisation,
    isolates,
    mean_distance,
    outdegree_centralisation,
    reciprocity,
    transitivity,
)
from copkit.functions.networking.mixing import (
    EIPermutation,
    ei_index,
    ei_permutation,
    groups_of,
    modularity,
    ties_between,
)
from copkit.functions.networking.pair_reasons import pair_reason
from copkit.functions.networking.pair_worth import Points, pair_values, pairs_met
from copkit.functions.networking.pairing import Introductions, plan_rounds
from copkit.functions.networking.pockets import pockets_of_expertise
from copkit.functions.networking.projection import shared_communities, shared_events, ties_of_all_kinds
from copkit.functions.networking.structural_holes import (
    burt_measures,
    constraint,
    effective_size,
    efficiency,
)
from copkit.functions.networking.ties import latest_ties, member_network
from copkit.functions.networking.waves import jaccard_index, network_by_wave, ties_at
from copkit.functions.networking.whole import Estimate, UnknownAnswers, Whole, whole_network

__all__ = [
    "Adjacency",
    "Aim",
    "CorePeriphery",
    "EIPermutation",
    "Effect",
    "Estimate",
    "Introductions",
    "KeyPlayers",
    "MeanDistance",
    "NoCore",
    "NoKeyPlayers",
    "Points",
    "UnknownAnswers",
    "Whole",
    "adjacency",
    "betweenness",
    "betweenness_centralisation",
    "betweenness_error",
    "brokerage_roles",
    "burt_measures",
    "community_pairs",
    "components",
    "constraint",
    "core_and_periphery",
    "core_correlation",
    "degree_centralisation",
    "density",
    "distance_between_members",
    "distance_fragmentation",
    "distance_reach",
    "effective_size",
    "efficiency",
    "ei_index",
    "ei_permutation",
    "fragmentation",
    "groups_of",
    "if_they_left",
    "indegree_centralisation",
    "introduction_effect",
    "introduction_messages",
    "isolates",
    "jaccard_index",
    "key_player_set",
    "latest_ties",
    "mean_distance",
    "member_network",
    "modularity",
    "network_by_wave",
    "outdegree_centralisation",
    "pair_reason",
    "pair_values",
    "pairs_met",
    "plan_rounds",
    "pockets_of_expertise",
    "reach",
    "reciprocity",
    "share_that_met",
    "shared_communities",
    "shared_events",
    "ties_at",
    "ties_between",
    "ties_of_all_kinds",
    "to_introduce",
    "transitivity",
    "whole_network",
]
