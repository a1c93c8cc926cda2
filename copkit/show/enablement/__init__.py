"""What workbook 5 shows: the conditions that organisations give, what stops members, what was promised."""

from copkit.show.enablement.agreements import agreements
from copkit.show.enablement.barriers import barriers, recurring
from copkit.show.enablement.conditions import conditions, statements
from copkit.show.enablement.forces import force_field
from copkit.show.enablement.hours import hours, stretched
from copkit.show.enablement.organisations import organisations, team_sizes
from copkit.show.enablement.promises import commitments
from copkit.show.enablement.proposals import next_steps
from copkit.show.enablement.roles import members_and_managers
from copkit.show.enablement.stakeholders import stakeholders

__all__ = [
    "agreements",
    "barriers",
    "commitments",
    "conditions",
    "force_field",
    "hours",
    "members_and_managers",
    "next_steps",
    "organisations",
    "recurring",
    "stakeholders",
    "statements",
    "stretched",
    "team_sizes",
]
