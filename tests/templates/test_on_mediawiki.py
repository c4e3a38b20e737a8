"""The templates on a real MediaWiki: what readers, editors and the bot's own queries get."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
import requests

from bots import sandbox as sandboxes
from bots.i18n.messages import messages
from bots.kinds import KINDS
from bots.page.regions import COMMON
from bots.sandbox import Person, Sandbox
from bots.stores.wiki import WikiStore
from bots.templates import Standing, differences, templates
from bots.templates.documentation import example_record
from bots.templates.parameters import SCHEMAS
from tests.mediawiki import admin, bot, human, seed_pages, wiki  # noqa: F401
from tests.templates.filled import pages, region, threads
from tests.templates.filled_notices import DOUBLE, LOST

pytestmark = pytest.mark.mediawiki

REGIONS = {
    "overview": "overview",
    "threads": "threads",
    "milestones": "milestones",
    "groups": "working groups",
    "coverage": "coverage",
    "unanswered": "unanswered",
    "votes": "votes",
    "changes": "changes",
    "index": "index",
    "digest": "digest",
}
LANGUAGES = ("en", "ar", "de", "gsw", "he")
VOID = frozenset("br col hr img input link meta wbr".split())


class Tree(HTMLParser):
    """Counts tags, and fails where one is closed that is not open."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.count: dict[str, int] = {}
        self.ids: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        self.count[tag] = self.count.get(tag, 0) + 1
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self._open.pop() == tag


@pytest.fixture(scope="module")
def site(wiki: Sandbox) -> Sandbox:  # noqa: F811
    """The wiki with the templates, the example pages and the pages that tell the language."""
    language = {"MediaWiki:Lang": "en"} | {f"MediaWiki:Lang/{code}": code for code in LANGUAGES}
    sandboxes.load(wiki, {**templates(), **language, **pages()})
    return wiki


def rendered(site: Sandbox, title: str, language: str = "en") -> str:
    query = {"title": title, "action": "render", "uselang": language}
    answer = requests.get(f"{site.url}/index.php", params=query, timeout=60)
    assert answer.ok
    return re.sub(r"<!--.*?-->", "", answer.text, flags=re.DOTALL)


def parsed(human: Person, text: str, *, props: str = "text", **more: str) -> dict:  # noqa: F811
    asked = {"contentmodel": "wikitext", "title": "Example/parsed", **more}
    return human.ask(action="parse", text=text, prop=props, **asked)["parse"]


@pytest.mark.parametrize("title", sorted(pages()))
def test_pages_are_balanced_and_without_errors(site: Sandbox, title: str):
    html = rendered(site, title)
    tree = Tree(html)
    assert 'class="error' not in html
    assert "⧼" not in html
    for said in (DOUBLE.what, LOST.mend):
        # What is wrong with a template is told with its name as it is typed.
        html = html.replace(said, "")
    assert "{{" not in html
    assert "templatestyles" not in html
    # A colon at the start of what a condition gives would begin a list.
    assert "<dl" not in html
    assert not [anchor for anchor in tree.ids if anchor.startswith(("c-", "h-"))]


def test_one_record_of_a_data_page_can_be_shown_alone(site: Sandbox, human: Person):  # noqa: F811
    records = "".join(
        f"{{{{Consultation milestone\n|id={key}\n|title={title}\n|show={{{{{{show|}}}}}}\n"
        f"|status={status}\n}}}}\n"
        for key, title, status in (("a", "First one", "done"), ("b", "Second one", "overdue"))
    )
    sandboxes.load(site, {"Data": records})
    both, alone = (parsed(human, text)["text"] for text in ("{{:Data}}", "{{:Data|show=b}}"))
    assert both.count("consultation-title") == 2
    assert "First one" not in alone
    assert "Second one" in alone
    assert "overdue" in alone
    assert "Second one" in rendered(site, "Data")


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_what_a_template_expands_to_is_balanced_before_any_tidying(
    site: Sandbox,
    human: Person,  # noqa: F811
    name: str,
):
    text = example_record(SCHEMAS[name])
    for whole in (text, re.sub(r"=.*", "=", text), text.replace("|held=", "|held=status")):
        asked = {"text": whole, "prop": "wikitext", "title": "Example/expanded"}
        expanded = human.ask(action="expandtemplates", **asked)["expandtemplates"]["wikitext"]
        tree = Tree(expanded)
        if name.endswith(" row"):
            assert tree.count["tr"] == 1
            assert expanded.startswith("<tr")
            assert expanded.endswith("</tr>")


