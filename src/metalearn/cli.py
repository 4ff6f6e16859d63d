"""The command line, ``metalearn``: it reads what was typed, calls the course, and answers in plain words."""

from __future__ import annotations

import argparse
import inspect
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import metalearn
from metalearn.errors import MetalearnError, nearest

FINE, FINDINGS, WRONG_USE = 0, 1, 2
EXIT_CODES = """\
exit codes:
  0  fine
  1  something was found that needs a look (the lines say what), or a lesson did not run
  2  wrong use, or something is missing (the line says what, and the next step)
"""


# What may follow "metalearn", and what may follow that.
COMMANDS: dict[str, tuple[str, ...]] = {
    "lab": (),
    "check": (),
    "refresh": (),
    "export": (),
    "plan": (),
    "data": ("check", "show"),
}


class _Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line and whose help names the exit codes."""

    def __init__(self, **options: Any) -> None:
        description = inspect.cleandoc(options.pop("description", None) or "")
        shape = argparse.RawDescriptionHelpFormatter
        super().__init__(formatter_class=shape, epilog=EXIT_CODES, description=description, **options)

    def error(self, message: str) -> NoReturn:
        end = "" if message.endswith(("?", ".")) else "."
        self.exit(WRONG_USE, f"{self.prog}: {message}{end} See {self.prog} --help.\n")

    def refuse(self, kind: str, word: str, known: Sequence[str]) -> NoReturn:
        """Stop because of a word that does not exist, naming the nearest that does."""
        guess = nearest(word, known)
        hint = f"did you mean {guess!r}?" if guess else f"it takes {', '.join(known)}"
        self.error(f"there is no {kind} {word!r}; {hint}")


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port; it is a whole number from 0 to 65535.")
    return int(text)


def _limit(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a number of rows; it is a whole number such as 20."
        )
    return int(text)


def _how_long(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 600:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no length of a lecture; it is a whole number of minutes from 1 to 600."
        )
    return int(text)


def parser() -> _Parser:
    """Return the parser of the command line."""
    top = _Parser(prog="metalearn", description="Teaching notebooks on metastasis: open, check, look after.")
    top.add_argument("--version", action="version", version=f"metalearn {metalearn.__version__}")
    top.set_defaults(run=_help, parser=top)
    commands = top.add_subparsers(title="commands", metavar="COMMAND")

    lab = commands.add_parser("lab", help="open the course in JupyterLab", description=_lab.__doc__)
    lab.add_argument("--no-browser", action="store_true", help="print the address, open no browser")
    lab.add_argument("--port", type=_port, metavar="N", help="serve on this port; 0 means any that is free")
    lab.add_argument("--folder", type=Path, metavar="PATH", help="copy the lessons there and open the copy")
    _add_depth(lab, "open a copy for this audience")
    lab.set_defaults(run=_lab, parser=lab)

    check = commands.add_parser("check", help="say what is off in lessons", description=_check.__doc__)
    refresh = commands.add_parser(
        "refresh", help="run lessons, store them clean", description=_refresh.__doc__
    )
    for command, run in ((check, _check), (refresh, _refresh)):
        command.add_argument(
            "file", nargs="*", type=Path, metavar="FILE", help="a notebook, or a folder of them"
        )
        command.set_defaults(run=run, parser=command)

    _add_pages(commands)
    _add_data(commands)
    return top


def _add_pages(commands: Any) -> None:
    """Add the commands that make something for readers and classes."""
    export = commands.add_parser("export", help="make pages that need no Python", description=_export.__doc__)
    export.add_argument("file", nargs="+", type=Path, metavar="FILE", help="a notebook, or a folder of them")
    export.add_argument(
        "--to", type=Path, default=Path(), metavar="FOLDER", help="where to write the pages (default: here)"
    )
    _add_depth(export, "make the pages for this audience")
    export.set_defaults(run=_export, parser=export)

    plan = commands.add_parser(
        "plan", help="lay out a lecture, or list the tracks", description=_plan.__doc__
    )
    plan.add_argument("--minutes", type=_how_long, metavar="N", help="lay out a lecture of at most N minutes")
    plan.add_argument("--track", metavar="ID", help="keep to this track; without --minutes, show it")
    plan.set_defaults(run=_plan, parser=plan)


def _add_depth(command: argparse.ArgumentParser, why: str) -> None:
    """Let a command take --depth."""
    words = f"{why}: school leaves out what is for clinical students, clinical unfolds it"
    command.add_argument("--depth", choices=("school", "clinical"), help=words)


def _add_data(commands: Any) -> None:
    """Add the commands that look after the tables."""
    data = commands.add_parser("data", help="look after the data tables")
    data.set_defaults(run=_help, parser=data)
    actions = data.add_subparsers(title="commands", metavar="COMMAND")
    tables = actions.add_parser("check", help="say what is off in the tables", description=_data.__doc__)
    update = "first note each file's size and fingerprint, and write the data dictionary"
    tables.add_argument("--update", action="store_true", help=update)
    tables.set_defaults(run=_data, parser=tables)
    show = actions.add_parser("show", help="show a table, or name them all", description=_show.__doc__)
    show.add_argument("table", nargs="?", metavar="TABLE", help="name of a table; without it, all are named")
    show.add_argument(
        "--where",
        action="append",
        default=[],
        metavar="COLUMN=VALUE",
        help="only such rows (repeat for more)",
    )
    show.add_argument(
        "--limit", type=_limit, default=20, metavar="N", help="show at most N rows (default 20)"
    )
    show.set_defaults(run=_show, parser=show)


def _parse(words: Sequence[str]) -> argparse.Namespace:
    top = parser()
    plain = [word for word in words if not word.startswith("-")]
    if plain and plain[0] not in COMMANDS:
        top.refuse("command", plain[0], list(COMMANDS))
    if plain[1:] and COMMANDS[plain[0]] and plain[1] not in COMMANDS[plain[0]]:
        top.refuse("command", " ".join(plain[:2]), [f"{plain[0]} {each}" for each in COMMANDS[plain[0]]])
    said, unknown = top.parse_known_args(words)
    if unknown:
        options = list(dict.fromkeys(re.findall(r"--[\w-]+", said.parser.format_help())))
        kind = "option" if unknown[0].startswith("-") else "place here for"
        said.parser.refuse(kind, unknown[0].split("=")[0], options)
    return said


def _help(said: argparse.Namespace) -> int:
    """Say what can be typed here."""
    said.parser.print_help(sys.stderr)
    return WRONG_USE


def _lab(said: argparse.Namespace) -> int:
    """Open the course in JupyterLab.

    A checkout opens its own notebooks. An installed package first copies them to ./metalearn-course, and never
    writes over a file that is there. With --depth, a copy for that audience is opened, from
    ./metalearn-course-school or ./metalearn-course-clinical.
    """
    from metalearn.course.lab import lab

    return lab(said.folder, said.port, browser=not said.no_browser, depth=said.depth)


def _check(said: argparse.Namespace) -> int:
    """Say what is off in notebooks. Without FILE, the course here is checked."""
    from metalearn.course.check import check

    findings, files = check(said.file)
    for finding in findings:
        print(finding)
    notebooks = "1 notebook" if files == 1 else f"{files} notebooks"
    things = "1 thing" if len(findings) == 1 else f"{len(findings)} things"
    print(f"{notebooks}: {things} to look at." if findings else f"{notebooks}: all in order.")
    return FINDINGS if findings else FINE


def _refresh(said: argparse.Namespace) -> int:
    """Run notebooks in a fresh kernel and store them clean. Without FILE, the course here is refreshed."""
    from metalearn.course.refresh import refresh_all

    return FINE if refresh_all(said.file, print) else FINDINGS


def _export(said: argparse.Namespace) -> int:
    """Run notebooks and write each as one HTML page whose widgets live on without Python and without the internet.

    The notebooks are left as they are. A file that is not such a page is never written over. A page with passages for
    clinical students begins with a switch that hides and shows them; with --depth, it is made for one audience.
    """
    from metalearn.course.export import export_all

    return FINE if export_all(said.file, said.to, print, said.depth) else FINDINGS


def _plan(said: argparse.Namespace) -> int:
    """Lay out a lecture of at most N minutes from parts of the lessons, or list the tracks.

    What matters most comes first: the parts of priority 1, then those of 2 and 3, each in the order of the lessons,
    as long as they fit. Parts of one lesson that belong together come together or not at all.
    """
    from metalearn.course import plan
    from metalearn.course.check import here
    from metalearn.course.registry import load

    course = load(here())
    track = course.track(said.track) if said.track is not None else None
    if said.minutes is not None:
        print(plan.lecture(course, said.minutes, track))
    else:
        print(plan.steps(course, track) if track else plan.overview(course))
    return FINE


def _data(said: argparse.Namespace) -> int:
    """Check every data table against its description, and the data dictionary against both."""
    from metalearn import datasets
    from metalearn.datasets import dictionary
    from metalearn.datasets.package import PAGE

    for name in datasets.update_hashes() if said.update else ():
        print(f"{name}: size and fingerprint noted")
    if said.update and dictionary.write():
        print(f"{PAGE}: data dictionary written")
    problems = (*datasets.check(), *dictionary.problems())
    for problem in problems:
        print(problem)
    tables = f"{len(datasets.tables())} tables"
    things = "1 thing" if len(problems) == 1 else f"{len(problems)} things"
    print(f"{tables}: {things} to look at." if problems else f"{tables}: all in order.")
    return FINDINGS if problems else FINE


def _show(said: argparse.Namespace) -> int:
    """Show a data table: what it is, its licence, what to mind, and its rows.

    When the conditions leave a single row, it is shown in full, with the evidence card of each of its figures.
    """
    from metalearn.datasets import showing

    print(showing.show(said.table, said.where, said.limit) if said.table else showing.overview())
    return FINE


def main(words: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        words: What was typed after ``metalearn``; by default this process's own arguments.

    Returns:
        0 when all is fine, 1 when there is something to look at, 2 for wrong use or a missing piece.

    Example:
        >>> main(["check", "no_such_folder/no_such.ipynb"])  # doctest: +ELLIPSIS
        no_such...ipynb: There is no such file. Check the name and the folder.
        1 notebook: 1 thing to look at.
        1
    """
    said = _parse(sys.argv[1:] if words is None else words)
    try:
        return int(said.run(said))
    except MetalearnError as error:
        print(f"metalearn: {error}", file=sys.stderr)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"metalearn: {where}{error.strerror or error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("metalearn: stopped.", file=sys.stderr)
    return WRONG_USE


if __name__ == "__main__":
    sys.exit(main())
