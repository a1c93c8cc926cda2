"""What workbook 7 shows: the health of a community, from its own people, and the figures of its outcome."""

from __future__ import annotations

import pandas as pd

from copkit.functions.health import participation, survey
from copkit.functions.health.stage import stage_called
from copkit.place.schema.health import CYCLES, ELEMENTS
from copkit.place.scope import current_at
from copkit.place.sharing import NOT_SHOWN
from copkit.place.view import View
from copkit.show import figures
from copkit.show.indicators import indicators, newest_states
from copkit.show.next_steps import steps
from copkit.show.page import Figure, Finding, Needs, Section
from copkit.show.sentences import capital, count, listing, people, percent
from copkit.show.tables import Table

_PARTS = ["strongly disagree", "disagree", "neither", "agree", "strongly agree"]
_STAGES_SOURCE = "Wenger, McDermott and Snyder 2002, Cultivating Communities of Practice, chapters 4 and 5"
_ELEMENTS_SOURCE = "Wenger, McDermott and Snyder 2002, chapter 2: domain, community, practice"

_NO_SURVEY = Needs(
    "Nobody has answered the survey yet.",
    "Write its statements and name its round; then let each person answer under 'Answer the survey', or on "
    "a phone, with a code that the person chooses.",
)
_NOBODY = Needs(
    "Nothing is known of who takes part.",
    "Fill in the forms 'Memberships' (workbook 4) and 'Attendance' (workbook 2).",
)


def stage(here: View) -> Section:
    """Where the communities stand in their life, and what that calls for."""
    rows = here["communities"].dropna(subset=["stage"])
    if rows.empty:
        how = "Decide together which of the five it is, and write it into the sheet Communities."
        return Section([Needs("No community has a stage of development yet.", how)])
    if here.community:
        found = stage_called(str(rows["stage"].iloc[0]))
        told = f"{here.community} is at the stage '{found.name}': its work is {found.tension}."
        return Section([Finding(told, (), f"At this stage: {found.task}.", _STAGES_SOURCE)])
    ordered = rows.sort_values(["stage", "name"], kind="stable")
    frame = pd.DataFrame(
        {
            "Community": ordered["name"],
            "Stage": ordered["stage"],
            "What it has to settle": [stage_called(str(name)).tension for name in ordered["stage"]],
            "What helps": [stage_called(str(name)).task for name in ordered["stage"]],
        }
    )
    counted = ordered["stage"].value_counts(sort=False)
    told = listing([f"{number:,} {name}" for name, number in counted.items() if number], 5)
    sentence = f"Of {count(len(rows), 'community', 'communities')}: {told}."
    table = Table("Stages of development", frame, here.audience)
    return Section([Finding(sentence, [table], source=_STAGES_SOURCE, method="As each community judged it.")])


def _waves(here: View) -> list[str]:
    """The waves that somebody answered, the oldest first."""
    waves = here["survey_waves"].sort_values(["opened", "name"], kind="stable")
    return [name for name in waves["name"] if name in set(here["responses"]["wave"])]


def _answers(here: View, wave: str) -> pd.DataFrame:
    rows = here["responses"]
    return rows[rows["wave"] == wave]


def _respondents(answers: pd.DataFrame) -> int:
    return len(answers[["community", "respondent"]].drop_duplicates())


def answers(here: View) -> Section:
    """What people said in the latest survey, item by item and by element."""
    waves = _waves(here)
    if not waves:
        return Section([_NO_SURVEY])
    rows = _answers(here, waves[-1])
    asked = _respondents(rows)
    if here.audience.hides(asked):
        return Section([Finding(f"Too few people answered in {waves[-1]} for the result to be shown here.")])
    parts = [_reply(here, waves[-1], asked)]
    parts += [_means(here, waves[-1]) if here.audience.is_public else _spread(here, waves[-1])]
    return Section([*parts, *_reliability(here, rows)])


def _spread(here: View, wave: str) -> Finding:
    """For the room: how many agreed with each statement, and how strongly."""
    found = survey.items(_answers(here, wave))
    statements = here["survey_items"].set_index("name")["statement"]
    frame = pd.DataFrame({"Statement": found["item"].map(statements), "Answers": found["people"]})
    frame["Agree"] = found["agree"]
    bounds = zip(found["low"], found["high"], strict=True)
    frame["95% interval"] = [f"{percent(low)} to {percent(high)}" for low, high in bounds]
    frame[_PARTS] = found[[1, 2, 3, 4, 5]].to_numpy()
    formats = dict.fromkeys(["Agree", *_PARTS], "percent")
    table = Table(f"Answers in {wave}", frame, here.audience, formats=formats)
    low, high = frame.iloc[0], frame.iloc[-1]
    title = f"Fewest agree with '{low['Statement']}' ({percent(low['Agree'])})"
    told = f"{title}, most with '{high['Statement']}' ({percent(high['Agree'])})."
    method = (
        "To agree is to answer 4 or 5 of 5. The interval says where the share would likely lie if all had "
        "answered."
    )
    picture = figures.stacked(title, table, "Statement", _PARTS, diverging=True)
    return Finding(told, [picture], method, "Interval: Wilson 1927")