@pytest.mark.parametrize("consent", ["", "no names", "yes"])
def test_a_name_is_not_shown_without_consent(site: Sandbox, human: Person, consent: str):  # noqa: F811
    row = "{{Consultation reported statement|id=a|content=Yes.|said by=Bo|consent=" + consent + "}}"
    asked = {"text": row, "prop": "wikitext", "title": "Example/expanded"}
    expanded = human.ask(action="expandtemplates", **asked)["expandtemplates"]["wikitext"]
    assert "Yes." in expanded
    assert "Bo<" not in expanded
    assert "consultation-quote" not in expanded


def test_no_day_is_marked_that_the_roadmap_does_not_show(site: Sandbox, human: Person):  # noqa: F811
    row = "{{Consultation phase row|id=a|marks=2000|from=2000-01-01|until=2010-01-01}}"
    asked = {"text": row, "prop": "wikitext", "title": "Example/expanded"}
    expanded = human.ask(action="expandtemplates", **asked)["expandtemplates"]["wikitext"]
    assert "consultation-tick" in expanded
    assert "consultation-now" not in expanded


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "{{Consultation statement|id=a|stances=3/1/0|comments=7|people=5}}",
            "Comments: 7 · people: 5 · for: 3 · against: 1 · neutral: 0",
        ),
        ("{{Consultation statement|id=a|disposition=partly accepted}}", ">partly accepted</span>"),
        ("{{Consultation statement|id=a|disposition=}}", ">open</span>"),
        (
            "{{Consultation statement|id=a|author=Ana|date=2018-04-21|page=B}}",
            "<bdi>Ana</bdi> ·&#32;",
        ),
        (
            "{{Consultation statement|id=a|edited=2018-05-01|earlier=1|rev=2}}",
            "[[:Special:Diff/1/2|words edited",
        ),
        (
            "{{Consultation statement|id=a|wiki=w:fr|edited=2018-05-01|earlier=1|rev=2}}",
            "[[:w:fr:Special:Diff/1/2|words edited",
        ),
        ("{{Consultation unanswered row|id=a|since=2018-04-22}}", "consultation-waiting"),
        (
            "{{Consultation unanswered row|id=a|escalate after=2018-05-06|turn=organizers}}",
            "waiting too long",
        ),
        (
            "{{Consultation phase row|id=a|marks=2000/2050|from=2000-01-01|until=2100-01-01}}",
            '<div class="consultation-now consultation-at-2',
        ),
        (
            "{{Consultation phase row|id=a|marks=2020|from=2020-01-01|until=2032-01-01}}",
            "consultation-now consultation-later consultation-for-",
        ),
        (
            "{{Consultation reported statement|id=a|content=Yes.|reported by=Ana}}",
            "as reported by <bdi>Ana</bdi>",
        ),
        (
            "{{Consultation reported statement|id=a|content=Yes.|said by=Bo|consent=Names}}",
            "<bdi>Bo</bdi>",
        ),
        ("{{Consultation milestone|id=a|status=done|evidence=[[:B]]}}", "Shown by: <bdi>[[:B]]"),
        ("{{Consultation milestone row|id=a|status=done|by hand=status}}", ">set by hand</div>"),
    ],
)
def test_what_readers_see_of_a_row(site: Sandbox, human: Person, text: str, shown: str):  # noqa: F811
    # Arabic has digits of its own, with which nothing can be calculated.
    arabic = {"text": text, "prop": "wikitext", "title": "Example/expanded/ar"}
    if "since=" in text:
        there = human.ask(action="expandtemplates", **arabic)["expandtemplates"]["wikitext"]
        assert int(re.search(r'consultation-waiting">(\d+)<', there)[1]) > 2900
    asked = {"text": text, "prop": "wikitext", "title": "Example/expanded"}
    expanded = human.ask(action="expandtemplates", **asked)["expandtemplates"]["wikitext"]
    assert shown in expanded
    waiting = re.search(r'consultation-waiting">(\d*)<', expanded)
    if "since=" in text:
        assert waiting
        assert int(waiting[1]) > 2900
    if "escalate" in text:
        late = text.replace("2018-05-06", "2999-01-01")
        answer = human.ask(action="expandtemplates", **{**asked, "text": late})
        assert shown not in answer["expandtemplates"]["wikitext"]


