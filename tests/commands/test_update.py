"""``consult update``, ``check``, ``log`` and ``undo`` on the sample, as a facilitator uses them."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.commands.conftest import HOSTS, Consult

FOLDER = ("--store", "folder:pages")
STATUS = "Strategy/2030/Bot/Status"


def saved(output: str) -> list[str]:
    return re.findall(r"^✓ (.+?) — ", output, re.MULTILINE)


def run_id(output: str) -> str:
    found = re.search(r"run (\d{8}-\d{6}-[0-9a-f]{4})", output)
    assert found
    return found[1]


def test_update_saves_and_says_what(sample: Path, consult: Consult):
    result = consult("update", *FOLDER, "--always")
    assert result.exit_code == 0
    assert "Strategy/2030/Conversations" in saved(result.output)
    assert f"{len(saved(result.output))} saved" in result.output


def test_the_second_run_says_that_nothing_is_left_to_do(sample: Path, consult: Consult):
    consult("update", *FOLDER, "--always")
    result = consult("update", *FOLDER, "--always")
    assert "Nothing is left to do" in result.output
    assert saved(result.output) == []


def test_a_day_later_only_the_status_has_another_day(sample: Path, consult: Consult):
    consult("update", *FOLDER, "--always", "--now", "2018-10-02")
    result = consult("update", *FOLDER, "--always", "--now", "2018-10-03", "--json")
    assert [change["page"] for change in json.loads(result.stdout)["saved"]] == [STATUS]
    result = consult("update", *FOLDER, "--always", "--now", "2018-10-03")
    assert "Nothing is left to do" in result.output


def test_without_a_terminal_it_only_shows(sample: Path, consult: Consult):
    before = {path: path.read_bytes() for path in Path("pages").rglob("*") if path.is_file()}
    result = consult("update", *FOLDER)
    assert "nothing was written" in result.output
    assert "+{{Consultation overview row" in result.output
    after = {path: path.read_bytes() for path in Path("pages").rglob("*") if path.is_file()}
    assert after == before


def test_a_diff_shows_what_changes_and_a_little_around_it(sample: Path, consult: Consult):
    result = consult("update", *FOLDER, "--simulate", "--page", "Strategy/2030/Advocacy")
    lines = result.output.splitlines()
    assert lines[0].startswith("Strategy/2030/Advocacy")
    assert "+|members=8" in lines
    assert len(lines) < 30


def test_only_a_kind(sample: Path, consult: Consult):
    result = consult("update", *FOLDER, "--always", "--only", "overview")
    assert saved(result.output) == ["Strategy/2030/Conversations"]


def test_json_gives_the_run_as_data(sample: Path, consult: Consult):
    result = consult("update", *FOLDER, "--always", "--json")
    data = json.loads(result.stdout)
    assert data["status"] == 0
    overview = next(s for s in data["saved"] if s["page"] == "Strategy/2030/Conversations")
    assert overview["kinds"] == ["overview"]
    assert overview["new"] == 22


def test_a_broken_page_ends_it_with_1_and_names_page_line_and_mend(sample: Path, consult: Consult):
    page = Path("pages/Strategy/2030/Milestones.wikitext")
    page.write_text(page.read_text().replace("{{Consultation region end|id=milestones}}", ""))
    for command in (("update", "--always"), ("check",)):
        result = consult(command[0], *FOLDER, *command[1:])
        assert result.exit_code == 1
        assert "Strategy/2030/Milestones, line 3" in result.stderr
        assert "{{Consultation region end|id=milestones}}" in result.stderr


def test_check_writes_nothing_and_counts(sample: Path, consult: Consult):
    before = {path: path.read_bytes() for path in Path("pages").rglob("*") if path.is_file()}
    result = consult("check", *FOLDER)
    assert result.exit_code == 0
    assert re.search(rf"{HOSTS} pages sound, 0 to mend, {HOSTS} to update", result.output)
    after = {path: path.read_bytes() for path in Path("pages").rglob("*") if path.is_file()}
    assert after == before


def test_a_stop_page_ends_it_with_4(sample: Path, consult: Consult):
    Path("pages/Strategy/2030/Bot/Stop.wikitext").write_text("Not now, please.")
    result = consult("update", *FOLDER, "--always")
    assert result.exit_code == 4
    assert "Strategy/2030/Bot/Stop" in result.stderr


def test_a_run_at_work_ends_it_with_3(sample: Path, consult: Consult):
    from bots.run.journal import state_folder
    from bots.run.lock import alone
    from bots.stores.folder import FolderStore

    folder = state_folder(
        Path(os.environ["CONSULT_STATE"]), FolderStore(Path("pages").resolve()).name
    )
    with alone(folder, "20180601-000000-abcd"):
        result = consult("update", *FOLDER, "--always")
    assert result.exit_code == 3
    assert "20180601-000000-abcd" in result.stderr


def test_wrong_use_ends_it_with_2(sample: Path, consult: Consult):
    for words in (
        ("--store", "folder:nowhere"),
        ("--store", "clay tablets"),
        (*FOLDER, "--now", "someday"),
        (*FOLDER, "--config", "missing.toml"),
        (*FOLDER, "--only", "nonsense"),
    ):
        assert consult("update", *words).exit_code == 2


def test_log_lists_runs_and_what_each_did(sample: Path, consult: Consult):
    run = run_id(consult("update", *FOLDER, "--always").output)
    listed = consult("log", *FOLDER)
    assert re.search(rf"{run} .* {HOSTS} +0 +status 0", listed.output)
    narrow = consult("log", *FOLDER, env={"COLUMNS": "30"})
    assert f"{run} " in narrow.output
    told = consult("log", run, *FOLDER)
    assert told.output.count("saved Strategy/2030") == HOSTS
    assert "; kinds changes, coverage, " in told.output
    assert consult("log", *FOLDER, "--last", "0").exit_code == 2
    assert run in json.loads(consult("log", *FOLDER, "--json").stdout)


def test_undo_takes_a_run_back(sample: Path, consult: Consult):
    before = Path("pages/Strategy/2030/Milestones.wikitext").read_text().rstrip()
    run = run_id(consult("update", *FOLDER, "--always").output)
    result = consult("undo", run, *FOLDER, "--always")
    assert result.exit_code == 0
    assert f"{HOSTS} of {HOSTS} edits taken back" in result.output
    assert Path("pages/Strategy/2030/Milestones.wikitext").read_text() == before
    after = consult("update", *FOLDER, "--always")
    assert after.exit_code == 1
    assert "edit back" in after.stderr


def test_undo_simulated_writes_nothing(sample: Path, consult: Consult):
    run = run_id(consult("update", *FOLDER, "--always").output)
    filled = Path("pages/Strategy/2030/Milestones.wikitext").read_text()
    assert "nothing was written" in consult("undo", run, *FOLDER).output
    assert Path("pages/Strategy/2030/Milestones.wikitext").read_text() == filled


def on_a_terminal(words: list[str], answers: str) -> tuple[str, int]:
    """What a person sees who types these answers, and the exit status.

    ``^`` is a ctrl-C, ``.`` the end of what they type.
    """
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", "from bots.commands import main; main()", *words],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"},
    )
    os.close(follower)
    seen, waiting, idle = b"", list(answers), 0
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if select.select([leader], [], [], 0.2)[0]:
            try:
                chunk = os.read(leader, 65536)
            except OSError:
                break
            if not chunk:
                break
            seen, idle = seen + chunk, 0
            if waiting and seen.rstrip().endswith(b"[q]uit:"):
                answer = waiting.pop(0)
                if answer == "^":
                    process.send_signal(signal.SIGINT)
                else:
                    os.write(leader, b"\x04" if answer == "." else f"{answer}\n".encode())
        elif process.poll() is not None:
            break
        else:
            # One that comes just before the terminal is read waits for a key, or for another.
            idle += 1
            if answers.endswith("^") and not waiting and idle % 10 == 0:
                process.send_signal(signal.SIGINT)
    os.close(leader)
    return seen.decode(), process.wait(timeout=60)


def test_at_a_terminal_each_change_is_shown_in_colour_and_asked_about(sample: Path):
    shown, status = on_a_terminal(["update", *FOLDER], "nyq")
    assert status == 0
    assert shown.count("Save this page?") == 3
    assert "\x1b[32m+|members=8" in shown
    assert "1 saved" in shown
    assert "Reading talk pages" in shown
    second = Path("pages/Strategy/2030/Advocacy/Conversations.wikitext").read_text()
    assert "{{Consultation thread row" in second
    first = Path("pages/Strategy/2030/Advocacy.wikitext").read_text()
    assert "|members=8" not in first


def test_ctrl_c_at_a_question_ends_it_at_once_and_all_is_written_down(
    sample: Path, consult: Consult
):
    shown, status = on_a_terminal(["update", *FOLDER], "yy^")
    assert status == 4
    assert "the run was told to stop (SIGINT)\r\n2 saved, " in shown
    undone, status = on_a_terminal(["undo", run_id(shown), *FOLDER], "y^")
    assert status == 4
    assert "1 of 2 edits taken back" in undone
    installed, status = on_a_terminal(["install", *FOLDER], "y^")
    assert status == 4
    assert "1 saved; run" in installed
    runs = json.loads(consult("log", *FOLDER, "--json").stdout)
    ends = [entry["detail"] for run in runs.values() for entry in run if entry["event"] == "end"]
    assert [(end["status"], end["saved"]) for end in ends] == [(4, 1), (4, 1), (4, 2)]


def test_ctrl_c_at_the_first_question_is_no_end_of_the_work(sample: Path):
    shown, _ = on_a_terminal(["update", *FOLDER], "^")
    assert "Nothing was saved" in shown
    assert "Nothing is left" not in shown


def test_the_end_of_what_is_typed_is_an_answer_too(sample: Path):
    shown, status = on_a_terminal(["update", *FOLDER], "y.")
    assert status == 0
    assert "1 saved" in shown


def test_at_a_terminal_an_undo_asks_as_an_update_does(sample: Path, consult: Consult):
    groups = ("Advocacy", "Learning and skills", "Safe and welcoming")
    pages = [word for group in groups for word in ("--page", f"Strategy/2030/{group}")]
    run = run_id(consult("update", *FOLDER, "--always", *pages).output)
    shown, status = on_a_terminal(["undo", run, *FOLDER], "na")
    assert status == 0
    assert shown.count("Take this edit back?") == 2
    assert "\x1b[31m-|members=" in shown
    assert "2 of 3 edits taken back" in shown


def test_all_asks_no_more(sample: Path):
    shown, status = on_a_terminal(["update", *FOLDER], "a")
    assert status == 0
    assert shown.count("Save this page?") == 1
    assert f"{HOSTS} saved" in shown
