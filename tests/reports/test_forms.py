"""The same report in all its forms, from the command line."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import jsonschema
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from bots.commands import main
from bots.reports.dictionary import tables
from bots.reports.values import VERSION
from tests.conftest import ROOT
from tests.reports.filled import TODAY

SCHEMA = json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8"))
PERIOD = ("--since", "2018-05-01", "--until", "2018-08-31")


def run(filled: Path, *arguments: str):
    config = str(filled / "config" / "strategy-2030.toml")
    options = ["--config", config, "--store", f"folder:{filled / 'pages'}", "--now", TODAY]
    return CliRunner().invoke(main, ["report", *options, *arguments])


def data(filled: Path, *arguments: str) -> dict:
    result = run(filled, "--format", "json", *arguments)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def period(filled) -> dict:
    """The data of four months."""
    return data(filled, *PERIOD)


@pytest.mark.parametrize("arguments", [(), PERIOD, ("--period", "recommendations")])
def test_json_is_as_its_schema_says(filled, arguments):
    found = data(filled, *arguments)
    jsonschema.validate(found, SCHEMA, format_checker=jsonschema.FormatChecker())
    assert found["version"] == VERSION
    # Each table but one has rows, so that all columns are tried.
    assert [name for name, rows in found.items() if rows == []] == []


def test_a_value_of_another_type_would_be_seen(period):
    wrong = {**period, "waiting": [{**period["waiting"][0], "days": "some"}]}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, SCHEMA)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**period, "version": VERSION + 1}, SCHEMA)


def plain(value: str, kind: str):
    """A cell of CSV as JSON has it."""
    if not value:
        return "" if kind == "text" else None
    return {"number": int, "yes or no": lambda x: x == "true"}.get(kind, str)(value)


def test_csv_has_what_json_has(filled, period, tmp_path):
    assert run(filled, *PERIOD, "--format", "csv", "--output", str(tmp_path / "d")).exit_code == 0
    assert len(list((tmp_path / "d").iterdir())) == len(tables()) + 1
    for table in tables():
        text = (tmp_path / "d" / f"{table.name}.csv").read_bytes().decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        kinds = {column.name: column.type for column in table.columns}
        read = [{k: plain(v.removeprefix("'"), kinds[k]) for k, v in row.items()} for row in rows]
        expected = period[table.name] if table.name != "report" else [period]
        nothing = {name: "" for name, kind in kinds.items() if kind == "text"}
        assert read == [
            {k: nothing.get(k) if row[k] is None else row[k] for k in kinds} for row in expected
        ]


def test_csv_is_described_for_programs(filled, tmp_path):
    output = tmp_path / "data.zip"
    assert run(filled, "--output", str(output)).exit_code == 0
    with zipfile.ZipFile(output) as archive:
        described = json.loads(archive.read("datapackage.json"))
        assert described["version"] == f"{VERSION}.0.0"
        for resource in described["resources"]:
            first = archive.read(resource["path"]).decode("utf-8-sig").splitlines()[0]
            assert first.split(",") == [f["name"] for f in resource["schema"]["fields"]]
        assert len(described["resources"]) == len(tables()) == len(archive.namelist()) - 1


def test_parquet_has_what_json_has(filled, period, tmp_path):
    output = tmp_path / "d"
    assert run(filled, *PERIOD, "--format", "parquet", "--output", str(output)).exit_code == 0
    for table in tables():
        found = pq.read_table(output / f"{table.name}.parquet")
        assert found.schema.metadata[b"consultation-bots-report"] == str(VERSION).encode()
        rows = [
            {k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in row.items()}
            for row in found.to_pylist()
        ]
        expected = period[table.name] if table.name != "report" else [period]
        assert rows == [{c.name: row[c.name] for c in table.columns} for row in expected]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_the_same_report_is_the_same_bytes(filled, tmp_path, form):
    for name in ("a.zip", "b.zip"):
        output = str(tmp_path / name)
        assert run(filled, *PERIOD, "--format", form, "--output", output).exit_code == 0
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_several_files_need_a_place(filled, tmp_path):
    result = run(filled, "--format", "csv")
    assert result.exit_code == 2
    assert "--output" in result.stderr
    (tmp_path / "file").touch()
    result = run(filled, "--format", "csv", "--output", str(tmp_path / "file"))
    assert result.exit_code == 2
    assert "is a file" in result.stderr


def test_wikitext_goes_where_its_name_says(filled, tmp_path):
    output = tmp_path / "report.wikitext"
    assert run(filled, *PERIOD, "--output", str(output), "--language", "fr").exit_code == 0
    text = output.read_text(encoding="utf-8")
    assert "== Ce que disent les gens ==" in text
    assert "=== Par thème ===" in text
    assert "[[:Special:Diff/4711|voir la modification]]" in text


def test_a_milestone_is_a_period(filled):
    by_id = data(filled, "--period", "recommendations")
    assert by_id["period"] == "Phase 2: from questions to recommendations"
    # It goes on after the day of the report.
    assert (by_id["since"], by_id["until"]) == ("2018-04-20", TODAY)
    assert data(filled, "--period", "questions to recommendations") == by_id
    html = run(filled, "--period", "recommendations").stdout
    assert '<bdi lang="en">Phase 2: from questions to recommendations</bdi>' in html


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("--period", "nowhere"), "there is no milestone or phase “nowhere”"),
        (("--period", "phase"), "direction, implementation, recommendations"),
        (("--period", "implementation"), "begins on 2020-11-01"),
        (("--period", "direction", "--since", "2018-01-01"), "--since"),
    ],
)
def test_a_period_that_is_none_is_told(filled, arguments, part):
    result = run(filled, *arguments)
    assert result.exit_code == 2
    assert part in result.stderr
