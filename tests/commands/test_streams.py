"""Where what a command says goes: to nobody, to a full disk, to a terminal without our letters."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bots.stores.folder import FolderStore
from tests.commands.conftest import HOSTS, Consult
from tests.commands.test_update import FOLDER

CALL = (sys.executable, "-c", "from bots.commands import main; main()")
full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")


def test_a_run_ends_as_ever_where_nobody_reads_what_it_says(sample: Path, consult: Consult):
    words = [*CALL, "update", *FOLDER, "--always"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout
        assert run.stderr
        assert run.stdout.readline().startswith("✓".encode())
        run.stdout.close()
        assert run.stderr.read() == b""
        assert run.wait(timeout=100) == 0
    ((_, entries),) = json.loads(consult("log", *FOLDER, "--json").stdout).items()
    assert sum(entry["event"] == "saved" for entry in entries) == HOSTS
    assert entries[-1]["detail"]["status"] == 0


@full
@pytest.mark.parametrize(
    "words",
    [
        ("--help",),
        ("log", *FOLDER),
        ("log", *FOLDER, "--json"),
        ("parse", "pages", "--wiki", "metawiki"),
    ],
)
def test_a_full_disk_is_said_in_one_line(sample: Path, words: tuple[str, ...]):
    with Path("/dev/full").open("w") as nowhere:
        done = subprocess.run([*CALL, *words], stdout=nowhere, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "No space left on device — check its permissions and the disk" in done.stderr


def test_a_terminal_without_our_letters_gets_others_and_data_keep_theirs(
    sample: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    page = Path("pages/Strategy/2030/Überall.wikitext")
    page.write_text("{{Consultation region|id=a|kind=threads}}", encoding="utf-8")
    words = [*CALL, "check", *FOLDER]
    told = subprocess.run(words, capture_output=True)
    assert b"Strategy/2030/?berall" in told.stderr
    assert b"to mend" in told.stdout
    data = subprocess.run([*words, "--json"], capture_output=True)
    assert [refusal["page"] for refusal in json.loads(data.stdout)["refusals"]] == [
        "Strategy/2030/Überall"
    ]
    assert "Überall".encode() in data.stdout


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("command", ["check", "export", "report", "update"])
def test_a_signal_while_pages_are_read_is_said_and_has_its_status(
    sample: Path,
    consult: Consult,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    number: signal.Signals,
):
    monkeypatch.setattr(FolderStore, "using", lambda *_: signal.raise_signal(number))
    result = consult(command, *FOLDER)
    assert result.exit_code == 4
    assert result.stderr.count("consult: ") == 1
    assert number.name in result.stderr
