"""What holds of any page, whatever stands on it and whatever the bot has to write."""

from __future__ import annotations

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bots.errors import RegionError
from bots.page.calls import calls
from bots.page.quote import cell, quote
from bots.page.records import Edit, apply
from tests.page.strategies import anything, keys
from tests.page.world import EMPTY, TOMORROW, host, item, note, run, wanted


@given(anything)
@example("{" * 100_000)
@example("{{Consultation x|" * 20_000)
@example("{{Consultation x|a=" * 20_000 + "}}" * 20_000)
@example("{{ " * 50_000 + "}} " * 50_000)
@example("[[" * 100_000 + "Consultation x")
@example("<nowiki>" * 50_000 + "{{Consultation x}}")
@example("-{" * 50_000 + "{{Consultation x}}" + "}-" * 50_000)
@example("\n=" * 100_000 + "{{Consultation x}}")
def test_calls_never_raises_and_its_spans_are_exact(text: str):
    for call in calls(text, "Consultation "):
        assert text[call.start : call.end].startswith("{{")
        assert text[call.start : call.end].endswith("}}")
        assert text.count("\n", 0, call.start) + 1 == call.line
        position = call.start
        for parameter in call.parameters:
            assert position < parameter.start < parameter.equals < parameter.end < call.end
            assert text[parameter.start] == "|"
            assert text[parameter.equals] == "="
            assert text[parameter.end] in "|}"
            assert parameter.equals < parameter.value_start <= parameter.value_end <= parameter.end
            assert parameter.value == text[parameter.value_start : parameter.value_end]
            position = parameter.start


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 5), st.text("xy", max_size=3))))
def test_apply_leaves_all_between_edits_as_it_is(spans: list[tuple[int, int, str]]):
    text = "abcdefghijklmnopqrstuvwxyz"
    edits: list[Edit] = []
    for start, length, new in sorted(spans):
        if not edits or start >= edits[-1].end:
            edits.append(Edit(start, start + length, new))
    expected, position = "", 0
    for edit in edits:
        expected += text[position : edit.start] + edit.text
        position = edit.end
    assert apply(text, edits) == expected + text[position:]
    assert apply(text, reversed([e for e in edits if e.end > e.start])) == apply(
        text, [e for e in edits if e.end > e.start]
    )


@settings(max_examples=150)
@given(anything, anything, anything)
@example("a\r\n", "\r\nno final", "")
@example("<nowiki>{{Consultation region|id=x}}</nowiki>", "{|", "|}")
def test_outside_of_regions_nothing_changes(before: str, between: str, after: str):
    text = before + EMPTY[0] + between + EMPTY[1] + after
    try:
        there = host(text)
        assume([region.id for region in there.regions] == ["items", "notes"])
        kept = run(text).text
    except RegionError:
        return
    first, second = (marker.partition("\n")[0] for marker in EMPTY)
    assert kept.startswith(before + first)
    assert kept.endswith("|id=notes|rows=n1 n2 n3}}" + after)
    assert "|id=items|rows=one two three four}}" + between + second in kept
    assert run(kept).text == kept
    assert run(kept, wanted(today=TOMORROW), today=TOMORROW).text == kept


@settings(max_examples=150)
@given(keys, keys, st.booleans())
def test_any_keys_are_written_once_and_found_again(first: list[str], more: list[str], crlf: bool):
    text = "\n".join(EMPTY).replace("\n", "\r\n") if crlf else "\n".join(EMPTY)
    for chosen in (first, [*more, *first]):
        asked = wanted([item(k, 1, "x") for k in chosen], [note(k) for k in chosen])
        kept = run(text, asked)
        text = kept.text
        assert run(text, asked).text == text
        assert not kept.excluded
        assert not kept.foreign
        for region in host(text).regions:
            assert set(region.written) == {row.key for row in region.rows}
            assert set(region.written) >= set(chosen)


@settings(max_examples=150)
@given(anything, anything)
def test_what_the_bot_quotes_cannot_touch_its_neighbours(words: str, heading: str):
    rows = [{**item("one", 1), "heading": cell(heading)}, item("two", 2)]
    asked = wanted(rows, [{"id": "n1", "text": quote(words)}])
    text = run("\n".join(EMPTY), asked).text
    (first, second), (only,) = (region.rows for region in host(text).regions)
    assert first.cells["heading"] == cell(heading)
    assert only.cells["text"] == quote(words)
    assert second.cells["comments"] == "2"
    assert run(text, asked).text == text


@settings(max_examples=150)
@given(anything)
def test_what_is_not_quoted_is_written_whole_or_not_at_all(value: str):
    rows = [{**item("one", 1), "page": value}, item("two", 2)]
    text = run(EMPTY[0], wanted([item("two", 1)])).text
    try:
        kept = run(text, wanted(rows)).text
    except RegionError:
        return
    assert [row.key for row in host(kept).regions[0].rows] == ["one", "two"]
    assert host(kept).regions[0].rows[1].cells["comments"] == "2"
    assert run(kept, wanted(rows)).text == kept


@given(anything)
def test_unchanged_input_comes_back_byte_for_byte(text: str):
    try:
        there = host(text)
    except RegionError:
        return
    assert run(text, {}).text == there.text == text
