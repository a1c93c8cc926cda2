"""The command that makes packs, and pages of members and of organisations."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from tqdm import tqdm

from copkit.cli.group import main
from copkit.packs.batch import Asked, How, packs_by
from copkit.packs.dask_workers import workers_at
from copkit.packs.files import folder_at
from copkit.packs.library import WORKBOOKS, workbook
from copkit.packs.make import TIMEOUT
from copkit.packs.member_pages import LIST as SEND_LIST
from copkit.packs.member_pages import member_pages
from copkit.packs.orders import Outcome
from copkit.packs.organisation_pages import LIST as ORGANISATION_LIST
from copkit.packs.organisation_pages import organisation_pages
from copkit.packs.printing import Printed, browser, printed
from copkit.packs.watching import watched
from copkit.packs.workers import Workers
from copkit.place.privacy import AUDIENCES


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
    "--dask",
    default="",
    metavar="ADDRESS",
    help="Have the workers of the Dask scheduler at this address make them, instead of this machine.",
)
@click.option(
    "--fresh", is_flag=True, help="Make all of them, those that would come out as they are as well."
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=TIMEOUT,
    show_default=True,
    help="After how many seconds a workbook that does not end is stopped.",
)
@click.option(
    "--watch",
    is_flag=True,
    help="Stay, and make anew what a change of the place touches, until Ctrl and C are pressed.",
)
@click.option(
    "--pdf",
    is_flag=True,
    help="Also print each pack to a PDF, by the Chromium, Chrome or Edge on this machine.",
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
    dask: str,
    fresh: bool,
    timeout: float,
    watch: bool,
    pdf: bool,
    members: bool,
    organisations: bool,
) -> None:
    """Make the HTML packs of PLACE: all workbooks for all communities and the whole place."""
    if members or organisations:
        which = "--members" if members else "--organisations"
        if workbooks:
            raise click.UsageError(f"{which} makes no workbooks: leave --workbook out.")
        if pdf:
            raise click.UsageError(f"{which} makes pages alone: leave --pdf out.")
        if members and organisations:
            raise click.UsageError("Ask for --members and --organisations one after the other.")
        if members:
            make_pages_of_members(place, out, communities, as_of, jobs)
        else:
            make_pages_of_organisations(place, out, communities, as_of)
        return

    if pdf and (watch or "://" in out):
        raise click.UsageError("--pdf prints what is in a folder here, and does not go with --watch.")
    if dask and jobs:
        raise click.UsageError("--jobs is for this machine: --dask has as many workers as were started.")
    if pdf:
        browser()
    asked = Asked(
        communities=communities,
        workbooks=tuple(workbook(name) for name in workbooks) or WORKBOOKS,
        as_of=as_of,
        audience=audience,
        compared_with=compared_with,
    )
    with workers_at(dask) if dask else Workers(jobs) as workers:
        how: How = {"fresh": fresh, "timeout": timeout, "progress": bar_of_packs}
        if watch:
            click.echo("Watching the place. To end, press Ctrl and C here.")
            for outcomes in watched(workers, place, out, asked, **how):
                tell(outcomes, out)
        else:
            outcomes = packs_by(workers, place, out, asked, **how)
            tell(outcomes, out)
    unprinted = print_packs(outcomes, jobs) if pdf else []
    for one in unprinted:
        click.echo(f"Not printed: {one.pdf}. {one.why}", err=True)
    if unprinted or any(outcome.failed for outcome in outcomes):
        sys.exit(1)


def bar_of_packs(outcomes: Iterable[Outcome], total: int) -> Iterable[Outcome]:
    """Shows how many of the packs that are made are there."""
    return tqdm(outcomes, total=total, unit="pack", desc="Packs", file=sys.stderr)


def tell(outcomes: Sequence[Outcome], out: str) -> None:
    """Says what was made, kept and failed, and why."""
    failed = [outcome for outcome in outcomes if outcome.failed]
    kept = sum(outcome.kept for outcome in outcomes)
    made = len(outcomes) - kept - len(failed)
    click.echo(
        f"Made {made:,}, kept {kept:,}, failed {len(failed):,} of {len(outcomes):,} packs. "
        f"Open {folder_at(out) / 'index.html'}"
    )
    for outcome in failed:
        about = outcome.order.community or "the whole place"
        click.echo(
            f"Failed: {outcome.order.workbook.title}, {about}. {outcome.why}\n  {outcome.detail}", err=True
        )


def print_packs(outcomes: Sequence[Outcome], jobs: int | None) -> list[Printed]:
    """Prints the packs that were made; gives those that could not be printed."""
    pages = [outcome.order.path for outcome in outcomes if not outcome.failed]
    done = tqdm(printed(pages, jobs), total=len(pages), unit="PDF", desc="Printed", file=sys.stderr)
    return [one for one in done if one.why]


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
