"""Function 7: the health of communities and their impact, one file for each idea.

What people say and do: ``survey`` answers and how far they can be trusted; ``participation`` who takes part.

Change told from chance: ``control_chart`` the chart, from ``control_limits``, ``control_rules``, ``phases``;
``variation`` and ``assurance`` its icons in words; ``rates`` the value of an indicator in each period.

Vital signs: ``vital_signs`` all of them by month, from ``contributors``, ``newcomers``, ``standing_members``,
``cross_ties``, ``kept_up`` (questions and actions) and ``sector_mix``; ``by_month`` which months are told.

Stages of life: ``stage`` what each calls for; ``stage_of_life`` where a community seems to be, from
``evidence_of_stage``, by the lines of ``stage_rules``.
"""
