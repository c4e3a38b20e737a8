"""Keep counts, threads and statements of a consultation's talk pages up to date, in place.

Regions of the kinds ``overview``, ``threads``, ``statements``, ``themes``, ``dispositions``,
``participation``, ``coverage``, ``unanswered``, ``votes``, ``questions``, ``changes``, ``index``
and ``reported`` are kept, and each ``{{Consultation question}}`` and
``{{Consultation conversation}}``: see docs/kinds.md. What facilitators ask for in regions of the
kind ``requests`` each bot answers as far as it keeps the pages named.

&options;

&params;
"""

from bots.pwb import docuReplacements, script
from bots.run.bot import Bot

__all__ = ["BOT", "docuReplacements"]

BOT = Bot(
    "summarize_consultation",
    keeps=(
        "overview",
        "threads",
        "statements",
        "themes",
        "dispositions",
        "participation",
        "coverage",
        "unanswered",
        "votes",
        "questions",
        "changes",
        "index",
        "reported",
        "requests",
    ),
)

if __name__ == "__main__":
    script(BOT)
