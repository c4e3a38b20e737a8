"""What a region can show: one file a kind. Adding a file adds a kind, and touches nothing else."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import Final

from bots.kinds.base import Kind

KINDS: Final[dict[str, Kind]] = {
    module.KIND.name: module.KIND
    for info in sorted(pkgutil.iter_modules(__path__), key=lambda info: info.name)
    if info.name != "base"
    for module in [import_module(f"{__name__}.{info.name}")]
}
"""All kinds by the name that stands in ``kind=``."""
