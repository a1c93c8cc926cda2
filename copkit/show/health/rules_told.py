"""The rules of a control chart in plain words: why a figure counts as more than chance."""

RULES_TOLD = {
    "outside the limits": "the newest figure lies outside the limits of chance",
    "trend": "seven figures or more in a row moved one way",
    "two of three": "two of three figures lie near the limit of chance",
    "shift": "seven figures or more in a row lie on one side of the average",
}
"""By the names of `copkit.functions.health.control_rules`."""
