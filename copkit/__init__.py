"""copkit: workbooks and packs for those who coordinate communities of practice."""

__version__ = "0.1.0"
