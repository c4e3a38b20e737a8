"""Keep counts, threads and statements of a consultation's talk pages up to date, in place.

Regions of the kinds ``overview``, ``threads``, ``statements``, ``coverage`` and ``unanswered`` are
kept: see docs/kinds.md.

&options;

&params;
"""

from bots.pwb import docuReplacements, script
from bots.run.bot import Bot

__all__ = ["BOT", "docuReplacements"]

BOT = Bot(
    "summarize_consultation", keeps=("overview", "threads", "statements", "coverage", "unanswered")
)

if __name__ == "__main__":
    script(BOT)
