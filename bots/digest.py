"""Keep the digests of a consultation's facilitators: what needs each of them, once a day.

Regions of the kind ``digest`` are kept: see docs/kinds.md. The kind ``status`` is left as it is
where a run looks at a part only, as one bot does: “consult update” writes it.

&options;

&params;
"""

from bots.pwb import docuReplacements, script
from bots.run.bot import Bot

__all__ = ["BOT", "docuReplacements"]

BOT = Bot("digest", keeps=("digest", "status"))

if __name__ == "__main__":
    script(BOT)
