"""Bots that run a large consultation on MediaWiki.

Importing this package needs no account, no network and no ``user-config.py``.
"""

__version__ = "0.1.0"
