"""Every rule, with a mistake planted in a good lesson: it must be caught, alone, and said in plain words."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from metalearn.course.check import check_file
from metalearn.course.rules import RULES

Raw = dict[str, Any]
Plant = Callable[[Callable[[Raw], None]], Path]
VIEW = "application/vnd.jupyter.widget-view+json"


def cell(raw: Raw, cell_id: str) -> Raw:
    return next(each for each in raw["cells"] if each["id"] == cell_id)


def source(cell_id: str, text: str) -> Callable[[Raw], None]:
    return lambda raw: cell(raw, cell_id).update(source=text)


def words(text: str) -> Callable[[Raw], None]:
    return source("s4", f"## What you saw\n\n{text}")


def output(**what: Any) -> Callable[[Raw], None]:
    return lambda raw: cell(raw, "sum").update(outputs=[what])


def data(**kinds: Any) -> Callable[[Raw], None]:
    names = {"view": VIEW, "html": "text/html", "plain": "text/plain", "png": "image/png"}
    bundle = {names[kind]: value for kind, value in kinds.items()}
    return output(output_type="display_data", metadata={}, data=bundle)


def tagged(cell_id: str, *tags: str) -> Callable[[Raw], None]:
    return lambda raw: cell(raw, cell_id)["metadata"].update(tags=list(tags))


def drop(cell_id: str) -> Callable[[Raw], None]:
    return lambda raw: raw["cells"].remove(cell(raw, cell_id))


def move_title(raw: Raw) -> None:
    raw["cells"].insert(1, raw["cells"].pop(0))


def swap_sections(raw: Raw) -> None:
    first, second = cell(raw, "s7"), cell(raw, "s8")
    first["source"], second["source"] = second["source"], first["source"]


def never_run(raw: Raw) -> None:
    cell(raw, "sum").update(execution_count=None, outputs=[])
    cell(raw, "quiz").update(execution_count=2)


def empty_cell(raw: Raw) -> None:
    raw["cells"].insert(
        3,
        {
            "cell_type": "code",
            "id": "e",
            "metadata": {},
            "source": " ",
            "outputs": [],
            "execution_count": None,
        },
    )


def without_ids(raw: Raw) -> None:
    for each in raw["cells"][3:5]:
        del each["id"]


def scope(value: Any) -> Callable[[Raw], None]:
    return lambda raw: cell(raw, "reading")["metadata"].update(metalearn={"scope": value})


def old_generated(raw: Raw) -> None:
    cell(raw, "card")["source"] += "\nedited by hand"


PLANTED: dict[str, tuple[Callable[[Raw], None], str]] = {
    "never run": (never_run, "cell 5 (sum): This cell was never run. Run metalearn refresh"),
    "empty": (empty_cell, "cell 4 (e): This code cell is empty. Delete it."),
    "out of order": (
        lambda raw: cell(raw, "sum").update(execution_count=7),
        "cell 5 (sum): This cell was run as number 7, but from the top it is number 2. Run metalearn refresh",
    ),
    "magic": (
        source("sum", "%time 1 + 1"),
        "The line '%time 1 + 1' is a magic, not Python. Write it in plain",
    ),
    "cell magic": (source("sum", "%%htlm\n<b>hello</b>"), "The line '%%htlm' is a magic, not Python."),
    "magic inside": (source("sum", "x = %time 1"), "The line 'x = %time 1' is a magic, not Python."),
    "shell": (source("sum", "!ls"), "The line '!ls' is a shell command, not Python."),
    "help": (source("sum", "print?"), "The line 'print?' is a request for help, not Python."),
    "help first": (source("sum", "?print"), "The line '?print' is a request for help, not Python."),
    "magic call": (source("sum", 'get_ipython().run_line_magic("time", "1")'), "a magic in other clothes"),
    "syntax": (source("sum", "1 +"), "cell 5 (sum): This cell is not valid Python. Run it and mend"),
    "validation off": (
        source("sum", "# NBVAL_SKIP\n1 + 1"),
        "The comment NBVAL_SKIP switches validation off",
    ),
    "semicolon": (source("sum", "1 + 1;  # two"), "A line ends with a semicolon, which hides the result."),
    "too long": (source("sum", "a = 1\nb = 2\n\nc = 3\na + b"), "This cell has 4 lines of code; at most 3"),
    "error": (
        output(output_type="error", ename="ValueError", evalue="no", traceback=[]),
        "cell 5 (sum): This cell ended in an error: ValueError: no Mend the cell",
    ),
    "stderr": (
        output(output_type="stream", name="stderr", text=["Warning: old\n", "again\n"]),
        "cell 5 (sum): This cell wrote to the error stream: 'Warning: old'.",
    ),
    "widget state": (
        lambda raw: raw["metadata"].update(widgets={"application/vnd.jupyter.widget-state+json": {}}),
        "The file stores the state of its widgets (metadata.widgets). Run metalearn refresh",
    ),
    "view alone": (data(view={"model_id": "1"}, plain="x"), "a widget with no picture for readers without"),
    "view kept": (data(view={"model_id": "1"}, html="<b>x</b>"), "points to a live widget that will be gone"),
    "picture": (data(png="iVBOR", plain="x"), "a picture (image/png), which validation cannot compare"),
    "too big": (
        data(plain="x" * 300_000),
        "The file has 314 KB, more than 200 KB; its biggest cell is cell 5 with 300 KB. Show less",
    ),
    "unknown tag": (
        tagged("sum", "optoinal"),
        "cell 5 (sum): The tag 'optoinal' is unknown. Did you mean 'optional'?",
    ),
    "raises": (
        tagged("sum", "raises-exception"),
        "The tag 'raises-exception' is unknown. Known tags: predict",
    ),
    "kernel": (
        lambda raw: raw["metadata"]["kernelspec"].update(name="my-venv"),
        "The file asks for the kernel 'my-venv'. It should be 'python3'",
    ),
    "no kernel": (lambda raw: raw["metadata"].clear(), "The file names no kernel. It should be 'python3'"),
    "no ids": (without_ids, "2 cells have no id, the first is cell 4. Run metalearn refresh"),
    "same id": (
        lambda raw: cell(raw, "s1").update(id="sum"),
        "cell 5 (sum): The id 'sum' is used by 2 cells; this is the first.",
    ),
    "no title": (source("title", "The first lesson"), "There is no title. Begin the first cell with '# '"),
    "two titles": (words("# And another"), "'And another' is a second first-level heading (# ...)."),
    "other title": (
        source("title", "# Lesson one"),
        "The title is 'Lesson one', but course.toml says 'The first",
    ),
    "title below": (move_title, "cell 2 (title): The title is not in the first cell. Move it to the top."),
    "link": (
        words("[x](00_strat.ipynb)"),
        "leads to '00_strat.ipynb', which does not exist. Did you mean '00_start",
    ),
    "html link": (words("<a href='gone.html'>x</a>"), "The link leads to 'gone.html', which does not exist."),
    "link out": (words("[x](../README.md)"), "The link to '../README.md' leaves the lesson's folder"),
    "no alt": (
        words("![](https://example.org/a.png)"),
        "picture 'https://example.org/a.png' has no alternative",
    ),
    "no html alt": (
        words('<img src="https://a.org/a.png" alt=" ">'),
        "has no alternative text. Say in words",
    ),
    "no output alt": (
        data(html='<img src="data:x">', plain="x"),
        "The picture '<img src=\"data:x\">' has no alter",
    ),
    "no section": (drop("s7"), "The section '## Key points' is missing. Add it after '## Check yourself'."),
    "misspelt section": (
        source("s7", "## Key poinst"),
        "The section '## Key points' is missing. Rename the heading '## Key poinst'.",
    ),
    "section order": (
        swap_sections,
        "(s8): The section '## Key points' comes after '## Sources'. Every lesson has",
    ),
    "section twice": (
        source("s5", "## What you saw\n\n## Where the model is wrong"),
        "comes after '## What you saw'",
    ),
    "stale": (
        old_generated,
        "cell 2 (card): This generated header is not what course.toml says. Change course.toml",
    ),
    "no navigation": (
        drop("end"),
        'The generated navigation is missing. Add an empty markdown cell with metadata {"',
    ),
    "untagged": (
        lambda raw: cell(raw, "card")["metadata"].pop("tags"),
        "cell 2 (card): A generated cell has both the tag 'generated' and the metadata that names its kind.",
    ),
    "unknown part": (
        lambda raw: cell(raw, "card")["metadata"]["metalearn"].update(generated="heder"),
        "Unknown generated cell 'heder'. Did you mean 'header'?",
    ),
    "unknown question": (
        source("quiz", 'Quiz("Q01x")'),
        "course.toml lists no question 'Q01x' for this lesson.",
    ),
    "unasked": (source("quiz", "Quiz"), "course.toml lists the question 'Q01a', but no cell asks it."),
    "orphan": (
        words("About 1,234 of all people."),
        "The number 1,234 has no evidence card: 'About 1,234 of all people.'. Let a cell compute it",
    ),
    "orphan in a table": (
        words("| a | b |\n|:--|--:|\n| x | 56% |"),
        "The number 56% has no evidence card: '| x |",
    ),
    "orphan in an output": (data(plain="37 of them"), "cell 5 (sum): The number 37 has no evidence card"),
    "stale numbers": (
        source("all", "old"),
        "The list of this lesson's numbers is not what the lesson and its tables say now. Run metalearn refresh",
    ),
    "no topic": (
        scope([1]),
        "No cell teaches the topic 2, 'Metastasis is spread from where a cancer began to another part of the body'.",
    ),
    "topic of another lesson": (
        scope([1, 2, 3]),
        "(reading): This cell teaches the topic 3, 'Cells usually spread by blood or lymph', which course.toml does",
    ),
    "no such topic": (
        scope([1, 2, 192]),
        "(reading): The metadata 'scope' names 192, but the topics go from 1 to 191. The numbers are those",
    ),
    "topic twice": (scope([1, 2, 1]), "(reading): The metadata 'scope' names 1 twice."),
    "topics as text": (scope("1, 2"), "The metadata 'scope' is no list of whole numbers such as [3, 20]."),
    "topics wrongly named": (
        lambda raw: cell(raw, "s5")["metadata"].update(metalearn={"scop": [1, 2]}),
        "(s5): The metadata 'metalearn' is {'scop': [1, 2]}; it takes only generated and scope.",
    ),
    "a new word in plain type": (
        words("See it. After that comes a *biopsy*, as ever."),
        "(s4): The word 'biopsy' is used here for the first time in the course, not in bold: "
        "'After that comes a biopsy, as ever.' Explain it here",
    ),
    "bold too late": (
        words("Biopsies come first. Then **a biopsy** is explained."),
        "'Biopsies come first.' It is in bold only in cell 9 (s4): bring that here.",
    ),
    "old list of words": (
        source("words", "old"),
        "(words): The list of new words is not what this lesson, those before it and the glossary say now.",
    ),
    "list of words elsewhere": (
        lambda raw: raw["cells"].insert(6, raw["cells"].pop(raw["cells"].index(cell(raw, "words")))),
        "cell 7 (words): The list of new words stands under '## Explore'. Move it to the end of '## Key points'",
    ),
    "too few minutes": (
        source("reading", "One and one is two. " * 1200),
        "course.toml says 20 minutes, but 6,046 words, 0 widgets and 1 question take about 41. Counted are 150 words",
    ),
    "too many minutes": (
        source("reading", "Read."),
        "course.toml says 20 minutes, but 47 words, 0 widgets and 1",
    ),
    "anchor": (
        words("[x](#What-you-sow)"),
        "The link '#What-you-sow' leads to no heading 'What-you-sow'. Did you mean '#What-you-saw'?",
    ),
    "anchor elsewhere": (
        words("[x](00_start.ipynb#begin)"),
        "The link '00_start.ipynb#begin' leads to no heading 'begin'.",
    ),
    "http": (words("<http://example.org>"), "The address 'http://example.org' begins with 'http:', not with"),
    "no host": (words("[x](https://example/a)"), "has no host that could exist ('example'). Write the whole"),
    "blank": (
        words("[x](https://example.org/a b)"),
        "The address 'https://example.org/a b' has a blank in it.",
    ),
    "no DOI": (
        words("[x](https://doi.org/11.1016/a)"),
        "has '11.1016/a' where a DOI (10.number/name) should stand.",
    ),
    "no widget": (source("quiz", "1"), "course.toml lists the widget Quiz, but no cell shows it."),
}
# Planting these breaks another rule as well, and both are right.
COMPANIONS = {
    "a new word in plain type": 2,  # the list of new words has not been written since
    "bold too late": 2,
    "no such topic": 3,
    "section order": 2,
    "topic twice": 3,
    "topics as text": 3,
    "empty": 1,
    "unknown part": 2,
    "unknown question": 2,
    "no widget": 2,
    "section twice": 1,
}


def test_a_good_lesson_gives_no_finding(planted: Plant) -> None:
    assert check_file(planted(lambda raw: None)) == ()


@pytest.mark.parametrize("mistake", PLANTED)
def test_a_planted_mistake_is_caught(mistake: str, planted: Plant) -> None:
    change, message = PLANTED[mistake]
    path = planted(change)
    findings = [str(finding) for finding in check_file(path)]
    assert any(message in finding for finding in findings), findings
    assert len(findings) == COMPANIONS.get(mistake, 1), findings
    assert all(finding.startswith(str(path)) for finding in findings)


def test_every_rule_has_a_planted_mistake(planted: Plant) -> None:
    """A rule that nothing can break is not tested."""
    from metalearn.course.check import course_of
    from metalearn.course.page import read

    broken = set()
    for change, _ in PLANTED.values():
        good = planted(lambda raw: None).read_bytes()
        path = planted(change)
        page = read(path, course_of(path))
        broken |= {rule.__name__ for rule in RULES if list(rule(page))}
        path.write_bytes(good)
    # Planted elsewhere, because they are no mistakes inside this lesson: a wrong file name in test_check.py, a page
    # that is no lesson in test_pages.py, parts and care in tests of their own.
    elsewhere = {"file_name", "not_by_hand", "parts", "care_first"}
    assert {rule.__name__ for rule in RULES} - broken == elsewhere


@pytest.mark.parametrize(
    "good",
    [
        words(
            "A [link](00_start.ipynb#Start-here), <https://example.org>, [one](#Key-points), `[code](gone.ipynb)`."
        ),
        words(
            "[one](<https://a.org/b(c)> 'a title'), [two](https://doi.org/10.1016/S0140(05)x), ![x](data:image/png;b,A)"
        ),
        words('> “All biopsies hurt.”\n\nThey say "chemotherapy hurts". `biopsy` [met HER2](00_start.ipynb)'),
        words("```\n# not a title\n![](x)\n```"),
        words("![a picture](https://example.org/a.png)"),
        words(
            'A mark <img src="data:image/png;b,A" alt=""> beside its words, on a page of 27 February 2026.'
        ),
        source("sum", 'Quiz("Q02a", moment="before")'),
        source("sum", "5 \\\n% 2"),
        source("sum", "await thing()"),
        source("sum", "# a comment\n# another\n\n1 + 1\n'a; b'"),
        source("sum", "x = '%time; !ls?'\nprint(x)"),
        tagged("sum", "optional", "slide"),
    ],
)
def test_what_looks_like_a_mistake_and_is_none(good: Callable[[Raw], None], planted: Plant) -> None:
    assert check_file(planted(good)) == ()


def test_an_optional_cell_may_be_long(planted: Plant) -> None:
    def change(raw: Raw) -> None:
        source("sum", "a = 1\nb = 2\nc = 3\na + b")(raw)
        tagged("sum", "optional")(raw)

    assert check_file(planted(change)) == ()


def test_a_notebook_of_ones_own_needs_no_anatomy(planted: Plant, tmp_path: Path) -> None:
    path = planted(lambda raw: raw.update(cells=[raw["cells"][0], raw["cells"][2]]))
    own = path.with_name("my_own.ipynb")
    path.rename(own)
    assert check_file(own) == ()
    alone = tmp_path / "01_first_lesson.ipynb"
    own.rename(alone)
    assert check_file(alone) == ()
