"""Installing: what is missing and what is ours is saved, what the wiki changed stays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bots.settings import find, load
from bots.stores.folder import FolderStore
from bots.templates import Standing, differences, templates
from bots.templates.versions import stamped
from tests.commands.conftest import Consult, consult, sample  # noqa: F401

PAGE = "Template:Consultation region"
FOLDER = ("--store", "folder:pages")


def standing(store: FolderStore, title: str = PAGE) -> Standing:
    [difference] = differences(templates(), store.read([title]))
    return difference.standing


@pytest.fixture
def store(sample: Path) -> FolderStore:  # noqa: F811
    return FolderStore(Path("pages"))


def save(store: FolderStore, text: str, title: str = PAGE) -> None:
    [(_, base)] = store.read([title])
    store.save(title, text, base=base, summary="by a person")


def test_a_version_is_told_from_a_change(store: FolderStore):
    assert standing(store) is Standing.MISSING
    save(store, templates()[PAGE])
    assert standing(store) is Standing.SAME
    save(store, stamped("as it was in an older version"))
    assert standing(store) is Standing.OLDER
    save(store, stamped("as it was in an older version").replace("older", "changed"))
    assert standing(store) is Standing.CHANGED
    save(store, "made on the wiki, without us")
    assert standing(store) is Standing.CHANGED


def test_our_text_is_ours_whatever_the_stamp_says(store: FolderStore):
    save(store, re.sub(r"consultation-bots \S+", "consultation-bots 0.0.1", templates()[PAGE]))
    assert standing(store) is Standing.SAME


def test_style_sheets_carry_their_version_in_a_comment():
    for title, text in templates().items():
        if title.endswith(".css"):
            assert re.search(r"\n/\* consultation-bots \S+ [0-9a-f]{12} \*/\Z", text)


def test_without_a_terminal_nothing_is_written(store: FolderStore, consult: Consult):  # noqa: F811
    result = consult("install", *FOLDER)
    assert result.exit_code == 0
    assert f"{len(templates())} would be saved; nothing was written" in result.output
    assert standing(store) is Standing.MISSING


def test_everything_is_installed_once(store: FolderStore, consult: Consult):  # noqa: F811
    result = consult("install", *FOLDER, "--always")
    assert result.exit_code == 0
    shipped = templates(load(find()).rules.facets)
    assert "theme" in shipped["Template:Consultation statement"]
    assert f"{len(shipped)} saved" in result.output
    for title, revision in store.read(shipped):
        assert revision is not None
        assert revision.text == shipped[title].rstrip()
        assert "Create: version" in revision.summary
    again = consult("install", *FOLDER, "--always")
    assert "0 saved" in again.output
    assert "Nothing is left to do" in again.output


def test_an_older_version_is_updated_and_a_changed_one_shown(
    store: FolderStore,
    consult: Consult,  # noqa: F811
):
    consult("install", *FOLDER, "--always")
    save(store, stamped("an older version"))
    theirs = templates()["Template:Consultation common/styles.css"].replace("0.6em", "0.8em")
    save(store, theirs, "Template:Consultation common/styles.css")
    result = consult("install", *FOLDER, "--always")
    assert "1 another version of ours, 1 changed on the wiki. 1 saved" in result.output
    assert re.search(r"^-\s+width: 0.8em;", result.output, re.MULTILINE)
    assert standing(store) is Standing.SAME
    [(_, kept)] = store.read(["Template:Consultation common/styles.css"])
    assert kept
    assert kept.text == theirs.rstrip()


def test_what_the_wiki_changed_goes_only_when_told(store: FolderStore, consult: Consult):  # noqa: F811
    save(store, "made on the wiki, without us")
    consult("install", *FOLDER, "--always")
    assert standing(store) is Standing.CHANGED
    result = consult("install", *FOLDER, "--always", "--overwrite", "--page", PAGE)
    assert "1 saved" in result.output
    assert standing(store) is Standing.SAME
    run = re.search(r"run (\S+)", result.output)
    assert run
    consult("undo", run[1], *FOLDER, "--always")
    [(_, back)] = store.read([PAGE])
    assert back
    assert back.text == "made on the wiki, without us"


def test_a_template_that_is_none_is_wrong_use(store: FolderStore, consult: Consult):  # noqa: F811
    assert consult("install", *FOLDER, "--page", "Template:Other").exit_code == 2
