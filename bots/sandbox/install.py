"""Making the wiki: database, settings, accounts, and a configuration for pywikibot."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict

from bots.errors import UsageError
from bots.sandbox.php import run
from bots.sandbox.place import PHP_FILES, Accounts, Place, write_private

_LOCAL_SETTINGS = """

# What follows is consult's.
$sandboxDirectory = {directory};
$wgServer = 'http://127.0.0.1:' . trim( file_get_contents( "$sandboxDirectory/port" ) );
require {settings};
"""

_USER_CONFIG = """\
# Written by `consult sandbox up`: pywikibot's configuration for the sandbox alone.
family = 'sandbox'
mylang = 'sandbox'
family_files['sandbox'] = 'http://127.0.0.1:{port}/api.php'
usernames['sandbox']['sandbox'] = {user!r}
password_file = 'user-password.py'
put_throttle = 0
write_maxlag = 5
max_retries = 4
retry_max = 60
solve_captcha = False
enable_GET_without_SSL = True
"""


def install(place: Place, port: int) -> Accounts:
    """Make a new wiki in a directory, and return its accounts. Takes about five seconds."""
    if place.directory.exists() and any(place.directory.iterdir()) and not place.ours:
        raise UsageError(
            f"{place.directory} is not empty and not a sandbox",
            mend="choose another directory with --dir",
        )
    forget(place)
    place.make()
    accounts = place.new_accounts()
    place.port_file.write_text(f"{port}\n")
    _database(place, port, accounts)
    with place.settings.open("a", encoding="utf-8") as file:
        file.write(
            _LOCAL_SETTINGS.format(
                directory=_php(str(place.directory)), settings=_php(str(PHP_FILES / "settings.php"))
            )
        )
    place.settings.chmod(0o600)
    # The extensions' tables.
    run(place, "update.php", "--quick")
    others = [asdict(accounts.bot), asdict(accounts.human)]
    run(place, PHP_FILES / "accounts.php", given=json.dumps(others))
    return accounts


def configure_pywikibot(place: Place, port: int) -> None:
    """Write a PYWIKIBOT_DIR, so that ``PYWIKIBOT_DIR=… pwb …`` reaches this sandbox."""
    bot = place.accounts().bot
    write_private(place.pywikibot / "user-config.py", _USER_CONFIG.format(port=port, user=bot.name))
    write_private(
        place.pywikibot / "user-password.py",
        f"({bot.name!r}, BotPassword({bot.app!r}, {bot.secret!r}))\n",
    )


def forget(place: Place) -> None:
    """Delete a sandbox from the disk; anything else is left alone."""
    if place.ours:
        shutil.rmtree(place.directory)


def _database(place: Place, port: int, accounts: Accounts) -> None:
    passfile = place.directory / "passfile"
    write_private(passfile, accounts.admin.password)
    try:
        run(
            place,
            "install.php",
            *("--dbtype", "sqlite", "--dbpath", str(place.data), "--dbname", "wiki"),
            *("--server", f"http://127.0.0.1:{port}", "--scriptpath", ""),
            *("--passfile", str(passfile), "--confpath", str(place.directory)),
            *("Sandbox", accounts.admin.name),
        )
    finally:
        passfile.unlink(missing_ok=True)


def _php(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
