"""The templates as values: whole, balanced, documented, in the colours and words there are."""

from __future__ import annotations

import json
import re
from collections import Counter

import mwparserfromhell
import pytest

from bots.i18n.messages import fallbacks, is_rtl, languages, messages, own_messages, speakers
from bots.kinds import KINDS
from bots.page.calls import calls
from bots.page.notices import NOTICE
from bots.page.ownership import HELD, SUM
from bots.page.records import read_record
from bots.page.regions import COMMON, END, FAMILY, START
from bots.templates import templates
from bots.templates.documentation import example_record
from bots.templates.parameters import SCHEMAS, parameters
from bots.templates.shipped import source_files
from bots.templates.templatedata import slug, templatedata
from bots.templates.words import LABELLED, NARROW, NOT_ON_PAGES, PREFIX, words

SOURCES = source_files()
WIKITEXT = {name: text for name, text in SOURCES.items() if not name.endswith(".css")}
STYLES = {title: text for title, text in templates().items() if title.endswith(".css")}
DOCUMENTED = sorted({*WIKITEXT, f"{FAMILY}words", f"{FAMILY}date"})
HEADS = [
    schema.template.removesuffix(" row") + " head"
    for schema in (kind.row for kind in KINDS.values() if kind.table)
]
ROWS = [kind.row.template for kind in KINDS.values() if kind.table]
LOOKED_UP = {
    "status",
    "state",
    "stage",
    "reason",
    "disposition",
    "account",
    "standing",
    "proof",
    "turn",
    "direction",
    "agreement",
    "level",
    "what",
    "sort",
    "kind",
    "stance",
    "relinked",
    "problem",
    "do",
    "why",
}
"""The cells whose values are words of the word template."""
LANGUAGES = [language for language in languages() if language != "en"]


def test_every_schema_marker_and_heading_has_its_template():
    expected = {*SCHEMAS, *HEADS, START, END, COMMON, NOTICE.template}
    assert expected <= set(WIKITEXT)
    assert {f"Template:{name}" for name in expected} <= set(templates())


@pytest.mark.parametrize("name", DOCUMENTED)
def test_a_template_has_its_documentation_and_an_invisible_version(name):
    text = templates()[f"Template:{name}"]
    assert f"<noinclude>{{{{Template:{name}/doc}}}}</noinclude>" in text
    assert re.search(r"<noinclude><!-- consultation-bots \S+ [0-9a-f]{12} --></noinclude>\Z", text)
    assert f"Template:{name}/doc" in templates()


@pytest.mark.parametrize("name", sorted(set(WIKITEXT) - {COMMON}))
def test_a_template_transcludes_the_common_one_whenever_it_is_used(name):
    included = re.sub(r"<noinclude>.*?</noinclude>", "", WIKITEXT[name], flags=re.DOTALL)
    # Not inside a condition: at the top level of what is included, tags apart.
    depth = 0
    for token in re.finditer(r"\{\{Consultation common[|}]|\{\{|\}\}", included):
        if depth == 0 and token[0].startswith("{{Consultation common"):
            return
        depth += -1 if token[0] == "}}" else 1
    pytest.fail(f"{name} does not transclude {COMMON}")


@pytest.mark.parametrize("name", DOCUMENTED)
def test_a_template_is_balanced(name):
    text = templates()[f"Template:{name}"]
    assert text.count("{") == text.count("}")
    assert text.count("[") == text.count("]")
    tags = Counter(re.findall(r"<(/?[a-z]+)\b[^>]*(?<!/)>", re.sub(r"<!--.*?-->", "", text)))
    for tag in {tag.strip("/") for tag in tags}:
        assert tags[tag] == tags[f"/{tag}"], tag


@pytest.mark.parametrize("name", ROWS + HEADS)
def test_a_row_is_one_row(name):
    text = WIKITEXT[name]
    assert text.count("<tr") == text.count("</tr>") == 1
    assert "templatestyles" not in text
    assert "styles}}" not in text


@pytest.mark.parametrize(("head", "row"), [*zip(HEADS, ROWS, strict=True)])
def test_a_row_has_a_cell_for_each_heading_and_its_label_for_narrow_screens(head, row):
    headings = re.findall(r"\{\{Consultation words\|column ([^}|]+)\}\}", WIKITEXT[head])
    cells = re.findall(r"<(?:td|th)\b", WIKITEXT[row])
    assert len(headings) == len(cells) == WIKITEXT[head].count('scope="col"')
    labelled = re.findall(r'<td class="(?:consultation-\w+ )?consultation-([\w-]+)"', WIKITEXT[row])
    assert labelled == [heading.replace(" ", "-") for heading in headings[1:]]


