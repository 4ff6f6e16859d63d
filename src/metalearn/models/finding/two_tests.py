"""Two tests one after the other: believing any positive, or only two, and what it does when the tests err together.

Two tests are conditionally dependent when, among people with the disease (or among those without it), a result of one
changes the chance of the other: two scans that are both blind to small deposits miss the same people. The covariance
of the two results says how much; 0 means that they err independently, and its bounds follow from the two accuracies.

Where the model is wrong about the world: the covariance is hardly ever published, and "independent" is the assumption
that flatters a pair of tests most often. The second test is also taken to do as well after a first result as it does
in everybody, and the same in each person of a group.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from metalearn.errors import UnknownNameError, nearest
from metalearn.models import checks
from metalearn.models.finding.diagnosis import DiagnosticTest, Prediction, predict, update
from metalearn.models.wording import listed
from metalearn.words import _

Believe = Literal["positive", "negative"]
_RULES = {
    "positive": _("Any positive result counts: the pair is positive when one test is."),
    "negative": _("Any negative result counts: the pair is positive only when both tests are."),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tests read as one.

    Attributes:
        believe: "positive" (either positive is enough) or "negative" (both must be positive).
        test: Sensitivity and specificity of the pair.
        prediction: What its results mean at the prevalence given.
        covariance_ill: Covariance of the two results among people with the disease.
        covariance_well: The same among people without it.
        bounds_ill: Lowest and highest covariance that is possible among people with the disease.
        bounds_well: The same among people without it.
        reasons: What happened, in short sentences.
    """

    believe: Believe
    test: DiagnosticTest
    prediction: Prediction
    covariance_ill: float
    covariance_well: float
    bounds_ill: tuple[float, float]
    bounds_well: tuple[float, float]
    reasons: tuple[str, ...]


def covariance_bounds(first: float, second: float) -> tuple[float, float]:
    """Return the lowest and highest covariance of two results that occur with these chances.

    Args:
        first: Chance of the first result, 0 to 1, such as the sensitivity of the first test.
        second: Chance of the second, 0 to 1.

    Raises:
        ValueError: When a chance is not a share.

    Source:
        Fréchet bounds: both results cannot occur more often than the rarer one, nor less often than the two together
        overfill the group.

    Example:
        >>> [round(x, 3) for x in covariance_bounds(0.9, 0.8)]
        [-0.02, 0.08]
    """
    checks.share(first, "The first chance")
    checks.share(second, "The second chance")
    both = first * second
    return max(0.0, first + second - 1) - both, min(first, second) - both


def combine(
    first: DiagnosticTest,
    second: DiagnosticTest,
    prevalence: float,
    believe: Believe = "positive",
    *,
    covariance_ill: float = 0.0,
    covariance_well: float = 0.0,
) -> Pair:
    """Read two tests as one.

    Args:
        first: The first test.
        second: The second test.
        prevalence: Share of those tested who have the disease, 0 to 1.
        believe: "positive": either positive makes the pair positive. "negative": either negative makes it negative.
        covariance_ill: Covariance of the two results among people with the disease; 0 for independent errors.
        covariance_well: The same among people without it.

    Raises:
        UnknownNameError: When ``believe`` is neither.
        ValueError: When a covariance lies outside its bounds; the message states them.

    Source:
        Probability; closed form.

    Example:
        >>> scan = DiagnosticTest(0.9, 0.8)
        >>> either = combine(scan, scan, 0.1)
        >>> round(either.test.sensitivity, 2), round(either.test.specificity, 2)
        (0.99, 0.64)
        >>> same = combine(scan, scan, 0.1, covariance_ill=0.09, covariance_well=0.16)  # the same errors each time
        >>> round(same.test.sensitivity, 2), round(same.test.specificity, 2)
        (0.9, 0.8)
        >>> print(same.reasons[-1])
        Against two tests that err independently, it finds fewer (90.0%, not 99.0%) and clears more (80.0%, not 64.0%).
    """
    if believe not in _RULES:
        raise _unknown_rule(believe)
    ill = covariance_bounds(first.sensitivity, second.sensitivity)
    well = covariance_bounds(first.specificity, second.specificity)
    _check("with", covariance_ill, ill)
    _check("without", covariance_well, well)
    test = _read_as_one(first, second, believe, covariance_ill, covariance_well)
    said = _gain(first, second, test, believe)
    if covariance_ill or covariance_well:
        said += (_dependence(_read_as_one(first, second, believe, 0.0, 0.0), test),)
    prediction = predict(prevalence, test)
    return Pair(believe, test, prediction, covariance_ill, covariance_well, ill, well, said)


