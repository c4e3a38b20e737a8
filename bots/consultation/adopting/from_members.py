"""The record that the page of a working group gets which lists its members."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from bots.consultation.adopting.adoption import Adoption
from bots.consultation.adopting.slugs import fresh_slug
from bots.consultation.pages.outline import Section, behind_lead, read_outline
from bots.consultation.words import every, fold
from bots.consultation.working_groups.groups import GROUP
from bots.consultation.working_groups.members import read_members
from bots.page.placing import Placed
from bots.page.quote import cell
from bots.page.regions import Host

_COUNT: Final = re.compile(r"\s*(?:\(.*\)|:)?\s*\d*\s*:?$")


def propose_group(host: Host, taken: Collection[str]) -> Adoption:
    """Return the record for a group's page, if it is one and has none yet.

    A page is a group's where a heading says that members are listed below, in any language. Many
    a table has a column of names; only the heading makes it one of members.
    """
    if any(record.schema is GROUP for record in host.records):
        return Adoption()
    if not any(_lists_members(section) for section in _outline(host.text)):
        return Adoption()
    members = read_members(host.text)
    if members.problem:
        return Adoption(
            notes=(f"no working group is proposed, for members are not counted: {members.problem}",)
        )
    name = host.title.rpartition("/")[2].rpartition(":")[2]
    made = fresh_slug(name, taken, "group")
    cells = {"id": made, "name": cell(name), "stage": ""}
    note = f"working group {made}: a person has to say its stage, in stage="
    return Adoption((Placed(GROUP.template, cells, behind_lead(host.text)),), (note,))


def _outline(text: str) -> list[Section]:
    return read_outline(text, (), lambda _line: False)


def _lists_members(section: Section) -> bool:
    told = fold(section.text)
    phrases = every("member", "members")
    return told in phrases or _COUNT.sub("", told) in phrases
