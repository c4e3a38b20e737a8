"""Keep the digests of a consultation's facilitators: what needs each of them, once a day.

Regions of the kind ``digest`` are kept, and of the kind ``status``, what the last run came to: see
docs/kinds.md.

&options;

&params;
"""

from bots.pwb import docuReplacements, script
from bots.run.bot import Bot

__all__ = ["BOT", "docuReplacements"]

BOT = Bot("digest", keeps=("digest", "status"))

if __name__ == "__main__":
    script(BOT)
