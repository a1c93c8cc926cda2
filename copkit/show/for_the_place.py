"""What the public is told of the whole place alone, as few people could be worked out from its parts."""

from __future__ import annotations

from copkit.place.view import View
from copkit.show.page import Finding, Section


def is_hidden_part(here: View) -> bool:
    """Whether this is one community as the public sees it.

    The counts of each community, taken from those of the place, can leave a few people, and counts of the
    same people (who was asked, who can teach) narrow each other. With none for a community there is nothing
    to take away.
    """
    return here.audience.is_public and bool(here.community)


def of_the_place_alone(what: str) -> Section:
    """The section of a community in its stead; ``what`` begins the sentence, in the plural."""
    return Section([Finding(f"{what} are told for the whole place alone, so that nobody can be picked out.")])
