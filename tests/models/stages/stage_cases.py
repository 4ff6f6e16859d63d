"""Findings to stage: people, and the answers of published tables, for the tests of staging.

The groups of the 8th edition were compared with those in the United States Department of Veterans Affairs' registry
software (``vista_staging_8th``: VistA Oncology, routines ONCSGA8A to ONCSGA8C, 2019). Only the rules that name it as
a source rest on it. One line there is a slip (testis, M1b with S1 as IIIA); the line after it (M1b is IIIC) is used.
"""

from itertools import combinations

from metalearn.models.stages import staging

REGISTRY = "US registry table (EOD 3.3)"
BIG = "peritoneum beyond the pelvis, over 2 cm"
DEPENDS = "depends on T and N"

CASES = [
    ("Lung", "8th", ["nodule in the other lung"], {}, "M1a", "IVA"),
    ("Lung", "8th", ["pleural or pericardial fluid with cancer cells"], {}, "M1a", "IVA"),
    ("Lung", "8th", ["distant nodes"], {"lesions": 1}, "M1b", "IVA"),
    ("Lung", "8th", ["brain", "liver"], {}, "M1c", "IVB"),
    ("Lung", "8th", ["low neck or collarbone nodes"], {}, "M0", DEPENDS),
    ("Lung", "9th", ["liver", "distant nodes"], {}, "M1c2", "IVB"),
    ("Lung", "9th", ["nodule in the other lung", "bone"], {"lesions": 1}, "M1b", "IVA"),
    ("Lung", "9th", ["liver"], {"lesions": 2}, "M1c1", "IVB"),
    ("Breast", "8th", ["bone"], {}, "M1", "IV"),
    ("Breast", "8th", ["bone", "isolated tumour cells"], {}, "M1", "IV"),
    ("Breast", "8th", [], {}, "M0", DEPENDS),
    ("Colorectal", "8th", ["liver", "lung"], {}, "M1b", "IVB"),
    ("Colorectal", "8th", ["peritoneum"], {}, "M1c", "IVC"),
    ("Colorectal", "8th", ["distant nodes"], {}, "M1a", "IVA"),
    ("Colorectal", "8th", ["regional nodes"], {}, "M0", DEPENDS),
    ("Colorectal", "8th", [], {}, "M0", DEPENDS),
    ("Prostate", "8th", ["distant nodes"], {}, "M1a", "IVB"),
    ("Prostate", "8th", ["bone", "distant nodes"], {}, "M1b", "IVB"),
    ("Prostate", "8th", ["bone", "liver"], {}, "M1c", "IVB"),
    ("Prostate", "8th", ["regional nodes"], {}, "M0", "IVA"),
    ("Melanoma of the skin", "8th", ["distant nodes", "skin or soft tissue"], {}, "M1a", "IV"),
    ("Melanoma of the skin", "8th", ["distant nodes", "lung"], {}, "M1b", "IV"),
    ("Melanoma of the skin", "8th", ["lung", "liver"], {}, "M1c", "IV"),
    ("Melanoma of the skin", "8th", ["liver", "brain"], {}, "M1d", "IV"),
    ("Kidney", "8th", ["adrenal"], {}, "M1", "IV"),
    ("Kidney", "8th", ["T4"], {}, "M0", "IV"),
    ("Kidney", "8th", ["regional nodes"], {}, "M0", DEPENDS),
    ("Bladder", "8th", ["distant nodes"], {}, "M1a", "IVA"),
    ("Bladder", "8th", ["bone", "distant nodes"], {}, "M1b", "IVB"),
    ("Bladder", "8th", ["T4b"], {}, "M0", "IVA"),
    ("Merkel cell", "8th", ["skin or soft tissue"], {}, "M1a", "IV"),
    ("Merkel cell", "8th", ["lung"], {}, "M1b", "IV"),
    ("Merkel cell", "8th", ["brain"], {}, "M1c", "IV"),
    ("Thymoma", "8th", ["separate pleural or pericardial nodule"], {}, "M1a", "IVA"),
    ("Thymoma", "8th", ["nodule inside the lung"], {}, "M1b", "IVB"),
    ("Thymoma", "8th", ["nodes beside the thymus"], {}, "M0", "IVA"),
    ("Thymoma", "8th", ["deep chest or neck nodes"], {}, "M0", "IVB"),
    (
        "Thymoma",
        "8th",
        ["separate pleural or pericardial nodule", "nodes beside the thymus"],
        {},
        "M1a",
        "IVA",
    ),
    (
        "Thymoma",
        "8th",
        ["separate pleural or pericardial nodule", "deep chest or neck nodes"],
        {},
        "M1a",
        "IVB",
    ),
    ("Nasopharynx", "9th", ["bone"], {"lesions": 3}, "M1 (up to three)", "IVA"),
    ("Nasopharynx", "9th", ["bone", "liver"], {"lesions": 4}, "M1 (more than three)", "IVB"),
    ("Testis", "8th", ["lung", "serum markers S0"], {}, "M1a", "IIIA"),
    ("Testis", "8th", ["distant nodes", "serum markers S2"], {}, "M1a", "IIIB"),
    ("Testis", "8th", ["lung", "serum markers S3"], {}, "M1a", "IIIC"),
    ("Testis", "8th", ["lung", "brain"], {}, "M1b", "IIIC"),
    ("Testis", "8th", ["retroperitoneal nodes"], {}, "M0", "depends on T, N and serum markers"),
    ("Thyroid, differentiated", "8th", ["lung"], {"age": 40}, "M1", "II"),
    ("Thyroid, differentiated", "8th", ["lung"], {"age": 56}, "M1", "IVB"),
    ("Thyroid, differentiated", "8th", ["regional nodes"], {"age": 40}, "M0", "I"),
    ("Thyroid, differentiated", "8th", ["T4b"], {"age": 55}, "M0", "IVA"),
    ("Thyroid, differentiated", "8th", ["T4a", "regional nodes"], {"age": 60}, "M0", "III"),
    ("Thyroid, differentiated", "8th", ["T4b"], {"age": 54}, "M0", "I"),
    ("Thyroid, differentiated", "8th", ["T4b", "bone"], {"age": 60}, "M1", "IVB"),
    ("Thyroid, anaplastic", "8th", [], {}, "M0", "IVA or IVB"),
    ("Thyroid, anaplastic", "8th", ["lung"], {}, "M1", "IVC"),
    ("Gestational trophoblastic", "FIGO", ["lung"], {}, "no M letter", "III"),
    ("Gestational trophoblastic", "FIGO", ["lung", "brain"], {}, "no M letter", "IV"),
    ("Ovary", "FIGO", ["peritoneum beyond the pelvis"], {}, "no M letter", "III"),
    ("Ovary", "FIGO", [BIG], {}, "no M letter", "IIIC"),
    ("Ovary", "FIGO", ["inside the liver or spleen", BIG], {}, "no M letter", "IVB"),
    ("Ovary", "FIGO", ["pleural fluid with cancer cells"], {}, "no M letter", "IVA"),
    ("Endometrium", "FIGO 2021", ["bladder or bowel lining"], {}, "no M letter", "IVA"),
    ("Endometrium", "FIGO 2021", ["peritoneum"], {}, "no M letter", "IVB"),
    ("Endometrium", "FIGO 2023", ["peritoneum beyond the pelvis"], {}, "no M letter", "IVB"),
    ("Endometrium", "FIGO 2023", ["peritoneum beyond the pelvis", "lung"], {}, "no M letter", "IVC"),
    ("Cervix", "FIGO/9th", ["neighbouring pelvic organ"], {}, "M0", "IVA"),
    ("Cervix", "FIGO/9th", ["pelvic or para-aortic nodes"], {}, "M0", DEPENDS),
    ("Cervix", "FIGO/9th", ["lung"], {}, "M1", "IVB"),
    ("Liver (hepatocellular)", "8th", ["regional nodes"], {}, "M0", "IVA"),
    ("Liver (hepatocellular)", "8th", ["regional nodes", "lung"], {}, "M1", "IVB"),
    ("Oesophagus", "8th", ["T4a", "N2"], {}, "M0", "IVA"),
    ("Oesophagus", "8th", ["T4b"], {}, "M0", "IVA"),
    ("Oesophagus", "8th", ["N3"], {}, "M0", "IVA"),
    ("Oesophagus", "8th", ["T4a"], {}, "M0", DEPENDS),
    ("Oesophagus", "8th", ["N2"], {}, "M0", DEPENDS),
    ("Oesophagus", "8th", ["liver"], {}, "M1", "IVB"),
    ("Oropharynx, p16-negative", "8th", ["T4a"], {}, "M0", "IVA"),
    ("Oropharynx, p16-negative", "8th", ["N2"], {}, "M0", "IVA"),
    ("Oropharynx, p16-negative", "8th", ["T4b", "N2"], {}, "M0", "IVB"),
    ("Oropharynx, p16-negative", "8th", ["N3"], {}, "M0", "IVB"),
    ("Oropharynx, p16-negative", "8th", ["lung"], {}, "M1", "IVC"),
    ("Oropharynx, p16-positive", "8th", ["lung"], {}, "M1", "IV"),
    ("Oropharynx, p16-positive", "8th", ["regional nodes"], {}, "M0", "I to III"),
    ("Soft tissue sarcoma", "8th", ["limb or trunk", "regional nodes"], {}, "M0", "IV"),
    ("Soft tissue sarcoma", "8th", ["back of the abdomen", "regional nodes"], {}, "M0", "IIIB"),
    ("Soft tissue sarcoma", "8th", ["regional nodes"], {}, "M0", "IIIB or IV"),
    ("Soft tissue sarcoma", "8th", ["lung"], {}, "M1", "IV"),
    ("Stomach", REGISTRY, ["cancer cells in peritoneal fluid"], {}, "M1", "IV"),
    ("Stomach", REGISTRY, ["ovary"], {}, "M1", "IV"),
    ("Stomach", REGISTRY, ["liver", "staged before treatment"], {}, "M1", "IVB"),
    ("Stomach", REGISTRY, ["liver", "T4b", "staged after an operation"], {}, "M1", "IV"),
    (
        "Stomach",
        REGISTRY,
        ["cancer cells in peritoneal fluid", "staged before treatment"],
        {},
        "M1",
        "IVB",
    ),
    ("Stomach", REGISTRY, ["T4b", "staged before treatment"], {}, "M0", "IVA"),
    ("Stomach", REGISTRY, ["T4b", "staged after an operation"], {}, "M0", "III"),
    ("Stomach", REGISTRY, ["T4b", "regional nodes"], {}, "M0", "III or IVA"),
    ("Pancreas", REGISTRY, ["distant nodes"], {}, "M1", "IV"),
    ("Pancreas", REGISTRY, ["cancer cells in peritoneal fluid"], {}, "M1", "IV"),
]

STAGE_IV_WITHOUT_M1 = {
    "Stomach",
    "Thymoma",
    "Thyroid, differentiated",
    "Prostate",
    "Kidney",
    "Bladder",
    "Thyroid, anaplastic",
    "Endometrium",
    "Cervix",
    "Liver (hepatocellular)",
    "Oesophagus",
    "Oropharynx, p16-negative",
    "Soft tissue sarcoma",
}


def fewest(cancer, edition, found):
    """The smallest possible number of deposits, or None when no distant organ is among the findings."""
    organs = {each.name for each in staging.findings(cancer, edition) if each.kind == "organ"}
    return len(organs.intersection(found)) or None


def cases_of(cancer, edition):
    """Every pair of findings that may go together, with the counts and ages that could matter."""
    rules = staging.system(cancer, edition)
    clashes = {frozenset(each[:2]) for each in rules.clashes}
    names = [each.name for each in rules.findings]
    for size in (0, 1, 2):
        for found in combinations(names, size):
            if frozenset(found) not in clashes:
                least = fewest(cancer, edition, found)
                for lesions in (least, least + 4) if least else (None,):
                    for age in (40, 60):
                        yield list(found), {"lesions": lesions, "age": age}