@pytest.mark.parametrize("cell", ["gone=2019-01-02", "excluded=Spam.", "merged into=b"])
def test_a_statement_that_is_set_aside_is_not_open_but_may_be_answered(
    site: Sandbox,
    human: Person,  # noqa: F811
    cell: str,
):
    def expanded(text: str) -> str:
        asked = {"action": "expandtemplates", "prop": "wikitext", "title": "Example/expanded"}
        return str(human.ask(text=text, **asked)["expandtemplates"]["wikitext"])

    row = f"{{{{Consultation statement|id=a|{cell}|disposition="
    assert ">open</span>" not in expanded(f"{row}}}}}")
    assert ">declined</span>" in expanded(f"{row}declined}}}}")


@pytest.mark.parametrize(
    ("title", "number"),
    [("Example/parsed", "12,345"), ("Example/de", "12.345"), ("Example/ar", "١٢٬٣٤٥")],
)
def test_numbers_are_written_as_the_language_of_the_page_does(
    site: Sandbox,
    human: Person,  # noqa: F811
    title: str,
    number: str,
):
    row = "{{Consultation overview row|id=a|page=Talk:A|comments=12345|threads=|people=many}}"
    html = parsed(human, f"{{|\n|-\n{row}\n|}}", title=title)["text"]
    assert f'consultation-comments">{number}</td>' in html
    # Nothing where nothing is said, and what is no number as somebody wrote it.
    assert 'consultation-threads"></td>' in html
    assert 'consultation-people">many</td>' in html
    statement = "{{Consultation statement|id=a|comments=12345|people=5}}"
    assert number in parsed(human, statement, title=title)["text"]


@pytest.mark.parametrize("page", sorted(REGIONS))
def test_a_table_has_its_headings_and_one_row_for_each_call(site: Sandbox, page: str):
    _needs_row_start(REGIONS[page])
    text = pages()[f"Example/{page}"]
    schema = KINDS[REGIONS[page]].row
    calls = len(re.findall(rf"^\{{\{{{schema.template}$", text, re.MULTILINE))
    tree = Tree(rendered(site, f"Example/{page}"))
    assert tree.count["tr"] == calls + 1
    headings = tree.count["th"] - calls
    assert tree.count["td"] == calls * (headings - 1)


@pytest.mark.parametrize("page", sorted(REGIONS))
def test_visualeditor_has_one_form_for_each_row(site: Sandbox, page: str):
    _needs_row_start(REGIONS[page])
    answer = requests.get(f"{site.url}/rest.php/v1/page/Example%2F{page}/html", timeout=60)
    forms = re.findall(r'<(\w+)[^>]*typeof="mw:Transclusion"', answer.text)
    template = KINDS[REGIONS[page]].row.template
    rows = len(re.findall(rf"^\{{\{{{template}$", pages()[f"Example/{page}"], re.MULTILINE))
    # The two markers, the headings, the rows: nothing is merged into a blob.
    assert forms == ["div", *["tr"] * (rows + 1), "div"]
    assert "parts" in answer.text
    assert '"i":1' not in answer.text


def _needs_row_start(kind: str) -> None:
    if "\n|-\n" not in KINDS[kind].frame.before:
        pytest.xfail("Kind.frame needs a line |- before the headings: without it rows merge")


def test_one_query_finds_every_page_that_uses_a_template(site: Sandbox, human: Person):  # noqa: F811
    found = human.ask(
        action="query", list="embeddedin", eititle=f"Template:{COMMON}", eilimit="max"
    )["query"]["embeddedin"]
    assert set(pages()) <= {page["title"] for page in found}


