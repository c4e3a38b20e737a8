"""Bots that run a large consultation on MediaWiki.

Importing this package needs no account, no network and no ``user-config.py``.
"""

from pathlib import Path

SCRIPTS = Path(__file__).parent
"""Where ``pwb`` finds the bots, by pywikibot's entry point ``scriptspath``."""

__version__ = "0.2.0"
