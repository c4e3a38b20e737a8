"""Keep the members and conversations of working groups up to date, in place.

Regions of the kind ``working groups`` are kept, and the ``{{Consultation working group}}`` on each
group's own page: see docs/kinds.md.
"""

from bots.run.bot import Bot

BOT = Bot("update_working_groups", keeps=("working groups",))
