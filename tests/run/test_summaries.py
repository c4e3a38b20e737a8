"""Edit summaries: in the wiki's language, and understood again in all of them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from bots.i18n.bundles import SUMMARIES, own_bundle, say, speaker
from bots.i18n.messages import languages
from bots.run.journal import Entry, Journal, entries, new_run_id, state_folder
from bots.run.summaries import NOTICES, Summaries, run_of, summaries_of, takes_back, undone_by
from bots.run.undo import Undoing, edits_of, undo_run, unwritten_edits
from bots.settings import Settings
from tests.run.conftest import MILESTONE, TALK, THREADS, TODAY, Place

RUN, OTHER = "20300718-101500-abcd", "20300717-090000-0123"
LANGUAGES = sorted(languages())


def summaries(language: str = "en", stop: str | None = "P/Stop") -> Summaries:
    return Summaries(language, "P/Bot", stop)


def all_of(said: Summaries) -> list[str]:
    """Every kind of summary there is."""
    counts = [(0, 0), (1, 0), (2, 0), (0, 1), (0, 11), (3, 1), (100, 25)]
    kinds = [key.removeprefix(f"{SUMMARIES}-kind-").replace("-", " ")
             for key in own_bundle(SUMMARIES, "en") if "-kind-" in key]  # fmt: skip
    return [
        *(said.change(RUN, kinds[:2], *numbers, base) for numbers in counts for base in (0, 1)),
        *(said.change(RUN, [kind], 1, 0, True) for kind in kinds),
        *(said.undo(RUN, OTHER, again=again) for again in (False, True)),
        *(said.template(RUN, key) for key in ("new", "update", "merge")),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_summary_links_task_and_stop_page_names_the_run_and_links_nothing_else(language: str):
    for stop in (None, "P/Stop"):
        for text in all_of(summaries(language, stop)):
            assert re.findall(r"\[\[(.*?)\]\]", text) == (["P/Bot", stop] if stop else ["P/Bot"])
            assert run_of(text) == RUN
            # What MediaWiki makes of it: the store knows its edits by the very same words.
            assert text == unicodedata.normalize("NFC", " ".join(text.split()))
            assert not re.search(r"[{}<>%$]", text)


def test_english_says_what_it_did():
    said = summaries(stop=None)
    assert (
        said.change(RUN, ["threads"], 2, 0, True) == f"Threads: 2 new rows ([[P/Bot]], run {RUN})"
    )
    assert said.change(RUN, ["threads", "overview"], 1, 3, True).startswith(
        "Threads · Overview: 1 new row, 3 changed ("
    )
    assert said.undo(RUN, OTHER, again=False) == (f"↶ undo of run {OTHER} ([[P/Bot]], run {RUN})")


@pytest.mark.parametrize(
    ("language", "one", "two", "five"),
    [
        ("ru", "1 новая строка", "2 новые строки", "5 новых строк"),
        ("ar", "صف جديد واحد", "صفان جديدان", "5 صفوف جديدة"),
        ("fr", "1 nouvelle ligne", "2 nouvelles lignes", "5 nouvelles lignes"),
        ("ja", "新しい行 1 件", "新しい行 2 件", "新しい行 5 件"),
    ],
)
def test_numbers_take_the_plural_of_the_language(language: str, one: str, two: str, five: str):
    for number, words in ((1, one), (2, two), (5, five)):
        assert words in summaries(language).change(RUN, ["threads"], number, 0, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_undo_is_known_for_one_whatever_its_language_and_nothing_else_is(language: str):
    said = summaries(language)
    undo = said.undo(RUN, OTHER, again=False)
    assert (takes_back(undo), undone_by(undo), run_of(undo)) == (True, OTHER, RUN)
    for text in all_of(said):
        assert takes_back(text) is (text == undo)
        assert undone_by(text) == (OTHER if text == undo else "")


def test_what_version_0_1_wrote_is_understood():
    undo = f"undo of run {OTHER} ([[P/Bot]], run {RUN})"
    assert (takes_back(undo), undone_by(undo), run_of(undo)) == (True, OTHER, RUN)
    for text in (
        f"redo of run {OTHER} ([[P/Bot]], run {RUN})",
        f"threads: 2 new ([[P/Bot]], run {RUN}, stop: [[P/Stop]])",
    ):
        assert (takes_back(text), undone_by(text), run_of(text)) == (False, "", RUN)
    assert run_of("Undid revision 12 by somebody") == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_summary_is_so_long_that_the_wiki_would_cut_the_run_off(language: str):
    many = [f"kind number {number}" for number in range(60)]
    long = "P/" + "t" * 220
    text = Summaries(language, long, long).change(RUN, many, 1, 1, True)
    assert len(text) <= 500
    assert run_of(text) == RUN


def test_a_language_without_messages_speaks_what_it_falls_back_to():
    assert speaker(SUMMARIES, "de-at") == "de"
    assert speaker(SUMMARIES, "arz") == "ar"
    assert speaker(SUMMARIES, "he") == "en"


@pytest.mark.network  # importing pywikibot looks whether this machine has IPv6
@pytest.mark.parametrize("language", LANGUAGES)
def test_pywikibot_says_the_same_from_the_same_files(language: str):
    from bots.pwb import say as say_with_pywikibot

    values = {"kinds": "K", "what": "w", "task": "T", "stop": "S", "run": RUN, "undone": OTHER}
    for key in own_bundle(SUMMARIES, "en"):
        for number in (*range(1, 131), 1_000, 1_000_000):
            more = {**values, "added": number, "changed": number, "version": "0.2.0"}
            assert say(language, key, more) == say_with_pywikibot(language, key, more)


def french(place: Place, stop: str | None = "P/Stop") -> Settings:
    """The consultation's settings, on a wiki that speaks French."""
    ours = place.settings
    table = ours.consultation.model_copy(update={"wiki": "frwiki", "stop": stop})
    return ours.model_copy(update={"consultation": table})


