"""Whole runs: two at once, twice in a row, stopped, killed, simulated, talkative, misconfigured."""

from __future__ import annotations

import os
import signal
import subprocess
import time
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from bots.errors import TryLater
from bots.kinds import KINDS
from bots.run.job import Job
from bots.run.journal import state_folder
from bots.run.lock import alone
from bots.run.update import Answer
from bots.sandbox import load
from tests.reliability.conftest import CONSULT, Consult
from tests.reliability.proxy import Answer as Reply
from tests.reliability.proxy import Delay
from tests.reliability.world import PAGE, World, saved, thread

pytestmark = pytest.mark.mediawiki


def test_04_two_instances_on_one_machine(world: World):
    """A second run on one machine | names the run that holds the lock, writes nothing; exit 3"""
    world.talk()
    world.write("Page")
    folder = state_folder(world.state, world.store().name)
    with alone(folder, "20300718-101500-abcd"), pytest.raises(TryLater) as caught:
        world.update()
    assert "run 20300718-101500-abcd is at work" in str(caught.value)
    assert caught.value.status == 3
    assert world.proxy.count("edit") == 0


APPENDING = """
import sys
from pathlib import Path
from bots.errors import Conflict
from bots.stores.opening import open_local
api, user, directory, title, name = sys.argv[1:]
store = open_local(api, user, Path(directory))
for number in range(30):
    while True:
        ((_, base),) = store.read([title])
        try:
            text = f"{base.text}\\n* {name} {number}"
            store.save(title, text, base=base, summary=f"{name} {number}")
            break
        except Conflict:
            continue
"""


def test_04_two_processes_append_thirty_rows_each(world: World, tmp_path: Path):
    """Two processes of one account append 30 rows each to one page | sixty of sixty"""
    title = world.write("Page", "Rows:")
    place = str(world.wiki.place.pywikibot)
    words = [world.proxy.api, world.user, place, title]
    env = {**os.environ, "HOME": str(tmp_path)}
    both = [
        subprocess.Popen([CONSULT[0], "-c", APPENDING, *words, name], env=env, cwd=tmp_path)
        for name in ("one", "two")
    ]
    assert [process.wait(120) for process in both] == [0, 0]
    rows = world.text("Page").splitlines()[1:]
    assert sorted(rows) == sorted(f"* {name} {n}" for name in ("one", "two") for n in range(30))
    del world.expected[title]


def test_21_password_revoked(world: World, consult: Consult, pywikibot_dir: Path):
    """The password was revoked, and there is no terminal | ends in 10 s, no prompt; exit 2"""
    wrong = f"({world.user!r}, BotPassword('suite', '{'x' * 32}'))\n"
    (pywikibot_dir / "user-password.py").write_text(wrong)
    began = time.monotonic()
    done = consult("update", "--always")
    assert time.monotonic() - began < 10
    assert done.returncode == 2
    assert "does not accept the account's name, password or" in done.stderr
    assert "assword for user" not in done.stdout + done.stderr


def test_21_no_password(consult: Consult, pywikibot_dir: Path):
    """There is no password, and no terminal | a clear message, no prompt; exit 2"""
    (pywikibot_dir / "user-password.py").write_text("")
    done = consult("update", "--always")
    assert done.returncode == 2
    assert "does not accept" in done.stderr


def test_29_second_run(world: World):
    """500 target pages in a second run | 0 edits, at most 5 requests besides site and login"""
    world.talk()
    load(world.wiki, {world.title(f"P {n:03}"): PAGE for n in range(500)})
    world.update(only=frozenset({world.title("P 007")}))
    world.proxy.clear()
    outcome = world.update(only=frozenset({world.title("P 007")}))
    assert (saved(outcome), outcome.status) == ([], 0)
    counts = world.proxy.counts
    assert counts.pop("site") <= 3
    assert set(counts) == {"read"}
    reads = [seen.parameters for seen in world.proxy.seen if seen.action == "read"]
    # Five for 500; the other tests' pages stand on this wiki too, and are listed as well.
    there = len(set(world.store().using("Consultation common")))
    assert len(reads) <= 5 + (there - 1) // 500, [list(read.items())[:4] for read in reads]


