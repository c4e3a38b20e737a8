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


STYLES = "Template:Consultation common/styles.css"


def text(store: FolderStore, title: str) -> str:
    [(_, revision)] = store.read([title])
    assert revision
    return revision.text


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
    save(store, "another look", STYLES)
    result = consult("install", *FOLDER, "--always")
    assert "1 of an earlier version, 1 changed on the wiki. 1 saved" in result.output
    assert re.search(r"^-another look", result.output, re.MULTILINE)
    assert standing(store) is Standing.SAME
    assert text(store, STYLES) == "another look"


def test_a_change_of_the_wiki_on_what_is_shipped_is_settled(store: FolderStore, consult: Consult):  # noqa: F811
    consult("install", *FOLDER, "--always")
    theirs = templates()[STYLES].replace("0.6em", "0.8em")
    save(store, theirs, STYLES)
    assert standing(store, STYLES) is Standing.ADAPTED
    result = consult("install", *FOLDER, "--always")
    assert "1 as shipped, with this wiki's own changes. 0 saved" in result.output
    assert "Nothing is left to do" in result.output
    assert text(store, STYLES) == theirs.rstrip()
    consult("install", *FOLDER, "--always", "--overwrite")
    assert standing(store, STYLES) is Standing.SAME


def earlier(text: str) -> str:
    """The style sheet as an earlier version had it: without its last rule, and narrower."""
    return stamped(without_stamp(text).replace("0.6em", "0.5em"))


def without_stamp(text: str) -> str:
    return re.sub(r"\n/\* consultation-bots .*? \*/\s*\Z", "", text)


def test_what_the_wiki_changed_is_kept_and_ours_comes_into_it(
    store: FolderStore,
    consult: Consult,  # noqa: F811
):
    before = earlier(templates()[STYLES])
    save(store, before, STYLES)
    save(store, before.replace("border-radius: 50%", "border-radius: 20%"), STYLES)
    result = consult("install", *FOLDER, "--always", "--page", STYLES)
    assert "1 changed on the wiki, to be brought up to date with these changes" in result.output
    assert "1 saved" in result.output
    both = text(store, STYLES)
    assert without_stamp(both) == without_stamp(
        templates()[STYLES].replace("border-radius: 50%", "border-radius: 20%")
    )
    assert next(iter(store.history(STYLES))).summary.startswith(
        "Update: version 0.2.0, with this wiki’s own changes ([["
    )
    # From now on it is what is shipped, with the wiki's own changes: nothing is left to do.
    assert standing(store, STYLES) is Standing.ADAPTED
    assert "0 saved" in consult("install", *FOLDER, "--always", "--page", STYLES).output
    assert text(store, STYLES) == both


def test_where_both_changed_the_same_lines_the_wikis_stay_and_are_shown(
    store: FolderStore,
    consult: Consult,  # noqa: F811
):
    before = earlier(templates()[STYLES])
    save(store, before, STYLES)
    theirs = before.replace("0.5em", "0.9em")
    save(store, theirs, STYLES)
    result = consult("install", *FOLDER, "--always", "--page", STYLES)
    assert "1 changed on the wiki. 0 saved" in result.output
    assert re.search(r"^-\s+width: 0.9em;", result.output, re.MULTILINE)
    assert text(store, STYLES) == theirs.rstrip()


def test_a_later_version_stays(store: FolderStore, consult: Consult):  # noqa: F811
    later = re.sub(r"consultation-bots \S+", "consultation-bots 17.0.0", stamped("what is to come"))
    save(store, later)
    assert standing(store) is Standing.NEWER
    result = consult("install", *FOLDER, "--always", "--overwrite")
    assert "1 of a later version than this one" in result.output
    assert text(store, PAGE) == later
    consult("install", *FOLDER, "--always", "--overwrite", "--page", PAGE)
    assert standing(store) is Standing.SAME


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
