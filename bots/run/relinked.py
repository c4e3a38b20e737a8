"""Which rows on the wiki are about what, before anything is made of them."""

from __future__ import annotations

from dataclasses import replace

from bots.consultation.lists import lists
from bots.consultation.state import Consultation
from bots.kinds import KINDS


def with_relinked(consultation: Consultation) -> Consultation:
    """Return the consultation with what the rows of each list are about."""
    found = {}
    for identity, regions in lists(region for _, region in consultation.regions).items():
        if relink := KINDS[regions[0].kind].relink:
            found[identity] = relink(consultation, regions)
    return replace(consultation, relinked=found)
