"""The command `copkit`: each command calls the package and prints what it says."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click
from tqdm import tqdm

from copkit import __version__
from copkit.packs.batch import packs as make_packs
from copkit.packs.desk import lay_out, open_lab
from copkit.packs.library import WORKBOOKS, workbook
from copkit.packs.make import Outcome
from copkit.packs.member_pages import LIST as SEND_LIST
from copkit.packs.member_pages import member_pages
from copkit.packs.organisation_pages import LIST as ORGANISATION_LIST
from copkit.packs.organisation_pages import organisation_pages
from copkit.place import exchange
from copkit.place.demo import fill_demo
from copkit.place.errors import CopkitError
from copkit.place.privacy import AUDIENCES
from copkit.place.schema.events import ZONE
from copkit.place.store import Place
from copkit.workshop import workshop as open_workshop
from copkit.workshop.server import PORT


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


@main.command()
@click.argument("place")
@click.option("--spreadsheet", type=click.Path(), help="Also write a blank spreadsheet to fill in.")
def new(place: str, spreadsheet: str | None) -> None:
    """Make a new, empty PLACE (a file such as mytown.place)."""
    if spreadsheet:
        exchange.blank(spreadsheet)
        click.echo(f"Wrote {spreadsheet}: fill it in, then: copkit load {place} {spreadsheet}")
    Place.create(place).close()
    click.echo(f"Made {place}.")


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


@main.command()
@click.argument("place", default="demo.place")
def demo(place: str) -> None:
    """Make the made-up town of the demonstration as PLACE."""
    with Place.create(place) as opened:
        fill_demo(opened)
    click.echo(f"Made {place}. See its packs with: copkit packs {place} --out demo-packs")


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
@click.option("--out", required=True, type=click.Path(), help="The folder to write to.")
@click.option("--community", "communities", multiple=True, help="Only this community. May be repeated.")
@click.option(
    "--workbook", "workbooks", multiple=True, help="Only this workbook, by number or name. May be repeated."
)
@click.option(
    "--as-of",
    default="",
    help="A date such as 2026-06-30, or 'today'. The latest date in the place if left out.",
)
@click.option(
    "--audience",
    type=click.Choice(AUDIENCES),
    default="public",
    show_default=True,
    help="'public' hides the names of those who did not agree, and small numbers.",
)
@click.option(
    "--compared-with",
    default="",
    help="The date of the last assessment of health. Three months earlier if left out.",
)
@click.option(
    "--jobs", type=click.IntRange(min=1), help="How many packs to make at once. All processors if left out."
)
@click.option(
    "--members",
    is_flag=True,
    help="Instead: a private page for each member, and a note for the line managers of those who agreed.",
)
@click.option(
    "--organisations",
    is_flag=True,
    help="Instead: for each organisation a brief for its sponsor, an agreement to sign, and what falls due.",
)
def packs(
    place: str,
    out: str,
    communities: tuple[str, ...],
    workbooks: tuple[str, ...],
    as_of: str,
    audience: str,
    compared_with: str,
    jobs: int | None,
    members: bool,
    organisations: bool,
) -> None:
    """Make the HTML packs of PLACE: all workbooks for all communities and the whole place."""
    if members or organisations:
        which = "--members" if members else "--organisations"
        if workbooks:
            raise click.UsageError(f"{which} makes no workbooks: leave --workbook out.")
        if members and organisations:
            raise click.UsageError("Ask for --members and --organisations one after the other.")
        if members:
            make_pages_of_members(place, out, communities, as_of, jobs)
        else:
            make_pages_of_organisations(place, out, communities, as_of)
        return

    def progress(outcomes: Iterable[Outcome], total: int) -> Iterable[Outcome]:
        return tqdm(outcomes, total=total, unit="pack", desc="Packs", file=sys.stderr)

    outcomes = make_packs(
        place,
        out,
        communities=communities,
        workbooks=[workbook(name) for name in workbooks] or WORKBOOKS,
        as_of=as_of,
        audience=audience,
        compared_with=compared_with,
        jobs=jobs,
        progress=progress,
    )
    failed = [outcome for outcome in outcomes if outcome.failed]
    click.echo(
        f"Made {len(outcomes) - len(failed)} of {len(outcomes)} packs. Open {Path(out) / 'index.html'}"
    )
    for outcome in failed:
        about = outcome.order.community or "the whole place"
        click.echo(
            f"Failed: {outcome.order.workbook.title}, {about}. {outcome.why}\n  {outcome.detail}", err=True
        )
    if failed:
        sys.exit(1)


def make_pages_of_members(
    place: str, out: str, communities: tuple[str, ...], as_of: str, jobs: int | None
) -> None:
    """Makes the pages of members and says where they are."""

    def progress(done: Iterable[int], total: int) -> Iterable[int]:
        return tqdm(done, total=total, unit="page", desc="Members", file=sys.stderr)

    made = member_pages(place, out, communities=communities, as_of=as_of, jobs=jobs, progress=progress)
    notes = sum(bool(one.note) for one in made)
    click.echo(f"Made {len(made):,} pages and {notes:,} notes. Send each to its member alone:")
    click.echo(f"{Path(out) / SEND_LIST} says which is whose.")


def make_pages_of_organisations(place: str, out: str, communities: tuple[str, ...], as_of: str) -> None:
    """Makes the pages of organisations and says where they are."""

    def progress(names: Iterable[str], total: int) -> Iterable[str]:
        return tqdm(names, total=total, unit="organisation", desc="Organisations", file=sys.stderr)

    made = organisation_pages(place, out, communities=communities, as_of=as_of, progress=progress)
    told = "1 organisation" if len(made) == 1 else f"{len(made):,} organisations"
    click.echo(f"Made a brief and an agreement for {told}:")
    click.echo(f"{Path(out) / ORGANISATION_LIST} says which is whose.")


@main.command()
@click.argument("place")
@click.option("--port", default=PORT, show_default=True, help="Where on this computer it is served.")
@click.option("--open/--no-open", "open_it", default=True, help="Open the web browser, or only serve.")
@click.option("--token", help="What a browser must show to sign in. A new one is made if left out.")
@click.option("--share", is_flag=True, help="Let participants' phones in the same network vote and answer.")
def workshop(place: str, port: int, open_it: bool, token: str | None, share: bool) -> None:
    """Open the seven workbooks of PLACE in the web browser, without any code on the screen."""
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