@pytest.mark.parametrize(
    "name", sorted(title for title in templates() if "/" not in title and title.count(" ") > 1)
)
def test_a_template_alone_transcludes_the_common_one(
    site: Sandbox,
    human: Person,  # noqa: F811
    name: str,
):
    found = parsed(human, f"{{{{{name}|id=x}}}}", props="templates")["templates"]
    assert f"Template:{COMMON}" in {template["title"] for template in found}


HOSTILE = (
    "[[Category:Caught]] [[Other page]]",
    "{{Delete}} {{{1}}} }} |",
    "<ref>x</ref><references /><script>alert(1)</script>",
    "https://example.org [https://example.org x] [[File:X.png]] [[fr:X]]",
    "'''bold == x == ~~~~ __NOTOC__ -{zh}-",
    '</nowiki></td></tr></table> & &amp; " \' onclick="x"',
)


def test_headings_of_other_people_do_nothing(site: Sandbox, human: Person):  # noqa: F811
    props = "links|categories|templates|images|externallinks|langlinks|text"
    tame = parsed(human, threads(["A"] * len(HOSTILE)), props=props)
    wild = parsed(human, threads(HOSTILE), props=props)
    for what in ("links", "categories", "templates", "images", "externallinks", "langlinks"):
        assert wild[what] == tame[what], what
    assert Tree(wild["text"]).count == Tree(tame["text"]).count
    assert "[[Category:Caught]] [[Other page]]" in wild["text"]


def test_a_person_may_type_whatever_they_like(site: Sandbox, human: Person):  # noqa: F811
    text = pages()["Example/records"].replace("|status=done", "|status=Done by <b>us</b> \" '")
    html = parsed(human, text)["text"]
    Tree(html)
    assert "Done by <b>us</b>" in html


@pytest.mark.parametrize(
    ("title", "language", "speaks"),
    [
        ("Example/milestones", "en", "en"),
        ("Example/milestones", "ar", "ar"),
        ("Example/milestones", "de", "de"),
        # A language without messages speaks the one it falls back to.
        ("Example/milestones", "gsw", "de"),
        ("Example/milestones", "he", "en"),
        # The page's own language, where it has one, whoever reads it.
        ("Example/milestones/ar", "de", "ar"),
    ],
)
def test_readers_find_their_language(site: Sandbox, title: str, language: str, speaks: str):
    html = rendered(site, title, language)
    words = messages(speaks)
    assert words["consultation-column-milestone"] in html
    assert words["consultation-status-overdue"] in html
    # The style sheet with the labels for narrow screens.
    assert f'content: "{words["consultation-column-progress"]}"' in html


def test_a_record_is_written_from_right_to_left_for_its_reader(site: Sandbox):
    assert 'lang="ar" dir="rtl"' in rendered(site, "Example/records", "ar")
    assert 'lang="en" dir="ltr"' in rendered(site, "Example/records", "en")


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2018-07-18", "18 Jul 2018"),
        ("2018-07", "July 2018"),
        ("2018", "2018"),
        ("2018-07-18/2018-07-22", "18 Jul 2018 – 22 Jul 2018"),
        ("2018-07/2019-02", "July 2018 – February 2019"),
        ("late 2018", "late 2018"),
        ("July 18-22, 2018", "July 18-22, 2018"),
        ("April 2018", "April 2018"),
        ("Q1/2019", "Q1/2019"),
        ("2018-13-45", "2018-13-45"),
        ("0000-00-00 or so", "0000-00-00 or so"),
        ("", ""),
    ],
)
def test_dates_are_shown_as_precise_as_they_are(
    site: Sandbox,
    human: Person,  # noqa: F811
    date: str,
    shown: str,
):
    text = parsed(human, f"<i>{{{{Consultation date|{date}}}}}</i>", wrapoutputclass="")["text"]
    assert re.search(r"<i><bdi>(.*)</bdi></i>", text)[1] == shown


