from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from bots.errors import RegionError
from bots.reports.as_json import as_json
from bots.reports.links import Links
from bots.reports.page import make_page
from bots.reports.words import Words
from tests.reports.conftest import LANGUAGES, consultation, conversation, milestone

VOID = {"wbr", "meta", "br", "img", "link", "input", "hr"}
WIKI = "https://meta.wikimedia.org/wiki/$1"


class Page(HTMLParser):
    """Every tag with its attributes, and whether tags are balanced."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


def page(report, language: str = "en", wiki: str = "") -> str:
    return make_page(report, Words(language), Links(wiki))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_asks_nothing_of_the_network(made, language):
    html = page(made("2018-05-01"), language, WIKI)
    parsed = Page(html)
    names = {name for name, _ in parsed.tags}
    assert not names & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "base",
        "use",
        "image",
    }
    for name, attributes in parsed.tags:
        assert not attributes.keys() & {
            "src",
            "srcset",
            "background",
            "poster",
            "style",
            "xlink:href",
        }
        assert not any(key.startswith("on") for key in attributes)
        assert name == "a" or "href" not in attributes
    assert "url(" not in html
    assert "@import" not in html
    # Whatever else there might be, the browser is told not to fetch it.
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    assert {"http-equiv": "Content-Security-Policy", "content": policy} in parsed.all("meta")


def test_without_a_wiki_titles_are_text(made):
    html = page(made())
    assert "<a " not in html
    assert '<bdi lang="und">Talk:Plan/<wbr>fr</bdi>' in html


def test_with_a_wiki_titles_and_latest_comments_are_links(made):
    hrefs = [link["href"] for link in Page(page(made(), wiki=WIKI)).all("a")]
    assert "https://meta.wikimedia.org/wiki/Talk:Plan/fr" in hrefs
    assert (
        "https://meta.wikimedia.org/wiki/Special:GoToComment/c-En1-2018-11-30T00:00:00.000Z"
        in hrefs
    )


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("A b?c&d", "https://w/A_b%3Fc%26d"),
        ("نقاش", "https://w/%D9%86%D9%82%D8%A7%D8%B4"),
        ("A#c-Ana-2018-%5B", "https://w/A#c-Ana-2018-%5B"),
        ("", ""),
    ],
)
def test_addresses_are_as_mediawiki_writes_them(target, address):
    assert Links("https://w/$1").to(target) == address


def test_what_people_wrote_is_text_and_never_markup(made):
    hostile = '<script>alert("x")</script>\'">&amp;'
    report = made(
        of=consultation(
            conversation(f"Talk:{hostile}", "en", ("Ana", "2018-01-01")),
            milestones=[
                milestone(hostile, date=hostile, status=hostile, progress=hostile, was=hostile)
            ],
        ),
        refusals=[RegionError(hostile, hostile, title=hostile)],
        troubles=[(hostile, hostile)],
    )
    for wiki in ("", WIKI):
        html = page(report, wiki=wiki)
        assert "script" not in {name for name, _ in Page(html).tags}
        assert "<script" not in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_its_language_and_direction(made, language):
    html = page(made("2018-05-01"), language)
    (root,) = Page(html).all("html")
    assert root == {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}
    assert not re.search(r"\$\d", html.partition("<body>")[2])


def test_what_may_be_in_another_language_is_marked(made):
    html = page(made(troubles=[("Plan", "a date cannot be read")]), "ar")
    assert '<bdi lang="en">whole</bdi>' in html
    assert '<bdi lang="und">Talk:Plan</bdi>' in html
    assert '<p lang="en" dir="ltr">a date cannot be read</p>' in html


def test_each_figure_has_its_numbers_below_it(made):
    parsed = Page(page(made()))
    figures = parsed.all("figure")
    assert len(figures) == 3
    # Two of them fold the numbers away; that of milestones is their table.
    assert len(parsed.all("details")) == 2
    # Drawn for a page and for a phone; the style shows one.
    assert [svg["class"] for svg in parsed.all("svg")] == ["drawing wide", "drawing narrow"] * 3


def test_every_table_has_a_caption_and_headings_with_scope(made):
    html = page(made("2018-05-01"))
    assert html.count("<table") == html.count("<caption")
    assert all(heading.get("scope") in ("col", "row") for heading in Page(html).all("th"))


def test_no_id_stands_twice(made):
    ids = [attributes["id"] for _, attributes in Page(page(made())).tags if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_headings_do_not_skip_a_level(made):
    levels = [
        int(name[1])
        for name, _ in Page(page(made("2018-05-01"))).tags
        if re.fullmatch("h[1-6]", name)
    ]
    assert levels[0] == 1
    assert set(levels[1:]) == {2, 3}


def test_few_people_are_hidden_in_the_page(made):
    html = page(made())
    rows = re.findall(r"<tr role=\"row\">.*?</tr>", html, flags=re.DOTALL)
    for name, shown in (("Swahili", "hidden"), ("French", "hidden"), ("English", "12")):
        row = next(row for row in rows if f"<span>{name}</span>" in row and "Threads" in row)
        assert f'data-label="People"><span>{shown}</span>' in row


def test_nobody_is_named(made):
    report = made()
    assert not re.search(r"\b(En|Fr|Sw)\d", page(report))
    data = as_json(report)
    for table in ("talk_pages", "new_threads"):
        for line in data[table]:
            # A link to a comment cannot do without its author's name.
            assert line.pop("latest_comment" if table == "talk_pages" else "comment")
    assert not re.search(r"\b(En|Fr|Sw)\d", str(data))


def test_colors_follow_the_reader(made):
    html = page(made())
    assert "@media (prefers-color-scheme: dark)" in html
    assert "@media print" in html
    assert "@media screen and (max-width" in html
    svgs = "".join(re.findall(r"<svg.*?</svg>", html, flags=re.DOTALL))
    assert not re.search(r"fill=|stroke=|font-family|#[0-9a-f]{3,6}\b", svgs)


def test_an_empty_report_is_a_page_too(made):
    html = page(made("2018-01-01", of=consultation()))
    assert "Nobody has commented in this period." in html
    assert "Nothing: all pages of the consultation are sound." in html
    assert not Page(html).all("figure")
