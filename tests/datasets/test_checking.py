"""The checker finds every kind of planted error and says it in plain words."""

import shutil

import pytest

from metalearn import datasets
from metalearn.datasets import checking, files, store
from metalearn.errors import DataError


@pytest.fixture
def data(tmp_path):
    """A copy of the data folder to spoil; the caches forget it afterwards."""
    copy = tmp_path / "data"
    shutil.copytree(files.folder("data"), copy)
    yield copy
    checking.package.cache_clear()
    checking.linked_values.cache_clear()


def spoil(folder, name, old, new, count=1):
    """Replace text in a file of the copy, and state its new fingerprint so that only the planted error shows."""
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, count), encoding="utf-8", newline="\n")
    datasets.update_hashes(folder)


def messages(folder):
    return [str(problem) for problem in datasets.check(folder)]


def test_the_data_are_clean():
    assert datasets.check() == ()


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "flows.csv",
            "MSK-MET,Prostate,Bone,1140,",
            "MSK-MET,Prostate,Bone,many,",
            "flows.csv, row 98, column n: found 'many', expected a whole number such as 1140.",
        ),
        (
            "cascade_survival.csv",
            "Alive in the blood after 24 hours,0.001,",
            'Alive in the blood after 24 hours,"0,001",',
            "cascade_survival.csv, row 2, column fraction: found '0,001', expected a number such as 0.05.",
        ),
        (
            "flows.csv",
            "MSK-MET,Prostate,Bone,",
            "MSK-MET,Prostate,Bones,",
            "flows.csv, row 98, column site: found 'Bones', expected one of: Distant lymph nodes, Lung, Pleura, "
            "Liver, Peritoneum/abdomen, Brain/CNS, Bone, Adrenal, Skin. Did you mean 'Bone'?",
        ),
        (
            "treatment_options.csv",
            "T001,Breast,HR+/HER2-,first_line,",
            "T001,Breast,HR+/HER2-,firstline,",
            "treatment_options.csv, row 2, column setting: found 'firstline', expected one of: first_line, "
            "later_line, maintenance, any_line, local_oligomet, symptom_control, emergency, observation. "
            "Did you mean 'first_line'?",
        ),
        (
            "cascade_survival.csv",
            "Alive in the blood after 24 hours,0.001,",
            "Alive in the blood after 24 hours,1.5,",
            "cascade_survival.csv, row 2, column fraction: found '1.5', expected at most 1.",
        ),
        (
            "primaries.csv",
            "MSK-MET,Thyroid,438,",
            "MSK-MET,Thyroid,-3,",
            "primaries.csv, row 3, column n_patients: found '-3', expected at least 1.",
        ),
        (
            "flows.csv",
            "MSK-MET,Prostate,Bone,1140,1130,",
            "MSK-MET,Prostate,Bone,1129,1130,",
            "flows.csv, row 98, column n: found '1129', expected at least n_low, which is 1,130.",
        ),
        (
            "primaries.csv",
            "MSK-MET,Thyroid,438,384,",
            "MSK-MET,Thyroid,438,839,",
            "primaries.csv, row 3, column n_metastatic: found '839', expected at most n_patients, which is 438.",
        ),
        (
            "flows.csv",
            "MSK-MET,Prostate,Bone,1140,",
            "MSK-MET,Prostate,Bone,,",
            "flows.csv, row 98, column n: found '', expected a value, the cell is empty.",
        ),
        (
            "glossary.csv",
            "nci_dictionary,yes",
            "nci_dictionry,yes",
            "glossary.csv, row 3, column source_ids: found 'nci_dictionry', expected a value that "
            "references.json has in id. Did you mean 'nci_dictionary'?",
        ),
        (
            "glossary.csv",
            "nci_dictionary,yes",
            "nci_dictionary;nci_dictionary,yes",
            "glossary.csv, row 3, column source_ids: found 'nci_dictionary;nci_dictionary', expected no entry twice.",
        ),
        (
            "cascade_quantities.csv",
            ",,1,2.4,hours,",
            ",,2.4,1,hours,",
            "cascade_quantities.csv, row 5, column value_low: found '2.4', expected at most value_high, which is 1.0.",
        ),
        (
            "cascade_survival.csv",
            "Alive in the blood after 24 hours,0.001,",
            "Alive in the blood after 24 hours,1e999,",
            "cascade_survival.csv, row 2, column fraction: found '1e999', expected a number that a computer can hold.",
        ),
        (
            "questions.toml",
            'source_ids = ["nci_metastatic_cancer"]',
            'source_ids = "nci_metastatic_cancer"',
            "questions.toml, row 1, column source_ids: found 'nci_metastatic_cancer', expected a list.",
        ),
        (
            "glossary.csv",
            "nci_dictionary,yes",
            "nci_dictionary;,yes",
            "glossary.csv, row 3, column source_ids: found 'nci_dictionary;', expected entries separated by ';', "
            "with none empty.",
        ),
        (
            "cascade_quantities.csv",
            "Q02,",
            "Q2,",
            "cascade_quantities.csv, row 3, column id: found 'Q2', expected text like 'Q01' (pattern Q[0-9]{2}).",
        ),
        (
            "cascade_quantities.csv",
            "Q02,",
            "Q01,",
            "cascade_quantities.csv, row 3, column id: found 'Q01', expected a value that no other row has "
            "(row 2 has it too).",
        ),
        (
            "primaries.csv",
            "MSK-MET,Thyroid,438,384",
            "MSK-MET,Head and neck squamous,438,384",
            "primaries.csv, row 3, column cohort, primary: found 'MSK-MET, Head and neck squamous', expected a "
            "value that no other row has (row 2 has it too).",
        ),
        (
            "glossary.csv",
            "metastases,",
            "metastases ,",
            "glossary.csv, row 3, column term: found 'metastases ', expected text without spaces at its ends.",
        ),
        (
            "cohorts.csv",
            "years,",
            "year,",
            "cohorts.csv, row 1, column year: expected no column of this name. Did you mean 'years'?",
        ),
        (
            "cohorts.csv",
            "years,",
            "year,",
            "cohorts.csv, row 1, column years: expected a column of this name.",
        ),
        (
            "primaries.csv",
            "MSK-MET,Thyroid,438,384,",
            "MSK-MET,Thyroid,438,",
            "primaries.csv, row 3: found '5 cells', expected 6 cells, one for each column.",
        ),
        (
            "questions.toml",
            'kind = "single"',
            'kind = "singel"',
            "questions.toml, row 1, column kind: found 'singel', expected one of: single, multiple, numeric, "
            "ordering, matching, grid, error. Did you mean 'single'?",
        ),
        (
            "questions.toml",
            "hint =",
            "hnt =",
            "questions.toml, row 1, column hnt: expected no value of this name. Did you mean 'hint'?",
        ),
        (
            "questions.toml",
            'source_ids = ["nci_metastatic_cancer"]',
            'source_ids = ["nci_metastatic_cancr"]',
            "questions.toml, row 1, column source_ids: found 'nci_metastatic_cancr', expected a value that "
            "references.json has in id. Did you mean 'nci_metastatic_cancer'?",
        ),
    ],
)
def test_planted_error(data, name, old, new, message):
    spoil(data, name, old, new)
    assert message in messages(data)


