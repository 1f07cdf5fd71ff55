"""The words about what was not saved before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from padsketch.errors import UsageError
from padsketch.plain.steps import whole
from padsketch.plain.talk import Talk, Word
from padsketch.session import Session
from padsketch.storage.safety.recovered import Recovered


def offer_lines(session: Session) -> Iterator[str]:
    """What was left behind when the sketch was open before, and what can be said to it."""
    offered = session.safety.recovering.offered
    if offered is not None:
        yield f"not saved before: {offered.headline}: {offered.words}"
        yield "recover brings that back, later keeps it, throw-away puts it aside"


def leaving_note(session: Session) -> str:
    """What becomes of edits that are not saved."""
    if session.folder is not None:
        return "edits were not saved."
    return "edits were not saved; the sketch is kept, and `padsketch recover` lists it."


def _recover(talk: Talk, words: Sequence[str]) -> None:
    recovering = talk.session.safety.recovering
    if not words and recovering.offered is None:
        _list(talk)
        return
    state = _meant(talk, words)
    recovering.recover(state)
    talk.say(f"recovered {state.headline}: {state.words}; save keeps it, undo returns")


def _list(talk: Talk) -> None:
    states = talk.session.safety.recovering.all
    for number, state in enumerate(states, start=1):
        talk.say(f"{number} {state.headline}: {state.words}")
    talk.say("recover N brings one back" if states else "there is nothing to recover")


def _later(talk: Talk, words: Sequence[str]) -> None:
    talk.session.safety.recovering.later()
    talk.say("kept; recover lists it")


def _throw_away(talk: Talk, words: Sequence[str]) -> None:
    state = _meant(talk, words)
    talk.session.safety.recovering.throw_away(state)
    talk.say(f"put aside: {state.headline}; it lies in {state.thrown_away}")


def _meant(talk: Talk, words: Sequence[str]) -> Recovered:
    """By its number in the list; without, what is offered."""
    recovering = talk.session.safety.recovering
    if not words and recovering.offered is not None:
        return recovering.offered
    states = recovering.all
    number = whole(words[0]) if words else 0
    if not 1 <= number <= len(states):
        raise UsageError(f"There is no {number} to recover", "recover lists what there is.")
    return states[number - 1]


RECOVERY_WORDS: dict[str, Word] = {
    "recover": Word("[N]", "bring back what was not saved before, or list all of it", _recover),
    "later": Word("", "keep what was not saved before for another time", _later),
    "throw-away": Word("[N]", "put what was not saved before aside", _throw_away),
}
