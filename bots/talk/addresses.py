"""Accounts that are addresses: a wiki signs an IPv6 address in one of its many forms."""

from __future__ import annotations

from ipaddress import IPv6Address


def address(name: str) -> str:
    """Return an IPv6 address as a wiki signs it, ``2001:DB8:0:0:0:0:0:1``; nothing if it is none.

    In full and without leading zeros, as MediaWiki's ``IPUtils::sanitizeIP`` does.
    """
    try:
        groups = IPv6Address(name).exploded.split(":")
    except ValueError:
        return ""
    return ":".join(f"{int(group, 16):X}" for group in groups)