@pytest.mark.parametrize("name", ROWS)
def test_a_row_looks_up_at_most_three_words(name):
    [row] = re.findall(r"<includeonly>(.*)</includeonly>", WIKITEXT[name], flags=re.DOTALL)
    # The total is the first row's alone, and so is a roadmap's scale.
    row = re.sub(r"\{\{Consultation words\|(?:(?:off wiki )?total|roadmap)\}\}", "", row)
    row = row.replace("{{Consultation words|today|", "{{")
    assert _most_look_ups(mwparserfromhell.parse(row)) <= 3


def _most_look_ups(code):
    """How often words are looked up at most: of the branches of a condition, one counts."""
    most = 0
    for call in code.ifilter_templates(recursive=False):
        name = str(call.name).strip()
        values = [_most_look_ups(parameter.value) for parameter in call.params]
        if name.startswith(("#if:", "#ifeq:", "#switch:")):
            most += _most_look_ups(call.name) + max(values, default=0)
        else:
            most += sum(values) + (name == "Consultation words")
    for tag in code.ifilter_tags(recursive=False):
        most += _most_look_ups(tag.contents)
        most += sum(_most_look_ups(attribute.value) for attribute in tag.attributes)
    return most


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_every_cell_of_a_schema_is_in_its_form_peoples_first(name):
    schema = SCHEMAS[name]
    data = json.loads(templatedata(name))
    assert set(data["params"]) == {*schema.order, HELD, SUM}
    assert data["paramOrder"][: len(schema.people)] == list(schema.people)
    assert data["format"] == "\n{{_\n|_=_\n}}\n"
    for parameter in parameters(name):
        form = data["params"][parameter.name]
        bots = "(bot)" in form["label"]["en"]
        assert bots is (parameter.name in (*schema.bot, HELD, SUM))
        assert form["description"]["en"].endswith(
            "your correction stays." if bots else "Yours to fill."
        )
    assert f"<templatedata>\n{templatedata(name)}" in templates()[f"Template:{name}/doc"]


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_every_cell_that_is_shown_is_a_cell_of_the_schema(name):
    used = set(re.findall(r"\{\{\{([a-z ]+)[|}]", WIKITEXT[name]))
    assert used <= {*SCHEMAS[name].order, HELD}
    unseen = {*SCHEMAS[name].people} - used
    assert not unseen, f"people fill {unseen} and nobody sees it"


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_an_example_is_a_record_as_the_bot_writes_it(name):
    text = example_record(SCHEMAS[name])
    [call] = calls(text, FAMILY)
    record = read_record(text, call, SCHEMAS[name])
    assert SCHEMAS[name].in_sum(record.cells)


