"""Function 6: what the knowledge base holds, where it has gaps, and who knows about what.

Modules: `issue_coverage` (resources by issue), `review` (what is to be checked), `uses` (who opened, used
and passed on), `dublin_core` (how well it is described), `write_ups` (events of which nothing was
written down).
The search: `search_index` (the index), `query_language` (what people type), `typing_errors`, `facets`,
`snippets`, `search` ('what have we on ...') and `who_knows` ('who knows about ...').

A frame of resources has the columns of the table 'resources'; each function names those that it needs.
"""

from copkit.functions.knowledge.dublin_core import DUBLIN_CORE, completeness, missing_elements
from copkit.functions.knowledge.issue_coverage import resources_by_issue
from copkit.functions.knowledge.review import STALE_AFTER, check_due, stale
from copkit.functions.knowledge.search import Found, find
from copkit.functions.knowledge.search_index import SearchIndex
from copkit.functions.knowledge.uses import APPLIED, usage
from copkit.functions.knowledge.write_ups import events_without_write_up

__all__ = [
    "APPLIED",
    "DUBLIN_CORE",
    "STALE_AFTER",
    "Found",
    "SearchIndex",
    "check_due",
    "completeness",
    "events_without_write_up",
    "find",
    "missing_elements",
    "resources_by_issue",
    "stale",
    "usage",
]
