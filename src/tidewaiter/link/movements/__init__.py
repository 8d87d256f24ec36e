"""Claims that a ship was at a place, against what was heard and seen of that ship and place."""

from tidewaiter.link.movements.answer import Question, meet, settle, unplaced, untracked
from tidewaiter.link.movements.happenings import Happening, happenings, silences
from tidewaiter.link.movements.looks import Looks, looks, plain
from tidewaiter.link.movements.questions import questions
from tidewaiter.link.movements.track import Calling, Silence, Track, account
from tidewaiter.link.movements.window import Window, of_days, of_moments

__all__ = [
    "Calling", "Happening", "Looks", "Question", "Silence", "Track", "Window", "account",
    "happenings", "looks", "meet", "of_days", "of_moments", "plain", "questions", "settle", "silences",
    "unplaced", "untracked",
]  # fmt: skip
