"""Keep the status of a consultation's milestones true, in place.

Regions of the kind ``milestones`` are kept, and each ``{{Consultation milestone}}`` on a page of
people's own: see docs/kinds.md.

&options;

&params;
"""

from bots.pwb import docuReplacements, script
from bots.run.bot import Bot

__all__ = ["BOT", "docuReplacements"]

BOT = Bot("update_milestones", keeps=("milestones",))

if __name__ == "__main__":
    script(BOT)
