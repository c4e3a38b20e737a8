"""The few things that a problem on a page can be, for pages to tell it in readers' languages."""

from typing import Final

MARKERS: Final = "markers"
"""The markers of a list are not in pairs."""
KIND: Final = "kind"
"""A list is of a kind that there is not, or holds rows of another kind."""
BRACKETS: Final = "brackets"
"""Something is not closed, or stands inside something else."""
TABLE: Final = "table"
"""The table of a list has lost a line of its frame."""
TWICE: Final = "twice"
"""Two records have one id."""
TRANSLATED: Final = "translated"
"""Something of ours stands on a page with Translate markup."""
ASKS: Final = "asks"
"""A start marker asks for something that there is not."""
SHRINKS: Final = "shrinks"
"""Many rows would be emptied at once."""
UNCLEAR: Final = "unclear"
"""Something in a row or a record is not clear; the page is kept all the same."""
PROBLEMS: Final = (
    MARKERS,
    KIND,
    BRACKETS,
    TABLE,
    TWICE,
    TRANSLATED,
    ASKS,
    SHRINKS,
    UNCLEAR,
)
