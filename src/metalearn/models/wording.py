"""Numbers as people write them, for the sentences that models answer with."""

from __future__ import annotations

import math
from collections.abc import Sequence

from metalearn.words import _


def amount(value: float) -> str:
    """Write a number with as many digits as a reader can use.

    Example:
        >>> [amount(x) for x in (1_234_567.8, 100.0, 12.345, 1.5, 0.01234, 0)]
        ['1,234,568', '100', '12', '1.5', '0.012', '0']
        >>> amount(2.5e-8), amount(3.2e13)
        ('2.5 x 10^-8', '3.2 x 10^13')
    """
    if value == 0 or not math.isfinite(value):
        return f"{value:g}"
    size = math.floor(math.log10(abs(value)))
    if size >= 12 or size < -6:
        return f"{value / 10**size:.2g} x 10^{size}"
    if size >= 1:
        return f"{value:,.0f}"
    text = f"{value:.{1 - size}f}"
    return text.rstrip("0").rstrip(".") if size < 0 or text.endswith("0") else text


def signed(value: float, spec: str = "g") -> str:
    """Write a number with its sign: a plus, or a true minus.

    Example:
        >>> signed(11), signed(-29.9), signed(-30, ".0f")
        ('+11', '−29.9', '−30')
    """
    return f"{value:+{spec}}".replace("-", "−")


def rough(value: float) -> str:
    """Write an estimate with two digits: large numbers in words.

    Example:
        >>> [rough(x) for x in (179_594_380, 5.2e8, 1.24e10, 123_456, 12.3)]
        ['180 million', '520 million', '12 billion', '120,000', '12']
    """
    if not 10 <= abs(value) < 1e12:
        return amount(value)
    step = 10 ** (math.floor(math.log10(abs(value))) - 1)
    value = round(value / step) * step
    for size, words in ((1e9, _("{n} billion")), (1e6, _("{n} million"))):
        if value >= size:
            return words.format(n=f"{value / size:.2g}" if value < 100 * size else f"{value / size:.0f}")
    return f"{value:,.0f}"


def percent(share: float) -> str:
    """Write a share as a percentage; what is above nothing never becomes 0%, what is below all never 100%.

    Args:
        share: From 0 to 1.

    Example:
        >>> [percent(x) for x in (0.5249, 0.034, 0.0004, 0.99999, 0, 1)]
        ['52%', '3.4%', '0.04%', 'more than 99.9%', '0%', '100%']
    """
    if share in (0, 1):
        return f"{100 * share:.0f}%"
    if share > 0.999:
        return _("more than {percent}").format(percent="99.9%")
    if share > 0.99:
        return f"{100 * share:.1f}%"
    return f"{100 * share:.0f}%" if share >= 0.095 else f"{amount(100 * share)}%"


def listed(words: Sequence[str]) -> str:
    """Join words as a sentence does.

    Example:
        >>> listed(["liver"]), listed(["liver", "lung", "bone"])
        ('liver', 'liver, lung and bone')
    """
    if len(words) < 2:
        return "".join(words)
    return _("{several} and {last}").format(several=", ".join(words[:-1]), last=words[-1])


def inside(name: str) -> str:
    """Write a name as it stands inside a sentence: its first letter small, unless it is an abbreviation.

    "A " at the start is the article, as in "A coat of platelets", and no abbreviation.

    Example:
        >>> inside("Liver"), inside("Brain/CNS"), inside("GIST")
        ('liver', 'brain/CNS', 'GIST')
    """
    return name if name[:2].isupper() and not name.startswith("A ") else name[:1].lower() + name[1:]
