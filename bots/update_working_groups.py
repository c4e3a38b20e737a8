"""Keep the members and conversations of working groups up to date, in place.

Regions of the kind ``working groups`` are kept, and the ``{{Consultation working group}}`` on each
group's own page: see docs/kinds.md.

&options;

&params;
"""

from bots.pwb import docuReplacements, script
from bots.run.bot import Bot

__all__ = ["BOT", "docuReplacements"]

BOT = Bot("update_working_groups", keeps=("working groups",))

if __name__ == "__main__":
    script(BOT)
