"""The names of our templates that mark regions, and how a call of one of ours begins."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from bots.talk.masking import GONE

FAMILY: Final = "Consultation "
"""What the names of all our templates begin with."""
COMMON: Final = f"{FAMILY}common"
"""The template that all others transclude, so that one query finds everything."""
START: Final = f"{FAMILY}region"
END: Final = f"{FAMILY}region end"
CONTINUES: Final = "continues"
"""The start marker's parameter on a further page: the title of the region's first page."""

_SPACE: Final = rf"[\s_{GONE}]"
_NAMESPACE: Final = rf"(?::?{_SPACE}*template{_SPACE}*:{_SPACE}*)?"
ANY_OPENING: Final = re.compile(
    rf"\{{\{{(?!\{{){_SPACE}*{_NAMESPACE}{FAMILY.strip()}[ _{GONE}]+[^\s_|{{}}{GONE}]",
    re.IGNORECASE,
)
"""Where any of our templates seems to be called, whatever becomes of the call."""


def opening(names: Iterable[str]) -> re.Pattern[str]:
    """Return an expression for where one of these templates seems to be called."""
    return re.compile(
        rf"\{{\{{{_SPACE}*{_NAMESPACE}{_one_of(names)}{_SPACE}*(?=[|}}<])", re.IGNORECASE
    )


def prefixed(names: Iterable[str]) -> re.Pattern[str]:
    """Return an expression for calls of these with a ``prefix:``, the one of templates included."""
    return re.compile(
        rf"\{{\{{(?P<prefix>[^#{{}}|\[\]\n/]{{1,80}}):{_SPACE}*(?P<name>{_one_of(names)})"
        rf"{_SPACE}*(?=[|}}])",
        re.IGNORECASE,
    )


def _one_of(names: Iterable[str]) -> str:
    folded = (re.escape(name).replace(r"\ ", rf"{_SPACE}+") for name in sorted(set(names)))
    return f"(?:{'|'.join(folded)})"
