"""The job files are what ``toolforge jobs load`` takes, and their commands are there."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, ValidationError

from tests.operations.conftest import ROOT
from tests.operations.words import understood

FOLDER = ROOT / "config" / "toolforge"
SCHEMA = Draft202012Validator(json.loads((FOLDER / "jobs.schema.json").read_text()))
PROCFILE = dict(
    line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines() if line
)
FILES = ["jobs.yaml", "jobs-built.yaml"]


def jobs(name: str) -> list[dict[str, Any]]:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


EACH = [pytest.param(job, id=f"{name}:{job['name']}") for name in FILES for job in jobs(name)]


@pytest.mark.parametrize("name", FILES)
def test_the_files_are_what_toolforge_loads(name: str):
    SCHEMA.validate(jobs(name))
    names = [job["name"] for job in jobs(name)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Consult"},
        {"name": "c" * 53},
        {"name": "consult_update"},
        {"image": None},
        {"schedule": "hourly"},
        {"retry": 6},
        {"emails": "always"},
        {"mem": "1 GB"},
        {"continuous": True},
        {"schedule": None, "timeout": 10},
        {"mount": "none"},
        {"replicas": 2},
        {"memory": "1Gi"},
    ],
    ids=str,
)
def test_the_schema_refuses_what_toolforge_refuses(change: dict[str, Any]):
    job = {**jobs("jobs.yaml")[0], **change}
    with pytest.raises(ValidationError):
        SCHEMA.validate([{key: value for key, value in job.items() if value is not None}])


@pytest.mark.parametrize("job", EACH)
def test_each_job_is_bounded_and_heard_of(job: dict[str, Any]):
    assert job["retry"] == 0
    assert job["emails"] == "onfailure"
    assert 0 < job["timeout"] <= 3600
    assert job["mem"]


@pytest.mark.parametrize("job", jobs("jobs.yaml"), ids=lambda job: job["name"])
def test_each_command_takes_the_shells_place_and_is_there(job: dict[str, Any]):
    word, script, *_ = job["command"].split()
    assert word == "exec"
    assert (ROOT / script.removeprefix("./consultation-bots/")).exists()


@pytest.mark.parametrize("job", jobs("jobs.yaml"), ids=lambda job: job["name"])
def test_each_log_is_one_that_is_rotated(job: dict[str, Any]):
    assert job["filelog-stdout"] == job["filelog-stderr"]
    assert re.fullmatch(r"logs/[a-z]+\.log", job["filelog-stdout"])
    assert any(other["command"].endswith("scripts/rotate logs") for other in jobs("jobs.yaml"))


@pytest.mark.parametrize("job", jobs("jobs-built.yaml"), ids=lambda job: job["name"])
def test_an_image_that_was_built_knows_its_commands_and_has_the_home(job: dict[str, Any]):
    assert job["command"] in PROCFILE
    assert job["mount"] == "all"


def test_both_ways_run_the_same():
    first = {
        job["name"]: job["command"].partition("scripts/")[2]
        for job in jobs("jobs.yaml")
        if "rotate" not in job["command"]
    }
    second = {
        job["name"]: PROCFILE[job["command"]].partition("scripts/")[2]
        for job in jobs("jobs-built.yaml")
    }
    assert second == first


@pytest.mark.parametrize(
    "command",
    [
        *(job["command"] for job in jobs("jobs.yaml") if "scripts/job" in job["command"]),
        *PROCFILE.values(),
    ],
)
def test_consult_understands_each_command(command: str):
    assert understood("consult " + command.partition("scripts/job ")[2])


def test_a_word_that_consult_lacks_would_be_seen():
    assert not understood("consult update --allways")
    assert not understood("consult upadte")


def test_one_job_writes_and_it_writes_alone():
    writing = [job["name"] for job in jobs("jobs.yaml") if "--always" in job["command"]]
    assert writing == ["consult-update"]


def test_the_build_service_knows_the_project():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == [".[reports,oauth]"]
