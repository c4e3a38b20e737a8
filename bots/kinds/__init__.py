"""What a region can show: one file a kind. Adding a file adds a kind, and touches nothing else.

Files whose names begin with an underscore hold what several kinds share.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Final

from bots.consultation.rules import Rules
from bots.kinds.base import Kind, RecordKind
from bots.page.ownership import Schema

KINDS: Final[dict[str, Kind]] = {
    module.KIND.name: module.KIND
    for info in sorted(pkgutil.iter_modules(__path__), key=lambda info: info.name)
    if info.name != "base" and not info.name.startswith("_")
    for module in [import_module(f"{__name__}.{info.name}")]
}
"""All kinds by the name that stands in ``kind=``."""

ROWS: Final[Mapping[str, Schema]] = {name: kind.row for name, kind in KINDS.items()}
"""The rows that every consultation has; ``row_schemas`` gives them with its own facets."""
RECORDS: Final[Mapping[str, RecordKind]] = {
    kind.record.schema.template: kind.record for kind in KINDS.values() if kind.record
}
"""The records that stand alone on people's pages, by template."""
RECORD_SCHEMAS: Final[Mapping[str, Schema]] = {
    template: kind.schema for template, kind in RECORDS.items()
}


def row_schemas(rules: Rules) -> Mapping[str, Schema]:
    """Return the rows of each kind in a consultation that is run so."""
    return _with_facets(rules.facets)


@cache
def _with_facets(facets: tuple[str, ...]) -> Mapping[str, Schema]:
    return {name: kind.schema(facets) for name, kind in KINDS.items()}
