"""Commands for what enters and leaves a place: spreadsheets, and the files of other tools."""

from __future__ import annotations

import click

from copkit.cli.group import main
from copkit.packs.network_file import save_network
from copkit.place import exchange
from copkit.place.privacy import AUDIENCES
from copkit.place.schema.events import ZONE
from copkit.place.schema.networking import TIE_KINDS
from copkit.place.store import Place


@main.command(name="load")
@click.argument("place")
@click.argument("source", type=click.Path())
@click.option("--replace", is_flag=True, help="Delete rows that the file does not have.")
def load_command(place: str, source: str, replace: bool) -> None:
    """Load SOURCE (an Excel file, or a folder of CSV files) into PLACE: all of it, or nothing."""
    with Place.open(place) as opened:
        click.echo(str(exchange.load(opened, source, replace=replace)))


@main.command(name="save")
@click.argument("place")
@click.argument("target", type=click.Path())
@click.option("--overwrite", is_flag=True, help="Replace the file or folder if it is there.")
def save_command(place: str, target: str, overwrite: bool) -> None:
    """Save PLACE to TARGET: an Excel file (.xlsx), or else a folder of CSV files."""
    with Place.open(place) as opened:
        exchange.save(opened, target, overwrite=overwrite)
    click.echo(f"Saved {place} to {target}.")


@main.command(name="load-map")
@click.argument("place")
@click.argument("source", type=click.Path())
@click.option("--group", default="", help="Take it as this group's own map, not as the one agreed on.")
def load_map_command(place: str, source: str, group: str) -> None:
    """Load a map of issues from another tool: Kumu (.json, .csv), .graphml, .dot, or a matrix (.xlsx)."""
    with Place.open(place) as opened:
        click.echo(str(exchange.load_map(opened, source, group=group)))


@main.command(name="save-map")
@click.argument("place")
@click.argument("target", type=click.Path())
@click.option("--group", default="", help="Save this group's own map, not the one agreed on.")
@click.option("--overwrite", is_flag=True, help="Replace the file if it is there.")
def save_map_command(place: str, target: str, group: str, overwrite: bool) -> None:
    """Save the map of issues for another tool: Kumu (.json, .csv), .graphml, .dot, or a matrix (.xlsx)."""
    with Place.open(place) as opened:
        exchange.save_map(opened, target, group=group, overwrite=overwrite)
    click.echo(f"Saved the map of {place} to {target}.")


@main.command(name="load-catalogue")
@click.argument("place")
@click.argument("source", type=click.Path())
@click.option("--community", default="", help="The community that keeps what is taken in.")
@click.option(
    "--duplicates",
    type=click.Choice(["leave out", "add"]),
    default="leave out",
    show_default=True,
    help="What to do with resources that seem to be there already: each is told.",
)
def load_catalogue_command(place: str, source: str, community: str, duplicates: str) -> None:
    """Load resources from other tools: .bib, .ris, CSL .json, RSS or Atom, a folder of documents, a table."""
    with Place.open(place) as opened:
        told = exchange.load_catalogue(opened, source, community=community, duplicates=duplicates)
    click.echo(str(told))


@main.command(name="save-catalogue")
@click.argument("place")
@click.argument("target", type=click.Path())
@click.option(
    "--open-to",
    type=click.Choice(["public", "all"]),
    default="public",
    show_default=True,
    help="'public': only resources that are open to anyone.",
)
@click.option("--overwrite", is_flag=True, help="Replace the file or folder if it is there.")
def save_catalogue_command(place: str, target: str, open_to: str, overwrite: bool) -> None:
    """Save the resources for other tools: .bib, .ris, CSL .json, .atom, .xlsx, .csv, a folder of Markdown."""
    with Place.open(place) as opened:
        told = exchange.save_catalogue(opened, target, open_to=open_to, overwrite=overwrite)
    click.echo("\n".join([f"Saved the resources of {place} to {target}.", *told]))


@main.command()
@click.argument("place")
@click.argument("target", type=click.Path())
@click.option("--community", default="", help="Only its events, and those of the whole place.")
@click.option(
    "--zone", default=ZONE, show_default=True, help="The time zone of the clock times in the place."
)
@click.option("--overwrite", is_flag=True, help="Replace the file if it is there.")
def calendar(place: str, target: str, community: str, zone: str, overwrite: bool) -> None:
    """Save the events of PLACE to TARGET (.ics) for Outlook, Google or Apple calendars. Names nobody."""
    with Place.open(place) as opened:
        exchange.save_calendar(opened, target, community=community, zone=zone, overwrite=overwrite)
    click.echo(f"Saved the events of {place} to {target}.")


@main.command()
@click.argument("place")
@click.argument("target", type=click.Path())
@click.option("--organisation", default="", help="Only what falls due with this organisation.")
@click.option("--overwrite", is_flag=True, help="Replace the file if it is there.")
def reminders(place: str, target: str, organisation: str, overwrite: bool) -> None:
    """Save what falls due with organisations in PLACE to TARGET (.ics): promises, reviews, answers."""
    with Place.open(place) as opened:
        exchange.save_reminders(opened, target, organisation=organisation, overwrite=overwrite)
    click.echo(f"Saved what falls due in {place} to {target}.")


@main.command(name="load-network")
@click.argument("place")
@click.argument("source", type=click.Path())
@click.option("--kind", type=click.Choice(TIE_KINDS), help="What the ties are, whatever the file calls them.")
@click.option("--relation", default="", help="Only the ties that the file calls by this word.")
@click.option("--seen", default="", help="The day they were recorded, if the file does not say.")
def load_network_command(place: str, source: str, kind: str | None, relation: str, seen: str) -> None:
    """Load ties between members from other tools: all of them, or nothing.

    SOURCE is GraphML (.graphml), GEXF (.gexf), Kumu (.json, .csv), UCINET (.dl), or a list of ties with two
    names a line (.csv, .tsv, .txt). Both must be members of PLACE: who is not is told.
    """
    with Place.open(place) as opened:
        told = exchange.load_network(opened, source, kind=kind or "", relation=relation, seen=seen)
    click.echo(str(told))


@main.command(name="save-network")
@click.argument("place")
@click.argument("target", type=click.Path())
@click.option("--community", default="", help="Only this community. The whole place if left out.")
@click.option(
    "--audience",
    type=click.Choice(AUDIENCES),
    default="public",
    show_default=True,
    help="'public': organisations, and nobody's name. 'workshop': people and their ties.",
)
@click.option("--as-of", default="", help="A date such as 2026-06-30. The latest in the place if left out.")
@click.option("--overwrite", is_flag=True, help="Replace the files if they are there.")
def save_network_command(
    place: str, target: str, community: str, audience: str, as_of: str, overwrite: bool
) -> None:
    """Save the network for Gephi (.graphml, .gexf) or Kumu (.json, .csv).

    That somebody agreed to be named is not that their ties may be published. So the public's file holds
    organisations, and how many pairs of their people are tied, to the nearest 5 from 10. The workshop's
    names every member with organisation, sector and roles, and every tie: do not pass it on.
    """
    told = save_network(
        place, target, community=community, audience=audience, as_of=as_of, overwrite=overwrite
    )
    click.echo("\n".join([f"Saved the network of {place} to {target}.", *told]))
