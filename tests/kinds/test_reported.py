"""What was said off the wiki: typed by people, counted apart, never shown as anybody's comment."""

from __future__ import annotations

from datetime import date

import pytest

from bots.consultation.reported.offwiki import (
    REPORTED,
    STANDINGS,
    Told,
    occasions,
    reported_statements,
)
from bots.page.regions import END, START
from tests.kinds.conftest import Ledger

PAGE = "P/Events"
RECORD = """{{Consultation conversation
|id=krakow
|title=An evening in Kraków
|kind=workshop
|date=9 June 2018
|place=Kraków
|lang=pl
|people=14
|reported by=[[User:Bo]]
|consent=no names
}}
"""
ROW = "{{Consultation reported statement\n|source=krakow\n|content=Seldom is better.\n}}"
OTHER = "{{Consultation reported statement|source=A letter|content=Pupils need one account.}}"


def typed(*rows: str, record: str = RECORD, settings: str = "") -> str:
    body = "\n".join(rows)
    return (
        f"{record}\n{{{{{START}|id=r|kind={REPORTED}{settings}}}}}\n{body}\n"
        f"{{{{{END}|id=r}}}}\nThank you."
    )


@pytest.fixture
def evening(ledger: Ledger) -> Ledger:
    ledger.write(PAGE, typed(ROW, OTHER))
    return ledger


def cells(place: Ledger, title: str = PAGE) -> list[dict[str, str]]:
    return [dict(row.cells) for row in place.rows(title)]


def statements(place: Ledger):
    plan, _ = place.update()
    assert plan.consultation
    return reported_statements(plan.consultation)


def test_rows_that_people_type_get_a_key_and_what_the_record_says(evening: Ledger):
    evening.update()
    first, other = cells(evening)
    assert len(first["id"]) == 8
    assert first["title"] == "An evening in Kraków"
    assert first["date"] == "9 June 2018"
    assert (first["place"], first["lang"], first["present"]) == ("Kraków", "pl", "14")
    assert first["reported by"] == "[[User:Bo]]"
    assert first["content"] == "Seldom is better."
    assert other["id"] not in ("", first["id"])
    assert other["content"] == "Pupils need one account."
    assert other.get("title", "") == ""
    assert evening.text(PAGE).endswith("\nThank you.")
    assert evening.update(date(2018, 6, 9))[1].saved == []


def test_a_key_that_a_person_types_is_kept(evening: Ledger):
    evening.write(PAGE, typed(ROW.replace("|source", "|id=seldom\n|source")))
    evening.update()
    assert cells(evening)[0]["id"] == "seldom"
    assert cells(evening)[0].get("held", "") == ""


def test_the_key_stays_when_the_words_change(evening: Ledger):
    evening.update()
    key = cells(evening)[0]["id"]
    evening.fill(PAGE, key, content="Too seldom is better than too often.")
    evening.update()
    assert next(row["id"] for row in cells(evening)) == key
    assert cells(evening)[0]["content"] == "Too seldom is better than too often."


def test_a_row_copied_to_make_the_next_gets_a_key_of_its_own(evening: Ledger):
    evening.update()
    text = evening.text(PAGE)
    start = text.index("{{Consultation reported statement")
    copy = text[start : text.index("\n}}", start) + 3]
    evening.write(PAGE, text.replace(copy, f"{copy}\n{copy.replace('Seldom', 'Often')}"))
    evening.update()
    first, second, _ = cells(evening)
    assert first["id"] != second["id"]
    assert second["content"] == "Often is better."
    assert second.get("held", "") == ""
    assert first["id"] in copy
    assert evening.update(date(2018, 6, 9))[1].saved == []


def test_a_region_may_say_for_all_its_rows_where_it_was(evening: Ledger):
    bare = ROW.replace("|source=krakow\n", "")
    evening.write(PAGE, typed(bare, OTHER, settings="|source=krakow"))
    evening.update()
    assert [row.get("conversation", "") for row in cells(evening)] == ["krakow", ""]


def test_a_row_deleted_by_a_person_stays_out(evening: Ledger):
    evening.update()
    text = evening.text(PAGE)
    start = text.index("{{Consultation reported statement")
    evening.write(PAGE, text[:start] + text[text.index("\n}}", start) + 4 :])
    plan, _ = evening.update()
    assert len(cells(evening)) == 1
    assert len(plan.kept[PAGE].excluded) == 1


def test_the_record_counts_what_is_reported_and_what_was_dealt_with(evening: Ledger):
    handled = ROW.replace("|content=Seldom", "|theme=voice\n|content=More")
    evening.write(PAGE, typed(ROW, handled, OTHER))
    evening.update()
    text = evening.text(PAGE)
    assert "|statements=2\n|handled=1\n" in text


