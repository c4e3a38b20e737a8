"""What a text transcludes, where the contract's whole pages would say it at too great length."""

from __future__ import annotations

import pytest

from bots.stores.transclusions import included, resolve, shown


@pytest.mark.parametrize(
    ("name", "title"),
    {
        "x": "Template:X",
        "template:x": "Template:X",
        ":x": "X",
        "talk:x": "Talk:X",
        ":talk:x": "Talk:X",
        "/x": "Talk:A/B/x",
        "/x/": "Talk:A/B/x",
        "../x": "Talk:A/x",
        "../": "Talk:A",
        "../../x": "",
        "A: b": "Template:A: b",
        "special:Version": "",
        "a%41": "",
        ":": "",
    }.items(),
)
def test_a_name_on_a_page_is_a_title(name: str, title: str):
    assert resolve(name, "Talk:A/B") == title


@pytest.mark.parametrize(
    ("text", "names"),
    {
        "{{a}}{{b|{{c}}}}": {"a", "b", "c"},
        "{{safesubst:a}}{{msg: b}}": {"a", "b"},
        "{{{a}}} {{{{{b}}}}} {{{c|{{d}}}}}": {"d"},
        "x {{{{a}}|b}}": {"a"},
        "{{{{a}}|b}}": {"a"},
        "{{#if:a|{{b}}}}": {"b"},
        "{{a[b]}}{{a{b}}{{a\x7f}}": set(),
    }.items(),
)
def test_names_stand_in_live_calls(text: str, names: set[str]):
    assert shown(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    {
        "{{a}}<noinclude>{{b}}</noinclude>": {"a"},
        "{{a}}<NoInclude >{{b}}": {"a"},
        "<includeonly>{{a}}</includeonly>{{b}}": {"a", "b"},
        "{{a}}<onlyinclude>{{b}}</onlyinclude>{{c}}<onlyinclude>{{d}}</onlyinclude>": {"b", "d"},
        "{{a}}<nowiki><noinclude></nowiki>{{b}}": {"a", "b"},
        "<!-- <noinclude> -->{{a}}": {"a"},
    }.items(),
)
def test_other_calls_are_live_where_a_page_is_transcluded(text: str, names: set[str]):
    assert included(text) == names
