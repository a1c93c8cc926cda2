"""The workshop on a screen: the workbooks without code, and a small page for participants' phones."""

from copkit.workshop.server import workshop

__all__ = ["workshop"]
