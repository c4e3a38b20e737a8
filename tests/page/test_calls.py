"""Template calls: which of them are live, what they are called, and where exactly they stand."""

from __future__ import annotations

import pytest

from bots.page.calls import Call, calls, template_name


def only(text: str) -> Call:
    (call,) = calls(text, "Consultation ")
    return call


@pytest.mark.parametrize(
    "name",
    [
        "Consultation region",
        " consultation region ",
        "consultation_region\n",
        "Consultation  _ region",
        "Template:Consultation region",
        "template: consultation region",
        "TEMPLATE:_Consultation_region",
        ":Template:Consultation region",
        "Consultation<!-- a comment --> region<!-- and one more -->",
        "Consultation&#32;region",
        "Consultation&nbsp;region",
        "Consultation region#part",
    ],
)
def test_a_template_is_called_by_any_spelling_of_its_name(name: str):
    assert only(f"{{{{{name}|id=a}}}}").name == "Consultation region"


@pytest.mark.parametrize(
    "text",
    [
        "{{Consultation\nregion}}",
        "{{:Consultation region}}",
        "{{User:Consultation region}}",
        "{{Consultation}}",
        "{{Consultations region}}",
        "{{CONSULTATION region}}",
        "{{Consultation {{{kind}}}}}",
        "{{{Consultation region}}}",
        "{Consultation region}",
        "{{Consultation region",
        "{{Consultation region}",
        "{<!-- -->{Consultation region}}",
        "[[Consultation region]]",
        "<nowiki>{{Consultation region}}</nowiki>",
        "<pre>{{Consultation region}}</pre>",
        "<!-- {{Consultation region}} -->",
        "<!-- {{Consultation region}}",
        "<includeonly>{{Consultation region}}</includeonly>",
        "<syntaxhighlight>{{Consultation region}}</syntaxhighlight>",
        "<ref>{{Consultation region}}</ref>",
        "<pre {{Consultation region}}>",
    ],
)
def test_these_are_no_calls(text: str):
    assert calls(text, "Consultation region") == []


@pytest.mark.parametrize(
    "text",
    [
        "<noinclude>{{Consultation region}}</noinclude>",
        "<onlyinclude>{{Consultation region}}</onlyinclude>",
        "<nowiki/>{{Consultation region}}</nowiki>",
        "<nowiki>{{Consultation region}}",
        "</nowiki>{{Consultation region}}<nowiki>",
        "[[{{Consultation region}}",
        "{{open|{{Consultation region}}",
        "-{{Consultation region}}-",
        "= {{Consultation region}} =",
        "{|\n|{{Consultation region}}\n|}",
    ],
)
def test_these_are_live(text: str):
    assert text[only(text).start : only(text).end] == "{{Consultation region}}"


@pytest.mark.parametrize(
    ("text", "nested"),
    [
        ("{{a|{{Consultation x}}}}", True),
        ("{{{a|{{Consultation x}}}}}", True),
        ("[[a|{{Consultation x}}]]", True),
        ("-{ {{Consultation x}} }-", True),
        ("{{a|{{b}} {{Consultation x}}", False),
        ("{{a}} {{Consultation x}} {{b}}", False),
        ("[a {{Consultation x}}]", False),
    ],
)
def test_a_call_inside_another_that_is_closed_is_nested(text: str, nested: bool):
    assert only(text).nested is nested


def test_parameters_have_exact_spans():
    text = "é {{Consultation x\n| a = one <!-- two -->\n|b=|c|d={{e|f=g}}[[h|i=j]]\n}}"
    a, b, d = only(text).parameters
    assert [p.name for p in (a, b, d)] == ["a", "b", "d"]
    assert text[a.start : a.end] == "| a = one <!-- two -->\n"
    assert a.value == text[a.value_start : a.value_end] == "one"
    assert (b.value, b.value_start) == ("", b.end)
    assert d.value == "{{e|f=g}}[[h|i=j]]"


def test_an_empty_cell_is_filled_before_its_comment():
    text = "{{Consultation x|a=  <!-- write here -->\n}}"
    (a,) = only(text).parameters
    assert a.value == ""
    assert text[: a.value_start] == "{{Consultation x|a=  "


def test_of_a_name_given_twice_the_last_counts():
    call = only("{{Consultation x|a=1|a=2}}")
    assert call.cells == {"a": "2"}
    assert call.parameter("a") is call.parameters[1]
    assert call.parameter("b") is None


@pytest.mark.parametrize(
    ("inside", "value"),
    [
        ("[[b|c=d]]", "[[b|c=d]]"),
        ("<nowiki>}}|</nowiki>", "<nowiki>}}|</nowiki>"),
        ("<ref>}}|x=1</ref>", "<ref>}}|x=1</ref>"),
        ("\n== head }} |x=1\nb", "== head }} |x=1\nb"),
        ("-{b|c}-", "-{b|c}-"),
        ("b=c", "b=c"),
        ("b}c", "b}c"),
    ],
)
def test_what_mediawiki_does_not_read_as_the_end_of_a_cell(inside: str, value: str):
    assert only(f"{{{{Consultation x|a={inside}\n|last=1}}}}").cells == {"a": value, "last": "1"}


def test_the_line_is_counted_from_one():
    assert only("\n\r\n{{Consultation x}}").line == 3


def test_a_call_inside_one_asked_for_shows_no_parameters():
    outer, inner = calls("{{Consultation x|a={{Consultation y|b=1}}}}", "Consultation ")
    assert outer.cells == {"a": "{{Consultation y|b=1}}"}
    assert inner.nested
    assert inner.parameters == ()


def test_which_tags_hide_calls_can_be_asked():
    text = "<ref>{{Consultation x}}</ref>"
    assert calls(text, "Consultation ") == []
    assert len(calls(text, "Consultation ", tags=("nowiki",))) == 1


def test_without_a_prefix_all_calls_are_found():
    assert [c.name for c in calls("{{a}}{{b|{{c}}}}", "")] == ["A", "B", "C"]


def test_names_without_their_namespace():
    assert template_name(" template:some_name ") == "Some name"
    assert template_name("éa") == "Éa"
    assert template_name("Project:x") == "Project:x"
