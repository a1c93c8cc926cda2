"""What stops members: the register of barriers, where each stands on the ladder, and which ones recur."""

from __future__ import annotations

import pandas as pd

from copkit.functions.enablement import escalation
from copkit.functions.enablement.recurring import alike_elsewhere, barriers_by, recurring_barriers
from copkit.functions.likeness.near_duplicates import near_duplicates
from copkit.place.view import View
from copkit.show.free_text import TextsFor
from copkit.show.page import Finding, Needs, Section
from copkit.show.sentences import capital, count, listing
from copkit.show.tables import Table

MOST = 30
NO_BARRIERS = Needs(
    "No barrier is written down yet.",
    "Ask: what stops you from doing this work as you could? Whose rule is it, and who can lift it? Use 'Name "
    "what stops you', or the sheet Barriers of the spreadsheet.",
)
_NONE_SHARED = (
    "The barriers that are written down are not shown here: nobody has said that they may be shared, or "
    "they name somebody."
)
_LADDER = (
    "The ladder goes from the line manager through the head of service and the chief officer to the "
    "partnership board, and to the government or a regulator. An answer is overdue after the day "
    f"that was agreed, or after {escalation.PATIENCE} days where none was."
)
_LADDER_SOURCE = (
    "Hierarchic escalation: good practice in service management (Office of Government Commerce 2007), not a "
    "finding of research"
)


def told_barriers(here: View) -> pd.DataFrame:
    """The barriers that this reader may know of: those shared that name nobody, in public."""
    rows = here["barriers"]
    if not here.audience.is_public:
        return rows
    texts = TextsFor(here)
    rows = rows[rows["may_be_shared"].fillna(False).astype(bool) & texts.may(rows["name"])]
    return rows.assign(can_lift=texts.fit(rows["can_lift"], "somebody who is not named here"))


def barriers(here: View) -> Section:
    """What stops members, how each barrier stands, and what to do about it next."""
    rows = told_barriers(here)
    if rows.empty:
        return Section([NO_BARRIERS if here["barriers"].empty else Finding(_NONE_SHARED)])
    found = escalation.standing(rows, _steps(here, rows), here.as_of)
    return Section([_standing(here, rows, found), _by_condition(here, rows)])


def _steps(here: View, rows: pd.DataFrame) -> pd.DataFrame:
    steps = here["barrier_steps"]
    return steps[steps["barrier"].isin(rows["name"])]


def _standing(here: View, rows: pd.DataFrame, found: pd.DataFrame) -> Finding:
    lifted = int((rows["state"] == "lifted").sum())
    told = f"{capital(count(len(rows), 'barrier is', 'barriers are'))} written down"
    told += f", of which {lifted:,} {'is' if lifted == 1 else 'are'} lifted" if lifted else ""
    stuck = found[found["stuck"]]
    if len(stuck):
        told += (
            f"; {len(stuck):,} {'is' if len(stuck) == 1 else 'are'} stuck: nobody was asked, or no answer "
        )
        told += f"came that helps. The first is '{stuck['barrier'].iloc[0]}'."
    elif len(found):
        told += "; none is stuck."
    else:
        told += "; none is open."
    by_name = rows.drop_duplicates("name").set_index("name")
    frame = pd.DataFrame(
        {
            "What stops us": found["barrier"],
            "Whose": by_name["organisation"].reindex(found["barrier"]).to_numpy(),
            "Asked so far": found["reached"].fillna("nobody"),
            "How it stands": found["answer"],
            "For days": found["days"],
            "What to do": found["next_step"],
        }
    )
    evidence = [Table("Barriers that are still there, the stuck ones first", frame.head(MOST), here.audience)]
    return Finding(told, evidence if len(frame) else [], _LADDER, _LADDER_SOURCE)


def _by_condition(here: View, rows: pd.DataFrame) -> Finding:
    found = barriers_by(rows, "condition")
    shown = ["condition", "barriers", "open", "eased", "lifted", "accepted"]
    labels = ["About", "Barriers", "Open", "Eased", "Lifted", "Accepted"]
    if not here.audience.is_public:
        shown, labels = [*shown, "members_hurt"], [*labels, "Members stopped, where known"]
        if (found["hurt_unknown"] > 0).any():
            shown, labels = [*shown, "hurt_unknown"], [*labels, "Barriers for which it is not known"]
    table = Table("Barriers by condition", found[shown].set_axis(labels, axis=1), here.audience)
    method = "Blank: for none of these barriers it is known how many members it stops."
    blank = "members_hurt" in shown and bool(found["members_hurt"].isna().any())
    return Finding(_mostly_about(found), [table], method if blank else "")


