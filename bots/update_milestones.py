"""Keep the status of a consultation's milestones true, in place.

Regions of the kind ``milestones`` are kept, and each ``{{Consultation milestone}}`` on a page of
people's own: see docs/kinds.md.
"""

from bots.run.bot import Bot

BOT = Bot("update_milestones", keeps=("milestones",))
