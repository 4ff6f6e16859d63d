"""Lesions and visits for the tests of response, and the published tables they are held against."""

from hypothesis import strategies as st

from metalearn.models.response.organs import NODES
from metalearn.models.response.recist import Visit
from metalearn.models.response.targets import Target

# RECIST 1.1 (Eisenhauer 2009), time point response with target lesions: target, non-target, new, overall.
# "none": this person has no non-target lesions. Every line that the paper writes with "any" or "non-PD" is spelt out.
WITH_TARGETS = {
    ("CR", "CR"): "CR",
    ("CR", "none"): "CR",
    ("CR", "non-CR/non-PD"): "PR",
    ("CR", "NE"): "PR",
    ("PR", "CR"): "PR",
    ("PR", "none"): "PR",
    ("PR", "non-CR/non-PD"): "PR",
    ("PR", "NE"): "PR",
    ("SD", "CR"): "SD",
    ("SD", "none"): "SD",
    ("SD", "non-CR/non-PD"): "SD",
    ("SD", "NE"): "SD",
    ("NE", "CR"): "NE",
    ("NE", "none"): "NE",
    ("NE", "non-CR/non-PD"): "NE",
    ("NE", "NE"): "NE",
}
WITHOUT_TARGETS = {"CR": "CR", "non-CR/non-PD": "non-CR/non-PD", "NE": "NE", "PD": "PD"}

# The same paper, best overall response when confirmation is asked for: first, next, answer when the first visit is
# late enough for stable disease, answer when it is not. What follows a CR and is less than a CR is taken as
# progression, as the paper's own note has it.
CONFIRMED = [
    ("CR", "CR", "CR", "CR"),
    ("CR", "PR", "SD", "PD"),
    ("CR", "SD", "SD", "PD"),
    ("CR", "PD", "SD", "PD"),
    ("CR", "NE", "SD", "NE"),
    ("PR", "CR", "PR", "PR"),
    ("PR", "PR", "PR", "PR"),
    ("PR", "PD", "SD", "PD"),
    ("PR", "NE", "SD", "NE"),
    ("NE", "NE", "NE", "NE"),
]

# iRECIST (Seymour 2017), table 3: what each of five visits may show, and the best overall response.
IMMUNE_BEST = [
    (["iCR"], ["iCR", "iPR", "iUPD", "NE"], ["iCR", "iPR", "iUPD", "NE"], ["iUPD"], ["iCPD"], "iCR"),
    (
        ["iUPD"],
        ["iPR", "iSD", "NE"],
        ["iCR"],
        ["iCR", "iUPD", "NE"],
        ["iCR", "iPR", "iSD", "iUPD", "iCPD", "NE"],
        "iCR",
    ),
    (
        ["iUPD"],
        ["iPR"],
        ["iPR", "iSD", "iUPD", "NE"],
        ["iPR", "iSD", "iUPD", "NE", "iCPD"],
        ["iPR", "iSD", "iUPD", "NE", "iCPD"],
        "iPR",
    ),
    (
        ["iUPD"],
        ["iSD", "NE"],
        ["iPR"],
        ["iPR", "iSD", "iUPD", "NE"],
        ["iPR", "iSD", "iUPD", "iCPD", "NE"],
        "iPR",
    ),
    (
        ["iUPD"],
        ["iSD"],
        ["iSD", "iUPD", "NE"],
        ["iSD", "iUPD", "iCPD", "NE"],
        ["iSD", "iUPD", "iCPD", "NE"],
        "iSD",
    ),
    (["iUPD"], ["iCPD"], ["iCR", "iPR", "NE"], ["iCR", "iSD"], ["iPR", "iCPD"], "iCPD"),
    (["iUPD"], ["iUPD"], ["iCPD"], ["iCR", "iPR", "NE"], ["iSD", "iCPD"], "iCPD"),
    (["iUPD"], ["NE"], ["NE"], ["NE"], ["NE"], "iUPD"),
]

EIGHTHS = st.integers(0, 800).map(lambda n: n / 8)  # millimetres that doubling and halving leave exact


@st.composite
def target_lists(draw, least=1):
    """One to five targets that keep the rules: organs held twice at most, nodes of 15 mm or more."""
    organs = draw(
        st.lists(st.sampled_from(["liver", "lung", "adrenal", NODES]), min_size=least, max_size=5).filter(
            lambda each: all(each.count(organ) <= 2 for organ in each)
        )
    )
    sizes = [draw(st.integers(120, 800)) / 8 for _ in organs]
    return [Target(f"T{i}", organ, mm) for i, (organ, mm) in enumerate(zip(organs, sizes, strict=True))]


@st.composite
def courses(draw, most=5, missing=True):
    """Targets and visits, eight weeks apart."""
    targets = draw(target_lists())
    size = st.one_of(st.none(), EIGHTHS, st.just(0.0)) if missing else st.one_of(EIGHTHS, st.just(0.0))
    others = draw(st.booleans())
    visits = []
    for number in range(1, draw(st.integers(1, most)) + 1):
        non_target = draw(st.sampled_from(["CR", "non-CR/non-PD", "PD", "NE"])) if others else "none"
        sizes = {target.name: draw(size) for target in targets}
        visits.append(
            Visit(8 * number, sizes, non_target, draw(st.sampled_from(["no", "no", "doubtful", "yes"])))
        )
    return targets, visits