def test_30_what_the_wiki_makes_of_a_text(world: World):
    """NFD, CRLF, trailing newlines, signatures | the second run makes no edit"""
    nfd = unicodedata.normalize("NFD", "Où est l’été ?")
    world.human.edit(f"Talk:{world.name}", thread(nfd) + thread("~~~~~ signs") + "\r\n\r\n")
    world.write("Page", f"{nfd}\r\n{PAGE}\r\n\r\n \n")
    assert saved(world.update()) == ["Page"]
    world.proxy.clear()
    assert saved(world.update()) == []
    assert world.proxy.count("edit") == 0


def updating(environment: dict[str, str], folder: Path) -> subprocess.Popen:
    """An update in a process of its own, whose output goes to the file ``out``."""
    return subprocess.Popen(
        [*CONSULT, "update", "--always", "--now", "2018-06-01"],
        env=environment,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=(folder / "out").open("w"),
        stderr=subprocess.STDOUT,
    )


def wait_for_edits(world: World, count: int) -> None:
    """Waits until so many edits have arrived, half a minute at most."""
    deadline = time.monotonic() + 30
    while world.proxy.count("edit") < count and time.monotonic() < deadline:
        time.sleep(0.05)


def test_32_sigterm_mid_run(world: World, environment: dict[str, str], tmp_path: Path):
    """SIGTERM while an edit hangs | ends within 15 s; the next run completes and is not slowed"""
    world.talk()
    for page in ("A", "B", "C"):
        world.write(page)
    world.proxy.fault(Delay(40), "edit", number=2, times=1)
    run = updating(environment, tmp_path)
    wait_for_edits(world, 2)
    began = time.monotonic()
    run.send_signal(signal.SIGTERM)
    assert run.wait(20) == 4
    assert time.monotonic() - began < 15
    assert "Traceback" not in (tmp_path / "out").read_text()
    world.proxy.clear()
    began = time.monotonic()
    outcome = world.update()
    assert (saved(outcome), outcome.status) == (["B", "C"], 0)
    assert time.monotonic() - began < 10
    assert world.clock.sleeps == []


def test_32_sigterm_while_waiting(world: World, environment: dict[str, str], tmp_path: Path):
    """SIGTERM while the run waits for the wiki | ends at once; exit 4"""
    world.talk()
    world.write("A")
    world.proxy.fault(Reply(503, {"Retry-After": "60"}, b""), "edit")
    run = updating(environment, tmp_path)
    wait_for_edits(world, 1)
    time.sleep(0.3)
    began = time.monotonic()
    run.send_signal(signal.SIGTERM)
    assert run.wait(20) == 4
    assert time.monotonic() - began < 5
    assert world.by_bot("A") == []


@pytest.mark.parametrize("paced", [True, False])
def test_34_stop_page_switched(world: World, paced: bool):
    """The stop page is switched mid-run | at most one more edit, in a burst four; exit 4"""
    world.talk()
    pages = [f"P{n}" for n in range(9)]
    for page in pages:
        world.write(page)
    store = world.store()
    if paced:
        store.pace.between = 5.0
    switch = lambda: world.human.edit(world.stop, "Please wait. ~~~~")  # noqa: E731
    world.proxy.before("edit", switch, number=3)
    outcome = world.update(store=store)
    assert outcome.status == 4
    assert world.stop in str(outcome.stopped)
    # The third was under way when the page was switched.
    assert len(saved(outcome)) <= (3 if paced else 5)
    if paced:
        assert world.clock.sleeps == pytest.approx([5, 5], abs=2)


def test_35_simulate(world: World, consult: Consult):
    """--simulate | no write request, and never the word “saved”; exit 0"""
    world.talk()
    world.write("Page")
    done = consult("update", "--simulate")
    assert done.returncode == 0
    assert "1 would change" in done.stdout
    assert "saved" not in (done.stdout + done.stderr).lower()
    assert world.proxy.count("edit") == 0


