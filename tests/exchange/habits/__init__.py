"""What spreadsheets and people do to an export, as files; run this package to write them anew.

``cases/page.wikitext`` is the wiki, ``cases/untouched.csv`` its export. Every other ``.csv`` is
made of that by a function here, except for ``libreoffice.csv``: LibreOffice 7.4 itself wrote that
one, from CSV to its own format and back. What an import makes of each stands in ``.txt``.
"""

from tests.exchange.habits import files, lines, typed, values
from tests.exchange.habits.exports import CASES, MADE, RULES, SCHEMA, TITLE, host, table

__all__ = [
    "CASES",
    "MADE",
    "RULES",
    "SCHEMA",
    "TITLE",
    "files",
    "host",
    "lines",
    "table",
    "typed",
    "values",
]
