"""Commands for a place itself: make one, look at its changes, take the newest back."""

from __future__ import annotations

import sys

import click

from copkit.cli.group import main
from copkit.place import exchange
from copkit.place.demo import fill_demo
from copkit.place.errors import without_password
from copkit.place.store import Place


@main.command()
@click.argument("place")
@click.option("--spreadsheet", type=click.Path(), help="Also write a blank spreadsheet to fill in.")
def new(place: str, spreadsheet: str | None) -> None:
    """Make a new, empty PLACE (a file such as mytown.place)."""
    shown = without_password(place)
    if spreadsheet:
        exchange.blank(spreadsheet)
        click.echo(f"Wrote {spreadsheet}: fill it in, then: copkit load {shown} {spreadsheet}")
    Place.create(place).close()
    click.echo(f"Made {shown}.")


@main.command()
@click.argument("place", default="demo.place")
def demo(place: str) -> None:
    """Make the made-up town of the demonstration as PLACE."""
    with Place.create(place) as opened:
        fill_demo(opened)
    shown = without_password(place)
    click.echo(f"Made {shown}. See its packs with: copkit packs {shown} --out demo-packs")


@main.command()
@click.argument("place")
def undo(place: str) -> None:
    """Take back the newest change to PLACE."""
    with Place.open(place) as opened:
        click.echo(f"Taken back: {opened.undo()}")


@main.command()
@click.argument("place")
@click.option("--last", default=20, show_default=True, help="How many changes to show.")
def history(place: str, last: int) -> None:
    """Show the newest changes to PLACE."""
    with Place.open(place) as opened:
        changes = (
            opened.history()
            .groupby("change")
            .agg(at=("at", "first"), did=("did", "first"), rows=("row", "size"))
        )
    for number, change in changes.tail(last).iterrows():
        click.echo(
            f"{number:>5}  {change['at'][:16].replace('T', ' ')}  {change['did']} ({change['rows']:,} rows)"
        )


@main.command()
@click.argument("place")
def check(place: str) -> None:
    """Check whether PLACE is sound: its file, its tables, every row, and the history. Changes nothing."""
    with Place.open(place) as opened:
        found = opened.check()
        click.echo(str(found))
        if opened.copies:
            click.echo(f"The newest copy from before a load: {opened.copies[-1]}")
    if not found.sound:
        sys.exit(1)


@main.command()
@click.argument("place")
@click.argument("member")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@click.option("--doubtful", is_flag=True, help="Reword the texts, too, that only may name the member.")
def forget(place: str, member: str, yes: bool, doubtful: bool) -> None:
    """Take MEMBER out of PLACE for good: of all tables, all texts and the history. It says where.

    Texts that may name the member, or may not ('Pike will come'), stay as they are and are listed.
    """
    with Place.open(place) as opened:
        if not yes:
            left = opened.forget(member, doubtful=doubtful, look=True).still_to_look_at()
            if left:
                click.echo("\n".join(left))
                click.echo("These texts stay as they are. To reword them as well: answer no, add --doubtful.")
            click.confirm(f"'{member}' is taken out for good, and cannot be put back. Go on?", abort=True)
        click.echo(str(opened.forget(member, doubtful=doubtful)))
    click.echo(
        "Not reached from here: packs that were made or passed on, copies of the place file, and the "
        "spreadsheets that it was loaded from. Make the packs anew, and delete the old ones."
    )
