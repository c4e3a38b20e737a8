"""Where talk pages lead: pages that they show, archives, and threads that stand in two places."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bots.consultation.talks.conversations import Conversation
from bots.kinds.base import Needs
from bots.run.gather import Gathered, gather
from bots.settings import Settings
from bots.stores.folder import FolderStore
from tests.run.conftest import TALK, TODAY, Place

SAID = "== {0} ==\nWords. [[User:{0}|{0}]] 10:15, 21 May 2018 (UTC)\n"
OVERVIEW = "{{Consultation region|id=o|kind=overview}}\n{{Consultation region end|id=o}}\n"


def said(author: str) -> str:
    return SAID.format(author)


def read(place: Place, **changed: object) -> Gathered:
    data = place.settings.model_dump(exclude_defaults=True) | changed
    wanted = frozenset({Needs.CONVERSATIONS, Needs.COMMENTS})
    return gather(place.store, Settings.model_validate(data), TODAY, also=wanted)


def found(gathered: Gathered) -> dict[str, Conversation]:
    return {c.source.title: c for c in gathered.consultation.conversations}


ONLY = {"sources": [{"title": "Talk:P"}]}
"""One page by its title: whatever else is read, it leads to."""


@pytest.mark.parametrize(
    ("call", "title"),
    [
        ("{{/Sub}}", "Talk:P/Sub"),
        ("{{Talk:P/Sub}}", "Talk:P/Sub"),
        ("{{talk:p/Sub|x=1}}", "Talk:P/Sub"),
        ("{{:P/Worries}}", "P/Worries"),
    ],
)
def test_a_page_leads_to_those_it_shows(place: Place, call: str, title: str):
    place.write("Talk:P", f"{TALK}\n{call}\n")
    place.write(title, said("Di"))
    pages = found(read(place, **ONLY))
    assert sorted(pages) == sorted(["Talk:P", title])
    assert pages[title].authors == {"Di"}
    assert pages["Talk:P"].comments == 3


@pytest.mark.parametrize("call", ["{{Sub}}", "{{Talk:Q}}", "{{:Q}}", "<nowiki>{{/Sub}}</nowiki>"])
def test_templates_and_pages_out_of_scope_are_not_read(place: Place, call: str):
    place.write("Talk:P", f"{TALK}\n{call}\n")
    for title in ("Template:Sub", "Talk:Q", "Q", "Talk:P/Sub"):
        place.write(title, said("Di"))
    assert list(found(read(place, **ONLY))) == ["Talk:P"]


def test_an_excluded_page_is_not_read(place: Place):
    place.write("Talk:P", f"{TALK}\n{{{{/Sub}}}}\n{{{{/Archive 1}}}}\n")
    place.write("Talk:P/Sub", said("Di"))
    place.write("Talk:P/Archive 1", said("Di"))
    sources = [{"title": "Talk:P"}, {"prefix": "Talk:P/", "exclude": True}]
    assert list(found(read(place, sources=sources))) == ["Talk:P"]


def test_a_page_without_comments_is_no_talk_page(place: Place):
    place.write("Talk:P", f"{TALK}\n{{{{:P/Header}}}}\n")
    place.write("P/Header", "Welcome!")
    assert list(found(read(place, **ONLY))) == ["Talk:P"]


def test_circles_do_no_harm_and_each_page_is_read_once(place: Place):
    place.write("Talk:P", f"{TALK}\n{{{{/A}}}} {{{{/B}}}}\n")
    place.write("Talk:P/A", "{{Talk:P/B}} {{Talk:P}}\n" + said("Di"))
    place.write("Talk:P/B", "{{Talk:P/A}}\n" + said("Ed"))
    conversations = read(place, **ONLY).consultation.conversations
    assert [c.source.title for c in conversations] == ["Talk:P", "Talk:P/A", "Talk:P/B"]
    assert sum(c.comments for c in conversations) == 5


def test_a_page_that_was_moved_is_found_behind_its_redirect(place: Place):
    place.write("Talk:P", f"{TALK}\n{{{{/Old}}}}\n")
    place.write("Talk:P/Old", "#REDIRECT [[Talk:P/New]]")
    place.write("Talk:P/New", said("Di"))
    assert list(found(read(place, **ONLY))) == ["Talk:P", "Talk:P/New"]


def test_what_a_page_leads_to_signs_as_it_does(place: Place):
    french = "== Q ==\nOui. [[Utilisateur:Di|Di]] 21 mai 2018 à 10:15 (CEST)\n"
    place.write("Talk:P", f"{french}{{{{/Sub}}}}\n")
    place.write("Talk:P/Sub", french.replace("Di", "Ed"))
    place.write("Talk:P/Archive 1", french.replace("Di", "Fa"))
    pages = found(read(place, sources=[{"title": "Talk:P", "wiki": "frwiki"}]))
    assert {t: (c.source.language, c.comments) for t, c in pages.items()} == dict.fromkeys(
        ("Talk:P", "Talk:P/Archive 1", "Talk:P/Sub"), ("fr", 1)
    )


def test_archives_are_found_by_their_titles(place: Place):
    place.write("Talk:P/Archive 1", said("Di"))
    place.write("Talk:P/Advocacy", said("Ed"))
    pages = found(read(place, **ONLY))
    assert {t: c.source.archive_of for t, c in pages.items()} == {
        "Talk:P": "",
        "Talk:P/Archive 1": "Talk:P",
    }


def test_archives_are_found_by_the_template_of_their_page(place: Place):
    config = "{{User:MiszaBot/config|archive=Talk:P/Old talk %(counter)d}}\n"
    place.write("Talk:P", config + TALK)
    place.write("Talk:P/Old talk 1", said("Di"))
    for settings in (ONLY, {}):
        pages = found(read(place, **settings))
        assert pages["Talk:P/Old talk 1"].source.archive_of == "Talk:P"


def test_archives_out_of_scope_are_reported(place: Place):
    place.write("Talk:P", "{{User:MiszaBot/config|archive=Talk:Q/%(counter)d}}\n" + TALK)
    place.write("Talk:Q/1", said("Di"))
    gathered = read(place)
    assert list(found(gathered)) == ["Talk:P"]
    assert gathered.troubles == (
        ("Talk:P", "one archive not read: “Talk:Q/” is outside the consultation's sources"),
    )


def test_the_overview_counts_a_page_and_its_archives_together(place: Place):
    place.write("P/Overview", OVERVIEW)
    place.write("Talk:P/Archive 1", said("Ana"))
    place.update()
    text = place.text("P/Overview")
    assert text.count("{{Consultation overview row\n") == 2
    for cell in ("page=Talk:P", "lang=en", "threads=3", "comments=4", "people=3"):
        assert f"|{cell}\n" in text
    assert place.update()[0].changes == ()


def test_a_thread_left_in_place_when_it_was_archived_counts_once(place: Place):
    funding = TALK.partition("== Names")[0]
    answer = ": Oh. [[User:Di|Di]] 10:00, 3 May 2018 (UTC)\n"
    place.write("P/Overview", OVERVIEW)
    place.write("Talk:P/Archive 1", funding.rstrip() + "\n" + answer)
    plan, _ = place.update()
    text = place.text("P/Overview")
    for cell in ("page=Talk:P", "lang=en", "threads=2", "comments=4", "people=4"):
        assert f"|{cell}\n" in text
    assert plan.troubles == (
        ("Talk:P", "thread “Funding” is also on Talk:P/Archive 1; counted on Talk:P/Archive 1"),
    )
    assert place.update()[0].changes == ()


def test_what_was_said_in_a_copy_alone_counts_and_all_signatures_are_accounted_for(place: Place):
    funding = TALK.partition("== Names")[0].rstrip()
    own = "\n: Here! [[User:{}|-]] 10:00, {} May 2018 (UTC)\n"
    place.write("Talk:P", funding + own.format("Di", 3))
    more = own.format("Ed", 4) + own.format("Fa", 5).lstrip()
    place.write("Talk:P/Copy", funding + more)
    pages = found(read(place))
    assert pages["Talk:P"].authors == {"Di"}
    assert [comment.author for comment in pages["Talk:P"].threads[0].heard] == ["Di"]
    assert pages["Talk:P/Copy"].comments == 4
    for page in pages.values():
        assert page.seen == len(page.names) + page.further + len(page.rejected) + page.copied


def test_a_link_to_a_comment_that_stands_twice_names_the_page(place: Place):
    place.write("Talk:P/Copy", TALK)
    consultation = read(place).consultation
    assert [c.source.title for c in consultation.conversations if c.comments] == ["Talk:P"]
    link = consultation.link(consultation.conversations[0].threads[0].first)
    assert link.startswith("Talk:P#c-Ana-")


def test_titles_that_begin_alike_are_asked_for_once(place: Place, monkeypatch: pytest.MonkeyPatch):
    asked = []
    titles = FolderStore.titles

    def counting(self: FolderStore, prefix: str = "") -> Iterator[str]:
        asked.append(prefix)
        return titles(self, prefix)

    monkeypatch.setattr(FolderStore, "titles", counting)
    place.write("Talk:P", "{{User:MiszaBot/config|archive=Talk:P/Old talk %(counter)d}}\n" + TALK)
    place.write("Talk:P/Old talk 1", said("Di"))
    place.write("Talk:P/fr/A", said("Ed"))
    place.write("P/W", said("Fa"))
    languages = [{"prefix": f"Talk:P/{code}/", "language": code} for code in ("fr", "de")]
    pages = found(read(place, sources=[{"prefix": "Talk:P"}, {"prefix": "P/W"}, *languages]))
    assert {title: page.source.language for title, page in pages.items()} == {
        "P/W": "en",
        "Talk:P": "en",
        "Talk:P/Old talk 1": "en",
        "Talk:P/fr/A": "fr",
    }
    assert sorted(set(asked) - {""}) == ["P/W", "Talk:P"]
    assert asked.count("Talk:P") == 1
