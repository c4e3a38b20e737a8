"""Titles, settings and other people's words: none of them gets further than where it belongs."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from bots.errors import ConsultationError
from bots.page.quote import cell, quote
from bots.run.journal import Entry, Journal, entries, state_folder
from bots.sandbox import Person
from bots.settings import Settings
from bots.stores import redaction
from tests.mediawiki import human, wiki  # noqa: F401

CASES = sorted((Path(__file__).parent.parent / "page" / "cases" / "quotes").glob("*.txt"))
HOSTILE = ["../../etc/passwd", "/etc/passwd", "$(touch x)", "`touch x`", "; touch x", "a\0b"]
LINKS = "links|categories|templates|images|externallinks|langlinks|iwlinks|properties"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_inside_the_state_folder(tmp_path: Path, name: str):
    folder = state_folder(tmp_path / "state", f"folder:{name}")
    assert folder.resolve().parent == (tmp_path / "state").resolve()
    for path in (folder, folder / "runs"):
        assert path.stat().st_mode & 0o777 == 0o700
    Journal(folder, "20300718-101500-abcd").write(Entry("saved", name))
    (file,) = (folder / "runs").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(ConsultationError):
        list(entries(folder, name))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["state"]


@pytest.mark.parametrize("name", ["A|B", "a]]b", "{{x}}", "a#b", "<b>"])
def test_a_setting_that_is_no_title_is_refused(name: str):
    with pytest.raises(ValueError, match="title is wanted"):
        Settings.model_validate(
            {
                "consultation": {"name": "n", "wiki": "metawiki", "task": name},
                "scope": {"prefixes": ["P"]},
            }
        )


@pytest.mark.parametrize(
    "line",
    [
        "Body: 'action=login&lgname=B&lgpassword=%s&lgtoken=x'",
        "{'lgpassword': ['%s']}",
        '{"password": "%s"}',
        "Cookie=%s",
        "params: csrftoken=%s%%2B%%5C",
        '{"csrftoken":"%s+\\\\"}',
        "said %s aloud",
    ],
)
def test_secrets_are_redacted_however_they_are_logged(line: str, caplog: pytest.LogCaptureFixture):
    secret = "0123456789abcdef0123456789abcdef01234567"
    redaction.hide(secret)
    redaction.install()
    caplog.set_level(logging.DEBUG)
    logging.getLogger("anyone").debug(line % secret)
    logging.getLogger("anyone").debug("%s", line % secret)
    assert secret not in caplog.text
    assert redaction.HIDDEN in caplog.text


@pytest.mark.mediawiki
def test_hostile_quotes_leave_a_real_page_as_a_harmless_one_does(wiki, human: Person):  # noqa: F811
    assert len(CASES) >= 46

    def read(words: str, made) -> dict[str, object]:
        text = f"{{{{R quote|a=1\n|quote={made(words)}\n|b=2\n}}}}\nAfter.\n== Heading =="
        answer = human.ask(
            action="parse", title="R quotes", text=text, prop=LINKS, contentmodel="wikitext"
        )["parse"]
        return {name: answer[name] for name in LINKS.split("|")}

    human.edit("Template:R quote", "* {{{a}}}: {{{quote}}} ({{{b}}})")
    for made in (quote, cell):
        harmless = read("Harmless words.", made)
        hostile = {path.stem: path.read_bytes().decode() for path in CASES}
        assert [name for name, text in hostile.items() if read(text, made) != harmless] == []
