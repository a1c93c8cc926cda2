"""What workbook 1 shows: the issues, what drives them, what comes first, and who takes them."""

from __future__ import annotations

import pandas as pd

from copkit.functions import issue_map
from copkit.place.view import View
from copkit.show import figures
from copkit.show.network_figure import network
from copkit.show.next_steps import steps
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import count, listing, people
from copkit.show.tables import Table

_NO_ISSUES = Needs(
    "No issues are written down yet.",
    "Ask everyone what stands between the place and its outcome, and write each issue into the form "
    "'Issues', or into the sheet Issues of the spreadsheet.",
)
_NO_LINKS = Needs(
    "No issue is linked to another yet.",
    "Ask of each pair: does the one make the other worse? Draw it on the map of issues, or write it into "
    "the sheet Issue links.",
)


def register(here: View) -> Section:
    """All issues with their theme, what is known of them, and where they sit."""
    issues = here["issues"]
    if issues.empty:
        return Section([_NO_ISSUES])
    linked = {*here["issue_links"]["cause"], *here["issue_links"]["effect"]}
    no_evidence = int(issues["evidence"].isna().sum())
    alone = int((~issues["name"].isin(linked)).sum())
    themes = issues["theme"].fillna("no theme yet").value_counts(sort=False)
    table = pd.DataFrame(
        {
            "Issue": issues["name"],
            "Theme": issues["theme"],
            "How we know": issues["evidence"],
            "Where it sits": issues["organisation"],
        }
    ).sort_values(["Theme", "Issue"], na_position="last", kind="stable")
    missing = [
        f"{count(no_evidence, 'issue has', 'issues have')} no evidence written down" if no_evidence else "",
        f"{count(alone, 'is', 'are')} not linked to any other" if alone else "",
    ]
    told = "; ".join(part for part in missing if part) or "every one has evidence and a link"
    sentence = (
        f"{count(len(issues), 'issue')} {'is' if len(issues) == 1 else 'are'} on the map, "
        f"in {count(len(themes), 'theme')}: {told}."
    )
    if here.audience.is_public:
        table = table.drop(columns="How we know")
    return Section([Finding(sentence, [Table("The register of issues", table.head(50), here.audience)])])


def causal_map(here: View) -> Section:
    """The issues and the links between them, drawn; and the loops in which they feed each other."""
    links = here["issue_links"]
    if links.empty:
        return Section([_NO_LINKS])
    graph = issue_map.causal_graph(links)
    ranked = issue_map.degrees(graph)
    shown = links.sort_values(["strength", "cause"], ascending=[False, True], kind="stable")
    table = Table(
        "Links between issues, from -1 (lessens) to 1 (worsens)",
        shown.rename(columns={"cause": "Cause", "effect": "Effect", "strength": "Strength"}).head(50),
        here.audience,
    )
    themes = here.whole["issues"].set_index("name")["theme"].dropna().to_dict()
    most = float(ranked["centrality"].max()) or 1.0
    title = f"{ranked['issue'].iloc[0]} is tied to the others most strongly"
    figure = network(
        title,
        table,
        links.rename(columns={"cause": "start", "effect": "end", "strength": "weight"}),
        groups={name: theme for name, theme in themes.items() if name in graph},
        sizes=dict(zip(ranked["issue"], ranked["centrality"] / most, strict=True)),
        directed=True,
        signed=True,
    )
    sentence = (
        f"{count(len(links), 'link')} {'joins' if len(links) == 1 else 'join'} {count(len(graph), 'issue')}; "
        f"{title}."
    )
    map_finding = Finding(
        sentence,
        [figure],
        "An arrow runs from a cause to its effect; a thicker one is stronger; a dashed one makes the effect "
        "better. The larger the dot, the greater the sum of its links' strengths, in and out.",
        "Özesmi and Özesmi 2004, Ecological models based on people's knowledge",
    )
    return Section([map_finding, _loops(here)])


def _loops(here: View) -> Finding:
    found, cut = issue_map.loops(issue_map.causal_graph(here["issue_links"]))
    method = (
        "A loop is a way along the arrows that comes back to where it began. If the signs on the way "
        "multiply to plus it feeds itself (reinforcing); if to minus it holds itself back (balancing)."
    )
    source = "Sterman 2000, Business Dynamics, chapter 5"
    if not found:
        return Finding("No issue feeds back on itself: there is no loop in the map.", (), method, source)
    feeding = sum(loop.reinforcing for loop in found)
    table = pd.DataFrame(
        {
            "Loop": [loop.path for loop in found[:20]],
            "Kind": ["reinforcing" if loop.reinforcing else "balancing" for loop in found[:20]],
        }
    )
    sentence = (
        f"{'At least ' if cut else ''}{count(len(found), 'feedback loop')}: {feeding:,} reinforcing, "
        f"{len(found) - feeding:,} balancing. The shortest is {found[0].path}."
    )
    caption = "The shortest loops" if len(found) > 20 else "The loops"
    return Finding(sentence, [Table(caption, table, here.audience)], method, source)


