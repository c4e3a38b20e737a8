"""From what version 0.1 left on a wiki to the present: nothing of people's is lost, and it settles.

``freeze.py`` made the archive with the code of 0.1; people had edited between its runs and after.
"""

from __future__ import annotations

import re
import shutil
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bots.commands import main
from bots.kinds import KINDS, RECORD_SCHEMAS
from bots.page.calls import calls
from bots.page.names import FAMILY
from bots.page.ownership import HELD, SUM, Schema
from bots.page.regions import Host, read_host
from bots.run.journal import state_folder
from bots.sandbox import load, open_store
from bots.settings import load as load_settings
from bots.stores.base import Revision
from bots.stores.filenames import path_of
from bots.stores.folder import FolderStore
from bots.templates import templates
from tests.mediawiki import sandbox, wiki  # noqa: F401
from tests.upgrades.freeze import HERE, SECOND, TIMELINE, UNDONE

SETTINGS = Path("config", "strategy-2030.toml")
STATEMENTS = "Strategy/2030/Advocacy/Statements"
GROUPS = "Strategy/2030/Working groups"
STYLES = "Template:Consultation common/styles.css"
ROWS = {name: kind.schema(("theme", "level")) for name, kind in KINDS.items()}
SCHEMAS: dict[str, Schema] = {
    **RECORD_SCHEMAS,
    **{schema.template: schema for schema in ROWS.values()},
}


@dataclass
class Left:
    """What version 0.1 left: a folder with pages, their histories, settings and journal."""

    place: Path
    state: Path

    @property
    def store(self) -> FolderStore:
        return FolderStore(self.place / "pages")

    def pages(self) -> dict[str, Revision]:
        store = self.store
        return {title: revision for title, revision in store.read(store.titles()) if revision}

    def texts(self) -> dict[str, str]:
        return {title: revision.text for title, revision in self.pages().items()}

    def consult(self, *words: str) -> Result:
        where = ("--store", f"folder:{self.place / 'pages'}", "--state", str(self.state))
        return CliRunner().invoke(main, [words[0], *where, *words[1:]])

    def upgrade(self) -> list[Result]:
        return [
            self.consult("install", "--always", *config(self)),
            self.consult("update", "--always", "--now", SECOND, *config(self)),
        ]


def config(left: Left) -> tuple[str, str]:
    return ("--config", str(left.place / SETTINGS))


@pytest.fixture
def left(tmp_path: Path) -> Left:
    with tarfile.open(HERE / "0.1.tar.xz") as archive:
        archive.extractall(tmp_path, filter="data")
    place = tmp_path / "0.1"
    left = Left(place, tmp_path / "state")
    # A journal's folder is named by its store, which stands here now.
    folder = state_folder(left.state, left.store.name)
    shutil.copytree(place / "state" / "journal", folder, dirs_exist_ok=True)
    return left


def hosts(texts: Mapping[str, str]) -> Iterator[Host]:
    for title, text in texts.items():
        if not title.startswith("Template:"):
            yield read_host(title, text, ROWS, RECORD_SCHEMAS)


Row = tuple[str, str, str]
"""Page, template and key."""


def rows(texts: Mapping[str, str]) -> dict[Row, dict[str, str]]:
    """Every row and record, with all of its cells."""
    return {
        (host.title, record.schema.template, record.key): dict(record.cells)
        for host in hosts(texts)
        for record in (*host.records, *(row for region in host.regions for row in region.rows))
    }


def around(text: str) -> str:
    """The page without our records and markers, which are all that may change."""
    for call in reversed(calls(text, FAMILY)):
        if call.name in SCHEMAS or call.name.startswith(f"{FAMILY}region"):
            text = text[: call.start] + text[call.end :]
    return text.rstrip()


def check_upgraded(before: Mapping[str, str], after: Mapping[str, str]) -> int:
    """Check what an upgrade promises of the pages, and return how many rows it looked at."""
    old, new = rows(before), rows(after)
    assert old.keys() <= new.keys(), "rows were lost"
    for row, cells in old.items():
        schema = SCHEMAS[row[1]]
        theirs = {n: v for n, v in cells.items() if n not in (*schema.bot, SUM, HELD)}
        assert {name: new[row].get(name) for name in theirs} == theirs, row
        kept = [name.strip() for name in cells.get(HELD, "").split(",") if name.strip()]
        assert {n: new[row][n] for n in kept} == {n: cells[n] for n in kept}, row
    for title, text in before.items():
        if not title.startswith("Template:"):
            assert around(after[title]) == around(text), title
    return len(old)


def test_no_row_is_lost_no_cell_of_peoples_changes_and_then_nothing_is_left_to_do(left: Left):
    before = left.texts()
    installed, updated = left.upgrade()
    assert installed.exit_code == 0, installed.output
    # The one page on which somebody took 0.1's edit back is still left alone; nothing else is.
    assert updated.exit_code == 1, updated.output
    assert updated.output.count("✗") == 1
    assert f"✗ {UNDONE}: somebody took the bot's last edit back" in updated.output
    after = left.texts()
    assert check_upgraded(before, after) > 100
    assert after[UNDONE] == before[UNDONE]
    ids = {title: revision.id for title, revision in left.pages().items()}
    for result in left.upgrade():
        assert "0 saved" in result.output or "Nothing was saved" in result.output
    assert {title: revision.id for title, revision in left.pages().items()} == ids