@pytest.mark.parametrize(
    ("more", "standing"),
    [
        ("", "not yet handled"),
        ("|disposition=open", "not yet handled"),
        ("|disposition=<!-- accepted? -->", "not yet handled"),
        ("|assigned to=Bo", "not yet handled"),
        ("|disposition=declined", "handled"),
        ("|response=Yes.", "handled"),
        ("|theme=voice", "handled"),
        ("|question=who", "handled"),
        ("|change=[[Special:Diff/1]]", "handled"),
        ("|excluded=said twice|response=Yes.", "set aside"),
        ("|merged into=other", "merged"),
        ("|merged into=nowhere", "not yet handled"),
    ],
)
def test_what_became_of_a_statement(evening: Ledger, more: str, standing: str):
    one = "{{Consultation reported statement|id=one|content=One." + more + "}}"
    other = "{{Consultation reported statement|id=other|content=Two.|response=Yes.}}"
    evening.write(PAGE, typed(one, other))
    found = {statement.key: statement.standing for statement in statements(evening)}
    assert found == {"one": standing, "other": "handled"}


def test_the_sum_holds_whatever_people_do(evening: Ledger):
    rows = [
        f"{{{{Consultation reported statement|content=Point {number}{more}}}}}"
        for number, more in enumerate(["", "|theme=a", "|excluded=no", "|response=x"] * 3)
    ]
    evening.write(PAGE, typed(*rows))
    told = Told(statements(evening))
    assert told.reported == sum(told.counts[name] for name in STANDINGS) == 12
    assert len(told.open) == told.counts["not yet handled"] == 3


def test_a_row_without_content_is_no_statement_and_is_reported(evening: Ledger):
    evening.write(PAGE, typed(ROW, "{{Consultation reported statement|source=krakow|content=}}"))
    plan, _ = evening.update()
    second = evening.rows(PAGE)[1].key
    assert (PAGE, f"row {second}: a reported statement lacks its content") in plan.troubles
    assert plan.consultation
    assert len(reported_statements(plan.consultation)) == 1


@pytest.mark.parametrize(("consent", "shown"), [("names", "Baba"), ("no names", ""), ("", "")])
def test_no_name_is_given_away_without_consent(evening: Ledger, consent: str, shown: str):
    row = ROW.replace("|content", "|said by=Baba\n|content")
    evening.write(PAGE, typed(row, record=RECORD.replace("no names", consent)))
    plan, _ = evening.update()
    assert plan.consultation
    [statement] = reported_statements(plan.consultation)
    assert statement.said_by == shown
    told = [sentence for _, sentence in plan.troubles if "take the name out" in sentence]
    assert bool(told) is not bool(shown)
    # What a person typed is theirs.
    assert cells(evening)[0]["said by"] == "Baba"
    assert cells(evening)[0].get("consent", "") == consent


def test_what_a_statement_tells(evening: Ledger):
    evening.write(
        PAGE, typed(ROW.replace("|content", "|people=most\n|theme=voice; law\n|content"), OTHER)
    )
    first, other = statements(evening)
    assert (first.source, first.language, first.people) == ("An evening in Kraków", "pl", 14)
    assert str(first.period) == "2018-06-09"
    assert first.values("theme") == ("voice", "law")
    assert first.link == f"{PAGE}#consultation-statement-{first.key}"
    assert (other.source, other.language, other.people) == ("A letter", "", None)
    assert other.period is None


def test_a_conversation_has_to_be_named_and_its_consent_known(evening: Ledger):
    record = RECORD.replace("id=krakow", "id=").replace("consent=no names", "consent=")
    evening.write(PAGE, typed(ROW, record=record))
    plan, _ = evening.update()
    assert (PAGE, "a conversation needs an id without spaces") in plan.troubles
    assert plan.consultation
    assert occasions(plan.consultation) == {}
    evening.write(PAGE, typed(ROW, record=RECORD.replace("consent=no names", "consent=")))
    plan, _ = evening.update()
    assert any("what people agreed to" in sentence for _, sentence in plan.troubles)


def test_what_people_correct_in_a_row_stays_theirs(evening: Ledger):
    evening.update()
    key = cells(evening)[0]["id"]
    evening.fill(PAGE, key, place="Cracow")
    evening.update()
    row = cells(evening)[0]
    assert (row["place"], row["held"]) == ("Cracow", "place")


# Counted everywhere, and as what it is


def test_the_overview_has_it_apart_from_comments(evening: Ledger):
    evening.region("P/All", "overview")
    evening.update()
    rows = {row.key: row.cells for row in evening.rows("P/All")}
    total, whole = rows["total"], rows["off-wiki"]
    assert (total["comments"], total["people"]) == ("5", "5")
    assert (whole["comments"], whole["people"], whole["threads"]) == ("2", "14", "")
    [own] = [row for row in rows.values() if row["conversation"] == "krakow"]
    assert (own["title"], own["comments"], own["people"]) == ("An evening in Kraków", "1", "14")
    assert (own["first"], own["latest"], own["lang"]) == ("2018-06-09", "2018-06-09", "pl")
    assert evening.update(date(2018, 6, 9))[1].saved == []


def test_an_overview_of_some_talk_pages_has_none_of_it(evening: Ledger):
    evening.region("P/All", "overview", source="Talk:P")
    evening.update()
    assert all(not row.cells["conversation"] for row in evening.rows("P/All"))


