"""What stays as it is because a wiki that it counts could not be read."""

from __future__ import annotations

from collections.abc import Container

from bots.consultation.state import Consultation
from bots.consultation.talks.sources import may_name
from bots.kinds.base import Needs
from bots.page.regions import Region


def is_unheard(
    consultation: Consultation, needs: Container[Needs], region: Region | None = None
) -> bool:
    """Return whether a region, or a record, counts pages that could not be read this time.

    Numbers without them would be wrong, and words of theirs would seem to have been removed.
    """
    wanted = region.settings.get("source", "") if region else ""
    return Needs.CONVERSATIONS in needs and any(
        may_name(wanted, beginning) for beginning in consultation.unheard
    )
