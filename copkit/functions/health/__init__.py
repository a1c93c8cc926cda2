"""Function 7: the health of communities and their impact, one file for each idea.

What people do: ``participation`` who takes part. What they say: ``survey_forms`` what is asked, and
``survey_codes`` under which code; ``survey_answers`` and who was asked; ``survey_response`` who answered and
who is missing; ``survey_bounds`` what they could do; ``survey_agreement`` with each statement;
``survey_scores`` of elements and principles; ``survey_reliability``; ``survey_change`` between waves;
``survey_spread`` for bars.
``agreement`` of reviewers of stories.

Change told from chance: ``control_chart`` the chart, from ``control_limits``, ``control_rules``, ``phases``;
``variation`` and ``assurance`` its icons in words; ``rates`` the value of an indicator in each period.

Units told from chance: ``funnel`` the funnel plot, from ``funnel_units``, ``funnel_limits``,
``funnel_overdispersion`` and ``funnel_flags``, with ``funnel_notes`` to be said beside it; ``better_units``
what the better ones know and who could pass it on, from ``unit_assets``.

Impact: ``interrupted_series`` whether a figure changed when something began, from ``series_time``,
``series_regression`` and ``series_effects``, with the limits of it in ``series_caveats``; ``value_chain`` how
far stories and indicators carry, with ``moved`` which indicators moved and ``initiative_evidence`` what
speaks for an initiative; ``outcome_chain`` from an activity to the outcome, link by link.

Vital signs: ``vital_signs`` all of them by month, from ``contributors``, ``newcomers``, ``standing_members``,
``cross_ties``, ``kept_up`` (questions and actions) and ``sector_mix``; ``by_month`` which months are told.

Stages of life: ``stage`` what each calls for; ``stage_of_life`` where a community seems to be, from
``evidence_of_stage``, by the lines of ``stage_rules``.
"""