@pytest.mark.parametrize("title", sorted(STYLES))
def test_colours_are_codex_variables_with_fallbacks(title):
    rest = re.sub(
        r"var\(--(?:color|background-color|border-color)-[a-z-]+, #[0-9a-f]{3,6}\)",
        "",
        STYLES[title],
    )
    assert not re.search(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(|var\(", rest)
    named = r":[^;]*\b(?:black|white|red|green|blue|gray|grey|yellow|orange|silver)\b"
    assert not re.search(named, re.sub(r"/\*.*?\*/", "", rest, flags=re.DOTALL))


@pytest.mark.parametrize("title", sorted(STYLES))
def test_styles_are_such_as_the_sanitizer_of_templatestyles_lets_through(title):
    text = re.sub(r"/\*.*?\*/", "", STYLES[title], flags=re.DOTALL)
    for name, value in re.findall(r"^\s*([a-z-]+):\s*(.*);$", text, re.MULTILINE):
        assert name in PROPERTIES, name
        # Where several colours may follow each other, var() is not let through.
        assert name != "border-color"
        assert "!important" not in value
        assert "url(" not in value
    assert not re.search(r":(?:has|is|where)\(|@(?!media \(max-width: (?:999|1199)px\))", text)
    assert f"@media (max-width: {NARROW})" in text


def test_sides_are_logical_so_that_both_directions_are_right():
    for text in STYLES.values():
        assert not re.search(r"\b(?:left|right)\b", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))


@pytest.mark.parametrize("name", DOCUMENTED)
def test_no_style_attribute_and_no_quote_in_an_attribute(name):
    text = SOURCES.get(name, "")
    assert "style=" not in text
    for attribute in re.findall(r'="([^"]*)"', text):
        for quoted in ("heading", "quote", "summary", "note", "title", "was"):
            assert f"{{{{{{{quoted}" not in attribute


@pytest.mark.parametrize("name", sorted(WIKITEXT))
def test_no_anchor_that_could_be_taken_for_a_comments(name):
    for anchor in re.findall(r'\bid="([^"]*)"', WIKITEXT[name]):
        assert not anchor.startswith(("c-", "h-", "{"))


def test_words_used_are_words_there_are():
    used = set()
    for text in WIKITEXT.values():
        used |= set(re.findall(r"\{\{Consultation words\|([a-z ]+)(?:\||\}\})", text))
    values = {
        f"{cell} {value}"
        for template in (*SCHEMAS, NOTICE.template)
        for parameter in parameters(template)
        for cell in [parameter.name]
        if cell in LOOKED_UP
        for value in parameter.values
    }
    prefixes = set(re.findall(r"\{\{Consultation words\|(\w+) \{\{lc", "".join(WIKITEXT.values())))
    assert prefixes == LOOKED_UP
    named = {word for word in used if word.strip() not in prefixes}
    assert named | values == {*words("en"), "language", "dir"}


def test_messages_used_are_messages_there_are():
    wanted = {
        *(f"{PREFIX}{word.replace(' ', '-')}" for word in words("en")),
        *(f"{PREFIX}date-{name}" for name in ("day", "month")),
        *(f"{PREFIX}template-{slug(name)}" for name in DOCUMENTED),
        *(f"{PREFIX}doc-{n}" for n in "example parameters change yours correct delete own".split()),
        *(f"{PREFIX}templatedata-{n}" for n in ("owner-bot", "owner-people", "label-bot")),
        *(
            f"{PREFIX}{what}-{slug(parameter.name)}"
            for name in DOCUMENTED
            for parameter in parameters(name)
            for what in ("label", "cell")
        ),
        f"{PREFIX}cell-facet",
    }
    assert set(own_messages("en")) == wanted
    assert set(own_messages("qqq")) == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_same_arguments_and_only_known_messages(language):
    english = own_messages("en")
    for key, value in own_messages(language).items():
        assert key in english
        assert set(re.findall(r"\$\d", value)) == set(re.findall(r"\$\d", english[key])), key
        assert value == value.strip()


@pytest.mark.parametrize("language", languages())
def test_no_message_breaks_what_it_is_put_into(language):
    for key, value in own_messages(language).items():
        if key.removeprefix(PREFIX).startswith(NOT_ON_PAGES):
            assert "</" not in value, f"{key} would end the form's data"
        else:
            # What would end a switch's case, a template, or a string of a style sheet.
            assert not re.search(r"[{}\[\]<>\"\\|\n]|&", value), key


def test_a_consultations_own_facets_are_in_the_row_and_in_its_form():
    names = ("Consultation statement", "Consultation reported statement")
    own = templates(("key question",))
    for name in names:
        data = json.loads(templatedata(name, ("key question",)))
        assert data["params"]["key question"]["label"] == {"en": "key question"}
        order = data["paramOrder"]
        assert order[order.index("theme") + 1] == "key question"
        assert "{{{key question}}}" in own[f"Template:{name}"]
        assert '"key question"' in own[f"Template:{name}/doc"]
        assert own[f"Template:{name}"].count("{") == own[f"Template:{name}"].count("}")
    assert {title for title in own if own[title] != templates()[title]} == {
        f"Template:{name}{page}" for name in names for page in ("", "/doc")
    }


@pytest.mark.parametrize("language", languages())
def test_labels_that_style_sheets_say_end_no_string(language):
    for name in LABELLED:
        assert not re.search(r'["\\\n<]', messages(language)[f"{PREFIX}label-{name}"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_that_readers_see_is_translated(language):
    shown = {f"{PREFIX}{word.replace(' ', '-')}" for word in words("en")}
    shown |= {f"{PREFIX}label-{name}" for name in LABELLED}
    assert shown <= set(own_messages(language))


def test_fallbacks_are_mediawikis():
    assert fallbacks("en") == ()
    assert "en" in fallbacks("sw")
    assert is_rtl("ar")
    assert not is_rtl("en")
    everybody = [code for language in languages() for code in speakers(language)]
    assert len(everybody) == len(set(everybody))


def test_a_language_without_a_file_speaks_the_one_it_falls_back_to():
    assert messages("xx-none") == dict(own_messages("en"))


PROPERTIES = set(
    """
    background-color border border-bottom border-bottom-width border-inline-end
    border-inline-start border-radius
    clip-path color column-gap content display flex flex-wrap font-size font-style
    font-variant-numeric font-weight height line-height margin margin-block-end margin-block-start
    margin-bottom margin-inline-end margin-inline-start min-width overflow overflow-wrap padding
    text-decoration
    padding-inline-end padding-inline-start position row-gap text-align vertical-align
    white-space width
    """.split()
)
"""The properties that we use; each was looked up in the css-sanitizer that Wikimedia runs."""