def test_36_full_debug(world: World, environment: dict[str, str], tmp_path: Path):
    """-debug -verbose -log | no password and no token in any file or output"""
    world.talk()
    world.write("Page")
    options = ["-debug", "-verbose", "-log:run.log", "-always", f"-prefixindex:{world.name}"]
    done = subprocess.run(
        [Path(CONSULT[0]).with_name("pwb"), "summarize_consultation", *options],
        cwd=tmp_path,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    print(done.stdout, done.stderr)  # noqa: T201 - so that secrets are looked for in it
    assert done.returncode == 0, done.stderr
    assert len(world.by_bot("Page")) == 1
    assert world.proxy.count("login") == 1
    logs = [path for path in tmp_path.rglob("run.log*") if path.stat().st_size]
    assert logs, list(tmp_path.rglob("*"))
    text = "".join(log.read_text("utf-8", "replace") for log in logs)
    assert "lgpassword" in text
    assert "(secret)" in text
    for path in (tmp_path / "state").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path


def test_37_unwritable_state_directory(world: World, consult: Consult):
    """The state directory cannot be made | a clear refusal before anything is read; exit 2"""
    world.talk()
    world.write("Page")
    done = consult("update", "--always", "--state", "/proc/consult")
    assert done.returncode == 2
    assert "the state folder cannot be written" in done.stderr
    assert world.proxy.count("edit") == 0


def test_37_configuration_that_anybody_may_write(consult: Consult, pywikibot_dir: Path):
    """Anybody may write user-config.py | a clear refusal; exit 2"""
    (pywikibot_dir / "user-config.py").chmod(0o666)
    done = consult("update", "--always")
    assert done.returncode == 2
    assert "anybody may write this file" in done.stderr
    assert "chmod 600" in done.stderr


def test_39_how_every_edit_is_marked(world: World):
    """Every edit | contact in the User-Agent, task, run and stop page linked, bot, not minor"""
    world.talk()
    world.write("A")
    world.write("B")
    outcome = world.update()
    assert saved(outcome) == ["A", "B"]
    edits = [seen for seen in world.proxy.seen if seen.action == "edit"]
    for edit in edits:
        assert "consultation-bots/" in edit.headers["user-agent"]
        assert f"User:{world.user}" in edit.headers["user-agent"]
        assert {"nocreate", "baserevid", "bot", "notminor", "assertuser"} <= set(edit.parameters)
        assert edit.parameters["assert"] == "bot"
    for page in "AB":
        (one,) = world.by_bot(page)
        for part in (f"[[{world.name}/Bot]]", outcome.run, f"[[{world.stop}]]"):
            assert part in one["comment"]
        assert one["minor"] is False
        changes = world.admin.ask(
            action="query", list="recentchanges", rctitle=world.title(page), rcprop="flags|user"
        )
        assert changes["query"]["recentchanges"][0]["bot"] is True


def test_40_exit_codes(world: World, consult: Consult):
    """Done, a page failed, wrong use, try later, stopped | 0, 1, 2, 3 and 4"""
    world.talk()
    world.write("Page")
    done = [consult("update", "--always").returncode]
    world.write("Broken", PAGE.replace("{{Consultation region end|id=t}}", ""))
    done.append(consult("update", "--always").returncode)
    done.append(consult("update", "--always", "--config", "missing.toml").returncode)
    with alone(state_folder(world.state, f"wiki:127.0.0.1:{world.proxy.port}"), "another"):
        done.append(consult("update", "--always").returncode)
    world.human.edit(world.stop, "Stop.")
    done.append(consult("update", "--always").returncode)
    assert done == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("allowed", [False, True])
def test_shrink_guard(world: World, allowed: bool):
    """A source is emptied: 6 of 12 rows would go | refused, unless --allow-shrink"""
    world.talk(12)
    world.write("Page")
    world.update()
    world.talk(6)
    job = Job(world.store(), world.settings, KINDS, date(2018, 6, 2), allow_shrink=allowed)
    outcome = job.run(world.state, lambda _: Answer.ALL, lambda _: None)[1]
    assert (saved(outcome), outcome.status) == ((["Page"], 0) if allowed else ([], 1))
    assert world.text("Page").count("|gone=2018") == (6 if allowed else 0)
