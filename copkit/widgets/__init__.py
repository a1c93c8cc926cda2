"""What a facilitator fills in: editors made from the declared tables, saving straight to the place."""

from copkit.widgets.exercises import card, table

__all__ = ["card", "table"]
