"""The command line: what it answers, and the exit code a script can use."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from metalearn import cli, datasets
from metalearn.course import lab as lab_module
from metalearn.course import page, registry
from metalearn.course.lab import copy_lessons, free_port, lab, place_to_work
from metalearn.datasets import dictionary, files
from metalearn.errors import MetalearnError, Problem

Answer = tuple[int, str, str]


@pytest.fixture
def metalearn(capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """Type a command; returns exit code, output and error output."""

    def run(*words: str) -> Answer:
        try:
            code = cli.main(words)
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("chek",), "metalearn: there is no command 'chek'; did you mean 'check'? See metalearn --help."),
        (
            ("xyzzy",),
            "metalearn: there is no command 'xyzzy'; it takes lab, check, refresh, export, plan, data. See metalearn",
        ),
        (("data", "chek"), "there is no command 'data chek'; did you mean 'data check'?"),
        (
            ("lab", "--no-brwser"),
            "metalearn lab: there is no option '--no-brwser'; did you mean '--no-browser'?",
        ),
        (("lab", "--prt=1"), "there is no option '--prt'; did you mean '--port'?"),
        (
            ("lab", "x"),
            "there is no place here for 'x'; it takes --no-browser, --port, --folder, --depth, --help.",
        ),
        (
            ("check", "--fast"),
            "metalearn check: there is no option '--fast'; it takes --help. See metalearn check",
        ),
        (
            ("lab", "--port", "x"),
            "metalearn lab: argument --port: 'x' is not a port; it is a whole number from 0",
        ),
        (("lab", "--port", "70000"), "'70000' is not a port; it is a whole number from 0 to 65535. See"),
    ],
)
def test_a_slip_is_answered_in_one_line(
    words: tuple[str, ...], message: str, metalearn: Callable[..., Answer]
) -> None:
    code, out, err = metalearn(*words)
    assert code == 2 and out == "" and err.count("\n") == 1
    assert message in err


@pytest.mark.parametrize("words", [(), ("data",)])
def test_without_a_command_it_says_what_can_be_typed(
    words: tuple[str, ...], metalearn: Callable[..., Answer]
) -> None:
    code, _, err = metalearn(*words)
    assert code == 2 and "exit codes:" in err and "check" in err


def test_version_and_help(metalearn: Callable[..., Answer]) -> None:
    assert metalearn("--version") == (0, "metalearn 0.1.0\n", "")
    code, out, _ = metalearn("lab", "--help")
    assert code == 0 and "--no-browser" in out and "2  wrong use, or something is missing" in out


def test_check_says_what_is_off_and_how_much(metalearn: Callable[..., Answer], tmp_path: Path) -> None:
    path = tmp_path / "x.ipynb"
    path.write_text("{")
    code, out, _ = metalearn("check", str(path))
    assert code == 1 and "This is not a notebook" in out and out.endswith("1 notebook: 1 thing to look at.\n")
    path.write_text(
        '{"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": {"name": "python3"}},'
        ' "cells": [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# Mine"}]}'
    )
    assert metalearn("check", str(path)) == (0, "1 notebook: all in order.\n", "")


def test_refresh_names_the_cell_that_fails(
    metalearn: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "x.ipynb"
    cell = '{"cell_type": "code", "id": "a", "metadata": {}, "source": "1 / 0", "outputs": []}'
    path.write_text(f'{{"nbformat": 4, "nbformat_minor": 5, "metadata": {{}}, "cells": [{cell}]}}')
    code, out, _ = metalearn("refresh", "x.ipynb")
    assert code == 1
    assert (
        out
        == "x.ipynb, cell 1 (a) failed: ZeroDivisionError: division by zero. The file was left as it was.\n"
    )
    path.write_text(path.read_text().replace("1 / 0", "1 + 0"))
    assert metalearn("refresh", "x.ipynb") == (0, "x.ipynb: written\n", "")
    assert metalearn("refresh", "x.ipynb") == (0, "x.ipynb: no change\n", "")


def test_refresh_leaves_an_installed_package_alone(
    metalearn: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("metalearn.course.refresh.in_package", lambda place: True)
    code, _, err = metalearn("refresh")
    assert code == 2 and "belongs to the installed package: name a notebook of your own." in err


def test_a_file_that_cannot_be_reached_is_no_traceback(
    metalearn: Callable[..., Answer], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    code, _, err = metalearn("lab", "--folder", str(tmp_path / "file" / "inside"))
    assert code == 2 and err.startswith("metalearn: ") and err.count("\n") == 1


def test_data_check_lists_the_problems(
    metalearn: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = Problem("flows.csv", 3, "site", "Livr", "one of: Liver, Lung", "Liver")
    monkeypatch.setattr(datasets, "tables", lambda: ("flows", "cohorts"))
    monkeypatch.setattr(datasets, "check", lambda: (problem,))
    monkeypatch.setattr(dictionary, "problems", lambda: ())
    code, out, _ = metalearn("data", "check")
    assert code == 1 and out == f"{problem}\n2 tables: 1 thing to look at.\n"
    monkeypatch.setattr(datasets, "check", lambda: ())
    monkeypatch.setattr(datasets, "update_hashes", lambda: ("flows",))
    monkeypatch.setattr(dictionary, "write", lambda: True)
    code, out, _ = metalearn("data", "check", "--update")
    assert (
        code == 0
        and out
        == "flows: size and fingerprint noted\nREADME.md: data dictionary written\n2 tables: all in order.\n"
    )


def test_data_show_names_the_tables(metalearn: Callable[..., Answer]) -> None:
    code, out, _ = metalearn("data", "show")
    assert code == 0 and [line.split()[0] for line in out.splitlines()] == list(datasets.tables())
    assert re.search(r"^glossary +101 +Glossary$", out, re.MULTILINE)


def test_data_show_gives_the_rows_that_were_asked_for(metalearn: Callable[..., Answer]) -> None:
    code, out, _ = metalearn("data", "show", "flows", "--where", "primary=Prostate", "--limit", "2")
    assert code == 0 and out.endswith("\n\n9 rows, the first 2 shown.\n")
    assert "Licence: Open Database Licence 1.0" in out and "Mind: Counts are intervals" in out
    assert out.count("MSK-MET  Prostate  ") == 2


def test_data_show_gives_a_single_row_with_its_cards(metalearn: Callable[..., Answer]) -> None:
    where = ("--where", "primary=Prostate", "--where", "site=Bone")
    code, out, _ = metalearn("data", "show", "flows", *where)
    assert code == 0 and "n_high: 1,151" in out
    assert "Patients with a metastasis at the site: 1,140 patients (between 1,130 and 1,151)" in out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("flow",), "Unknown table 'flow'. Did you mean 'flows'? See all"),
        (("flows", "--where", "sit=Bone"), "Unknown column 'sit'. Did you mean 'site'?"),
        (("flows", "--where", "Bone"), "'Bone' is not a condition; it is a column, = and a value"),
        (("flows", "--limit", "few"), "'few' is not a number of rows; it is a whole number such as 20."),
    ],
)
def test_data_show_names_the_nearest(
    words: tuple[str, ...], message: str, metalearn: Callable[..., Answer]
) -> None:
    code, out, err = metalearn("data", "show", *words)
    assert code == 2 and out == "" and message in err and err.count("\n") == 1


def test_stopping_is_no_traceback(metalearn: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(datasets, "check", interrupted)
    assert metalearn("data", "check") == (2, "", "metalearn: stopped.\n")


# metalearn lab


def test_a_port_in_use_is_said_with_the_next_step(metalearn: Callable[..., Answer]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        code, _, err = metalearn("lab", "--port", port)
    assert code == 2
    assert err == f"metalearn: Port {port} is in use. Try --port 0 for any free port, or leave --port out.\n"


def test_without_a_port_the_next_free_one_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setattr(lab_module, "FIRST_PORT", taken.getsockname()[1])
        assert free_port(None) != taken.getsockname()[1]


def test_a_privileged_port_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: socket.socket, address: object) -> None:
        raise PermissionError

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(MetalearnError, match="Port 80 needs an administrator's rights"):
        free_port(80)


def test_without_jupyterlab_it_says_which_extra(
    metalearn: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    code, _, err = metalearn("lab")
    assert code == 2
    assert err == (
        "metalearn: metalearn lab needs jupyterlab, which comes with an extra: "
        'python -m pip install "metalearn-notebooks[lab]"\n'
    )


def test_a_checkout_is_opened_in_place() -> None:
    said: list[str] = []
    assert place_to_work(None, said.append) == files.folder("notebooks") and said == []


def test_an_installed_package_is_copied_and_nothing_is_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(lab_module, "in_package", lambda place: True)
    said: list[str] = []
    target = place_to_work(None, said.append)
    assert target == Path("metalearn-course")
    assert page.in_package(target) is False
    course = registry.load(target)
    assert (target / "course.toml").is_file()
    first = next(iter(target.glob("*")))
    first.write_text("my own work")
    place_to_work(None, said.append)
    assert first.read_text() == "my own work"
    files_there = len([each for each in target.rglob("*") if each.is_file()])
    assert said == [
        f"Lessons in metalearn-course: {files_there} copied, 0 already there and left as they are.",
        f"Lessons in metalearn-course: 0 copied, {files_there} already there and left as they are.",
    ]
    assert course.folder == target


def test_hidden_files_stay_behind(tmp_path: Path) -> None:
    source = tmp_path / "source"
    (source / ".ipynb_checkpoints").mkdir(parents=True)
    (source / ".ipynb_checkpoints" / "old.ipynb").write_text("")
    (source / "pictures").mkdir()
    (source / "pictures" / "a.svg").write_text("")
    assert copy_lessons(source, tmp_path / "target") == (1, 0)
    assert (tmp_path / "target" / "pictures" / "a.svg").is_file()


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(MetalearnError, match="is a file: name another folder with --folder"):
        copy_lessons(tmp_path, tmp_path / "file")


def test_jupyterlab_is_asked_for_no_other_host_and_no_root_unless_it_is_root(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    flags = lab_module.command(Path("x"), 8888, "lab", True, Path("s"))
    assert "--LabApp.news_url=None" in flags and "--allow-root" not in flags and "--no-browser" not in flags
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    flags = lab_module.command(Path("x"), 8888, "lab", False, Path("s"))
    assert flags[-2:] == ["--no-browser", "--allow-root"]
    assert not any("token" in flag for flag in flags)


def test_a_server_that_does_not_start_says_why(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = [sys.executable, "-c", "import sys; print('no room'); sys.exit(3)"]
    monkeypatch.setattr(lab_module, "command", lambda *args: broken)
    with pytest.raises(
        MetalearnError, match=r"JupyterLab did not start\. The last of what it said:\nno room"
    ):
        lab(browser=False, port=0, say=lambda line: None)


def test_without_a_web_browser_the_address_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_browser(using: str | None = None) -> None:
        raise lab_module.webbrowser.Error("could not locate runnable browser")

    monkeypatch.setattr(lab_module.webbrowser, "get", no_browser)
    asked: list[bool] = []
    finished = [sys.executable, "-c", "pass"]
    monkeypatch.setattr(lab_module, "command", lambda *args: asked.append(args[3]) or finished)
    monkeypatch.setattr(lab_module, "_wait_for_start", lambda *args: None)
    said: list[str] = []
    assert lab(port=0, say=said.append) == 0
    assert asked == [False]
    assert said[0] == "No web browser was found here: open this address in one."
    assert re.match(
        r"The course is at http://127\.0\.0\.1:\d+/lab/.*00_start\.ipynb\?token=\w{20,}\n", said[1]
    )


@pytest.mark.skipif(os.name != "posix", reason="signals are sent as on Linux and macOS")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_the_course_opens_and_stops(sent: signal.Signals, tmp_path: Path) -> None:
    """The whole way, with a real JupyterLab, which must be gone afterwards."""
    environment = {
        **os.environ,
        "JUPYTER_CONFIG_DIR": str(tmp_path / "c"),
        "JUPYTER_DATA_DIR": str(tmp_path / "d"),
    }
    typed = [
        sys.executable,
        "-m",
        "metalearn.cli",
        "lab",
        "--no-browser",
        "--port",
        "0",
        "--folder",
        str(tmp_path / "my"),
    ]
    process = subprocess.Popen(typed, env=environment, stdout=subprocess.PIPE, text=True, cwd=tmp_path)
    assert process.stdout is not None
    try:
        lines = [process.stdout.readline() for _ in range(3)]
        address = re.search(r"http\S+", lines[1])
        assert address, lines
        with urllib.request.urlopen(address[0]) as answer:
            body = answer.read().decode()
        assert answer.status == 200 and '"news": {"disabled": true}' in body
        process.send_signal(sent)
        assert process.wait(60) == 0
    finally:
        process.kill()
        process.stdout.close()
    port = int(re.findall(r":(\d+)/", address[0])[0])
    assert _closed(port)


def _closed(port: int) -> bool:
    end = time.monotonic() + 10
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return True
        time.sleep(0.1)
    return False
