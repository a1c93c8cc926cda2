"""Statistics for small and finite groups, of which each of the seven functions may make use.

`share_intervals` and `mean_intervals` (of a share and of a mean, where few were asked of not many),
`signed_ranks` (change of the same people), `rank_tests` (differences, trends, and Holm's correction for many
tests), `dominance` (Cliff's delta of two groups). None of them knows what the answers are about.
"""