def _means(here: View, wave: str) -> Finding:
    """For the public: means only. A share of a few people would tell how many said what."""
    found = survey.items(_answers(here, wave)).sort_values(["mean", "item"], kind="stable")
    statements = here["survey_items"].set_index("name")["statement"]
    frame = pd.DataFrame({"Statement": found["item"].map(statements), "Answers": found["people"]})
    frame["Mean"] = found["mean"]
    table = Table(
        f"Answers in {wave}, from 1 (strongly disagree) to 5 (strongly agree)",
        frame,
        here.audience,
        people=["Answers"],
        follows={"Mean": "Answers"},
        formats={"Mean": "one decimal"},
    )
    shown = table.values.dropna(subset=["Mean"])
    if shown.empty:
        return Finding("Too few people answered each statement for the result to be shown here.")
    low, high = shown.iloc[0], shown.iloc[-1]
    title = f"People agree least with '{low['Statement']}' ({low['Mean']:.1f} of 5)"
    told = f"{title}, most with '{high['Statement']}' ({high['Mean']:.1f})."
    picture = figures.bars(title, table, "Statement", "Mean")
    return Finding(told, [picture], "The mean of all answers to each statement.")


def _reply(here: View, wave: str, asked: int) -> Finding:
    standing = current_at(here["memberships"], here.as_of, "since", "until")
    standing = standing[standing["role"] != "outside"]
    members = len(standing[["member", "community"]].drop_duplicates())
    told = f"{people(here.audience, asked)} answered in {wave}"
    if members >= asked and not here.audience.hides(members - asked):
        told += f": {percent(asked / members)} of those who are members now"
    return Finding(f"{told}.")


def _reliability(here: View, rows: pd.DataFrame) -> list[Finding]:
    about = here["survey_items"].set_index("name")["element"].astype("object")
    table = survey.by_person(rows)
    found = []
    for element in ELEMENTS:
        own = [item for item in table.columns if about.get(item) == element]
        alpha = survey.cronbach_alpha(table[own]) if len(own) >= 3 else None
        if alpha is not None and not here.audience.hides(alpha.people):
            found.append((element, alpha.items, alpha.alpha, f"{alpha.low:.2f} to {alpha.high:.2f}"))
    if not found:
        return []
    frame = pd.DataFrame(found, columns=["Element", "Items", "Cronbach's alpha", "95% interval"])
    weak = [name for name, _, alpha, _ in found if alpha < 0.7]
    if weak:
        told = f"The items on {listing(weak)} do not hang together closely: read them one by one."
    else:
        told = "The items of each element hang together, so they may be read as one."
    method = "Cronbach's alpha runs up to 1; from about 0.7 on, the items of an element are read together."
    shown = Table("Reliability", frame, here.audience, formats={"Cronbach's alpha": "two decimals"})
    return [Finding(told, [shown], method, "Cronbach 1951; interval: Feldt 1965")]


def change(here: View) -> Section:
    """How domain, community, practice and value changed since the survey before."""
    waves = _waves(here)
    if len(waves) < 2:
        return Section(
            [_NO_SURVEY if not waves else Needs("There is one survey so far.", "Ask again in half a year.")]
        )
    about = here["survey_items"].set_index("name")["element"].astype("object")
    pair = waves[-2:]
    if any(here.audience.hides(_respondents(_answers(here, wave))) for wave in pair):
        return Section([Finding("Too few people answered one of the last two surveys to show a change.")])
    both = [survey.elements(_answers(here, wave), about).set_index("element") for wave in pair]
    shared = [name for name in ELEMENTS if all(name in found.index for found in both)]
    shared = [
        n for n in shared if not any(here.audience.hides(int(found.loc[n, "people"])) for found in both)
    ]
    if not shared:
        return Section([Finding("The last two surveys share no element that could be compared.")])
    frame = pd.DataFrame({"Element": shared})
    for wave, found in zip(pair, both, strict=True):
        frame[wave] = found.loc[shared, "mean"].to_numpy()
    step = frame[pair[1]] - frame[pair[0]]
    risen, fallen = frame["Element"][step.idxmax()], frame["Element"][step.idxmin()]
    if step.max() <= 0:
        title = f"No element has gained since {pair[0]}; {fallen} has lost most"
    elif step.min() < 0:
        title = f"{risen.capitalize()} has gained most since {pair[0]}; {fallen} has lost"
    else:
        title = f"Every element has held or gained since {pair[0]}, {risen} most"
    table = Table("Mean score, 1 to 5", frame, here.audience, formats=dict.fromkeys(pair, "two decimals"))
    method = "The mean of all answers to the items of each element. Different people may have answered."
    picture = figures.dumbbell(title, table, "Element", *pair)
    return Section([Finding(f"{title}.", [picture], method, _ELEMENTS_SOURCE)])


