"""The command `copkit`: each command calls the package and prints what it says. One file a group of them."""

from copkit.cli import exchange, opening, packs, places
from copkit.cli.group import main

__all__ = ["exchange", "main", "opening", "packs", "places"]