def leverage(here: View) -> Section:
    """Which issues drive the others, and which are driven: influence and dependence."""
    links = here["issue_links"]
    if links.empty:
        return Section([_NO_LINKS])
    shares = issue_map.micmac(issue_map.causal_graph(links))
    drivers = shares[shares["quadrant"] == "driver"].sort_values(
        ["indirect_influence", "issue"], ascending=[False, True], kind="stable"
    )
    frame = pd.DataFrame(
        {
            "Issue": shares["issue"],
            "Influence": shares["indirect_influence"] * 100,
            "Dependence": shares["indirect_dependence"] * 100,
            "Direct influence": shares["influence"] * 100,
            "Direct dependence": shares["dependence"] * 100,
            "Quadrant": shares["quadrant"],
        }
    ).sort_values(["Influence", "Issue"], ascending=[False, True], kind="stable")
    decimals = dict.fromkeys(
        ["Influence", "Dependence", "Direct influence", "Direct dependence"], "one decimal"
    )
    table = Table(
        "Share of all influence and dependence, in per cent", frame, here.audience, formats=decimals
    )
    mean = 100 / len(shares)
    if drivers.empty:
        title = "No issue drives the others without being driven itself"
    else:
        title = (
            f"{listing(drivers['issue'], 3)} {'drives' if len(drivers) == 1 else 'drive'} the other issues"
        )
    figure = figures.scatter(title, table, "Dependence", "Influence", "Issue", split=(mean, mean))
    return Section(
        [
            Finding(
                f"{title}. Work on a driver is felt furthest.",
                [figure],
                "Influence counts the ways that lead from an issue to others, over several steps; dependence "
                "those that lead to it. Top left are the drivers, top right the relays that pass things on, "
                "bottom right the outcomes, bottom left what stands apart.",
                "MICMAC: Duperrin and Godet 1973; Godet 1994, From Anticipation to Action",
            )
        ]
    )


def priorities(here: View) -> Section:
    """What people voted for in the latest round of dot voting."""
    votes = here["votes"]
    latest = issue_map.latest_round(votes)
    if latest is None:
        how = "Give each person five dots to spread over the issues, on this page or on their phones."
        return Section([Needs("Nobody has voted yet.", how)])
    cast = votes[votes["round"] == latest]
    voters = int(cast["voter"].nunique())
    counted = issue_map.dot_votes(cast)
    if here.audience.hides(voters):
        return Section([Finding("Too few people voted for the result to be shown here.")])
    frame = counted.rename(
        columns={"issue": "Issue", "dots": "Dots", "voters": "Voters", "share": "Share of dots"}
    )
    table = Table(
        f"Dots in the round '{latest}'",
        frame,
        here.audience,
        people=["Voters"],
        follows={"Dots": "Voters", "Share of dots": "Voters"},
        formats={"Share of dots": "percent"},
    )
    top = counted[counted["dots"] == counted["dots"].max()]["issue"] if len(counted) else []
    if len(counted) and pd.notna(table.values["Dots"].iloc[0]):
        title = f"{listing(top, 3)} got the most dots ({counted['dots'].iloc[0]:,})"
    else:
        title = "No issue was chosen by enough people to be shown"
    sentence = f"In the round '{latest}', {title}; {people(here.audience, voters)} voted."
    evidence = [figures.bars(title, table, "Issue", "Dots")]
    method = (
        "Each person spreads the same number of dots. Dot voting favours what a large group agrees on: look "
        "at what only a few chose as well before you drop it."
    )
    parts: list[Finding] = [
        Finding(sentence, evidence, method, "Lackner and Skowron 2023, Multi-Winner Voting")
    ]
    return Section([*parts, *_change_since(here, latest)])


def _change_since(here: View, latest: str) -> list[Finding]:
    """How the places of the issues changed since the round before."""
    votes = here["votes"]
    before = issue_map.latest_round(votes[votes["round"] != latest])
    if before is None:
        return []
    rounds = {name: votes[votes["round"] == name] for name in (before, latest)}
    if any(here.audience.hides(cast["voter"].nunique()) for cast in rounds.values()):
        return []
    places = {name: issue_map.dot_votes(cast) for name, cast in rounds.items()}
    both = places[latest].merge(places[before], on="issue", suffixes=("", "_before")).set_index("issue")
    least = both[["voters", "voters_before"]].min(axis=1)
    both = both[[not here.audience.hides(voters) for voters in least]]
    if len(both) < 2:
        return []
    both["step"] = both["share"] - both["share_before"]
    risen = both["step"].idxmax()
    if both["step"].max() <= 0:
        return []
    frame = pd.DataFrame(
        {"Issue": both.index, before: both["share_before"] * 100, latest: both["share"] * 100}
    )
    table = Table(
        "Share of dots in two rounds, in per cent",
        frame,
        here.audience,
        formats={before: "one decimal", latest: "one decimal"},
    )
    title = f"{risen} rose most since the round '{before}'"
    return [Finding(f"{title}.", [figures.dumbbell(title, table, "Issue", before, latest)])]


