"""Keep the members and conversations of working groups up to date, in place.

Regions of the kind ``working groups`` are kept, and the ``{{Consultation working group}}`` on each
group's own page: see docs/kinds.md.

Options, besides pywikibot's own and its page generators:

-always           save without asking
-config:FILE      the settings file; without it, the one *.toml in ./config
-now:DATE         act as if it were this day, such as 2030-07-18
-again            also save pages where the bot was reverted
"""

from bots.pwb import script
from bots.run.bot import Bot

BOT = Bot("update_working_groups", keeps=("working groups",))

if __name__ == "__main__":
    script(BOT)
