"""The workshop on a screen: the workbooks without code, and a small page for participants' phones."""

from copkit.packs import lean_start  # noqa: F401  before Voilà imports nbformat
from copkit.workshop.server import workshop

__all__ = ["workshop"]
