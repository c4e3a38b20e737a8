"""Archives: told by their titles and by the templates of their page, and counted with it."""

from __future__ import annotations

import pytest

from bots.consultation.talks.archives import archive_patterns, archived_page, together
from bots.consultation.talks.conversations import Conversation, count_conversation
from bots.consultation.talks.sources import Source, chosen
from bots.talk.site import site
from bots.talk.threads import parse

TEMPLATES = site("metawiki").templates.archives


@pytest.mark.parametrize(
    ("title", "page"),
    {
        "Talk:X/Archive": "Talk:X",
        "Talk:X/Archive 1": "Talk:X",
        "Talk:X/archive01": "Talk:X",
        "Talk:X/Archives/2018": "Talk:X",
        "Talk:X/Archives/2018/May": "Talk:X",
        "Talk:X/Archive May 2018": "Talk:X",
        "Talk:X/2018 Archive": "Talk:X",
        "Talk:X/Y/Archive 2": "Talk:X/Y",
        "Talk:X/Archive 1/Archive 2": "Talk:X",
        "Diskussion:X/Archiv/2018/Mai": "Diskussion:X",
        "Discusión:X/Archivo 3": "Discusión:X",
        "نقاش:س/أرشيف 1": "نقاش:س",
        "Talk:X/存档1": "Talk:X",
        "Talk:X/2018年存檔": "Talk:X",
        "Обсуждение:X/Архив/2": "Обсуждение:X",
        "ノート:X/過去ログ1": "ノート:X",
        "Talk:X": "",
        "Talk:Archive 1": "",
        "Talk:X/Archives and libraries": "",
        "Talk:X/Archivists": "",
        "Talk:X/The archive": "",
        "Archive/2018": "",
        "": "",
    }.items(),
)
def test_a_title_tells_whose_archive_it_is(title: str, page: str):
    assert archived_page(title) == page


@pytest.mark.parametrize(
    ("text", "archive"),
    [
        ("{{User:MiszaBot/config\n|archive = Talk:X/Old %(counter)d\n}}", "Talk:X/Old 12"),
        (
            "{{User:MiszaBot/config|archive=Talk:Old X/%(year)d/%(monthname)s}}",
            "Talk:Old X/2018/May",
        ),
        ("{{User:MiszaBot/config|archive={{FULLPAGENAME}}/Old %(counter)d}}", "Talk:X/Old 3"),
        ("{{User:ClueBot III/ArchiveThis|archiveprefix=Talk:X/Past/}}", "Talk:X/Past/2018/June"),
        ("{{User:HBC Archive Indexerbot/OptIn|mask=Talk:X/Old <#>}}", "Talk:X/Old 4"),
        (
            "{{Autoarchive resolved section|archive='((FULLPAGENAME))/Old ((year))'}}",
            "Talk:X/Old 2018",
        ),
        ("{{Autoarchiv|Alter=30|Ziel='((Lemma))/Alt/((Jahr))'}}", "Talk:X/Alt/2018"),
        ("{{Archives|root=Talk:Former name}}", "Talk:Former name/Archive 1"),
        ("{{archive box|[[/First round]], [[/Second round|2]]}}", "Talk:X/First round"),
        ("{{Archives|[[Talk:X/First_round]]}}", "Talk:X/First round"),
    ],
)
def test_a_template_tells_titles(text: str, archive: str):
    patterns = archive_patterns(text, "Talk:X", TEMPLATES)
    assert any(pattern.covers(archive) for pattern in patterns)
    assert all(archive.startswith(p.beginning) for p in patterns if p.covers(archive))
    others = ("Talk:X", "Talk:X/Advocacy", "Talk:X/Old tales", "Talk:Y/Archive 1")
    assert not any(pattern.covers(other) for pattern in patterns for other in others)


@pytest.mark.parametrize(
    "text",
    [
        "{{User:MiszaBot/config|archive=%(counter)d}}",
        "{{User:MiszaBot/config|archive=Talk:%(counter)d}}",
        "{{User:MiszaBot/config|archive=Talk:Y}}",
        "{{User:MiszaBot/config|archive=}}",
        "{{Archives|[[Talk:Y]] [[Talk:X]]}}",
        "<nowiki>{{Archives|[[/Old]]}}</nowiki>",
        "{{Archivesque|[[/Old]]}}",
    ],
)
def test_what_could_be_any_page_tells_nothing(text: str):
    assert archive_patterns(text, "Talk:X", TEMPLATES) == ()


def test_an_archive_has_none_of_its_own():
    text = "{{Archives|root=Talk:X|[[/Old]]}}"
    assert archive_patterns(text, "Talk:X/Archive 1", TEMPLATES) == ()


def conversation(title: str, archive_of: str, *authors: str) -> Conversation:
    said = "".join(
        f"== {a} ==\nWords. [[User:{a}|{a}]] 10:15, 21 April 2018 (UTC)\n" for a in authors
    )
    source = Source(title, "metawiki", "en", archive_of)
    return count_conversation(source, parse(said, site("metawiki")))


def test_a_page_and_its_archives_are_one_conversation():
    page = conversation("Talk:X", "", "Ana", "Bo")
    archive = conversation("Talk:X/Archive 1", "Talk:X", "Ana", "Cy")
    lonely = conversation("Talk:Z/Archive 1", "Talk:Z", "Di")
    whole, alone = together([page, archive, lonely])
    assert (whole.source, whole.comments, len(whole.names)) == (page.source, 4, 4)
    assert whole.authors == {"Ana", "Bo", "Cy"}
    assert [thread.page for thread in whole.threads] == ["Talk:X"] * 2 + ["Talk:X/Archive 1"] * 2
    assert sum(said.comments for said in whole.activity) == 4
    assert alone is lonely


def test_who_asks_for_a_page_gets_its_archives():
    sources = [
        Source("Talk:X", "metawiki", "en"),
        Source("Talk:Old", "metawiki", "en", "Talk:X"),
        Source("Talk:Y", "metawiki", "en"),
    ]
    found = {name: [s.title for s in chosen(sources, name)[0]] for name in ("Talk:X", "Talk:Old")}
    assert found == {"Talk:X": ["Talk:X", "Talk:Old"], "Talk:Old": ["Talk:Old"]}
