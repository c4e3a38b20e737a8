"""Keep counts, threads and statements of a consultation's talk pages up to date, in place.

Regions of the kinds ``overview``, ``threads``, ``statements``, ``coverage`` and ``unanswered`` are
kept: see docs/kinds.md.

Options, besides pywikibot's own and its page generators:

-always           save without asking
-config:FILE      the settings file; without it, the one *.toml in ./config
-now:DATE         act as if it were this day, such as 2030-07-18
-again            also save pages where the bot was reverted
"""

from bots.pwb import script
from bots.run.bot import Bot

BOT = Bot(
    "summarize_consultation", keeps=("overview", "threads", "statements", "coverage", "unanswered")
)

if __name__ == "__main__":
    script(BOT)
