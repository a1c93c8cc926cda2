"""What workbook 1 shows: the issues, what drives them, what would be if, what comes first, who takes them."""

from copkit.show.issue_map.boundaries import boundaries
from copkit.show.issue_map.causal_map import causal_map, themes
from copkit.show.issue_map.coverage import coverage
from copkit.show.issue_map.effort import effort
from copkit.show.issue_map.leverage import leverage
from copkit.show.issue_map.next_steps import next_steps
from copkit.show.issue_map.priorities import priorities
from copkit.show.issue_map.ranking import ranking
from copkit.show.issue_map.register import register
from copkit.show.issue_map.several_maps import several_maps
from copkit.show.issue_map.ways import ways
from copkit.show.issue_map.what_if import what_if

__all__ = [
    "boundaries",
    "causal_map",
    "coverage",
    "effort",
    "leverage",
    "next_steps",
    "priorities",
    "ranking",
    "register",
    "several_maps",
    "themes",
    "ways",
    "what_if",
]