def test_a_conversation_without_a_record_any_more_is_marked(evening: Ledger):
    evening.region("P/All", "overview")
    evening.update()
    evening.write(PAGE, typed(ROW, record=""))
    evening.update(date(2018, 6, 9))
    [own] = [row.cells for row in evening.rows("P/All") if row.cells["conversation"] == "krakow"]
    assert own["gone"] == "2018-06-09"


def test_the_coverage_has_a_sum_of_its_own(evening: Ledger):
    evening.write(PAGE, typed(ROW, ROW.replace("Seldom", "|theme=voice|content=Often"), OTHER))
    evening.region("P/Account", "coverage")
    evening.update()
    rows = {row.key: row.cells for row in evening.rows("P/Account")}
    whole = rows["off-wiki"]
    assert whole["reported"] == "3"
    assert int(whole["reported"]) == sum(int(whole[name]) for name in STANDINGS)
    assert whole["signatures"] == whole["comments"] == whole["covered"] == ""
    assert whole["next comment"].startswith(f"{PAGE}#consultation-statement-")
    [own] = [row for row in rows.values() if row["conversation"] == "krakow"]
    assert (own["reported"], own["handled"], own["not yet handled"]) == ("2", "1", "1")
    # The sums of comments are what they were.
    total = rows["total"]
    assert (total["signatures"], total["comments"], total["reported"]) == ("5", "5", "")
    assert evening.update(date(2018, 6, 9))[1].saved == []


def test_a_facilitators_digest_counts_what_is_left_to_code(evening: Ledger):
    evening.more["facilitators"] = [{"account": "Ana", "languages": ["pl"], "page": "P/Ana"}]
    coded = ROW.replace("|content=Seldom", "|theme=voice\n|content=More")
    aside = ROW.replace("|content=Seldom", "|excluded=twice\n|content=Twice")
    evening.write(PAGE, typed(ROW, coded, aside, OTHER))
    evening.region("P/Ana", "digest", **{"for": "Ana"})
    evening.update()
    told = {(row.cells["sort"], row.cells["page"]): row.cells for row in evening.rows("P/Ana")}
    assert told["uncoded", PAGE]["count"] == "1"
    assert told["uncoded", PAGE]["lang"] == "pl"


# What people write of it


def row(**cells: str) -> str:
    typed_cells = "".join(f"|{name.replace('_', ' ')}={value}\n" for name, value in cells.items())
    return "{{Consultation reported statement\n|source=krakow\n" + typed_cells + "}}"


def told(place: Ledger, title: str = PAGE) -> list[str]:
    plan, _ = place.update()
    return [sentence.partition(": ")[2] for page, sentence in plan.troubles if page == title]


def test_answers_are_looked_at_as_those_to_comments_are(ledger: Ledger):
    ledger.write(
        PAGE,
        typed(
            row(content="One", disposition="acepted", question="whom"),
            row(content="Two", disposition="accepted", change="[[Special:Diff/7]]", stance="aye"),
            row(content="Three", disposition="Declined", question="Who", stance="Oppose"),
        ),
    )
    first, second, *more = (sentence.partition("; use")[0] for sentence in told(ledger))
    assert (first, second) == (
        "the disposition “acepted” is none",
        "question=whom is none of its keys",
    )
    assert more == [
        "the stance “aye” is none",
        "change= names the revision 7, and there is none; correct it",
    ]
    ledger.write(PAGE, typed(row(content="One", disposition="acepted"), row(content="Two")))
    assert [s.standing for s in statements(ledger)] == ["not yet handled"] * 2


def test_a_row_that_is_merged_into_none_stands_for_itself_and_is_told(ledger: Ledger):
    ledger.write(
        PAGE,
        typed(
            row(id="a", content="A", merged_into="b"),
            row(id="b", content="B", merged_into="a"),
            row(id="c", content="C", merged_into="nowhere"),
            row(id="d", content="D", merged_into="#E"),
            row(id="e", content="E"),
        ),
    )
    assert [sentence.partition(", so")[0] for sentence in told(ledger)] == [
        "merged into=b leads to rows that are merged into each other",
        "merged into=a leads to rows that are merged into each other",
        "merged into=nowhere is the id of no row that could speak for it",
    ]
    standings = {s.key: s.standing for s in statements(ledger)}
    assert [key for key, standing in standings.items() if standing == "merged"] == ["d"]


def test_a_row_is_not_taken_for_one_of_the_same_id_on_another_page(ledger: Ledger):
    ledger.write(PAGE, typed(row(id="a", content="A", merged_into="b"), row(id="b", content="B")))
    ledger.write("P/Other", typed(row(id="a", content="Another"), record=""))
    found = {(s.page, s.key): s.standing for s in statements(ledger)}
    assert found == {
        (PAGE, "a"): "merged",
        (PAGE, "b"): "not yet handled",
        ("P/Other", "a"): "not yet handled",
    }


def test_two_conversations_of_one_id_are_told(ledger: Ledger):
    ledger.write(PAGE, typed(ROW))
    ledger.write("P/Other", typed(ROW, record=RECORD.replace("An evening", "A morning")))
    plan, _ = ledger.update()
    mend = "has this id: give it its own"
    assert [page for page, sentence in plan.troubles if mend in sentence] == [PAGE, "P/Other"]