@pytest.fixture
def on_french(place: Place):
    place.write("Talk:P", TALK.replace("21 April", "21 avril").replace("22 April", "22 avril"))

    def update():
        from bots.run.update import Answer

        job = replace(place.job(), settings=french(place))
        return job.run(place.state, lambda _: Answer.ALL, lambda _: None)[1]

    return update


def test_on_a_french_wiki_summaries_are_french_and_an_undo_still_holds(place: Place, on_french):
    outcome = on_french()
    revision = place.revision("P/Timeline")
    assert revision
    assert revision.summary.startswith("Jalon : 1 ligne modifiée ([[P/Bot]], exécution ")
    folder = state_folder(place.state, place.store.name)
    undoing = Undoing(place.store, french(place), outcome.run, TODAY)
    undo_run(
        undoing,
        edits_of(list(entries(folder, outcome.run)), frozenset()),
        Journal(folder, new_run_id()),
        lambda *_: True,
    )
    assert place.text("P/Timeline") == MILESTONE
    following = on_french()
    assert following.saved == []
    assert all("edit back" in refusal.problem for refusal in following.refusals)


def test_edits_of_a_killed_run_are_found_by_its_id_also_where_summaries_name_a_stop_page(
    place: Place, on_french
):
    run = on_french().run
    found = unwritten_edits(place.store, french(place), run, [Entry("start")])
    assert "P/Timeline" in {entry.page for entry in found}
    assert all(entry.after and not entry.detail for entry in found)
    folder = state_folder(place.state, place.store.name)
    undo = new_run_id()
    undoing = Undoing(place.store, french(place), run, TODAY)
    undo_run(undoing, found, Journal(folder, undo), lambda *_: True)
    assert place.text("P/Timeline") == MILESTONE
    assert place.text("P/Threads") == THREADS
    # And those of an undo that was killed: to take them back is to do it again.
    again = unwritten_edits(place.store, french(place), undo, [Entry("start")])
    assert {entry.detail["undoes"] for entry in again} == {run}


def test_the_language_is_that_of_the_consultations_wiki(place: Place):
    assert summaries_of(place.settings).language == "en"
    assert summaries_of(french(place)).language == "fr"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_a_name(language: str):
    from bots.kinds import KINDS, RECORD_SCHEMAS

    names = {*KINDS, *(name.removeprefix("Consultation ") for name in RECORD_SCHEMAS)}
    skeletons = Path(__file__).parents[2].joinpath("bots", "skeletons").glob("*.wikitext")
    names |= {path.stem.replace("_", " ") for path in skeletons} - {"talk"} | {"talk page"}
    names |= {"records", "coding", *NOTICES}
    keys = {f"{SUMMARIES}-kind-{name.replace(' ', '-')}" for name in names}
    there = {key for key in own_bundle(SUMMARIES, language) if "-kind-" in key}
    assert there == keys
