"""Whether the wiki at hand is the one that the settings speak of."""

from __future__ import annotations

from bots.errors import UsageError
from bots.settings import Settings
from bots.stores.api import ApiPages
from bots.stores.base import Store
from bots.stores.site_data import is_wikimedia


def check_site(store: Store, settings: Settings) -> None:
    """Raise UsageError where a Wikimedia wiki is reached that is not the consultation's.

    Elsewhere a database's name means nothing, and ``wiki`` only says how pages are signed.
    """
    if not isinstance(store, ApiPages) or not is_wikimedia(store.host):
        return
    there = str(store.siteinfo["general"].get("wikiid", ""))
    if there != settings.consultation.wiki:
        raise UsageError(
            f"{store.host} is {there}, and the settings are for {settings.consultation.wiki}",
            "look at family and mylang in user-config.py, and at wiki under [consultation]",
        )
