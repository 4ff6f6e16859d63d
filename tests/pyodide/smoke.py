"""Make every widget, ask every model, and say what comes out; run by CPython and by Pyodide, which must agree."""

import dataclasses
import json
import random
import sys
import zlib

import metalearn
from metalearn import models


def chart():
    from metalearn.widgets import Chart

    figure = {
        "data": [{"type": "bar", "x": ["a", "b"], "y": [1, 2]}],
        "layout": {"title": {"text": "Two bars"}},
    }
    return Chart(figure, "Two bars", [["name", "height"], ["a", "1"], ["b", "2"]])


MAKERS = {
    "CascadeStepper": lambda: metalearn.CascadeStepper(),
    "MetastasisSankey": lambda: metalearn.MetastasisSankey(),
    "TreatmentExplorer": lambda: metalearn.TreatmentExplorer(),
    "Quiz": lambda: metalearn.Quiz("Q01a"),
    "Chart": chart,
    "BodyMap": lambda: metalearn.BodyMap(),
    "Cards": lambda: metalearn.Cards("glossary"),
    "CasePlayer": lambda: metalearn.CasePlayer("amina"),
    "Panel": lambda: metalearn.Panel("test-results"),
    "Scan": lambda: metalearn.Scan(),
    "figures.sankey": lambda: metalearn.figures.sankey(),
}


SPOT = models.targets.Target("a", "liver", 40)
VISITS = (models.recist.Visit(8, {"a": 20}), models.recist.Visit(16, {"a": 30}))
SCAN = models.diagnosis.DiagnosticTest(0.8, 0.904)
CLASSIC = (0.001, 0.8, 0.5, 0.5, 0.5)
TRIAL = models.trials.Design(33, 66, 0.177, 0.423)

# One call or more a model; wherever chance decides, its seed is given or the default.
MODELS = {
    "averages": lambda: models.averages.breast_subtypes("2013-2019"),
    "best_response": lambda: models.best_response.best([(8, "PR"), (16, "SD"), (24, "PD")]),
    "cascade": lambda: [models.cascade.simulate(cells, CLASSIC, seed=3) for cells in (10**3, 10**6, 10**12)],
    "cascade_sensitivity": lambda: models.cascade_sensitivity.sensitivity(1_000_000, CLASSIC),
    "cascade_switches": lambda: models.cascade_switches.simulate(
        models.cascade_switches.journey(1_000_000, CLASSIC, ["clusters"]), seed=5
    ),
    "comparing": lambda: models.comparing.subjects(),
    "cohort_sums": lambda: str(
        models.cohort_sums.compare(
            *models.cohorts.side_by_side("Colorectal", "Liver").entries[:2], mix_denominators=True
        )
    ),
    "cohorts": lambda: str(models.cohorts.side_by_side("Colorectal", "Liver")),
    "detection": lambda: models.detection.when_seen(models.growth.Growth(1.7)),
    "diagnosis": lambda: models.diagnosis.people(0.01, SCAN),
    "chance": lambda: chances(),
    "diagnosis_intervals": lambda: models.diagnosis_intervals.uncertain(
        0.3, models.diagnosis.DiagnosticTest(0.774, 0.901, (0.653, 0.861), (0.853, 0.935))
    ),
    "draws": lambda: drawn(models.draws.binomial_draws(66, 0.423)),
    "early_stopping": lambda: (
        models.early_stopping.monitored(models.early_stopping.obrien_fleming(5), 2.8),
        models.early_stopping.resample(models.trials.Design(100, 100, 0.3, 0.4), (1.96,) * 5, 300, seed=2),
    ),
    "growth": lambda: models.growth.Growth(1.7, "gompertz").months_to_diameter(7),
    "independence": lambda: models.independence.two_organs(True, True),
    "irecist": lambda: models.irecist.assess([SPOT], [models.irecist.ImmuneVisit(8, {"a": 52})]),
    "lead_time": lambda: models.lead_time.simulate(200, varied=True, seed=7),
    "new_lesion": lambda: models.new_lesion.read(models.new_lesion.Lesion(number="several")),
    "origins": lambda: models.origins.against_published(),
    "plumbing": lambda: models.plumbing.against_observed(),
    "real_trials": lambda: models.real_trials.published(),
    "recist": lambda: models.recist.assess([SPOT], VISITS),
    "relative_survival": lambda: models.relative_survival.three_ways(
        0.2, models.relative_survival.Background("made up", (0.05,) * 5), 5
    ),
    "response_charts": lambda: models.response_charts.waterfall(
        [models.response_charts.Person("A", (SPOT,), VISITS)]
    ),
    "scan": lambda: [scanned(seed) for seed in (1, 2)],
    "seeding": lambda: models.seeding.when_seeded(10, (0.8, 2.6), months_since_diagnosis=24),
    "site_walk": lambda: models.site_walk.simulate(models.site_walk.chain("Colorectal"), walks=500, seed=4),
    "stage_migration": lambda: models.stage_migration.sharper(16, 8),
    "staging": lambda: str(models.staging.classify("Lung", ["bone"], "9th", lesions=8)),
    "survival": lambda: models.survival.metastatic_curve("Lung"),
    "targets": lambda: models.targets.role(models.targets.BaselineLesion("node", "lymph nodes", 12)),
    "trial_times": lambda: models.trial_times.resample(
        models.trial_times.TimesDesign(33, 66, 28, 0.57, 60), 500, seed=6
    ),
    "trials": lambda: (models.trials.resample(TRIAL, 2000, seed=8), models.trials.exact(TRIAL)),
    "tropism": lambda: models.tropism.enrichment(),
    "two_tests": lambda: models.two_tests.combine(SCAN, SCAN, 0.1),
    "unknown_primary": lambda: models.unknown_primary.posterior(["Liver", "Lung"], ["Bone"]),
    "visibility": lambda: models.visibility.sizes((3, 6, 20), 38, 12, 5, 1.367),
}


def chances():
    rng = random.Random(9)
    return [models.chance.binomial(rng, n, p) for n in (10, 1000, 10**9, 10**15) for p in (0.001, 0.3, 0.9)]


def drawn(draw):
    rng = random.Random(9)
    return [draw(rng) for _ in range(50)]


def scanned(seed):
    made = models.scan.scan(seed=seed)
    return made.report(), made.answer(), zlib.crc32(made.png()), zlib.crc32(made.png("liver", grid=True))


def plain(value):
    """A result as JSON can hold it; nine digits, since mathematical libraries differ in the last ones they have."""
    if dataclasses.is_dataclass(value):
        return {each.name: plain(getattr(value, each.name)) for each in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(each) for each in (sorted(value) if isinstance(value, (set, frozenset)) else value)]
    return (
        f"{round(value, 12):.9g}"
        if isinstance(value, float)
        else value
        if isinstance(value, (int, str))
        else str(value)
    )


def shown(maker):
    made = maker()
    bundle = made._repr_mimebundle_(include=None, exclude=None)
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    return {"kinds": sorted(data), "text": data["text/plain"], "html": data["text/html"]}


answer = {name: shown(maker) for name, maker in MAKERS.items()}
answer["models"] = {name: plain(call()) for name, call in MODELS.items()}
answer["share"] = str(metalearn.models.flows.share("Prostate", "Bone"))
answer["problems"] = [str(problem) for problem in metalearn.datasets.check()]
answer["unwanted"] = [name for name in ("numpy", "pandas", "ipykernel") if name in sys.modules]
answer = json.dumps(answer, sort_keys=True)
if __name__ == "__main__" and sys.platform != "emscripten":
    print(answer)
answer  # noqa: B018 - the value of the last line is what Pyodide hands back
