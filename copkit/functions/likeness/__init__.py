"""Names that read alike, of which each of the functions may make use.

`words` (which words of a name tell what it is about) and `near_duplicates` (pairs of names that may be one
thing, written down twice). Neither knows what is named.
"""
