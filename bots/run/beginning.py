"""Whether a run may begin: nobody has stopped the bots, and no later version keeps these pages."""

from __future__ import annotations

from typing import Final

from bots import __version__
from bots.errors import UsageError
from bots.page.format import FORMAT, said_in
from bots.page.names import COMMON
from bots.run.save import check_stop_page
from bots.settings import Settings
from bots.stores.base import Store

TEMPLATE: Final = f"Template:{COMMON}"
BEHIND: Final = (
    "is of an earlier version than these bots: what is new in rows is not shown before"
    " “consult install” has brought the templates up to date"
)


def check_beginning(store: Store, settings: Settings) -> tuple[tuple[str, str], ...]:
    """Return what a person should see to, as titles and sentences; in one request.

    Raises Stopped where the stop page says so, and UsageError where a later version has been at
    work: what it wrote would be misread, and taken for people's.
    """
    page = check_stop_page(store, settings.consultation.stop, [TEMPLATE])[TEMPLATE]
    written = said_in(page.text) if page else None
    if written is None:
        return ()
    if written > FORMAT:
        raise UsageError(
            f"a later version keeps the pages of this wiki (format {written}; version"
            f" {__version__} knows {FORMAT})",
            "upgrade these bots, as docs/maintainers.md says; until then nothing is written",
            title=TEMPLATE,
        )
    return ((TEMPLATE, BEHIND),) if written < FORMAT else ()
