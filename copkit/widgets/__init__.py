"""What a facilitator fills in: forms made from the declared tables, saving straight to the place."""

from copkit.widgets.form import Form, form

__all__ = ["Form", "form"]
