"""Somebody adds and subtracts all that a report shows, in any form, and learns no small number."""

from __future__ import annotations

import csv
import html
import io
import json
import os
import re
from collections.abc import Iterator, Mapping
from datetime import date

import pyarrow.parquet as pq
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bots.commands._report_forms import _csv, _json, _parquet, as_html
from bots.consultation.people.small_cells import LEAST
from bots.consultation.talks.sources import is_within, talk_title
from bots.consultation.working_groups.groups import Group
from bots.reports.data import make_report
from bots.reports.spans import Span
from bots.reports.values import Report
from bots.reports.wikitext import make_wikitext
from bots.reports.words import Words
from tests.reports.conftest import consultation, conversation

WORDS = Words("en")
EXAMPLES = int(os.environ.get("CONSULT_RECONSTRUCTIONS", "40"))
Cell = tuple[str, str]
"""What a number of people is the number of: ("language", "fr")."""
Equation = tuple[Cell, list[Cell]]
PEOPLE = {"languages": "language", "talk_pages": "page", "working_groups": "group"}
DAY = {"en": "2018-03-05", "fr": "2018-05-06", "sw": "2018-09-01"}

PLACES = st.dictionaries(
    st.tuples(st.sampled_from(["en", "fr", "sw"]), st.sampled_from(["A", "B", "A/x"])),
    st.integers(1, 9),
    min_size=1,
    max_size=6,
)
"""How many people write on which talk page of which language: each of them on one only."""


def title(place: tuple[str, str]) -> str:
    return f"Talk:{place[1]}/{place[0]}" if place[1] != "A/x" else f"Talk:A/x/{place[0]}"


def report_of(places: Mapping[tuple[str, str], int], since: date | None = None) -> Report:
    said = [
        conversation(
            title(place),
            place[0],
            *((f"{title(place)[5:]} {n}".replace("/", " "), DAY[place[0]]) for n in range(some)),
        )
        for place, some in places.items()
    ]
    groups = [Group(name, name, {"name": name}) for name in ("A", "B")]
    state = consultation(*said, groups=groups)
    return make_report(state, name="P", wiki="metawiki", span=Span(date(2018, 12, 31), since))


def equations(places: Mapping[tuple[str, str], int]) -> list[Equation]:
    """All that can be added up, by who knows which page belongs where."""
    languages = sorted({place[0] for place in places})
    found: list[Equation] = []
    for code in languages:
        own = [("page", title(place)) for place in places if place[0] == code]
        found.append((("language", code), own))
    for name in ("A", "B"):
        inside = [title(place) for place in places if is_within(title(place), talk_title(name))]
        found.append((("group", name), [("page", page) for page in inside]))
    found.append((("all", ""), [("page", title(place)) for place in places]))
    return found


def truth(places: Mapping[tuple[str, str], int]) -> dict[Cell, int]:
    true: dict[Cell, int] = {("page", title(place)): some for place, some in places.items()}
    return true | {whole: sum(true[part] for part in parts) for whole, parts in equations(places)}


def possible(cell: Cell, value: int, shown: Mapping[Cell, int | None], sums) -> bool:
    """Whether the hidden cell could have this value, as far as all sums of what is shown tell."""
    contents = {part: [part] for _, parts in sums for part in parts} | dict(sums)
    leaves = {leaf for inside in contents.values() for leaf in inside}
    unknown = [leaf for leaf in sorted(leaves) if shown[leaf] is None]
    known = [(contents[key], shown[key]) for key in contents if shown[key] is not None]
    open_sums = [
        ([x for x in inside if x in unknown], number - sum(shown[x] or 0 for x in inside))
        for inside, number in [*known, (contents[cell], value)]
    ]
    return _solvable(unknown, open_sums, {})


def _solvable(unknown: list[Cell], sums, chosen: dict[Cell, int]) -> bool:
    for inside, number in sums:
        rest = number - sum(chosen.get(leaf, 0) for leaf in inside)
        left = sum(leaf not in chosen for leaf in inside)
        # A cell is hidden only where there is somebody.
        if rest < left or (not left and rest):
            return False
    free = [leaf for leaf in unknown if leaf not in chosen]
    if not free:
        return True
    most = max((number for inside, number in sums if free[0] in inside), default=1)
    return any(_solvable(unknown, sums, {**chosen, free[0]: value}) for value in range(1, most + 1))