def _mostly_about(found: pd.DataFrame) -> str:
    """About what the open barriers are; as 'most' only where it is more than half of them, and ties named."""
    total = int(found["open"].sum())
    if not total:
        return "No barrier is open now."
    top = found[found["open"] == found["open"].max()]
    most, names = int(top["open"].iloc[0]), list(top["condition"])
    if total == 1:
        return f"The only open barrier is about {names[0]}."
    if most == total:
        return f"All {total:,} open barriers are about {names[0]}."
    if 2 * most > total:
        return f"Most open barriers are about {names[0]}: {most:,} of {total:,}."
    if len(names) == 1:
        return f"More open barriers are about {names[0]} than about anything else: {most:,} of {total:,}."
    if len(names) == len(found[found["open"] > 0]):
        return f"As many open barriers are about {' as about '.join(names)}: {most:,} of {total:,} each."
    return (
        f"More open barriers are about {listing(names)} than about anything else: {most:,} of {total:,} each."
    )


def recurring(here: View) -> Section:
    """The barriers that several communities meet, told once for the whole place."""
    whole = here.whole
    rows = told_barriers(whole)
    if rows.empty:
        return Section([NO_BARRIERS if whole["barriers"].empty else Finding(_NONE_SHARED)])
    met = whole["barrier_communities"]
    met = met[met["barrier"].isin(rows["name"])]
    hurt = whole["barrier_issues"]
    hurt = hurt[hurt["barrier"].isin(rows["name"])]
    found = recurring_barriers(rows, met, hurt)
    if here.community:
        found = found[[here.community in communities for communities in found["communities"]]]
    pairs = near_duplicates(list(rows["name"])).set_axis(["first", "second", "likeness"], axis=1)
    alike = alike_elsewhere(rows, met, pairs)
    return Section([_recurring(here, rows, found), *_alike(here, alike)])


def _recurring(here: View, rows: pd.DataFrame, found: pd.DataFrame) -> Finding:
    method = (
        "Each barrier counts once, however many communities meet it. One that several meet may lie in the "
        "rules between bodies: one case for all of them, put to the partnership, weighs more than each alone."
    )
    source = "Wenger 1998, Communities of Practice, chapter 4: brokering across boundaries"
    if found.empty:
        return Finding("No barrier is met by more than one community, as far as is written down.", [], method)
    first = found.iloc[0]
    states = rows.drop_duplicates("name").set_index("name")["state"]
    told = f"{capital(count(len(found), 'barrier is', 'barriers are'))} met by several communities"
    told += f"{_of_which(found, states)}. "
    told += f"{listing(first['communities'])} meet '{first['barriers'][0]}'"
    told += f", which stands in the way of {listing(first['issues'], 3)}." if first["issues"] else "."
    frame = pd.DataFrame(
        {
            "Barrier": [" / ".join(names) for names in found["barriers"]],
            "Who meets it": [listing(names) for names in found["communities"]],
            "Whose": [listing(names) for names in found["organisations"]],
            "Issues that it hurts": [listing(names) for names in found["issues"]],
            "How it stands": [
                listing(sorted({str(states[name]) for name in names})) for names in found["barriers"]
            ],
        }
    )
    return Finding(told, [Table("Barriers that recur", frame.head(MOST), here.audience)], method, source)


def _of_which(found: pd.DataFrame, states: pd.Series) -> str:
    """How many of those that recur are not there any more, or are accepted as they are."""
    over = [{str(states[name]) for name in names} for names in found["barriers"]]
    parts = []
    for state in ("lifted", "accepted"):
        number = sum(all_states == {state} for all_states in over)
        if number:
            parts.append(f"{number:,} {'is' if number == 1 else 'are'} {state}")
    return f", of which {listing(parts)}" if parts else ""


def _alike(here: View, alike: pd.DataFrame) -> list[Finding]:
    """Pairs that read alike in different communities: they may be one."""
    if here.community:
        inside = [
            here.community in (*first, *second)
            for first, second in zip(alike["first_communities"], alike["second_communities"], strict=True)
        ]
        alike = alike[inside]
    if alike.empty:
        return []
    frame = pd.DataFrame(
        {
            "Barrier": alike["first"],
            "Who meets it": [listing(names) for names in alike["first_communities"]],
            "Reads like": alike["second"],
            "Who meets that": [listing(names) for names in alike["second_communities"]],
        }
    )
    told = capital(count(len(alike), "pair of barriers reads", "pairs of barriers read"))
    told += " alike in different communities. If they are one, keep one and tick both communities on it."
    return [Finding(told, [Table("Barriers that read alike", frame.head(MOST), here.audience)])]


def asked_next(here: View) -> list[str]:
    """The next steps of the barriers that are stuck, as proposals."""
    rows = told_barriers(here)
    if rows.empty:
        return []
    found = escalation.standing(rows, _steps(here, rows), here.as_of)
    stuck = found[found["stuck"]]
    return [
        f"{step.rstrip('.')} ('{name}')."
        for name, step in zip(stuck["barrier"], stuck["next_step"], strict=True)
    ]
