"""What comes back from spreadsheets: for each file what an import changes, and what it reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from bots.errors import UsageError
from bots.exchange.spreadsheet import read
from bots.exchange.statements import KNOWN, lines_of
from bots.kinds import RECORD_SCHEMAS, row_schemas
from bots.page.ownership import normal
from bots.page.regions import read_host
from bots.run.gather import no_progress
from bots.run.importing import Importing, plan_import
from bots.settings import Settings
from bots.stores.filenames import path_of
from bots.stores.folder import FolderStore
from tests.exchange.habits import CASES, MADE, RULES, TITLE, host, table

SETTINGS = Settings.model_validate(
    {
        "consultation": {"name": "P", "wiki": "metawiki", "task": "P/Bot"},
        "scope": {"prefixes": ["P"]},
        "facets": {"theme": {"money": {}}, "key question": {}},
    }
)
FILES = sorted(path.stem for path in CASES.glob("*.csv"))
NOTHING = ("untouched", "without-mark", "everything-quoted", "line-feeds-alone", "rows-emptied")
SPEAKING = ("statements", "12345678")


def imported(data: bytes, folder: Path, page: str = "page") -> Importing:
    """What an import of this file makes of a page."""
    text = (CASES / f"{page}.wikitext").read_text(encoding="utf-8")
    place = folder / path_of(TITLE)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8", newline="")
    return plan_import(FolderStore(folder), SETTINGS, lines_of(read(data, KNOWN)), no_progress)


def told(importing: Importing, page: str = "page") -> list[str]:
    """Each cell changed, each row split off, and each finding, a line each."""
    before = {row.key: row for region in host(page).regions for row in region.rows}
    lines = []
    for change in importing.plan.changes:
        after = read_host(TITLE, change.kept.text, row_schemas(RULES), RECORD_SCHEMAS)
        for row in after.regions[0].rows:
            known = before.get(row.key)
            was = known.cells if known else {}
            cells = {
                name: normal(value)
                for name, value in row.cells.items()
                if normal(value) != normal(was.get(name, ""))
                and (known or name in row.schema.people)
            }
            sign = "" if known else "+ "
            lines += [f"{sign}{row.key}, {name}: {value!r}" for name, value in cells.items()]
    return lines + [f"{found.what}: {found.sentence}" for found in importing.findings]


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_understood(name: str, tmp_path: Path):
    data = (CASES / f"{name}.csv").read_bytes()
    expected = (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert told(imported(data, tmp_path)) == expected


@pytest.mark.parametrize("name", FILES)
def test_nothing_but_peoples_cells_changes_and_a_second_time_nothing(name: str, tmp_path: Path):
    data = (CASES / f"{name}.csv").read_bytes()
    importing = imported(data, tmp_path)
    for change in importing.plan.changes:
        before = {row.key: row.cells for region in host().regions for row in region.rows}
        after = read_host(TITLE, change.kept.text, row_schemas(RULES), RECORD_SCHEMAS)
        (region,) = after.regions
        for row in region.rows:
            was = before.pop(row.key, None)
            if was is not None:
                cells = row.cells
                theirs = {*row.schema.people, "mine"}
                assert {n: v for n, v in cells.items() if n not in theirs} == {
                    n: v for n, v in was.items() if n not in theirs
                }
        assert before == {}
        assert change.kept.text.startswith(
            "Read on.\n{{Consultation region|id=r|kind=statements}}\n"
        )
        assert change.kept.text.endswith("\nThank you.\n")
        (tmp_path / path_of(TITLE)).write_text(change.kept.text, encoding="utf-8", newline="")
        again = plan_import(
            FolderStore(tmp_path), SETTINGS, lines_of(read(data, KNOWN)), no_progress
        )
        assert again.plan.changes == ()


@pytest.mark.parametrize("name", MADE)
def test_the_files_are_what_their_makers_make(name: str):
    stale = "run: python -m tests.exchange.habits"
    assert (CASES / f"{name}.csv").read_bytes() == MADE[name](table()), stale


@pytest.mark.parametrize("name", NOTHING)
def test_a_file_in_which_nothing_was_typed_changes_nothing(name: str):
    assert (CASES / f"{name}.txt").read_text(encoding="utf-8") == ""


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("row (id),theme\r\n#1,é\r\n".encode("latin-1"), "is not UTF-8"),
        ("row (id),theme\r\n#1,x\r\n".encode("utf-16-le"), "UTF-16 that does not say so"),
        (b"", "none of the headings"),
        (b"id,theme\r\n1,x\r\n", "none of the headings"),
        (b"list (page),theme\r\nP,x\r\n", "nothing tells which row"),
        (b"row (id),theme,Theme \r\n#1,x,y\r\n", "several columns are headed"),
        (b"row (id),theme\r\n#1,x\r\n#2,a,b\r\n", "line 3: there are more cells than headings"),
        (b'row (id),theme\r\n#1,"' + b"x" * (1 << 20) + b'y"\r\n', "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_for_sure_is_refused(data: bytes, problem: str):
    with pytest.raises(UsageError) as caught:
        lines_of(read(data, KNOWN))
    assert problem in str(caught.value)
    assert caught.value.mend
