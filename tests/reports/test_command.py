from __future__ import annotations

import builtins
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from bots.commands import main
from bots.commands.report import page_address
from bots.stores.api import ApiPages
from tests.conftest import ROOT


def run(sample: Path, *arguments: str, store: str = "pages"):
    config = sample / "config" / "strategy-2030.toml"
    options = ["--config", str(config), "--store", f"folder:{sample / store}"]
    return CliRunner().invoke(main, ["report", *options, "--now", "2019-12-01", *arguments])


def of(found: dict, number: str) -> dict:
    """The headline of this number."""
    return next(line for line in found["headlines"] if line["number"] == number)


def data(sample: Path, *arguments: str) -> dict:
    result = run(sample, "--format", "json", *arguments)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_sample_makes_a_report_in_one_file(sample, tmp_path):
    output = tmp_path / "report.html"
    before = sorted(sample.rglob("*"))
    result = run(sample, "--output", str(output))
    assert result.exit_code == 0, result.output
    html = output.read_text(encoding="utf-8")
    assert html.startswith("<!DOCTYPE html>")
    assert html.count("<figure") == 6
    assert "Recommendations are handed over" in html
    assert list(tmp_path.iterdir()) == [output]
    assert sorted(sample.rglob("*")) == before


def test_the_samples_numbers_add_up(sample):
    found = data(sample)
    assert found["version"] == 2
    assert (found["since"], found["until"]) == (None, "2019-12-01")
    totals = {line["number"]: line["total"] for line in found["headlines"]}
    assert totals["languages"] == 4
    assert totals["talk pages"] == len(found["talk_pages"])
    for key in ("threads", "comments"):
        assert totals[key] == sum(page[key] for page in found["talk_pages"])
        assert totals[key] == sum(line[key] for line in found["languages"])
    assert sum(line["comments"] for line in found["comments_over_time"]) == totals["comments"]
    ids = {line["milestone"] for line in found["milestones"]}
    assert ids >= {"recommendations-handed-over", "direction"}
    slips = [(line["milestone"], line["days"]) for line in found["slips"]]
    assert slips == [("recommendations-handed-over", 496)]
    assert len(found["working_groups"]) == 5
    # The core team has answered some threads, others wait.
    assert sum(line["late"] for line in found["waiting"]) > 0
    assert totals["waiting"] == len(found["waiting"])
    assert totals["answers"] == len(found["answers"])


def test_a_period_has_its_own_numbers_and_those_before(sample):
    found = data(sample, "--since", "2018-07-01", "--until", "2018-12-31")
    for number in ("comments", "threads", "answers", "waiting"):
        whole = of(data(sample, "--until", "2018-12-31"), number)["total"]
        earlier = of(data(sample, "--until", "2018-06-30"), number)["total"]
        before = of(data(sample, "--until", "2017-12-28"), number)["total"]
        line = of(found, number)
        assert line["total"] == whole
        assert line["in_period"] == whole - earlier
        assert line["in_period_before"] == earlier - before
    comments = of(found, "comments")["in_period"]
    assert sum(line["comments"] for line in found["comments_over_time"]) == comments
    assert {line["started"][:4] for line in found["new_threads"]} == {"2018"}
    assert len(found["new_threads"]) == of(found, "threads")["in_period"]
    assert len(found["answers"]) == of(found, "answers")["in_period"]


def test_json_hides_what_the_page_hides(sample):
    found = data(sample, "--until", "2018-05-31")
    lines = [*found["languages"], *found["talk_pages"], *found["comments_over_time"]]
    assert any(line["people_hidden"] for line in lines)
    assert all(line["people_hidden"] == (line["people"] is None) for line in lines)
    assert not any(line["people"] in (1, 2, 3, 4) for line in lines)


def test_the_same_input_gives_the_same_bytes(sample):
    command = [
        *(sys.executable, "-c", "from bots.commands import main; main()", "report"),
        *("--config", str(sample / "config" / "strategy-2030.toml")),
        *("--store", f"folder:{sample / 'pages'}"),
        *("--now", "2019-12-01", "--since", "2018-07-01", "--language", "ar"),
    ]
    outputs = {
        subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            check=True,
            stdout=subprocess.PIPE,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(outputs) == 1


def test_json_goes_to_a_file_that_is_named_so(sample, tmp_path):
    output = tmp_path / "report.json"
    assert run(sample, "--output", str(output)).exit_code == 0
    assert json.loads(output.read_text(encoding="utf-8"))["version"] == 2


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("--since", "2020-01-01"), "before it begins"),
        (("--since", "spring"), "spring"),
        (("--language", "xx-yy"), "xx-yy"),
        (("--wiki-url", "javascript:$1"), "no address"),
        (("--wiki-url", "https://meta.wikimedia.org/wiki/"), "$1"),
        (("--format", "pdf"), "pdf"),
        (("--output", "report.pdf"), "report.pdf: a name that ends with .pdf does not tell"),
        (("--output", "report.csv"), "csv is several files"),
        (("--output", "report.parquet"), "parquet is several files"),
        (("--format", "csv", "--output", "report.CSV"), "csv is several files"),
        (("--iteration", "2"), "--iteration is for a compilation"),
        (("--since", "1.4.2018"), "“1.4.2018” is no date; write it as 2030-07-18"),
    ],
)
def test_wrong_use_is_told_before_anything_is_read(sample, arguments, part):
    result = run(sample, *arguments)
    assert result.exit_code == 2
    assert part in result.stderr


def test_a_file_that_cannot_be_written_is_named(sample, tmp_path):
    result = run(sample, "--output", str(tmp_path / "none" / "report.html"))
    assert result.exit_code == 2
    assert "none/report.html: cannot be written" in result.stderr


def test_without_jinja2_the_error_names_the_extra(sample, monkeypatch):
    usual = builtins.__import__

    def no_jinja2(name, *more, **named):
        if name.split(".")[0] == "jinja2":
            raise ModuleNotFoundError("No module named 'jinja2'", name="jinja2")
        return usual(name, *more, **named)

    for module in [m for m in sys.modules if m.split(".")[0] == "jinja2"]:
        monkeypatch.delitem(sys.modules, module)
    for module in ("bots.reports.page", "bots.reports.figures"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.setattr(builtins, "__import__", no_jinja2)
    result = run(sample)
    assert result.exit_code == 2
    assert "consultation-bots[reports]" in result.stderr
    assert run(sample, "--format", "json").exit_code == 0


@pytest.mark.parametrize(
    ("server", "address"),
    [
        ("//meta.wikimedia.org", "https://meta.wikimedia.org/wiki/$1"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/wiki/$1"),
    ],
)
def test_a_wiki_says_where_its_pages_are(server, address):
    class Wiki(ApiPages):
        def __init__(self):
            pass

        siteinfo = {"general": {"server": server, "articlepath": "/wiki/$1"}}  # noqa: RUF012

    assert page_address(Wiki()) == address


def test_a_wiki_without_regions_has_its_comments_reported(sample, tmp_path):
    talk = tmp_path / "pages" / "Talk%3AStrategy"
    talk.mkdir(parents=True)
    (talk / "2030.wikitext").write_text(
        "== Hello ==\nWords. [[User:Ana|Ana]] 10:15, 21 April 2018 (UTC)\n", encoding="utf-8"
    )
    config = sample / "config" / "strategy-2030.toml"
    options = ["--config", str(config), "--store", f"folder:{tmp_path / 'pages'}"]
    result = CliRunner().invoke(main, ["report", *options, "--format", "json"])
    assert of(json.loads(result.stdout), "comments")["total"] == 1
