"""The workflow: seven steps, in the order that the course asks for."""

from metalearn import Panel, datasets
from metalearn.figures.panels import workflow
from metalearn.models.teaching import quiz

# What the question calls each step after the first.
CALLED = {
    "test": "Imaging, biopsy and blood tests",
    "stage": "Staging",
    "plan": "Plan the treatment together",
    "treat": "Give the treatment",
    "assess": "See how the cancer responds",
    "follow": "Follow-up and support",
}


def test_the_steps_are_in_the_order_of_the_question_and_of_the_source():
    names = [each.name for each in workflow.STEPS]
    question = datasets.question("Q07d")
    assert names[0] == "examine"
    assert [CALLED[name] for name in names[1:]] == [question.options[i] for i in quiz.right_answer(question)]
    listed = [each.item for each in datasets.scope_items() if each.item.startswith("Workflow ")]
    for place, (step, item) in enumerate(zip(workflow.STEPS, listed, strict=True), start=1):
        assert item.startswith(f"Workflow {place}:")
        assert item in {card.value for card in step.cards}


def test_each_step_says_what_it_answers_and_what_it_cannot_show():
    panel = Panel("workflow")
    for controls, text in panel.drive():
        assert "What this step answers: " in text and "What it cannot show: " in text
        assert panel.evidence(), controls
    assert "Step 1 of 7: Listen and examine" in panel.describe()
