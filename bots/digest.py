"""Keep the digests of a consultation's facilitators: what needs each of them, once a day.

Regions of the kind ``digest`` are kept: see docs/kinds/digest.md.

&options;

&params;
"""

from bots.pwb import docuReplacements, script
from bots.run.bot import Bot

__all__ = ["BOT", "docuReplacements"]

BOT = Bot("digest", keeps=("digest",))

if __name__ == "__main__":
    script(BOT)
