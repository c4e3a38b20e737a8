"""Keep a consultation's recommendations, and the initiatives that carry them out, up to date.

Regions of the kinds ``recommendations`` and ``initiatives`` are kept, in place, and each
``{{Consultation recommendation}}`` and ``{{Consultation initiative}}``: see docs/kinds.md.

&options;

&params;
"""

from bots.pwb import docuReplacements, script
from bots.run.bot import Bot

__all__ = ["BOT", "docuReplacements"]

BOT = Bot("update_recommendations", keeps=("recommendations", "initiatives"))

if __name__ == "__main__":
    script(BOT)
