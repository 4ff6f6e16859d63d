"""An own cohort is read as it stands, or refused with everything that is wrong with it at once."""

import pytest

from metalearn import datasets
from metalearn.datasets import files
from metalearn.errors import DataError

SHORT = "cohort,primary,site,n,n_total\n"
LONG = "cohort,primary,site,n,n_low,n_high,n_total,count_kind,source_id,status\n"


@pytest.fixture
def write(tmp_path):
    """Write a file of one's own, as bytes or text, and return its path."""

    def written(content, name="mine.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


@pytest.fixture
def wrong(write):
    """What is said of a bad file, without the heading."""

    def said(content, **keywords):
        with pytest.raises(DataError) as caught:
            datasets.read_flows(write(content), **keywords)
        count = len(caught.value.problems)
        heading, *lines = str(caught.value).splitlines()
        assert heading.startswith(f"{count} problem") and len(lines) == count
        return [line.removeprefix("mine.csv, ").removeprefix("mine.csv: ") for line in lines]

    return said


def test_five_columns_are_enough(write):
    [bone, liver] = datasets.read_flows(
        write(SHORT + "Our clinic,Breast,Bone,5,20\nOur clinic,Breast,Liver,0,20\n")
    )
    assert (bone.n_low, bone.n_high, bone.count_kind, bone.source_id, bone.status) == (5, 5, "exact", "", "")
    assert (bone.percent, liver.percent) == (25, 0)


def test_all_columns_are_kept(write):
    [flow] = datasets.read_flows(
        write(LONG + "Our clinic,Breast,Bone,5,4,6,20,estimated_from_percent,our_audit,verified_in_file\n")
    )
    assert (flow.n_low, flow.n_high, flow.count_kind) == (4, 6, "estimated_from_percent")
    assert (flow.source_id, flow.status) == ("our_audit", "verified_in_file")


def test_our_own_file_can_be_read_as_ones_own():
    assert datasets.read_flows(files.folder("data") / "flows.csv") == datasets.flows()


def test_a_card_of_an_own_flow_claims_nothing_of_ours(write):
    [flow] = datasets.read_flows(write(SHORT + "Our clinic,Breast,Bone,5,20\n"))
    text = flow.evidence("n").text()
    assert "Who was counted: Our clinic" in text and "20 (all patients with this cancer)" in text
    assert "Nguyen" not in text and "Open Database Licence" not in text and "referral centre" not in text


def test_what_spreadsheets_leave_behind_does_no_harm(write):
    rows = "Our clinic,Breast,Bone,5,20\nOur clinic,Breast,Liver,3,20\n"
    plain = datasets.read_flows(write(SHORT + rows))
    assert datasets.read_flows(write(b"\xef\xbb\xbf" + (SHORT + rows).encode())) == plain  # byte-order mark
    assert datasets.read_flows(write((SHORT + rows).replace("\n", "\r\n"))) == plain
    moved = "\ufeffstatus,cohort,primary,site,n,n_total\nverified,A,Breast,Bone,5,20\n"
    assert datasets.read_flows(write(moved))[0].status == "verified"
    assert datasets.read_flows(write(SHORT + rows + ",,,,\n\n , ,,,\n")) == plain  # empty rows at the end


def test_text_is_never_markup(write):
    hostile = "<script>alert(1)</script>"
    [flow] = datasets.read_flows(write(SHORT + f'A & B,"{hostile}",<b>Bone</b>,5,20\n'))
    assert (flow.cohort, flow.primary, flow.site) == ("A & B", hostile, "<b>Bone</b>")


def test_names_of_ones_own_are_welcome(write):
    flows = datasets.read_flows(write(SHORT + "A,Chordoma,Brain,1,9\nA,Sarcom der Uterus,Milz,2,30\n"))
    assert [(flow.primary, flow.site) for flow in flows] == [
        ("Chordoma", "Brain"),
        ("Sarcom der Uterus", "Milz"),
    ]


def test_a_slip_of_the_keyboard_is_refused_unless_it_is_meant(write, wrong):
    content = SHORT + "A,Brest,Livr,1,9\nA,Brest,Lung,1,9\n"
    assert wrong(content) == [
        "row 2, column primary: found 'Brest', expected a name of metalearn's, or this one in own_names=[...] if it "
        "is meant (2 rows have it). Did you mean 'Breast'?",
        "row 2, column site: found 'Livr', expected a name of metalearn's, or this one in own_names=[...] if it is "
        "meant. Did you mean 'Liver'?",
    ]
    assert len(wrong(content, own_names=["Livr"])) == 1
    assert len(datasets.read_flows(write(content), own_names={"Livr", "Brest"})) == 2
    assert len(datasets.read_flows(write(SHORT + "A,Breast,Livr,1,9\n"), own_names="Livr")) == 1


def test_capitals_and_spaces_do_not_make_another_name(wrong):
    assert wrong(SHORT + "A,Chordoma,Gut,1,9\nA,chordoma,Gut,1,9\n") == [
        "row 3, column primary: found 'chordoma', expected one way of writing each name, as in row 2. "
        "Did you mean 'Chordoma'?"
    ]


def test_everything_is_said_at_once_in_the_order_of_the_file(wrong):
    said = wrong(
        "cohort,primary,site,n,n_total,percent,statuss\n"
        'Our clinic,Brest,Bone,"1,140",2000,3,\n'
        "Our clinic,Brest,Livr,52%,2000,3,\n"
        "Other,Melanoma,Melanoma,52.5,21,,\n"
        "Other,melanoma,Lung,50,20,,\n"
    )
    assert [line.partition(", expected")[0].partition(": expected")[0] for line in said] == [
        "row 1, column statuss",
        "row 1, column percent",
        "row 2, column primary: found 'Brest'",
        "row 2, column n: found '1,140'",
        "row 3, column site: found 'Livr'",
        "row 3, column n: found '52%'",
        "row 4, column cohort: found 'Other'",
        "row 4, column site: found 'Melanoma'",
        "row 4, column n: found '52.5'",
        "row 5, column primary: found 'melanoma'",
        "row 5, column n: found '50'",
    ]
    assert said[0].endswith("Did you mean 'status'?")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("A,Breast,Bone,1.140,2000", "a whole number without a sign between the thousands, such as 1140."),
        ("A,Breast,Bone,1 140,2000", "a whole number without a sign between the thousands, such as 1140."),
        (
            "A,Breast,Bone,1'140'000,2000000",
            "a whole number without a sign between the thousands, such as 1140.",
        ),
        ("A,Breast,Bone,52 %,2000", "a number of patients, not a percentage."),
        ("A,Breast,Bone,52.25,2000", "a whole number of patients, not a percentage or an average."),
        ('A,Breast,Bone,"52,5",2000', "a whole number of patients, not a percentage or an average."),
        ("A,Breast,Bone,many,2000", "a whole number such as 1140."),
        ("A,Breast,Bone,,2000", "a value, the cell is empty."),
        ("A,Breast,Bone,-1,2000", "at least 0."),
        ("A,Breast,Bone,21,20", "at most n_total, which is 20."),
        ("A,Breast,Bone,1,0", "at least 1."),
        ("A,Breast,Bone,1", "5 cells, one for each column."),
        ("A,Breast ,Bone,1,2", "text without spaces at its ends."),
        (
            "A,Breast,Breast,1,2",
            "a name that no primary has (row 2 has it as a primary), such as 'Breast (organ)'.",
        ),
        ('A,"Two\nlines",Bone,1,2', "text on one line, without signs that cannot be seen."),
        ("A,Chor\u200bdoma,Bone,1,2", "text on one line, without signs that cannot be seen."),
        ("A,Breast,Bone,0,2", "at least one patient with a metastasis."),
        ("A,Breast,Bone,1,2\nA,Breast,Bone,1,2", "a value that no other row has (row 2 has it too)."),
        ("A,Breast,Bone,1,2\nA,Breast,Lung,1,3", "2, as in row 2: a primary has one total."),
        ("A,Breast,Bone,1,2\nB,Ovary,Lung,1,3", "'A', as in row 2: a file holds one cohort."),
    ],
)
def test_one_thing_wrong_is_said_in_plain_words(wrong, row, said):
    [line] = wrong(SHORT + row + "\n")
    assert line.endswith(f"expected {said}")


