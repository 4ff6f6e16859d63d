"""Print what the course covers, as tables with counts; nothing is written.

    python -m tests.coverage                    every table
    python -m tests.coverage Minutes Links      those whose names begin so
    python -m tests.coverage --gaps             only the counts and what is missing

The exit code is 1 when something is missing.
"""

from __future__ import annotations

import argparse
import sys

from tests.coverage.content import cases, distractors, misconceptions, objectives, scope, shown, words
from tests.coverage.readable import minutes, numbers, reading, sizes, unchecked, where

TABLES = {
    "Topics": scope,
    "Objectives": objectives,
    "Distractors": distractors,
    "Misconceptions": misconceptions,
    "Words": words,
    "Reading": reading,
    "Minutes": minutes,
    "Cases": cases,
    "Widgets": shown,
    "Sizes": sizes,
    "Numbers": numbers,
    "Links": where,
    "Unchecked": unchecked,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.coverage", description=__doc__)
    parser.add_argument("table", nargs="*", help=f"some of: {', '.join(TABLES)}")
    parser.add_argument("--gaps", action="store_true", help="only the counts and what is missing")
    said = parser.parse_args()
    gaps = 0
    for name, table in TABLES.items():
        if said.table and not any(name.lower().startswith(each.lower()) for each in said.table):
            continue
        found = table()
        gaps += len(found.gaps)
        if said.gaps:
            print(f"{found.name}: {found.said}", *(f"- {gap}" for gap in found.gaps), sep="\n", end="\n\n")
        else:
            print(found.printed(), end="\n\n")
    print(f"{gaps} gaps." if gaps else "No gaps.")
    return min(gaps, 1)


if __name__ == "__main__":
    sys.exit(main())
