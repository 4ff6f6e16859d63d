"""An ordered story as a panel: steps in order, each with what there is to say about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from metalearn.datasets import Evidence
from metalearn.figures.panels.design import Control, Design, Scene, fixed


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a story.

    Attributes:
        name: The value by which Python sets it.
        title: What it is called.
        headline: What happens in it, in a sentence or two.
        facts: What it answers, what it cannot show, and the like, each as (label, text).
        cards: The evidence cards behind it.
    """

    name: str
    title: str
    headline: str
    facts: tuple[tuple[str, str], ...] = ()
    cards: tuple[Evidence, ...] = ()


def story(
    name: str,
    title: str,
    intro: str,
    label: str,
    steps: Sequence[Step],
    *,
    notes: tuple[str, ...] = (),
    stamp: str = "",
) -> Design:
    """Return the panel of an ordered story: Back, Next, and every step one press away.

    Args:
        name: The panel's name.
        title: What stands over it.
        intro: What this is, and what to do.
        label: What the steps are, as a phrase.
        steps: The steps, in order.
        notes: What stands small below each of them.
        stamp: What must always be seen.

    Example:
        >>> from metalearn import Panel
        >>> tea = [Step("boil", "Boil the water", "It boils."), Step("pour", "Pour it", "The tea draws.")]
        >>> print(Panel(story("tea", "Making tea", "Step through it.", "The steps", tea), step="pour").describe())
        Making tea
        Step through it.
        Settings:
          The steps: Step 2 of 2: Pour it
        The tea draws.
    """
    by_name = {each.name: each for each in steps}

    def scene(step: str) -> Scene:
        now = by_name[step]
        return Scene(now.headline, facts=now.facts, notes=notes, cards=now.cards)

    order = Control("step", label, tuple((each.name, each.title) for each in steps), "steps")
    return Design(name, title, intro, fixed(order), scene, {"step": steps[0].name}, stamp=stamp)
