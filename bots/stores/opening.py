"""Opening a wiki: the one that the user's configuration names, or one on this machine."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from bots.errors import UsageError
from bots.stores import pywiki
from bots.stores.pace import BUDGET, Clock, Pace
from bots.stores.pywiki_errors import own_errors
from bots.stores.wiki import WikiStore


def open_local(api: str, user: str, directory: Path, clock: Clock | None = None) -> WikiStore:
    """Return the store of a wiki on this machine, such as the sandbox; no user-config.py is read.

    ``directory`` is pywikibot's: it has ``user-password.py``, and cookies and caches go there.
    """
    pywikibot = pywiki.load(directory)
    family = f"local{urlsplit(api).port or 80}"
    config = pywikibot.config
    config.base_dir = str(directory)
    config.password_file = str(directory / "user-password.py")
    config.family_files[family] = api
    config.usernames[family]["*"] = user
    config.enable_GET_without_SSL = True
    return _logged_in(family, family, Pace(clock=clock))


def open_configured(family: str = "", code: str = "", *, patience: float = BUDGET) -> WikiStore:
    """Return the store of a wiki that the user's ``user-config.py`` names; its default one.

    ``patience`` is how many seconds a run spends on the wiki's troubles.
    """
    pywikibot = pywiki.load(None)
    config = pywikibot.config
    path = Path(config.base_dir, config.user_config_file)
    if not path.is_file():
        raise pywiki.no_configuration()
    pywiki.refuse_open_file(path)
    family, code = family or config.family, code or config.mylang
    names = config.usernames.get(family, {})
    if not (names.get(code) or names.get("*")):
        raise UsageError(
            f"no account is named for {family}:{code} in {config.base_dir}/user-config.py",
            mend="see user-config.py.sample",
        )
    return _logged_in(code, family, Pace(budget=patience))


def _logged_in(code: str, family: str, pace: Pace) -> WikiStore:
    with own_errors():
        return WikiStore(pywiki.connect(code, family, pace))