def _read_as_one(
    first: DiagnosticTest, second: DiagnosticTest, believe: Believe, ill: float, well: float
) -> DiagnosticTest:
    both_find = first.sensitivity * second.sensitivity + ill
    both_clear = first.specificity * second.specificity + well
    if believe == "positive":
        return DiagnosticTest(_clip(first.sensitivity + second.sensitivity - both_find), _clip(both_clear))
    return DiagnosticTest(_clip(both_find), _clip(first.specificity + second.specificity - both_clear))


def steps(chance: float, tests: tuple[DiagnosticTest, ...], positive: tuple[bool, ...]) -> tuple[float, ...]:
    """Return the chance of disease before any test and after each result, for independent errors.

    Args:
        chance: Chance before the tests, 0 to 1.
        tests: The tests in order.
        positive: For each test, whether its result was positive.

    Raises:
        ValueError: When there are not as many results as tests, or a result cannot occur.

    Source:
        Bayes' rule in odds, one result after the other.

    Example:
        >>> scan = DiagnosticTest(0.9, 0.8)
        >>> [round(x, 2) for x in steps(0.1, (scan, scan), (True, True))]
        [0.1, 0.33, 0.69]
    """
    tests = checks.names(tests, "tests")
    if len(tests) != len(positive):
        raise ValueError(
            f"There are {len(tests)} tests and {len(positive)} results; give one result for each test."
        )
    chances = [chance]
    for test, result in zip(tests, positive, strict=True):
        ratio = test.likelihood_ratio_positive if result else test.likelihood_ratio_negative
        chances.append(update(chances[-1], ratio))
    return tuple(chances)


def _check(whom: str, covariance: float, bounds: tuple[float, float]) -> None:
    low, high = bounds
    if not low - 1e-12 <= covariance <= high + 1e-12:
        raise ValueError(
            f"The covariance among people {whom} the disease is {covariance}; with these two tests it can only be "
            f"from {low:.4g} to {high:.4g}."
        )


def _clip(share: float) -> float:
    """Take away the last digit's noise, which could carry a share below 0 or above 1."""
    return min(1.0, max(0.0, share))


def _gain(
    first: DiagnosticTest, second: DiagnosticTest, test: DiagnosticTest, believe: Believe
) -> tuple[str, ...]:
    best = max(first.sensitivity, second.sensitivity), max(first.specificity, second.specificity)
    return (
        _RULES[believe],
        _("It finds {share} of people with the disease (the better test alone: {alone}).").format(
            share=_percent(test.sensitivity), alone=_percent(best[0])
        ),
        _("It clears {share} of people without it (the better test alone: {alone}).").format(
            share=_percent(test.specificity), alone=_percent(best[1])
        ),
    )


def _dependence(free: DiagnosticTest, pair: DiagnosticTest) -> str:
    """Which figure is higher and which lower than for tests that err independently."""
    changes = [
        text
        for text in (
            _change(_FINDS, free.sensitivity, pair.sensitivity),
            _change(_CLEARS, free.specificity, pair.specificity),
        )
        if text
    ]
    if not changes:
        return _("The two tests do not err independently, but so nearly that no figure changes.")
    return _("Against two tests that err independently, it {changes}.").format(changes=listed(changes))


_FINDS = _("finds more ({now}, not {before})"), _("finds fewer ({now}, not {before})")
_CLEARS = _("clears more ({now}, not {before})"), _("clears fewer ({now}, not {before})")


def _change(words: tuple[str, str], before: float, now: float) -> str:
    """A change of one figure, with as many decimals as show it; nothing when it takes more than four."""
    least = max(_decimals(before), _decimals(now))
    for decimals in range(least, _MOST_DECIMALS + 1):
        was, shown = f"{before:.{decimals}%}", f"{now:.{decimals}%}"
        if was != shown:
            return words[now < before].format(now=shown, before=was)
    return ""


_MOST_DECIMALS = 4


def _decimals(share: float) -> int:
    """One decimal, or as many more as it takes for a share that is not the whole never to be written as 100%."""
    for decimals in range(1, _MOST_DECIMALS):
        if share == 1 or f"{share:.{decimals}%}" != f"{1:.{decimals}%}":
            return decimals
    return _MOST_DECIMALS


def _percent(share: float) -> str:
    return f"{share:.{_decimals(share)}%}"


def _unknown_rule(believe: object) -> UnknownNameError:
    guess = nearest(believe, _RULES)
    hint = f" Did you mean {guess!r}?" if guess else ""
    known = " or ".join(f"{name!r} ({words.split(':')[0].lower()})" for name, words in _RULES.items())
    return UnknownNameError(f"Unknown rule {believe!r}.{hint} It must be {known}.")
