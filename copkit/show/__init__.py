"""What a workbook displays: findings with figures and tables, private by default.

``show.opening(here)`` is the card at the top of a page; each function of the coordinator has its
module, loaded when it is first asked for: ``show.issue_map.priorities(here)``. The whole place on one page
is ``show.place_page.on_a_page(here)``.
"""

from importlib import import_module
from types import ModuleType

from copkit.show.next_steps import opening

FUNCTIONS = (
    "issue_map",
    "events",
    "networking",
    "development",
    "enablement",
    "knowledge",
    "health",
)

__all__ = ["opening"]


def __getattr__(name: str) -> ModuleType:
    if name in (*FUNCTIONS, "place_page"):
        return import_module(f"copkit.show.{name}")
    raise AttributeError(f"copkit.show has no {name!r}")