def coverage(here: View) -> Section:
    """Which community takes which issue; what nobody takes; what several share."""
    issues = here["issues"]
    if issues.empty:
        return Section([_NO_ISSUES])
    taken = issue_map.takers(list(issues["name"]), here.whole["coverage"])
    nobody = [name for name in taken.index if not taken[name]]
    shared = [name for name in taken.index if len(taken[name]) > 1]
    latest = issue_map.latest_round(here.whole["votes"])
    votes = here.whole["votes"]
    dots = issue_map.dot_votes(votes[votes["round"] == latest]).set_index("issue")["dots"]
    frame = pd.DataFrame(
        {
            "Issue": list(taken.index),
            "Taken by": [listing(names) or "nobody yet" for names in taken],
        }
    )
    frame["rank"] = frame["Issue"].map(dots).fillna(0)
    frame["free"] = [name not in nobody for name in frame["Issue"]]
    frame = frame.sort_values(["free", "rank", "Issue"], ascending=[True, False, True], kind="stable")
    table = Table("Who takes which issue", frame[["Issue", "Taken by"]].head(50), here.audience)
    if here.community:
        sentence = f"{here.community} takes {count(len(issues), 'issue')}"
        sentence += (
            f"; it shares {listing(shared)} with others." if shared else " and shares none with others."
        )
    elif nobody:
        first = next(name for name in frame["Issue"] if name in nobody)
        sentence = (
            f"{count(len(nobody), 'issue is', 'issues are')} taken by no community, "
            f"first of all {first}; {count(len(shared), 'is', 'are')} shared by two or more."
        )
    else:
        sentence = (
            f"Every issue is taken by a community; {count(len(shared), 'is', 'are')} shared by two or more."
        )
    return Section([Finding(sentence, [table]), *_crossings(here)])


def _crossings(here: View) -> list[Finding]:
    """Links between the issues of different communities: where they need each other."""
    links = here["issue_links"]
    across = issue_map.crossing_links(links, here.whole["coverage"])
    if across.empty:
        return []
    across = across.assign(size=across["strength"].abs()).sort_values(
        ["size", "cause"], ascending=[False, True], kind="stable"
    )
    frame = pd.DataFrame(
        {
            "Cause": across["cause"],
            "Taken by": [listing(names) for names in across["cause_takers"]],
            "Effect": across["effect"],
            "Which is taken by": [listing(names) for names in across["effect_takers"]],
            "Strength": across["strength"],
        }
    )
    first = across.iloc[0]
    sentence = (
        f"{len(across):,} of {count(len(links), 'link')} "
        f"{'crosses' if len(across) == 1 else 'cross'} from one community to another; the strongest runs "
        f"from {first['cause']} ({listing(first['cause_takers'])}) to {first['effect']} "
        f"({listing(first['effect_takers'])})."
    )
    table = Table("Links that cross from one community to another", frame.head(30), here.audience)
    return [Finding(sentence, [table])]


def next_steps(here: View) -> Section:
    """What the map of issues asks for."""
    issues, links = here["issues"], here["issue_links"]
    proposals: list[str] = []
    if issues.empty:
        proposals.append("Hold a workshop of an hour to name the issues.")
        return steps(here, "map issues", proposals)
    taken = issue_map.takers(list(issues["name"]), here.whole["coverage"])
    nobody = [name for name in taken.index if not taken[name]]
    if nobody:
        proposals.append(f"Find a community for {listing(nobody, 3)}.")
    if len(links):
        shares = issue_map.micmac(issue_map.causal_graph(links)).sort_values(
            ["indirect_influence", "issue"], ascending=[False, True], kind="stable"
        )
        proposals.append(f"Ask what can be done about {shares['issue'].iloc[0]}: it reaches furthest.")
    across = issue_map.crossing_links(links, here.whole["coverage"])
    if len(across):
        first = across.sort_values("strength", key=abs, ascending=False, kind="stable").iloc[0]
        pair = sorted({*first["cause_takers"], *first["effect_takers"]})
        proposals.append(f"Bring {listing(pair)} together on {first['cause']} and {first['effect']}.")
    unknown = issues.loc[issues["evidence"].isna(), "name"]
    if len(unknown):
        proposals.append(f"Find out what is known about {listing(sorted(unknown), 3)}.")
    if here["votes"].empty:
        proposals.append("Let everyone vote with dots, so that the order is the group's own.")
    return steps(here, "map issues", proposals)
