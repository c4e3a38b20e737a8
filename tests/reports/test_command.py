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
    assert html.count("<figure") == 3
    assert "Recommendations are handed over" in html
    assert list(tmp_path.iterdir()) == [output]
    assert sorted(sample.rglob("*")) == before


def test_the_samples_numbers_add_up(sample):
    found = data(sample)
    assert found["schema"] == 1
    assert found["period"] == {"since": None, "until": "2019-12-01"}
    totals = {key: value["total"] for key, value in found["headlines"].items()}
    assert totals["languages"] == 4
    assert totals["talk pages"] == len(found["talk pages"])
    for key in ("threads", "comments"):
        assert totals[key] == sum(page[key] for page in found["talk pages"])
        assert totals[key] == sum(line[key] for line in found["languages"])
    over_time = found["comments over time"]["comments"]
    assert sum(over_time.values()) == totals["comments"]
    assert {m["id"] for m in found["milestones"]} >= {"recommendations-handed-over", "direction"}
    slips = {m["id"]: [s["days"] for s in m["slips"]] for m in found["milestones"]}
    assert slips["recommendations-handed-over"] == [496]
    assert len(found["working groups"]) == 5


def test_a_period_has_its_own_numbers_and_those_before(sample):
    found = data(sample, "--since", "2018-07-01", "--until", "2018-12-31")
    whole = data(sample, "--until", "2018-12-31")["headlines"]["comments"]["total"]
    earlier = data(sample, "--until", "2018-06-30")["headlines"]["comments"]["total"]
    comments = found["headlines"]["comments"]
    assert comments["total"] == whole
    assert comments["in period"] == whole - earlier
    assert sum(found["comments over time"]["comments"].values()) == whole - earlier


def test_json_hides_what_the_page_hides(sample):
    found = data(sample, "--until", "2018-05-31")
    people = {line["language"]: line["people"] for line in found["languages"]}
    assert any(cell["hidden"] == "small" for cell in people.values())
    assert all(cell["number"] is None or cell["number"] >= 5 for cell in people.values())
    for page in found["talk pages"]:
        assert (page["people"]["number"] is None) == (people[page["language"]]["number"] is None)


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
    assert json.loads(output.read_text(encoding="utf-8"))["schema"] == 1


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("--since", "2020-01-01"), "before it begins"),
        (("--since", "spring"), "spring"),
        (("--language", "xx-yy"), "xx-yy"),
        (("--wiki-url", "javascript:$1"), "no address"),
        (("--wiki-url", "https://meta.wikimedia.org/wiki/"), "$1"),
        (("--format", "pdf"), "pdf"),
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
    assert json.loads(result.stdout)["headlines"]["comments"]["total"] == 1
