"""Keep the status of a consultation's milestones, phases and events true, in place.

Regions of the kinds ``milestones``, ``phases`` and ``events`` are kept, and each
``{{Consultation milestone}}``, ``{{Consultation phase}}`` and ``{{Consultation event}}`` on a page
of people's own: see docs/kinds.md.

&options;

&params;
"""

from bots.pwb import docuReplacements, script
from bots.run.bot import Bot

__all__ = ["BOT", "docuReplacements"]

BOT = Bot("update_milestones", keeps=("milestones", "phases", "events"))

if __name__ == "__main__":
    script(BOT)
