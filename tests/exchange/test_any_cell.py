"""Whatever people have in their cells goes out and comes back unchanged; whatever they type there
leaves the page sound. ``CONSULT_CELLS=5000`` tries more of them.
"""

from __future__ import annotations

import csv
import io
import os

from hypothesis import given, settings
from hypothesis import strategies as st

from bots.consultation.typed.cells import Sheet
from bots.consultation.typed.exported import Exported, Place
from bots.consultation.typed.retyped import cleaned
from bots.exchange.harmless import restored_text
from bots.exchange.spreadsheet import read
from bots.exchange.statements import KNOWN, as_csv, lines_of
from bots.kinds import RECORD_SCHEMAS, row_schemas
from bots.page.fitting import fitted, why_unfit
from bots.page.ownership import normal
from bots.page.records import write_record
from bots.page.regions import read_host
from bots.run.amend import amend_page
from tests.exchange.habits import RULES, SCHEMA

MANY = settings(max_examples=int(os.environ.get("CONSULT_CELLS", "150")))
PIECES = st.sampled_from(
    [
        *("=", "+", "-", "@", "'", '"', ";", ",", "\n", "\t", "|", "{{!}}", "[[A|b]]", "{{", "}}"),
        *("<nowiki>", "</nowiki>", "-->", "<!--", "1", "0", "e", ".", "/", "a", " ", "\xa0", "“"),
        *("#", "право", "ظ", "%", "sep=", "\r\n", "~~~~", "2018-04-21", "true", "＝", "\u200f"),
    ]
)
TEXT = st.lists(PIECES, max_size=6).map("".join) | st.text(
    st.characters(codec="utf-8", exclude_characters="\0"), max_size=10
)
CELLS = st.dictionaries(st.sampled_from(SCHEMA.people), TEXT)
KEYS = st.from_regex(r"[0-9a-f]{8}", fullmatch=True)


def page(rows: dict[str, dict[str, str]]) -> str:
    lines = []
    for key, people in rows.items():
        cells = {"id": key, "quote": "<nowiki>said</nowiki>", **people}
        lines.append(write_record(SCHEMA, {**cells, "sum": SCHEMA.checksum(cells)}))
    body = "\n".join(lines)
    region = "{{Consultation region|id=r|kind=statements}}"
    return f"{region}\n{body}\n{{{{Consultation region end|id=r|rows={' '.join(rows)}}}}}"


def host(text: str):
    return read_host("P", text, row_schemas(RULES), RECORD_SCHEMAS)


def stored(people: dict[str, str]) -> dict[str, str]:
    """Cells as a page can hold them: what no editor could have saved is left out."""
    kept = {name: normal(fitted(value)) for name, value in people.items()}
    return {name: value for name, value in kept.items() if not why_unfit(value)}


def table(text: str) -> list[dict[str, str]]:
    rows = [
        Exported(SCHEMA, Place("P", region.id), row.cells)
        for region in host(text).regions
        for row in region.rows
    ]
    made = as_csv(rows, [SCHEMA], RULES.facets, lambda target: target)
    return [dict(row) for row in csv.DictReader(io.StringIO(made, newline=""))]


def brought_back(text: str, rows: list[dict[str, str]]):
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, [*rows[0]])
    writer.writeheader()
    writer.writerows(rows)
    lines = lines_of(read(out.getvalue().encode(), KNOWN))
    about = {("r", line.base.key): [line] for line in lines if line.base}
    assert len(about) == len(rows)
    there = [row.key for region in host(text).regions for row in region.rows]
    return amend_page(host(text), about, Sheet(keys=there))


@MANY
@given(st.dictionaries(KEYS, CELLS, min_size=1, max_size=3))
def test_what_nobody_touched_comes_back_as_nothing(rows):
    text = page({key: stored(people) for key, people in rows.items()})
    kept, findings = brought_back(text, table(text))
    assert (kept.text, findings) == (text, [])


@MANY
@given(st.dictionaries(KEYS, CELLS, min_size=2, max_size=3), CELLS)
def test_whatever_is_typed_changes_that_cell_alone_or_is_reported(rows, typed):
    text = page({key: stored(people) for key, people in rows.items()})
    lines = table(text)
    first = next(iter(rows))
    lines[0].update(typed)
    kept, findings = brought_back(text, lines)
    before = {row.key: row for region in host(text).regions for row in region.rows}
    after = {row.key: row for region in host(kept.text).regions for row in region.rows}
    assert [*before] == [*after]
    for key, row in after.items():
        changed = {n for n, v in row.cells.items() if normal(v) != normal(before[key].cells[n])}
        assert changed <= ({*typed} if key == first else set())
    reported = {name for found in findings for name in found.cell.split(", ")}
    for name, value in typed.items():
        if name in reported or name in ("due", "part", "merged into"):
            continue
        now, then = after[first].cells[name], before[first].cells[name]
        assert normal(now) in (normal(fitted(cleaned(_raw(value)))), normal(then))


def _raw(value: str) -> str:
    """What a spreadsheet says for a cell in which somebody typed this."""
    return restored_text(value.strip())
