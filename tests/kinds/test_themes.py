"""What statements are about, on pages: counted as people code them, and nothing moves by itself."""

from __future__ import annotations

from datetime import date

from tests.kinds.conftest import SIGNED, TALK, Ledger

LATER = date(2018, 6, 9)
FACETS = {
    "facets": {"theme": {"money": {}, "small-places": {}}, "question": {}},
    "labels": {"theme": {"money": {"en": "Money", "fr": "Argent : €"}}},
}


def counts(ledger: Ledger, page: str = "P/Themes") -> dict[str, tuple[str, ...]]:
    return {
        row.cells["key"] or row.key: tuple(
            row.cells[name] for name in ("statements", "people", "support", "oppose", "neutral")
        )
        for row in ledger.rows(page)
    }


def code(ledger: Ledger, *themes: str, name: str = "theme") -> None:
    for row, theme in zip(ledger.rows("P/Said"), themes, strict=False):
        ledger.fill("P/Said", row.key, **{name: theme})


def test_what_this_run_writes_is_counted_so_that_a_second_one_has_nothing_to_do(ledger: Ledger):
    ledger.more |= FACETS
    ledger.region("P/Themes", "themes")
    ledger.update()
    assert counts(ledger) == {
        "total": ("2", "4", "1", "1", "0"),
        "money": ("0", "0", "0", "0", "0"),
        "small-places": ("0", "0", "0", "0", "0"),
        "uncoded": ("2", "4", "1", "1", "0"),
    }
    assert ledger.update(LATER)[1].saved == []


def test_keys_are_found_as_people_write_them_several_in_a_cell(ledger: Ledger):
    ledger.more |= FACETS
    ledger.region("P/Themes", "themes")
    ledger.update()
    code(ledger, "argent : €; Small Places", "small_places, monney")
    ledger.update(LATER)
    assert counts(ledger) == {
        "total": ("2", "4", "1", "1", "0"),
        "money": ("1", "2", "1", "1", "0"),
        "small-places": ("2", "4", "1", "1", "0"),
        "monney": ("1", "2", "0", "0", "0"),
        "uncoded": ("0", "0", "0", "0", "0"),
    }
    standing = {row.cells["key"]: row.cells["standing"] for row in ledger.rows("P/Themes")}
    assert standing == {"": "", "money": "", "small-places": "", "monney": "no key"}
    assert ledger.update(date(2018, 6, 10))[1].saved == []


def test_a_word_that_nobody_uses_any_more_stays_with_nothing_in_it(ledger: Ledger):
    ledger.more |= FACETS
    ledger.region("P/Themes", "themes")
    ledger.update()
    code(ledger, "monney")
    ledger.update(LATER)
    code(ledger, "money")
    ledger.update(LATER)
    assert counts(ledger)["monney"] == ("0", "0", "0", "0", "0")
    assert [row.cells["gone"] for row in ledger.rows("P/Themes")] == [""] * 5
    assert ledger.update(date(2018, 6, 10))[1].saved == []


def test_a_label_is_shown_in_the_readers_language(ledger: Ledger):
    ledger.more |= FACETS
    ledger.region("P/Themes", "themes")
    ledger.update()
    labels = {row.cells["key"]: row.cells["label"] for row in ledger.rows("P/Themes")}
    assert labels["money"] == (
        "{{#switch:{{Consultation words|language}}|fr=<nowiki>Argent : €</nowiki>|#default=Money}}"
    )
    assert labels["small-places"] == ""


def test_where_the_settings_have_no_keys_people_choose_their_own(ledger: Ledger):
    ledger.more |= FACETS
    ledger.region("P/Themes", "themes", facet="Question")
    ledger.update()
    code(ledger, "who", "when; who", name="question")
    plan, _ = ledger.update(LATER)
    assert [*counts(ledger)] == ["total", "when", "who", "uncoded"]
    assert {row.cells["standing"] for row in ledger.rows("P/Themes")} == {""}
    assert plan.troubles == ()


def test_merged_and_set_aside_statements_and_pages_not_asked_for(ledger: Ledger):
    ledger.write("Talk:P/Other", f"== Else ==\nYes. {SIGNED.format('Ed', 5, 24)}\n")
    ledger.region("P/Themes", "themes")
    ledger.region("P/Themes2", "themes", source="Talk:P/Other")
    ledger.update()
    first, second, _ = (row.key for row in ledger.rows("P/Said"))
    ledger.fill("P/Said", second, merged_into=first)
    ledger.fill("P/Said", first, theme="money")
    ledger.update(LATER)
    assert counts(ledger)["money"] == ("1", "4", "1", "1", "0")
    assert counts(ledger, "P/Themes2")["uncoded"] == ("1", "1", "1", "0", "0")
    ledger.fill("P/Said", first, excluded="a test")
    ledger.update(LATER)
    assert counts(ledger)["total"] == ("1", "1", "1", "0", "0")


def test_a_facet_that_is_none_is_refused_with_its_line(ledger: Ledger):
    ledger.region("P/Themes", "themes", facet="colour")
    plan, outcome = ledger.update()
    assert outcome.status == 1
    assert "P/Themes, line 1: region r: “colour” is no way to code" in str(plan.refusals[0])
    assert "use one of: theme, question" in str(plan.refusals[0])


def test_bars_keep_their_scale_while_numbers_grow_a_little(ledger: Ledger):
    ledger.region("P/Themes", "themes")
    threads = [f"== T{n} ==\nYes. {SIGNED.format('Ana', n, 21)}\n" for n in range(6)]
    scales = []
    for number in (3, 4, 6):
        ledger.write("Talk:P", "".join(threads[:number]))
        ledger.update(LATER)
        scales.append({row.cells["scale"] for row in ledger.rows("P/Themes")})
    assert scales == [{"5"}, {"5"}, {"10"}]


def test_a_removed_comment_is_counted_no_more(ledger: Ledger):
    ledger.region("P/Themes", "themes")
    ledger.update()
    ledger.write("Talk:P", TALK.partition("== Names ==")[0])
    ledger.update(LATER)
    assert counts(ledger)["total"] == ("1", "2", "1", "1", "0")
    assert ledger.update(date(2018, 6, 10))[1].saved == []
