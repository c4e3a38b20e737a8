"""Keep counts and threads of a consultation's talk pages up to date, in place.

Regions of the kinds ``overview`` and ``threads`` are kept: see docs/kinds.md.
"""

from bots.run.bot import Bot

BOT = Bot("summarize_consultation", keeps=("overview", "threads"))