def taking_part(here: View) -> Section:
    """Who takes part, how steadily, and how much rests on a few."""
    found = _visits(here)
    recent = found[(found["date"] > here.as_of - pd.DateOffset(years=1)) & (found["date"] <= here.as_of)]
    standing = current_at(here["memberships"], here.as_of, "since", "until")
    members = set(standing.loc[standing["role"] != "outside", "member"])
    if recent.empty or not members:
        return Section([_NOBODY])
    came = members & set(recent["member"])
    share = here.audience.of(len(came), len(members))
    told = capital(f"{share} members came to at least one event in the last year.")
    months = participation.by_month(recent, here.as_of - pd.DateOffset(years=1), here.as_of)
    frame = months.set_axis(["Month", "People", "Visits"], axis=1)[["Month", "People"]]
    table = Table(
        "Different people who came in each month",
        frame,
        here.audience,
        people=["People"],
        formats={"Month": "month"},
    )
    picture = figures.line(told.rstrip("."), table, "Month", ["People"])
    return Section([Finding(told, [picture]), *_concentration(here, recent)])


def _concentration(here: View, recent: pd.DataFrame) -> list[Finding]:
    counts = recent["member"].value_counts()
    share = participation.share_of_most_active(counts)
    if share is None or len(counts) < 10 or here.audience.hides(round(len(counts) * 0.1)):
        return []
    method = "There is no right value: it differs widely between communities. Watch how it changes."
    source = "van Mierlo 2014, who measured 1.3%, 24.0% and 74.7% in place of the 90-9-1 rule"
    return [
        Finding(
            f"The most active tenth of those who came made {percent(share)} of all visits.",
            (),
            method,
            source,
        )
    ]


def _visits(here: View) -> pd.DataFrame:
    found = participation.visits(here["events"], here["attendance"])
    return found[found["community"] == here.community] if here.community else found


def impact(here: View) -> Section:
    """Whether the figures of the outcome change, told from chance by control charts."""
    return Section(indicators(here))


def stories(here: View) -> Section:
    """What taking part led to, by cycle of value, with the figures that back it; and the initiatives."""
    rows = here["value_stories"]
    if rows.empty:
        how = (
            "Ask: what did you do differently because of it? Write the answer into the form 'Value stories'."
        )
        return Section([Needs("No value story is written down yet.", how)])
    counted = rows["cycle"].value_counts(sort=False)
    frame = pd.DataFrame({"Cycle of value": list(CYCLES), "Stories": [int(counted[name]) for name in CYCLES]})
    backed = int(rows["indicator"].notna().sum())
    far = int(rows["cycle"].isin(["applied", "realised", "reframing"]).sum())
    told = f"{count(len(rows), 'story', 'stories')}: {far:,} tell of value that was put to use or further"
    told += (
        f"; {count(backed, 'is', 'are')} backed by a figure."
        if backed
        else "; none is backed by a figure yet."
    )
    parts: list[Table | Figure] = [
        figures.bars(
            told.rstrip("."), Table("Stories by cycle", frame, here.audience), "Cycle of value", "Stories"
        )
    ]
    shown = rows[(rows["story"] != NOT_SHOWN) & rows["story"].notna()]
    shown = shown.sort_values(["told", "name"], ascending=[False, True], kind="stable").head(6)
    if len(shown):
        text = pd.DataFrame(
            {
                "Story": shown["name"],
                "Cycle": shown["cycle"],
                "What happened": shown["story"],
                "Figure": shown["indicator"],
            }
        )
        parts.append(Table("The newest stories", text, here.audience))
    method = (
        "Value is immediate (it was good to be there), potential (I know something new), applied (I did "
        "something), realised (it made a difference), or reframing (we see success differently)."
    )
    source = "Wenger, Trayner and de Laat 2011, Promoting and assessing value creation"
    return Section([Finding(told, parts, method, source), *_initiatives(here)])