def of_data(tables: Mapping[str, list[Mapping[str, object]]]) -> dict[Cell, object]:
    """The numbers of people in JSON, CSV or Parquet."""
    found: dict[Cell, object] = {}
    for name, column in PEOPLE.items():
        found |= {(column, str(row[column])): row["people"] for row in tables[name]}
    for row in tables["comments_over_time"]:
        found["time", str(row["start"])] = row["people"]
    everybody = next(row for row in tables["headlines"] if row["number"] == "people")
    return {**found, ("all", ""): everybody["total"]}


def of_csv(report: Report) -> dict[Cell, object]:
    tables = {}
    for name, content in _csv(report).items():
        if name.endswith(".csv"):
            rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
            tables[name[:-4]] = list(rows)
    numbers = of_data(tables)
    return {key: int(str(value)) if value else None for key, value in numbers.items()}


def of_parquet(report: Report) -> dict[Cell, object]:
    files = _parquet(report).items()
    tables = {n.partition(".")[0]: pq.read_table(io.BytesIO(c)).to_pylist() for n, c in files}
    return of_data(tables)


def of_tables(rows: Iterator[list[str]], shown: Mapping[Cell, object]) -> None:
    """Fail where a table for readers shows another number of people than the data."""
    column, seen = -1, 0
    for row in rows:
        if "People" in row:
            column = row.index("People")
            continue
        for kind in ("language", "page", "group"):
            name = row[0] if row else ""
            code = next((c for c in DAY if WORDS.language_name(c) == name), name)
            if column >= 0 and len(row) > column and (kind, code) in shown:
                number = shown[kind, code]
                assert row[column] == ("hidden" if number is None else str(number))
                seen += 1
    assert seen >= 2


def html_rows(text: str) -> Iterator[list[str]]:
    for row in re.findall(r"<tr[^>]*>(.*?)</tr>", text, flags=re.DOTALL):
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, flags=re.DOTALL)
        yield [html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in cells]


def wikitext_rows(text: str) -> Iterator[list[str]]:
    for row in re.split(r"^\|-.*$", text, flags=re.MULTILINE):
        cells = re.findall(r"^[|!] (?:[^\n]*? \| )?(.*)$", row, flags=re.MULTILINE)
        yield [re.sub(r"</?(?:nowiki|bdi)[^>]*>|\[\[[^|]*\||\]\]", "", cell) for cell in cells]


@settings(max_examples=EXAMPLES)
@example(
    # What A has, less what French and Swahili have together, tells the English pages below it.
    {("en", "A"): 1, ("en", "B"): 5, ("en", "A/x"): 1, ("fr", "A"): 1, ("sw", "A"): 3}
)
@given(PLACES)
def test_no_form_tells_a_small_number_by_any_sum(places):
    report = report_of(places)
    shown = of_data(json.loads(_json(report, WORDS)))
    true, sums = truth(places), equations(places)
    for language in {language for language, _ in places}:
        # Everybody of a language writes in the same week or month here.
        starts = [key for key in shown if key[0] == "time" and key[1] <= DAY[language]]
        true[max(starts)] = true["language", language]
    times = [(("all", ""), [key for key in true if key[0] == "time"])]
    for cell, number in true.items():
        assert shown[cell] in (None, number)
        assert shown[cell] is None or not 0 < number < LEAST
        if 0 < number < LEAST:
            own = times if cell[0] == "time" else sums
            could = [value for value in range(1, 13) if possible(cell, value, shown, own)]
            assert len(could) >= 3, (cell, could, shown)


@settings(max_examples=15)
@given(PLACES)
def test_all_forms_show_the_same(places):
    report = report_of(places)
    shown = of_data(json.loads(_json(report, WORDS)))
    assert of_csv(report) == shown
    parquet = of_parquet(report)
    assert parquet == shown
    of_tables(html_rows(as_html(report, WORDS)), shown)
    of_tables(wikitext_rows(make_wikitext(report, WORDS)), shown)


@settings(max_examples=30)
@example({("en", "A"): 3, ("fr", "A"): 9}, date(2018, 4, 1))
@given(PLACES, st.sampled_from([date(2018, 4, 1), date(2018, 6, 1), date(2018, 10, 1)]))
def test_neither_is_growth_told_where_it_is_small(places, since):
    data = json.loads(_json(report_of(places, since), WORDS))
    line = next(row for row in data["headlines"] if row["number"] == "people")
    numbers = [line[name] for name in ("total", "in_period", "in_period_before")]
    assert not any(number in range(1, LEAST) for number in numbers)
    # What is left of the total is the number of before, which is nowhere shown if it is small.
    if None not in numbers[:2]:
        assert numbers[0] - numbers[1] not in range(1, LEAST)
