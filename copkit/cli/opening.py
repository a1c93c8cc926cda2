"""Commands that open the workbooks: in the web browser, and in JupyterLab. What serves them is imported when
it is asked for: it is a large part of all that copkit imports, and other commands do without it."""

from __future__ import annotations

import sys

import click

from copkit.cli.group import main
from copkit.packs.desk import lay_out, open_lab


@main.command()
@click.argument("place")
@click.option("--port", type=int, help="Where on this computer it is served. The usual one if left out.")
@click.option("--open/--no-open", "open_it", default=True, help="Open the web browser, or only serve.")
@click.option("--token", help="What a browser must show to sign in. A new one is made if left out.")
@click.option("--share", is_flag=True, help="Let participants' phones in the same network vote and answer.")
def workshop(place: str, port: int | None, open_it: bool, token: str | None, share: bool) -> None:
    """Open the seven workbooks of PLACE in the web browser, without any code on the screen."""
    from copkit.workshop import workshop as open_workshop

    open_workshop(place, port=port, open_browser=open_it, token=token, share=share, told=click.echo)


@main.command()
@click.argument("place")
@click.option("--community", default="", help="The community to work with. The whole place if left out.")
@click.option(
    "--folder",
    default="copkit-workbooks",
    show_default=True,
    type=click.Path(),
    help="Where to put the workbooks.",
)
@click.option(
    "--open/--no-open", "open_it", default=True, help="Open JupyterLab, or only put the workbooks there."
)
def lab(place: str, community: str, folder: str, open_it: bool) -> None:
    """Put the seven workbooks for PLACE in a folder and open them in JupyterLab."""
    lay_out(place, community, folder)
    click.echo(f"The workbooks are in {folder}.")
    if open_it:
        sys.exit(open_lab(folder))
