"""Names of organs as RECIST needs them: the same organ under one name, whatever its capitals or number.

Three organs have rules of their own (bone, brain, lymph nodes), so a name that only looks like one of them is refused:
taken for another organ it would change the answer without a word.

Where the model is wrong about the world: any other name is taken as it stands, so "spine" is not known to be bone.
"""

from __future__ import annotations

import difflib
import re

from metalearn.errors import UnknownNameError

BONE, BRAIN, NODES = "bone", "brain", "lymph nodes"

_SPECIAL = {
    BONE: ("bone", "bones"),
    BRAIN: ("brain", "brains", "brain/cns", "cns", "central nervous system"),
    NODES: ("lymph nodes", "lymph node", "lymph node(s)", "nodes", "node"),
}
_KNOWN = {name: organ for organ, names in _SPECIAL.items() for name in names} | {
    "adrenals": "adrenal",
    "adrenal gland": "adrenal",
    "adrenal glands": "adrenal",
    "kidneys": "kidney",
    "livers": "liver",
    "lungs": "lung",
    "ovaries": "ovary",
}
_OTHERS = ("bone marrow",)  # holds the word of a special organ and is another
_WORDS = {
    "bone": BONE,
    "bones": BONE,
    "brain": BRAIN,
    "cns": BRAIN,
    "node": NODES,
    "nodes": NODES,
    "lymph": NODES,
}


def organ(name: str) -> str:
    """Return the name by which an organ is compared: small letters, singular, and one name for all lymph nodes.

    Args:
        name: The organ, such as "Liver", "lungs", "Brain/CNS" or "Distant lymph nodes".

    Raises:
        UnknownNameError: For a name that is nearly that of bone, brain or lymph nodes.
        ValueError: When the name is empty or no text.

    Source:
        That all lymph nodes are one organ: ``eortc_recist_clarifications``.

    Example:
        >>> organ("Lungs"), organ("Brain/CNS"), organ("Distant lymph nodes"), organ("lymph node(s)")
        ('lung', 'brain', 'lymph nodes', 'lymph nodes')
        >>> organ("lymf nodes")
        Traceback (most recent call last):
        ...
        metalearn.errors.UnknownNameError: Unknown organ 'lymf nodes'. Did you mean 'lymph nodes'? Bone, brain and ...
    """
    if not isinstance(name, str) or not name.strip():
        raise ValueError(f"The organ is {name!r}; it must be a name, such as 'liver'.")
    folded = " ".join(name.split()).casefold()
    if folded in _KNOWN:
        return _KNOWN[folded]
    if re.search(r"\blymph nodes?$", folded):  # of whichever region: all nodes are one organ
        return NODES
    if folded in _OTHERS:
        return folded
    if meant := _near_miss(folded):
        raise UnknownNameError(
            f"Unknown organ {name!r}. Did you mean {meant!r}? Bone, brain and lymph nodes have rules of their own, "
            "so they must be named in full."
        )
    return folded


def _near_miss(folded: str) -> str | None:
    """The special organ that a name holds as a word or looks like, if any."""
    for word in re.findall(r"[a-z]+", folded):
        if word in _WORDS:
            return _WORDS[word]
    close = difflib.get_close_matches(
        folded, [name for names in _SPECIAL.values() for name in names], 1, 0.75
    )
    return _KNOWN[close[0]] if close else None
