"""The local MediaWiki: Debian's packages, SQLite and PHP's built-in server in one directory.

It exists for trying things out, for the demonstration and for the tests; nothing in it is worth
keeping, and its accounts exist nowhere else.
"""

from bots.sandbox.person import Person
from bots.sandbox.place import Account, Accounts, Place, default
from bots.sandbox.wiki import Sandbox, Status, down, load, open_store, reset, snapshot, status, up

__all__ = [
    "Account",
    "Accounts",
    "Person",
    "Place",
    "Sandbox",
    "Status",
    "default",
    "down",
    "load",
    "open_store",
    "reset",
    "snapshot",
    "status",
    "up",
]
