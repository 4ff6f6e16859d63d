"""Change every number of every table, and list those that no lesson notices.

    python -m tests.mutation                     all tables, on one core at low priority: an hour or so
    python -m tests.mutation --only flows trials these tables; the list keeps what it says of the others
    python -m tests.mutation --report            print the score from the list, without asking anything
    python -m tests.mutation --check 60          hold the list to the tables, and a sample of it to the lessons

A figure is changed by a sixth to a third of itself, or to the nearest other one that the table's description allows;
in a number within a text one digit is changed. What is known of a table is kept in --out, so a search that was stopped
goes on with the next table; --fresh forgets it. The search writes ``tests/mutation/unseen.toml``, where reasons are
written by hand.
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import json
import os
import sys
import tempfile
import time
from pathlib import Path

from metalearn import datasets
from metalearn.datasets import files
from tests.mutation import checking, listing, planting
from tests.mutation.listing import Column
from tests.mutation.running import Step, steps
from tests.mutation.search import Search

OUT = Path(tempfile.gettempdir()) / "metalearn-mutation"


def main(arguments: list[str] | None = None) -> int:
    """Search, or print the score."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__.partition("\n")[0])
    parser.add_argument("--only", nargs="+", metavar="TABLE", choices=datasets.tables(), default=())
    parser.add_argument("--report", action="store_true", help="print the score from the list")
    parser.add_argument("--check", type=int, metavar="N", help="ask for N numbers whether the list is true")
    parser.add_argument("--seed", type=int, default=0, help="which numbers --check draws")
    parser.add_argument(
        "--now", action="store_true", help="compare with what the cells give now, not with what is stored"
    )
    parser.add_argument("--fresh", action="store_true", help="ask again what was asked before")
    parser.add_argument("--out", type=Path, default=OUT, help=f"where what is known is kept ({OUT})")
    options = parser.parse_args(arguments)
    if options.report:
        print(listing.report(listing.listed(), datasets.tables()))
        return 0
    os.nice(10)
    planting.warm()
    assert not planting.tables_read(), "a module outside the panels reads a table when it is imported"
    if options.check is not None:
        faults = planting.forked(lambda: checked(options.check, options.seed), 24 * 3600)
        print(*faults, f"{len(faults)} faults in the list", sep="\n")
        return min(1, len(faults))
    options.out.mkdir(parents=True, exist_ok=True)
    every = refreshed(steps(every=True)) if options.now else steps()
    search(options.only or datasets.tables(), every, options.out, options.fresh)
    print(listing.report(listing.listed(), datasets.tables()))
    return 0


def checked(many: int, seed: int) -> list[str]:
    """Return what is wrong with the list, by its counts and a sample."""
    columns, every = listing.listed(), steps()
    stale = planting.forked(lambda: planting.red_steps(every, [], all_of_them=True), 24 * 3600)
    if stale:
        return [
            f"{name} does not give what is stored, with nothing changed: refresh the lesson" for name in stale
        ]
    with planting.copied_data() as folder:
        sampled = checking.faults_of_sample(columns, planting.Field(folder), every, many, seed)
        return [*checking.faults_of_counts(columns), *sampled]


def refreshed(every: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return steps as metalearn refresh would store them, for lessons that still wait for it."""
    given = planting.forked(lambda: [sorted(step.outputs().items()) for step in every], 24 * 3600)
    pairs = zip(every, given, strict=True)
    return tuple(dataclasses.replace(step, stored=tuple(map(tuple, now))) for step, now in pairs if now)


def search(tables: tuple[str, ...], every: tuple[Step, ...], out: Path, fresh: bool) -> None:
    """Search tables one after the other, and write the list after each."""
    say(f"{len(every)} cells of lessons show something")
    read = {
        step: planting.forked(lambda step=step: planting.tables_of(step), planting.SECONDS) for step in every
    }
    for step in every:
        if any(name.startswith("!") for name in read[step]):
            say(f"left out, because it does not give what is stored: {step.name} {read[step]}")
    for table in tables:
        mine = tuple(step for step in every if table in read[step])
        kept = out / f"{table}.json"
        state = _state(table, mine)
        known = json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() else {}
        if fresh or known.get("state") != state:
            began = time.monotonic()
            say(f"{table}: {len(mine)} cells read it")
            found = planting.forked(lambda table=table, mine=mine: _searched(table, mine), 24 * 3600)
            known = {"state": state, "columns": found}
            kept.write_text(json.dumps(known), encoding="utf-8")
            say(f"{table}: {time.monotonic() - began:.0f} seconds")
        listing.write([_column(each) for each in known["columns"]], datasets.tables())


def _state(table: str, mine: tuple[Step, ...]) -> str:
    """What the answers for a table rest on: its file, and the cells that read it with what they give."""
    data = (files.folder("data") / datasets.table(table).path).read_bytes()
    return hashlib.sha256(data + repr(mine).encode()).hexdigest()


def _searched(table: str, mine: tuple[Step, ...]) -> list[dict[str, object]]:
    """Search one table, in a process that has read all others."""
    with planting.copied_data() as folder:
        for name in datasets.tables():
            if name != table:
                planting.read(name)
        found = Search(planting.Field(folder), table, mine, say).run()
    return [dataclasses.asdict(column) for column in listing.columns_of(found)]


def _column(said: dict[str, object]) -> Column:
    return Column(**{name: tuple(each) if isinstance(each, list) else each for name, each in said.items()})  # type: ignore[arg-type]


def say(line: str) -> None:
    """Tell how far it is; standard output is for the table."""
    print(line, file=sys.__stderr__, flush=True)


if __name__ == "__main__":
    sys.exit(main())
