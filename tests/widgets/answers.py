"""What the tests of kept answers share: a quiz that is answered, a view that asks, a kernel that starts anew."""

import json

from metalearn import Quiz
from metalearn.widgets import progress_file


def check(id, answer, certainty=0, moment="after"):
    """Answer a question and press the button."""
    quiz = Quiz(id, moment=moment)
    quiz.answer, quiz.certainty, quiz.checked = answer, certainty, True
    return quiz


def opened(quiz):
    """Open a live view: it asks, and hears what was answered before."""
    heard = []
    quiz.send = lambda content, *_more: heard.append(content)
    quiz._handle_custom_msg({"ask": "earlier"}, [])
    return heard


def restart():
    """Forget what this kernel recorded, as a new one would."""
    progress_file._session.clear()


def kept(path):
    """Return the entries of the file."""
    return json.loads(path.read_text(encoding="utf-8"))["attempts"]
