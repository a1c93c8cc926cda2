"""Questions that members asked: which are answered, how soon, and which wait."""

from __future__ import annotations

import pandas as pd

LONG = pd.Timedelta(days=30)
"""An open question that is older than this waits long."""

COLUMNS = ["question", "asked", "answers", "first_answer", "days", "state", "waits"]


def question_record(questions: pd.DataFrame, answers: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """How each question stands on a day.

    ``questions`` has the columns name, asked and state (open, answered, dropped); ``answers`` question and
    answered. Gives the columns question, asked, answers (how many), first_answer, days (from asked to the
    first answer; NA without one, or without a day), state as it is ('answered' as soon as there is an
    answer, unless it was dropped) and waits (days that an open one has waited, NA if it does not). The
    longest waiting first, then the newest.

    >>> asked = pd.DataFrame({"name": ["Who?"], "asked": pd.to_datetime(["2026-05-01"]), "state": ["open"]})
    >>> said = pd.DataFrame({"question": ["Who?"], "answered": pd.to_datetime(["2026-05-04"])})
    >>> question_record(asked, said, pd.Timestamp("2026-06-30"))[["days", "state"]].values.tolist()
    [[3, 'answered']]
    """
    said = answers[answers["answered"].isna() | ~(answers["answered"] > as_of)]
    grouped = said.groupby(said["question"].astype("object"))["answered"]
    names = questions["name"].astype("object")
    found = pd.DataFrame({"question": names.to_numpy(), "asked": questions["asked"].to_numpy()})
    found["answers"] = grouped.size().reindex(names).fillna(0).astype("int64").to_numpy()
    found["first_answer"] = pd.to_datetime(grouped.min().reindex(names).to_numpy())
    found["days"] = (found["first_answer"] - found["asked"]).dt.days.astype("Int64")
    state = questions["state"].astype("object").to_numpy()
    found["state"] = [
        "answered" if own == "open" and number else own
        for own, number in zip(state, found["answers"], strict=True)
    ]
    waited = (as_of - found["asked"]).dt.days.astype("Int64")
    found["waits"] = waited.where((found["state"] == "open").to_numpy())
    return found.sort_values(
        ["waits", "asked", "question"], ascending=[False, False, True], na_position="last", ignore_index=True
    )[COLUMNS]


def answer_times(record: pd.DataFrame) -> pd.Series:
    """Days to the first answer: how many were answered, the median, and how many have none yet.

    Open questions count as waiting still: of more than half the median is not known (NA) while they wait, as
    in any time to an event that has not come (Kaplan and Meier 1958).

    >>> record = pd.DataFrame({"days": [1, 5, None], "waits": [None, None, 9]}, dtype="Int64")
    >>> answer_times(record).to_dict()
    {'answered': 2.0, 'median': 5.0, 'open': 1.0}
    """
    days, waits = record["days"].dropna().astype("float64"), record["waits"].dropna()
    times = sorted(
        [*((each, True) for each in days), *((float(each), False) for each in waits)],
        key=lambda one: (one[0], not one[1]),
    )
    median, left, share = float("nan"), len(times), 1.0
    for time, came in times:
        if came:
            share *= 1 - 1 / left
            if share <= 0.5 + 1e-12 and median != median:
                median = time
        left -= 1
    return pd.Series({"answered": float(len(days)), "median": median, "open": float(len(waits))})