def test_what_people_did_to_pages_of_0_1_holds(left: Left):
    left.upgrade()
    after = rows(left.texts())
    # Coded, and deleted.
    coded = [cells for row, cells in after.items() if row[0] == STATEMENTS]
    assert [cells["summary"] for cells in coded].count("They want to be asked first") == 1
    assert [cells["excluded"] for cells in coded].count("thanks only") == 1
    (region,) = (host.regions[0] for host in hosts(left.texts()) if host.title == STATEMENTS)
    assert len(region.excluded) == 1
    # Corrected, held by 0.1; a row of their own; a note.
    group = after[GROUPS, "Consultation working group row", "advocacy"]
    assert (group["members"], group[HELD]) == ("9", "members")
    assert after[GROUPS, "Consultation working group row", "friends"]["note"] == "ours"
    # Corrected after the last run of 0.1, so that its sum alone tells.
    timeline = TIMELINE.replace("_", " ")
    dropped = after[timeline, "Consultation milestone", "advocacy-name"]
    assert (dropped["status"], dropped[HELD]) == ("dropped", "status")
    # The wiki's own look, with what is new in ours.
    styles = left.texts()[STYLES]
    assert "border-radius: 20%" in styles
    shipped = templates()[STYLES]
    assert set(shipped.splitlines()[:-1]) - set(styles.splitlines()) == {"\tborder-radius: 50%;"}


def test_runs_of_0_1_are_in_the_log_and_can_be_taken_back(left: Left):
    runs = sorted(path.stem for path in left.state.glob("*/runs/*.jsonl"))
    log = left.consult("log").output
    assert all(run in log for run in runs)
    result = left.consult("undo", "--always", *config(left), runs[2])
    assert "1 of 2 edits taken back" in result.output or result.exit_code == 0, result.output
    (cells,) = (c for row, c in rows(left.texts()).items() if row[2] == "advocacy"
                and row[0] == GROUPS)  # fmt: skip
    # As the person had left it: corrected, and not yet held.
    assert (cells["members"], cells[HELD]) == ("9", "")
    updated = left.consult("update", "--always", "--now", SECOND, *config(left))
    assert f"✗ {GROUPS}: somebody took the bot's last edit back" in updated.output


def test_templates_of_an_earlier_version_are_named_until_they_are_installed(left: Left):
    said = "is of an earlier version than these bots"
    update = ("update", "--simulate", "--now", SECOND, *config(left))
    assert said in left.consult(*update).output.replace("\n", " ")
    left.consult("install", "--always", *config(left))
    assert said not in left.consult(*update).output.replace("\n", " ")


def test_pages_that_a_later_version_keeps_are_left_alone(left: Left):
    left.upgrade()
    common = left.place / "pages" / path_of("Template:Consultation common")
    text = common.read_text(encoding="utf-8")
    common.write_text(re.sub(r"in format \d+", "in format 99", text), encoding="utf-8")
    before = left.texts()
    (run, *_) = sorted(path.stem for path in left.state.glob("*/runs/*.jsonl"))
    for words in (
        ("update", "--always", "--now", SECOND),
        ("update", "--simulate"),
        ("undo", "--always", run),
    ):
        result = left.consult(*words, *config(left))
        assert result.exit_code == 2, result.output
        assert "a later version keeps the pages of this wiki" in result.output.replace("\n", " ")
    assert left.texts() == before


def test_a_journal_of_a_later_version_is_not_misread(left: Left):
    (path, *_) = sorted(left.state.glob("*/runs/*.jsonl"))
    line, rest = path.read_text(encoding="utf-8").split("\n", 1)
    later = line.replace('"detail": {', '"detail": {"format": 9, "version": "9.0.0", ')
    path.write_text(f"{later}\n{rest}", encoding="utf-8")
    result = left.consult("undo", "--always", path.stem, *config(left))
    assert result.exit_code == 2
    assert f"run {path.stem} was made by 9.0.0" in result.output.replace("\n", " ")


def test_what_a_later_version_tells_of_a_folders_revisions_is_passed_over_alone(left: Left):
    (index,) = left.place.glob("pages/.history/Strategy/2030/Monday.wikitext/index.jsonl")
    before = [revision.id for revision in left.store.history(UNDONE)]
    lines = index.read_text(encoding="utf-8").replace('"minor"', '"tags": ["x"], "minor"')
    index.write_text(lines, encoding="utf-8")
    assert [revision.id for revision in left.store.history(UNDONE)] == before
    assert len(before) == 3


@pytest.mark.mediawiki
def test_on_mediawiki_too(left: Left, sandbox):  # noqa: F811
    from datetime import date

    from bots.run.install import compare, install_templates
    from bots.run.job import Job
    from bots.run.journal import Journal, new_run_id
    from bots.run.summaries import summaries_of
    from bots.run.update import Answer

    texts = left.texts()
    # Its history is not on this wiki, so that nothing says that people emptied it.
    del texts[UNDONE]
    load(sandbox, texts)
    bot = open_store(sandbox)
    settings = load_settings(left.place / SETTINGS)
    shipped = templates(settings.rules.facets)

    def upgrade() -> tuple[int, int]:
        found = compare(bot, shipped, list(shipped))
        done = install_templates(
            bot,
            [difference for difference in found if difference.safe],
            Journal(state_folder(left.state, bot.name), new_run_id()),
            stop_page=None,
            summaries=summaries_of(settings),
            ask=lambda _: Answer.ALL,
            saved=lambda _: None,
        )
        assert not done.refusals
        day = date.fromisoformat(SECOND)
        _, outcome = Job(bot, settings, KINDS, day).run(
            left.state, lambda _: Answer.ALL, lambda _: None
        )
        assert not outcome.refusals
        return len(done.saved), len(outcome.saved)

    installed, updated = upgrade()
    assert installed > 20
    assert updated
    after = {title: revision.text for title, revision in bot.read(texts) if revision}
    assert check_upgraded(texts, after) > 100
    assert upgrade() == (0, 0)
