"""What every record shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from metalearn.datasets.cards import Evidence


class Record:
    """What every record shares: the name of its table, and an evidence card for each of its fields."""

    __slots__ = ()
    table: ClassVar[str] = ""

    def evidence(self, field: str) -> Evidence:
        """Return the evidence card of one field of this record.

        Args:
            field: A column of the table, or a number computed from one row such as "percent".

        Returns:
            The card: value, range, cohort, denominator, sources, licence and date of review.

        Raises:
            UnknownNameError: When the record has no such field.

        Example:
            >>> from metalearn import datasets
            >>> datasets.flows()[0].evidence("n").unit
            'patients'
        """
        from metalearn.datasets.cards import evidence

        return evidence(self, field)

    @classmethod
    def faults(cls, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield what the columns' own rules cannot see: a column, and what was expected there.

        Args:
            values: The typed values of one row, by column; each fits its own column.
        """
        return iter(())
