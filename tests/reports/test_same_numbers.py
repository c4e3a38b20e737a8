"""A report made on the day of a run says the same numbers as the pages that the run leaves."""

from __future__ import annotations

import json
import os
import random
from collections import Counter
from collections.abc import Mapping
from datetime import date

import pytest

from bots.commands._report_forms import _json
from bots.reports.data import make_report
from bots.reports.spans import Span
from bots.reports.words import Words
from tests.kinds.conftest import SIGNED, Ledger, ledger

__all__ = ["ledger"]

HISTORIES = int(os.environ.get("CONSULT_SAME_NUMBERS", "12"))
WORDS = Words("en")
TODAY = date(2018, 6, 1)
KINDS = ("overview", "coverage", "themes", "unanswered")
PEOPLE = ("Ana", "Bo", "Cy", "Di", "Ed", "Org")
PAGES = {"Talk:P": "en", "Talk:P/fr": "fr"}
SAID = ("'''Support''' yes", "'''Oppose''' no", "'''Neutral''' hm", "Who knows", "Money")
CONVERSATION = """{{Consultation conversation
|id=evening
|people=14
}}
{{Consultation region|id=r|kind=reported|source=evening}}
%s
{{Consultation region end|id=r}}
"""
REPORTED = "{{Consultation reported statement|content=%d|theme=%s|merged into=%s|excluded=%s}}"


def talk(chance: random.Random) -> str:
    lines = []
    for number in range(chance.randint(2, 9)):
        depth = chance.randint(0, 2)
        if depth == 0 or not lines:
            lines.append(f"== T{number} ==\n")
        said, who = chance.choice(SAID), chance.choice(PEOPLE)
        lines.append(f"{':' * depth}{said}. {SIGNED.format(who, number, chance.randint(1, 28))}\n")
    return "".join(lines)


def code(place: Ledger, title: str, chance: random.Random) -> None:
    """A person works down a list: codes, merges, sets aside, opens and splits rows."""
    rows = place.rows(title)
    keys = [row.key for row in rows]
    for row in rows:
        cells = {
            "theme": chance.choice(("", "", "money", "names", "money; names", "other")),
            "merged_into": chance.choice(("", "", "", "nowhere", *keys)),
            "excluded": chance.choice(("", "", "", "", "spam", "<!-- no -->")),
            "response": chance.choice(("", "", "Thanks")),
        }
        place.fill(title, row.key, **cells)
        if chance.random() < 0.3:
            text = place.text(title)
            comment = row.cells["comment"]
            opened = f"{{{{Consultation statement|comment={comment}|theme=names|part=%s}}}}\n"
            end = "{{Consultation region end"
            part = chance.choice(("", "2", "2"))
            place.write(title, text.replace(end, opened % part + end))


def standing(rows: list[Mapping[str, str]]) -> Mapping[str, Mapping[str, str]]:
    return {row["id"]: row for row in rows}


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_a_report_says_what_the_pages_say(ledger: Ledger, seed: int):
    chance = random.Random(seed)  # noqa: S311
    ledger.more["sources"] = [{"title": t, "language": code} for t, code in PAGES.items()]
    ledger.more["facets"]["theme"] = {"money": {}, "names": {}}
    for title in PAGES:
        ledger.write(title, talk(chance))
    ledger.region("P/Again", "statements", rows="comments")
    ledger.update(TODAY)
    lists = ["P/Said", *chance.choice(([], ["P/Again"]))]
    for title in lists:
        code(ledger, title, chance)
    told = [
        REPORTED
        % (
            n,
            chance.choice(("", "money")),
            chance.choice(("", "", "x")),
            chance.choice(("", "", "no")),
        )
        for n in range(4)
    ]
    ledger.write("P/Events", CONVERSATION % "\n".join(told))
    for kind in KINDS:
        ledger.region(f"P/{kind}", kind)
    ledger.update(TODAY)
    plan, outcome = ledger.update(TODAY)
    assert outcome.saved == []
    report = make_report(plan.consultation, name="P", wiki="metawiki", span=Span(TODAY, None))
    data = json.loads(_json(report, WORDS))
    pages = {kind: [dict(row.cells) for row in ledger.rows(f"P/{kind}")] for kind in KINDS}

    numbers = {line["number"]: line["total"] for line in data["headlines"]}
    whole = standing(pages["overview"])["total"]
    assert numbers["threads"] == int(whole["threads"])
    assert numbers["comments"] == int(whole["comments"])
    assert numbers["people"] in (None, int(whole["people"]))
    assert numbers["waiting"] == len(pages["unanswered"]) == len(data["waiting"])
    assert numbers["reported"] == len(told)

    proof = Counter[str]()
    for line in data["coverage"]:
        names = ("covered", "merged", "set_aside", "out_of_scope", "not_yet_handled")
        proof.update({name.replace("_", " "): line[name] for name in ("comments", *names)})
    shown = standing(pages["coverage"])["total"]
    assert proof == {name: int(shown[name]) for name in proof}

    themes = {row["key"]: row for row in pages["themes"] if row["id"] != "total"}
    assert numbers["statements"] == int(standing(pages["themes"])["total"]["statements"])
    for line in data["themes"]:
        if line["facet"] == "theme":
            row = themes[line["value"] or ""]
            assert line["statements"] == int(row["statements"])
            assert line["reported"] == int(row["reported"] or 0)
            for name in ("people", "support", "oppose", "neutral"):
                assert line[name] in (None, int(row[name])), (line, row)
