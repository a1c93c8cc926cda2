"""Function 5: what formal organisations allow, and what they promise.

Modules: `conditions` (ratings and rounds), `commitments` (promises and how they are kept), `hours` (hours
given, beside those promised), `load` (who is stretched), `escalation` (where a barrier stands, and who is
next), `recurring` (barriers of several communities), `force_field` (what drives and restrains a change),
`stakeholder_grid` (power and interest). Statistics of the audit: `scale_scores` (the score of several items),
`round_change`, `group_differences` and `gap` (managers against members); what they share with other functions
stands in `copkit.functions.small_samples`.
"""
