"""docs/parse.schema.json is true: whatever ``consult parse`` gives follows it, and docs tell it."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from benchmarks.dump import dump as generated
from benchmarks.talk_pages import pages as talk_pages
from bots.commands import main
from bots.talk.records import VERSION

ROOT = Path(__file__).resolve().parent.parent.parent
SCHEMA = json.loads((ROOT / "docs" / "parse.schema.json").read_text(encoding="utf-8"))
CASES = sorted((ROOT / "tests" / "talk" / "cases").glob("*.wikitext"))
SAMPLE = ROOT / "examples" / "strategy-2030" / "pages"


def validator(part: str = "") -> Draft202012Validator:
    schema = {**SCHEMA, "oneOf": [{"$ref": f"#/$defs/{part}"}]} if part else SCHEMA
    return Draft202012Validator(schema, format_checker=FormatChecker())


def parse(*words) -> str:
    result = CliRunner().invoke(main, ["parse", *map(str, words)])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture
def xml(tmp_path):
    file = tmp_path / "wiki.xml"
    file.write_bytes(b"".join(generated(talk_pages(5, 300_000))))
    return file


@pytest.fixture
def items(xml):
    return [json.loads(line) for line in parse(xml, "--format", "ndjson").splitlines()]


def test_it_is_a_schema_of_this_version():
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"].endswith(f":{VERSION}")
    assert SCHEMA["$defs"]["document"]["properties"]["version"] == {"const": VERSION}


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_pages_of_every_kind_follow_it(case):
    validator().validate(json.loads(parse(case, "--wiki", "enwiki", "--format", "json")))
    for line in parse(case, "--wiki", "enwiki", "--format", "ndjson").splitlines():
        validator("item").validate(json.loads(line))


def test_the_samples_pages_follow_it():
    whole = json.loads(parse(SAMPLE, "--wiki", "metawiki", "--format", "json"))
    validator().validate(whole)
    assert len(whole["pages"]) > 10


def test_dumps_follow_it(xml, items):
    validator().validate(json.loads(parse(xml, "--format", "json")))
    for item in items:
        validator("item").validate(item)
    for line in parse(xml, "--format", "ndjson", "--coverage").splitlines():
        validator("account").validate(json.loads(line))


@pytest.mark.parametrize(
    "change",
    [
        {"extra": 1},
        {"timestamp": "2018-04-21 10:15"},
        {"timestamp": None},
        {"headingLevel": 2},
        {"span": [1]},
        {"span": [1, -2]},
        {"line": 0},
        {"parent": None},
        {"level": 0},
        {"type": "vote"},
        {"author": ""},
    ],
    ids=str,
)
def test_what_differs_does_not_follow_it(items, change):
    comment = copy.deepcopy(next(item for item in items if item["type"] == "comment"))
    validator("item").validate(comment)
    with pytest.raises(ValidationError):
        validator("item").validate(comment | change)


def test_a_field_that_is_missing_is_seen(items):
    for field in items[0]:
        less = {key: value for key, value in items[0].items() if key != field}
        with pytest.raises(ValidationError):
            validator("item").validate(less)


def test_each_field_is_told_in_the_docs(items):
    text = (ROOT / "docs" / "parse-output.md").read_text(encoding="utf-8")
    told = re.findall(r"\n\| `(\w+)`(?:, `(\w+)`)? \|", text.partition("## A `json`")[0])
    assert [name for row in told for name in row if name] == [*items[0]]
    assert f"**Version {VERSION}.**" in text


def test_properties_stand_in_the_order_of_the_output(items):
    assert [*SCHEMA["$defs"]["item"]["properties"]] == [*items[0]]
