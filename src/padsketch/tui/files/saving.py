"""Saving, and what is asked when a save would cost somebody something."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from padsketch.errors import ChangedOnDisk, InUse, PadsketchError, UsageError
from padsketch.tui.desk import Desk
from padsketch.tui.screens.confirm import Answer, Confirm
from padsketch.tui.screens.prompt import Prompt

MINE = Answer("m", "mine", "Keep mine")
MINE_ANEW = Answer("m", "mine", "Write mine again")
ELSEWHERE = Answer("e", "elsewhere", "Save elsewhere")

Then = Callable[[], object]
"""What is done once the sketch is saved."""


def save(desk: Desk) -> None:
    """Save; a sketch without a folder asks for one."""
    _save(desk, _nothing)


def save_as(desk: Desk) -> None:
    """Save in a folder that is typed."""
    _save_elsewhere(desk, _nothing)


def quit_sketch(desk: Desk) -> None:
    """Leave; edits that are not saved are asked about."""
    if not desk.session.is_dirty:
        desk.stage.leave()
        return
    is_named = desk.session.folder is not None
    words = "Discard the edits" if is_named else "Leave it without a name"
    note = (
        ""
        if is_named
        else "Without a name it is kept as well: F12 and `padsketch recover` list it."
    )
    answers = [Answer("s", "save", "Save and quit"), Answer("d", "discard", words)]
    dialog = Confirm("There are edits that are not saved", answers, note)
    desk.stage.show(dialog, lambda answer: _quit_with(desk, answer))


def _quit_with(desk: Desk, answer: str) -> None:
    if answer == "discard":
        desk.session.safety.journal.discard()
        desk.stage.leave()
    else:
        _save(desk, desk.stage.leave)


def _save(desk: Desk, then: Then) -> None:
    if desk.session.folder is None:
        _save_elsewhere(desk, then)
    else:
        _save_to(desk, None, then)


def _save_elsewhere(desk: Desk, then: Then) -> None:
    words = "".join(c if c.isalnum() else "-" for c in desk.session.project.title.lower())
    suggestion = Path.cwd() / (words.strip("-") or "sketch")
    prompt = Prompt("Save in the folder", str(suggestion), "a new folder is made", _parse_folder)
    desk.ask(prompt, lambda folder: _save_to(desk, folder, then))


def _parse_folder(text: str) -> Path:
    if not text.strip():
        raise UsageError("A folder needs a name")
    return Path(text.strip()).expanduser()


def _save_to(desk: Desk, folder: Path | None, then: Then, over: bool = False) -> None:
    try:
        desk.say(f"saved in {desk.session.save(folder, over)}")
    except ChangedOnDisk as error:
        _ask_whose(desk, error, then)
    except InUse as error:
        _ask_whether_it_is_gone(desk, error, folder, then)
    except PadsketchError as error:
        _ask_where(desk, error, then)
    else:
        then()


def _ask_where(desk: Desk, error: PadsketchError, then: Then) -> None:
    note = f"{error.title.rstrip('.')}. {error.hint}".strip()
    dialog = Confirm("Not saved", [ELSEWHERE], note)
    desk.stage.show(dialog, lambda answer: _save_elsewhere(desk, then))


def _ask_whose(desk: Desk, error: ChangedOnDisk, then: Then) -> None:
    theirs = [] if error.is_gone else [Answer("t", "theirs", "Take what is there")]
    answers = [MINE_ANEW if error.is_gone else MINE, *theirs, ELSEWHERE]
    after = "" if error.is_gone else " What is replaced becomes a version, or can be undone."
    note = f"{error.title}.{after}"
    ways: dict[str, Then] = {
        "mine": lambda: _save_to(desk, None, then, over=True),
        "theirs": lambda: _take_theirs(desk),
        "elsewhere": lambda: _save_elsewhere(desk, then),
    }
    dialog = Confirm("The project changed on the disk", answers, note)
    desk.stage.show(dialog, lambda answer: ways[answer]())


def _ask_whether_it_is_gone(desk: Desk, error: InUse, folder: Path | None, then: Then) -> None:
    gone = [Answer("g", "gone", "That one is gone")] if error.may_be_gone and not folder else []
    ways: dict[str, Then] = {
        "gone": lambda: _take_over(desk, then),
        "elsewhere": lambda: _save_elsewhere(desk, then),
    }
    note = f"{error.title}. {error.hint}"
    dialog = Confirm("The project is open elsewhere", [*gone, ELSEWHERE], note)
    desk.stage.show(dialog, lambda answer: ways[answer]())


def _take_theirs(desk: Desk) -> None:
    desk.session.safety.files.take_theirs()
    desk.say("this is what is on the disk; undo brings yours back")


def _take_over(desk: Desk, then: Then) -> None:
    desk.session.safety.files.take_over()
    _save_to(desk, None, then)


def _nothing() -> None:
    pass