def test_two_hundred_rows_stay_within_what_mediawiki_allows(site: Sandbox, human: Person):  # noqa: F811
    text = threads([f"Heading {number}" for number in range(200)])
    facts = parsed(human, text, props="text|limitreportdata")
    assert 'class="error' not in facts["text"]
    limits = {item["name"]: item for item in facts["limitreportdata"]}
    assert limits["limitreport-postexpandincludesize"]["0"] < 400_000
    assert float(limits["limitreport-walltime"]["0"]) < 5


def test_an_empty_region_says_that_it_will_be_filled(site: Sandbox, human: Person):  # noqa: F811
    html = parsed(human, region("threads"))["text"]
    assert messages("en")["consultation-empty"] in html
    html = parsed(human, "{{Consultation region end|id=x|rows=a|next=Example/2}}")["text"]
    assert messages("en")["consultation-empty"] not in html
    assert re.search(r"Continued on <bdi><a [^>]*>Example/2</a></bdi>", html)
    assert "needs id= and kind=" in parsed(human, "{{Consultation region|id=x}}")["text"]


def test_everything_can_be_read_without_templatestyles(site: Sandbox):
    override = site.place.overrides / "no-styles.php"
    override.write_text("<?php\nunset( $wgHooks['ParserFirstCallInit'] );\n")
    try:
        query = {"title": "Example/records", "action": "purge"}
        requests.post(f"{site.url}/index.php", params=query, timeout=60)
        for title in ("Example/records", "Example/milestones"):
            sandboxes.load(site, {f"{title}/plain": pages()[title]})
            html = rendered(site, f"{title}/plain")
            assert "<style" not in html
            assert "templatestyles" not in html
            assert 'class="error' not in html
            assert "postponed" in html
            Tree(html)
    finally:
        override.unlink()


def test_a_wiki_that_does_not_tell_the_readers_language_speaks_its_own(
    site: Sandbox,
    admin: Person,  # noqa: F811
):
    admin.delete("MediaWiki:Lang")
    admin.delete("MediaWiki:Lang/de")
    try:
        html = parsed(admin, pages()["Example/milestones"], uselang="de")["text"]
        assert messages("en")["consultation-status-overdue"] in html
        assert "⧼" not in html
    finally:
        sandboxes.load(site, {"MediaWiki:Lang": "en", "MediaWiki:Lang/de": "de"})


def test_a_data_page_shows_one_state_in_the_language_of_each_page(site: Sandbox):
    call = "{{:Example/records}}"
    sandboxes.load(site, {"Example/portal": call, "Example/portal/ar": call})
    for title, language in (("Example/portal", "en"), ("Example/portal/ar", "ar")):
        html = rendered(site, title)
        assert messages(language)["consultation-status-postponed"] in html


def test_the_wiki_keeps_what_is_installed_as_it_is_shipped(site: Sandbox, bot: WikiStore):  # noqa: F811
    titles = [title for title in templates() if re.search(r"common|words|region$", title)]
    shipped = {title: templates()[title] for title in titles}
    found = differences(shipped, bot.read(titles))
    assert {difference.standing for difference in found} == {Standing.SAME}
    page = "Template:Consultation words/de.css"
    theirs = shipped[page].replace("Mitglieder", "Leute")
    [(_, base)] = bot.read([page])
    changed = bot.save(page, theirs, base=base, summary="by a person")
    [difference] = differences(shipped, bot.read([page]))
    assert difference.standing is Standing.ADAPTED
    bot.save(page, shipped[page], base=changed, summary="back")
    [difference] = differences(shipped, bot.read([page]))
    assert difference.standing is Standing.SAME


@pytest.mark.parametrize("title", sorted(t for t in templates() if t.endswith("/doc")))
def test_forms_are_such_as_the_wiki_takes(site: Sandbox, human: Person, title: str):  # noqa: F811
    page = title.removesuffix("/doc")
    data = human.ask(action="templatedata", titles=page, includeMissingTitles="1")["pages"]
    [form] = data.values()
    assert "notemplatedata" not in form
    assert form["description"]["en"]
    html = rendered(site, page)
    assert 'class="error' not in html.replace("mw-templatedata", "")