def _initiatives(here: View) -> list[Finding]:
    rows = here["initiatives"].sort_values(["state", "name"], kind="stable")
    if rows.empty:
        return []
    going = int((rows["state"] == "under way").sum())
    frame = pd.DataFrame(
        {
            "Initiative": rows["name"],
            "Run by": rows["organisation"],
            "Works on": rows["issue"],
            "State": rows["state"],
        }
    )
    told = f"{count(len(rows), 'initiative')}, {going or 'none'} of them under way."
    return [Finding(told, [Table("Initiatives", frame.head(30), here.audience)])]


def at_a_glance(here: View) -> Section:
    """The communities side by side; for one community, its own line."""
    names = list(here["communities"]["name"])
    if not names:
        how = "Fill in the sheet Communities of the spreadsheet: a name is enough to begin with."
        return Section([Needs("There is no community yet.", how)])
    standing = current_at(here["memberships"], here.as_of, "since", "until")
    standing = standing[standing["role"] != "outside"]
    found = participation.visits(here["events"], here["attendance"])
    recent = found[(found["date"] > here.as_of - pd.DateOffset(years=1)) & (found["date"] <= here.as_of)]
    waves = _waves(here)
    rows = _answers(here, waves[-1]) if waves else here["responses"]
    lines = []
    for name in names:
        members = set(standing.loc[standing["community"] == name, "member"])
        came = members & set(recent.loc[recent["community"] == name, "member"])
        said = rows[rows["community"] == name]
        asked = _respondents(said)
        agree = float((said["score"] >= survey.AGREE).mean()) if asked else float("nan")
        lines.append((name, len(members), len(came), asked, agree))
    frame = pd.DataFrame(lines, columns=["Community", "Members", "Came", "Answered", "Agree"])
    stages = here["communities"].set_index("name")["stage"].astype("object")
    frame.insert(1, "Stage", frame["Community"].map(stages))
    frame = frame if frame["Stage"].notna().any() else frame.drop(columns="Stage")
    frame = frame if frame["Answered"].any() else frame.drop(columns=["Answered", "Agree"])
    counts = [name for name in ("Members", "Came", "Answered") if name in frame]
    table = Table(
        "The communities at a glance",
        frame,
        here.audience,
        people=counts,
        parts_of=dict.fromkeys(counts[1:], "Members"),
        follows={"Agree": "Answered"} if "Agree" in frame else {},
        formats={"Agree": "percent"},
    )
    method = (
        "Members now; those of them who came to one of its events in the last year; those who answered the "
        "latest survey, and the share of their answers that agree."
    )
    return Section([Finding(_glance(here, rows, len(set(standing["member"]))), [table], method)])


def _glance(here: View, said: pd.DataFrame, members: int) -> str:
    """In one sentence, and without a ranking: with few answers the order is mostly chance."""
    if here.community:
        return f"{here.community} has {people(here.audience, members).replace('people', 'members')} now."
    found = len(here["communities"])
    told = f"{count(found, 'community', 'communities')} with {people(here.audience, members)} in all"
    asked = _respondents(said)
    if asked and not here.audience.hides(asked):
        agree = percent(float((said["score"] >= survey.AGREE).mean()))
        told += f"; {agree} of the answers to the latest survey agree"
    return f"{told}."


def next_steps(here: View) -> Section:
    """What the assessment asks for."""
    proposals: list[str] = []
    waves = _waves(here)
    if not waves:
        proposals.append("Ask members twelve short questions: it takes four minutes.")
    elif not here.audience.hides(_respondents(_answers(here, waves[-1]))):
        found = survey.items(_answers(here, waves[-1]))
        found = found[[not here.audience.hides(asked) for asked in found["people"]]]
        statements = here["survey_items"].set_index("name")["statement"]
        if len(found):
            proposals.append(f"Talk about why few agree with '{statements[found['item'].iloc[0]]}'.")
    for name, state in newest_states(here):
        if state == "worse" and len(proposals) < 3:
            proposals.append(f"Look into {name}: it got worse, and not by chance.")
        if state == "better" and len(proposals) < 3:
            proposals.append(f"Ask what made {name} better, and write the story down.")
    unbacked = here["value_stories"][here["value_stories"]["indicator"].isna()]
    if len(unbacked):
        proposals.append("Look for a figure to back the stories that have none.")
    if here.community and here["communities"]["stage"].notna().any():
        found_stage = stage_called(str(here["communities"]["stage"].iloc[0]))
        proposals.append(f"At the stage '{found_stage.name}': {found_stage.task}.")
    return steps(here, "assess health", proposals)
