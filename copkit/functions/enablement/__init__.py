"""Function 5: what formal organisations allow, and what they promise.

Modules: `conditions` (ratings and rounds), `dominance` (members against managers), `commitments`.
"""