def test_a_planted_error_in_the_sources(data):
    doi = "10.1016/j.cell.2014.07.013"
    row = 1 + [source.doi for source in datasets.references()].index(doi)
    spoil(data, "references.json", f'"DOI": "{doi}"', f'"DOI": "https://doi.org/{doi}"')
    assert (
        f"references.json, row {row}, column DOI: found 'https://doi.org/{doi}', expected text like "
        "'10.1016/j.cell.2022.01.003' (pattern 10\\.[0-9]{4,}/.+)."
    ) in messages(data)


def test_all_problems_come_at_once_in_the_order_of_the_rows(data):
    spoil(data, "flows.csv", "MSK-MET,Prostate,Bone,1140,", "MSK-MET,Prostate,Bones,many,")
    spoil(data, "flows.csv", "MSK-MET,Thyroid,Lung,", "MSK-MET,Thyroyd,Lung,")
    found = [(problem.row, problem.column) for problem in datasets.check(data)]
    assert found == [(12, "cohort, primary"), (98, "site"), (98, "n")]


def test_an_unknown_primary_is_named_with_the_nearest(data):
    spoil(data, "flows.csv", "MSK-MET,Thyroid,Lung,", "MSK-MET,Thyroyd,Lung,")
    assert messages(data) == [
        "flows.csv, row 12, column cohort, primary: found 'MSK-MET, Thyroyd', expected a value that primaries.csv "
        "has in cohort, primary. Did you mean 'MSK-MET, Thyroid'?"
    ]


def test_one_changed_digit_is_found_by_the_fingerprint_alone(data):
    file = data / "flows.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("Bone,1140,", "Bone,1141,"), encoding="utf-8")
    [problem] = datasets.check(data)
    assert (problem.file, problem.row) == ("flows.csv", None)
    assert str(problem).endswith("if the change is meant, run: metalearn data check --update.")
    assert datasets.update_hashes(data) == ("flows.csv",)
    assert datasets.check(data) == ()
    assert datasets.update_hashes(data) == ()


