"""The account on pages and in ``consult check``: whole, linked, and still when nothing changes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from click.testing import CliRunner

from bots.commands import main
from tests.kinds.conftest import SIGNED, TALK, Ledger

LATER = date(2018, 6, 9)
OTHER = f"== Elsewhere ==\nNobody lists this. {SIGNED.format('Ed', 5, 24)}\n"


def counts(ledger: Ledger) -> dict[str, list[str]]:
    return {
        row.cells["page"] or row.key: [
            row.cells[name]
            for name in ("comments", "covered", "set aside", "out of scope", "not yet handled")
        ]
        for row in ledger.rows("P/Coverage")
    }


def test_what_this_run_writes_is_counted_so_that_a_second_one_has_nothing_to_do(ledger: Ledger):
    ledger.region("P/Coverage", "coverage")
    ledger.update()
    assert counts(ledger) == {
        "total": ["5", "4", "0", "1", "0"],
        "Talk:P": ["5", "4", "0", "1", "0"],
    }
    assert ledger.update(LATER)[1].saved == []


def test_the_first_comment_not_handled_is_linked(ledger: Ledger):
    ledger.region("P/Said", "statements", source="Talk:P")
    ledger.region("P/Coverage", "coverage")
    ledger.write("Talk:P/Other", OTHER)
    ledger.update()
    assert counts(ledger)["Talk:P/Other"] == ["1", "0", "0", "0", "1"]
    total = ledger.rows("P/Coverage")[0].cells
    assert total["not yet handled"] == "1"
    assert total["next comment"] == "Special:GoToComment/c-Ed-2018-04-24T10:05:00.000Z"


def test_a_row_that_a_person_deletes_is_set_aside_in_the_account(ledger: Ledger):
    ledger.region("P/Coverage", "coverage")
    ledger.update()
    row = ledger.rows("P/Said")[0]
    text = ledger.text("P/Said")
    ledger.write("P/Said", text[: row.call.start] + text[row.call.end + 1 :])
    ledger.update(LATER)
    assert counts(ledger)["total"] == ["5", "2", "2", "1", "0"]


def test_a_list_on_several_pages_is_one_list(ledger: Ledger):
    ledger.region("P/Said", "statements", rows="comments")
    ledger.region("P/Coverage", "coverage")
    ledger.write("Talk:P", "== T ==\n" + "".join(
        f"* Number {n}. {SIGNED.format(f'U{n}', n % 60, 1 + n // 60)}\n" for n in range(205)
    ))  # fmt: skip
    ledger.update()
    assert counts(ledger)["total"] == ["205", "205", "0", "0", "0"]
    assert ledger.update(LATER)[1].saved == []


def test_a_row_for_each_language_where_there_are_several(ledger: Ledger):
    ledger.region("P/Coverage", "coverage")
    ledger.more = {"sources": [{"prefix": "Talk:P"}, {"title": "Talk:P/fr", "wiki": "frwiki"}]}
    ledger.write("Talk:P/fr", "== T ==\nOui. [[Utilisateur:Ed|Ed]] 2 mai 2018 à 19:40 (CEST)\n")
    ledger.update()
    languages = [row.cells["lang"] for row in ledger.rows("P/Coverage")]
    assert languages == ["", "en", "fr", "en", "fr"]


# consult check --coverage


def check(ledger: Ledger, *words: str, required: bool = False):
    file = ledger.folder.parent / "p.toml"
    file.write_text(
        '[consultation]\nname = "P"\nwiki = "metawiki"\ntask = "P/Bot"\n[scope]\nprefixes = ["P"]\n'
        '[[sources]]\nprefix = "Talk:P"\n[people]\norganizers = ["User:org"]\n'
        '[facets.question]\nwho = { en = ["who"] }\n'
        f"[coverage]\nrequired = {str(required).lower()}\n"
    )
    place = ("--config", str(file), "--store", f"folder:{ledger.folder}")
    return CliRunner().invoke(main, ["check", *place, *words])


def test_check_lists_each_comment_that_nothing_accounts_for_yet(ledger: Ledger):
    before = {path: path.read_bytes() for path in Path(ledger.folder).rglob("*.wikitext")}
    result = check(ledger, "--coverage")
    assert result.exit_code == 0
    assert "! Talk:P: not yet handled: Ana, 2018-04-21, [[Special:GoToComment/c-Ana-" in (
        result.output
    )
    assert "5 signatures = 5 comments + 0 further + 0 rejected" in result.output
    assert "1 out of scope + 4 not yet handled" in result.output
    after = {path: path.read_bytes() for path in Path(ledger.folder).rglob("*.wikitext")}
    assert after == before


def test_check_gives_the_account_as_data(ledger: Ledger):
    ledger.update()
    ledger.write("Talk:P", TALK + ": At 10:00, 1 May 2018 (UTC) we meet.\n")
    data = json.loads(check(ledger, "--coverage", "--json").output)["coverage"]
    assert data["total"]["covered"] == 4
    assert data["total"]["rejected"] == 1
    assert data["rejected"] == [
        {"page": "Talk:P", "line": 9, "reason": "no link to a user before it"}
    ]
    assert data["pages"]["Talk:P"] == data["total"]
    assert data["not yet handled"] == []


def test_the_exit_status_depends_on_it_where_the_settings_say_so(ledger: Ledger):
    assert check(ledger).exit_code == 0
    assert check(ledger, required=True).exit_code == 1
    assert json.loads(check(ledger, "--json", required=True).output)["status"] == 1
    ledger.update()
    assert check(ledger, required=True).exit_code == 0
