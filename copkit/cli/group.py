"""The command `copkit` itself, to which the others belong, and how it tells what went wrong."""

from __future__ import annotations

import click

from copkit import __version__
from copkit.place.errors import CopkitError


class PlainErrors(click.Group):
    """A group whose commands tell what a person can put right, without a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except CopkitError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=PlainErrors)
@click.version_option(__version__, prog_name="copkit")
def main() -> None:
    """Workbooks and packs for those who coordinate communities of practice."""
