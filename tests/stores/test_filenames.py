"""Every title has one file, no file has two titles, and none lies outside the folder."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from bots.errors import InvalidTitle, StoreError
from bots.stores.filenames import path_of, title_of
from bots.stores.titles import normalize

EXAMPLES = {
    "Strategy": "Strategy.wikitext",
    "Strategy/2030": "Strategy/2030.wikitext",
    "Talk:Strategy/Working groups": "Talk%3AStrategy/Working_groups.wikitext",
    'Who? *You* "and" me\\them': "Who%3F_%2AYou%2A_%22and%22_me%5Cthem.wikitext",
    "100%": "100%25.wikitext",
    "战略/讨论": "战略/讨论.wikitext",
    "A//B": "A/%2FB.wikitext",
    "A///B": "A/%2F%2FB.wikitext",
    "A/": "A%2F.wikitext",
    "A//": "A/%2F.wikitext",
    "/A": "%2FA.wikitext",
    "/": "%2F.wikitext",
    "...": "%2E.%2E.wikitext",
    "A/.git/config": "A/%2Egit/config.wikitext",
    "A./B.": "A%2E/B%2E.wikitext",
    "CON": "%43ON.wikitext",
    "A/nul.txt": "A/%6Eul.txt.wikitext",
    "Console": "Console.wikitext",
    "A.wikitext": "A.wikitext.wikitext",
    "A.wikitext/B": "A%2Ewikitext/B.wikitext",
    "A:\u0301": "A%3A\u0301.wikitext",
    "A" * 255: f"{'A' * 200}%/{'A' * 55}.wikitext",
    "?" * 100: f"{'%3F' * 66}%/{'%3F' * 34}.wikitext",
}

FOREIGN = [
    "Talk:Strategy.wikitext",
    "Working groups.wikitext",
    "strategy.wikitext",
    "A%2fB.wikitext",
    "%41.wikitext",
    "A%2FB.wikitext",
    "A%.wikitext",
    "A%/B.wikitext",
    "A%/.wikitext",
    "%2E%2E/A.wikitext",
    "A[1].wikitext",
    "%FF.wikitext",
    "E\u0301.wikitext",
    "CON.wikitext",
    "A.wikitext/B.wikitext",
    ".wikitext",
]

# Mostly what is dangerous, so that it meets itself often.
characters = st.sampled_from("/.%: ?*aAßéCONconnul1\u0301战") | st.characters(
    exclude_categories=["Cs", "Cc"], exclude_characters="<>[]{}|#\ufffd\ufffe\uffff"
)
pieces = st.sampled_from(
    [".wikitext", "/CON", "/aux.", "/com¹", "...", "%2", "%", "//", "User:", "/.history", "é" * 60]
)
candidates = st.lists(pieces | st.text(characters, min_size=1, max_size=8), min_size=1, max_size=6)


@st.composite
def titles(draw) -> str:
    """Titles that a page can have, as MediaWiki writes them."""
    try:
        return normalize("".join(draw(candidates)))
    except InvalidTitle:
        assume(False)
        raise


@pytest.mark.parametrize(("title", "path"), EXAMPLES.items())
def test_a_person_can_tell_the_title_from_the_file_name(title: str, path: str):
    assert path_of(title) == PurePosixPath(path)
    assert title_of(PurePosixPath(path)) == title


@given(titles())
def test_every_title_comes_back_from_its_file_name(title: str):
    assert title_of(path_of(title)) == title


@given(titles(), titles())
@example("A", "A.wikitext")
@example("A//B", "A/ /B")
def test_no_two_titles_share_a_file_and_no_file_is_anothers_folder(one: str, other: str):
    assume(one != other)
    assert path_of(one) != path_of(other)
    assert path_of(one) not in path_of(other).parents


@given(titles())
def test_no_file_is_outside_the_folder_or_hidden_in_it(title: str):
    path = path_of(title)
    assert not path.is_absolute()
    assert not any(part.startswith(".") for part in path.parts)


@given(titles())
def test_every_file_name_is_allowed_on_every_platform(title: str):
    for part in path_of(title).parts:
        assert 0 < len(part.encode()) <= 220
        assert not re.search(r'[<>:"\\|?*\x00-\x1f\x7f]', part)
        assert part[-1] not in ". "
        assert not re.match(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", part, re.IGNORECASE)


@given(st.lists(st.text(characters, min_size=1).filter(lambda part: "/" not in part)))
def test_a_file_with_any_name_is_refused_or_is_its_titles_own(parts: list[str]):
    path = PurePosixPath(*parts, "A.wikitext")
    try:
        title = title_of(path)
    except StoreError:
        return
    assert path_of(title) == path


@pytest.mark.parametrize("path", FOREIGN)
def test_a_file_that_is_not_named_by_its_title_is_refused(path: str):
    with pytest.raises(StoreError) as caught:
        title_of(PurePosixPath(path))
    assert caught.value.title == path


def test_the_refusal_says_how_to_name_the_file():
    with pytest.raises(StoreError) as caught:
        title_of(PurePosixPath("Talk:some page.wikitext"))
    assert str(caught.value) == (
        "Talk:some page.wikitext: this is not the file name of the page Talk:Some page — "
        "rename the file to Talk%3ASome_page.wikitext"
    )
