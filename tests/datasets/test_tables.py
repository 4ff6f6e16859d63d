"""Every table is described, loads as the file says, and is a valid Frictionless Data Package."""

import ast
import csv
import dataclasses
import json
import re
import subprocess
import sys
import tomllib

import frictionless
import pytest

from metalearn import datasets
from metalearn.datasets import files, store
from metalearn.datasets.records import HOMES, record_class
from metalearn.errors import UnknownNameError

DATA = files.folder("data")
RESOURCES = {each["name"]: each for each in json.loads((DATA / "datapackage.json").read_text())["resources"]}
CSV = [name for name, said in RESOURCES.items() if said["path"].endswith(".csv")]


def rows_of(name):
    with (DATA / RESOURCES[name]["path"]).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_frictionless_finds_the_package_valid():
    report = frictionless.validate(str(DATA / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])
    assert len(report.tasks) == len(RESOURCES)


@pytest.mark.parametrize("name", RESOURCES)
def test_every_table_says_what_it_is(name):
    said = RESOURCES[name]
    for key in ("title", "description", "licenses", "sources", "lastReviewed", "hash", "bytes"):
        assert said[key], key
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", said["lastReviewed"])
    schema = said.get("schema") or said["recordSchema"]
    for field in schema["fields"]:
        assert field["title"] and field["description"], field["name"]
        if field["type"] in ("integer", "number"):
            assert field.get("unit") or field.get("unitColumn"), f"{field['name']} has no unit"
    assert schema["primaryKey"]


def test_only_the_msk_met_tables_are_share_alike():
    licences = {name: datasets.table(name).licence_name for name in datasets.tables()}
    shared = {name for name, licence in licences.items() if licence == "ODbL-1.0"}
    assert shared == {
        "flows",
        "cohorts",
        "primaries",
        "flows_groups",
        "flows_subtypes",
        "sequenced_sites",
        "cancer_types",
    }
    assert set(licences.values()) == {"ODbL-1.0", "CC-BY-4.0"}


@pytest.mark.parametrize("name", HOMES)
def test_a_record_has_the_columns_of_its_table_in_order(name):
    columns = [column.name for column in datasets.table(name).columns]
    assert [field.name for field in dataclasses.fields(record_class(name))] == columns


@pytest.mark.parametrize("name", CSV)
def test_a_loader_returns_what_the_file_says(name):
    columns = datasets.table(name).columns
    loaded = store.load(name)
    written = rows_of(name)
    assert len(loaded) == len(written)
    for record, row in zip(loaded, written, strict=True):
        for column in columns:
            value, text = getattr(record, column.name), row[column.name]
            if column.separator:
                assert column.separator.join(value) == text
            elif column.is_number:
                assert value == (float(text) if text else None)
            else:
                assert value == text


def test_the_questions_are_what_the_file_says():
    written = tomllib.loads((DATA / "questions.toml").read_text(encoding="utf-8"))["questions"]
    for question, row in zip(datasets.questions(), written, strict=True):
        for name, value in row.items():
            assert getattr(question, name) == frozen(value)


def frozen(value):
    """A value as a record holds it: lists become tuples, however deep they lie."""
    return tuple(map(frozen, value)) if isinstance(value, list) else value


@pytest.mark.parametrize("name", HOMES)
def test_records_are_frozen_slotted_and_loaded_once(name):
    first = store.load(name)
    assert isinstance(first, tuple) and store.load(name) is first
    assert not hasattr(first[0], "__dict__")
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(first[0], dataclasses.fields(first[0])[0].name, "other")


@pytest.mark.parametrize("name", [*CSV, "questions", "cases", "references"])
def test_files_end_their_lines_like_unix(name):
    data = (DATA / RESOURCES[name]["path"]).read_bytes()
    assert b"\r" not in data and data.endswith(b"\n") and not data.startswith(b"\xef\xbb\xbf")


def test_importing_reads_no_file_and_no_heavy_library():
    code = (
        "import sys, builtins, pathlib\n"
        "def refuse(*a, **k): raise AssertionError(a)\n"
        "pathlib.Path.read_text = pathlib.Path.open = refuse\n"
        "import metalearn.datasets, metalearn.models\n"
        "print([m for m in ('plotly', 'ipywidgets', 'anywidget', 'pandas', 'numpy') if m in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ast.literal_eval(said.stdout) == []


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: datasets.cohort("MSK"), "Unknown cohort 'MSK'. Did you mean 'MSK-MET'?"),
        (lambda: datasets.flows("SEER"), "Unknown cohort 'SEER'."),
        (lambda: datasets.cascade_steps("limph"), "Unknown route 'limph'. Did you mean 'lymph'?"),
        (lambda: datasets.cascade_stages("skin"), "Unknown route 'skin'."),
        (lambda: datasets.define("dormency"), "Unknown term 'dormency'. Did you mean 'dormancy'?"),
        (lambda: datasets.question("Q99z"), "Unknown question 'Q99z'."),
        (lambda: datasets.questions("journey"), "Did you mean 'journey-of-one-cell'?"),
        (lambda: datasets.reference("msk_met"), "Unknown source 'msk_met'. Did you mean 'msk_met_2022'?"),
        (lambda: datasets.table("flow"), "Unknown table 'flow'. Did you mean 'flows'?"),
        (lambda: datasets.flows()[0].evidence("nn"), "Unknown field 'nn'."),
        (lambda: datasets.flows()[0].evidence("percnt"), "Did you mean 'percent'?"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(ask, message):
    with pytest.raises(UnknownNameError) as caught:
        ask()
    assert message in str(caught.value)


def test_pandas_is_only_for_whoever_has_it():
    try:
        import pandas  # noqa: F401
    except ModuleNotFoundError:
        with pytest.raises(ModuleNotFoundError, match="python -m pip install pandas"):
            datasets.to_dataframe(datasets.flows())
    else:
        assert list(datasets.to_dataframe(datasets.flows()).columns)[:3] == ["cohort", "primary", "site"]


def test_every_public_name_is_found_and_an_unknown_one_gets_the_nearest():
    assert all(getattr(datasets, name) is not None for name in datasets.__all__)
    assert set(datasets.__all__) == set(datasets._HOME) | {"DataError", "Problem"}
    with pytest.raises(AttributeError, match=r"no 'glosary'\. Did you mean 'glossary'"):
        datasets.glosary  # noqa: B018