def test_a_missing_file_and_one_that_nothing_describes(data):
    (data / "glossary.csv").rename(data / "glosary.csv")
    assert messages(data) == [
        f"glossary.csv: expected this file in {data}.",
        "glosary.csv: expected a description in datapackage.json.",
    ]


def test_text_that_is_not_utf8(data):
    (data / "glossary.csv").write_bytes("term,definition\nœdème".encode("latin-1", "replace") + b"\xff")
    datasets.update_hashes(data)
    assert messages(data) == ["glossary.csv: expected text saved as UTF-8."]


def test_a_byte_order_mark_from_a_spreadsheet_does_no_harm(data):
    file = data / "glossary.csv"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    datasets.update_hashes(data)
    assert messages(data) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "answer = [1]",
            "answer = [4]",
            "row 1, column answer: found '[4]', expected indexes of options from 0 to 3.",
        ),
        (
            "answer = [1]",
            "answer = [1, 2]",
            "row 1, column answer: found '[1, 2]', expected the index of one option.",
        ),
        ("answer = 100", 'answer = "100"', "row 7, column answer: found '100', expected a number."),
        (
            "answer = [3, 1, 4, 2, 0]",
            "answer = [3, 1, 4, 2]",
            "row 6, column answer: found '[3, 1, 4, 2]', expected the index of every option once.",
        ),
        (
            "answer = [[0, 1, 2], [1], [3], [3]]",
            "answer = [[0, 1, 2], [1], [3], []]",
            "row 85, column answer: found '[(0, 1, 2), (1,), (3,), ()]', expected 4 lists of indexes of columns "
            "from 0 to 3, one for each row.",
        ),
        (
            "answer = [2, 1]",
            "answer = [2, 4]",
            "row 12, column answer: found '[2, 4]', expected the index of a part from 0 to 2 and of a kind of fault "
            "from 0 to 3.",
        ),
    ],
)
def test_an_answer_must_fit_its_question(data, old, new, message):
    spoil(data, "questions.toml", old, new)
    assert messages(data) == [f"questions.toml, {message}"]


def test_a_file_without_entries(data):
    (data / "questions.toml").write_text("", encoding="utf-8")
    datasets.update_hashes(data)
    assert messages(data) == ["questions.toml: expected a list of entries (questions)."]


def test_a_broken_toml_file(data):
    spoil(data, "questions.toml", "[[questions]]", "[[questions]")
    [problem] = datasets.check(data)
    assert problem.file == "questions.toml" and problem.expected.startswith("a readable file")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "expected this file in"),
        ("{", "expected JSON"),
        ('{"resources": [{"name": "x"}]}', "expected a Data Package"),
    ],
)
def test_a_broken_description(data, text, said):
    file = data / "datapackage.json"
    file.unlink() if text is None else file.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=said):
        datasets.check(data)


def test_loading_a_broken_table_lists_every_problem(data, monkeypatch):
    spoil(data, "flows.csv", "MSK-MET,Prostate,Bone,1140,", "MSK-MET,Prostate,Bones,many,")
    monkeypatch.setattr(files, "folder", lambda name: data)
    store.load.cache_clear()
    try:
        with pytest.raises(DataError) as caught:
            datasets.flows()
    finally:
        store.load.cache_clear()
    assert [problem.column for problem in caught.value.problems] == ["site", "n"]
    assert str(caught.value).startswith(
        "2 problems in the data:\nflows.csv, row 98, column site: found 'Bones'"
    )


def test_loading_does_not_mind_the_fingerprint(data, monkeypatch):
    file = data / "flows.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("Bone,1140,", "Bone,1141,"), encoding="utf-8")
    monkeypatch.setattr(files, "folder", lambda name: data)
    store.load.cache_clear()
    try:
        assert 1141 in [flow.n for flow in datasets.flows()]
    finally:
        store.load.cache_clear()


def test_flows_of_ones_own(tmp_path):
    own = tmp_path / "own.csv"
    header = "cohort,primary,site,n,n_low,n_high,n_total,count_kind,source_id,status\n"
    own.write_text(header + "Our clinic,Breast,Bone,5,5,5,20,exact,our_clinic,verified\n", encoding="utf-8")
    [flow] = datasets.read_flows(own)
    assert (flow.cohort, flow.percent) == ("Our clinic", 25)
    own.write_text(header + "Our clinic,Breast,Bon,5,5,5,2,exact,our_clinic,verified\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        datasets.read_flows(own)
    assert [problem.column for problem in caught.value.problems] == ["site", "n", "n_low", "n_high"]
    assert caught.value.problems[0].nearest == "Bone"


def test_an_unknown_folder_says_where_it_looked():
    with pytest.raises(Exception, match="The folder 'dta' is missing"):
        files.folder("dta")