def test_a_count_outside_its_interval(wrong):
    assert wrong(LONG + "A,Breast,Bone,5,6,9,20,exact,,\n") == [
        "row 2, column n: found '5', expected at least n_low, which is 6."
    ]


def test_an_interval_needs_to_say_what_it_is(wrong):
    assert wrong("cohort,primary,site,n,n_low,n_high,n_total\nA,Breast,Bone,5,4,9,20\n") == [
        "row 2, column count_kind: found '', expected estimated_from_percent or exact, since the row gives an interval."
    ]


NOT_UTF8 = "expected text saved as UTF-8; in Excel, save as 'CSV UTF-8'."
NOTHING = "expected a header with the columns cohort, primary, site, n, n_total; the file is empty."


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", NOTHING),
        (" \n\n", NOTHING),
        (SHORT, "expected at least one row under the header."),
        (SHORT.encode("utf-16"), NOT_UTF8),
        (SHORT.encode() + "A,Brüste,Bone,1,2".encode("cp1252"), NOT_UTF8),
    ],
)
def test_a_file_that_holds_no_flows(wrong, content, said):
    assert wrong(content) == [said]


@pytest.mark.parametrize(
    ("first", "found"),
    [
        ("cohort;primary;site;n;n_total", "columns separated by semicolons"),
        ('"cohort";"primary";"site";"n";"n_total"', "columns separated by semicolons"),
        ("cohort\tprimary\tsite\tn\tn_total", "columns separated by tabs"),
        ("sep=;", "sep=;"),
    ],
)
def test_columns_that_are_not_separated_by_commas(wrong, first, found):
    [line] = wrong(first + "\nA;Breast;Bone;1;2\n")
    assert line.startswith(
        f"row 1: found {found!r}, expected columns separated by commas; Excel writes others"
    )


def test_a_missing_column_is_named(wrong):
    assert wrong("cohort,primary,site,patients,n_total\nA,Breast,Bone,1,2\n") == [
        "row 1, column patients: expected no column of this name.",
        "row 1, column n: expected a column of this name.",
    ]


def test_a_file_that_is_not_there_or_is_a_folder(write, tmp_path):
    write(SHORT)
    with pytest.raises(DataError, match=r"mien\.csv: expected this file in .*\. Did you mean 'mine\.csv'\?"):
        datasets.read_flows(tmp_path / "mien.csv")
    with pytest.raises(DataError, match="expected a CSV file; this is a folder"):
        datasets.read_flows(tmp_path)
    with pytest.raises(DataError, match="expected this file in"):
        datasets.read_flows(tmp_path / "nowhere" / "mine.csv")
