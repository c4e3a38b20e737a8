"""``consult parse`` on files and on standard input."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from bots.commands import main

PAGE = """Hello. [[User:Ana|Ana]] 09:00, 2 March 2020 (UTC)

== Funding ==
More, please. [[User:Ana|Ana]] ([[User talk:Ana|talk]]) 10:15, 21 April 2018 (UTC)
: No. [[User:Ben|Ben]] 10:20, 21 April 2018 (UTC)
: Perhaps. 10:25, 21 April 2018 (UTC)
"""


@pytest.fixture
def page(tmp_path):
    file = tmp_path / "Talk.wikitext"
    file.write_text(PAGE, encoding="utf-8")
    return str(file)


def run(*arguments, status=0, **options):
    result = CliRunner().invoke(main, ["parse", *arguments], **options)
    assert result.exit_code == status, result.output
    return result.output


def test_a_tree_for_people(page):
    assert run(page, "--wiki", "enwiki").splitlines() == [
        "====== (no heading)",
        "  Ana, 2020-03-02 09:00  Hello.",
        "",
        "== Funding",
        "  Ana, 2018-04-21 10:15  More, please.",
        "    Ben, 2018-04-21 10:20  No.",
    ]


def test_one_item_a_line(page):
    items = [
        json.loads(line)
        for line in run(page, "--wiki", "enwiki", "--format", "ndjson").splitlines()
    ]
    assert [item["type"] for item in items] == [
        "heading",
        "comment",
        "heading",
        "comment",
        "comment",
    ]
    assert items[0]["placeholder"]
    reply = items[4]
    expected = {
        "index": 4,
        "level": 2,
        "headingLevel": None,
        "author": "Ben",
        "timestamp": "2018-04-21T10:20:00Z",
        "section": "Funding",
        "topic": "Funding",
        "parent": 3,
        "id": "c-Ben-2018-04-21T10:20:00.000Z-Ana-2018-04-21T10:15:00.000Z",
        "name": "c-Ben-2018-04-21T10:20:00.000Z",
        "line": 5,
        "signatures": 1,
    }
    assert {key: reply[key] for key in expected} == expected
    start, end = reply["span"]
    assert PAGE[start:end] == "No. [[User:Ben|Ben]] 10:20, 21 April 2018 (UTC)"
    assert (items[2]["headingLevel"], items[2]["level"], items[2]["text"]) == (2, 0, "Funding")


def test_every_line_has_the_same_fields(page):
    items = [
        json.loads(line)
        for line in run(page, "--wiki", "enwiki", "--format", "ndjson").splitlines()
    ]
    assert len({tuple(item) for item in items}) == 1


def test_the_whole_page_as_json(page):
    whole = json.loads(run(page, "--wiki", "enwiki", "--format", "json"))
    assert (whole["version"], whole["wiki"], whole["seen"]) == (1, "enwiki", 4)
    assert whole["threads"][1]["authors"] == ["Ana", "Ben"]
    assert (whole["threads"][1]["first"], whole["threads"][1]["latest"]) == (3, 4)


def test_an_account_of_what_was_seen(page):
    assert run(page, "--wiki", "enwiki", "--coverage").splitlines() == [
        "4 timestamps: 3 signatures of 3 comments, 1 set aside",
        "line 6: no link to a user before it",
    ]
    account = json.loads(run(page, "--wiki", "enwiki", "--coverage", "--format", "json"))
    assert account["seen"] == account["signatures"] + len(account["rejected"])


def test_standard_input():
    assert "Ben, 2018-04-21" in run("-", "--wiki", "enwiki", input=PAGE)


def test_nothing_in_nothing_out():
    assert run("-", "--wiki", "enwiki", input="") == ""


def test_a_byte_order_mark_is_no_text():
    assert run("-", "--wiki", "enwiki", input=b"\xef\xbb\xbf== H ==\n").startswith("== H")


def test_an_unknown_wiki_is_wrong_use():
    assert "did you mean enwiki" in run("-", "--wiki", "enwki", input="", status=2)


def test_what_is_no_text_is_wrong_use():
    assert "no UTF-8 text (byte 1)" in run("-", "--wiki", "enwiki", input=b"a\xff", status=2)
