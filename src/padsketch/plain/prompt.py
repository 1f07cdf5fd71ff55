"""The prompt: opens a sketch and takes a line after the other."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TextIO

import platformdirs

from padsketch.display import safe
from padsketch.errors import InvalidFile, PadsketchError, SampleError
from padsketch.outputs.quiet import redirect_stderr, restore_stderr
from padsketch.plain.recovering import leaving_note, offer_lines
from padsketch.plain.talk import Talk
from padsketch.plain.telling import status_lines
from padsketch.plain.words import WORDS, obey
from padsketch.session import Session

PROMPT = "> "


def run_plain(path: Path | None, device: str | None = None, silent: bool = False) -> int:
    """Talk about a sketch until `quit` or the end of what is typed; returns the exit code.

    A person goes on after a refusal; a script stops at it. Raises InvalidFile for a project that
    cannot be opened, and of a script what its line was refused for.
    """
    session = Session.open(path)
    session.output.use("silent" if silent else device)
    # What sound libraries print is no part of the conversation.
    terminal = redirect_stderr(platformdirs.user_log_path("padsketch") / "padsketch.log")
    try:
        session.output.start()
        return _talk(Talk(session, _say), terminal)
    finally:
        session.close()
        restore_stderr(terminal)


def _talk(talk: Talk, beside: TextIO) -> int:
    try:
        talk.session.load_kit()
    except InvalidFile as error:
        # A person may choose another kit; a script would go on without what it plays.
        if not isinstance(error, SampleError) and not sys.stdin.isatty():
            raise
        print(safe(_words(error)), file=beside)
    if sys.stdin.isatty():
        _converse(talk)
    else:
        if why_not := talk.session.safety.files.why_not:
            print(safe(f"note: {why_not}"), file=beside)
        for line in offer_lines(talk.session):
            print(safe(f"note: {line}"), file=beside)
        _follow(talk, sys.stdin)
        # A script that came to its end has said all it wanted.
        talk.session.safety.journal.discard()
        for refusal in talk.session.safety.refusals():
            print(safe(f"note: {_words(refusal)}"), file=beside)
    if talk.session.is_dirty:
        print(f"note: {leaving_note(talk.session)}", file=beside)
    return 0


def _converse(talk: Talk) -> None:
    """With a person: what is refused is said, and leaving with edits wants a second `quit`."""
    for line in (*status_lines(talk.session, None), *offer_lines(talk.session)):
        talk.say(line)
    talk.say("help tells what can be typed")
    was_warned = False
    for line in _typed(talk):
        leaves = line.strip() == "quit"
        if leaves and (was_warned or not talk.session.is_dirty):
            talk.session.safety.journal.discard()
            return
        was_warned = leaves
        if leaves:
            talk.say("There are edits that are not saved: save, or quit again.")
        else:
            _attempt(talk, line)


def _attempt(talk: Talk, line: str) -> None:
    try:
        talk.session.tick()
        obey(talk, line)
    except PadsketchError as error:
        talk.say(_words(error))
    for refusal in talk.session.safety.refusals():
        talk.say(_words(refusal))


def _typed(talk: Talk) -> Iterator[str]:
    """The lines of a person; Ctrl+C stops the music, Ctrl+D is the end."""
    _complete([*WORDS, *(talk.pads if talk.session.kit else ())])
    while True:
        try:
            yield input(PROMPT)
        except KeyboardInterrupt:
            print()
            yield "stop"
        except EOFError:
            print()
            return


def _follow(talk: Talk, lines: Iterable[str]) -> None:
    """A script: the first line that is refused ends it."""
    for number, line in enumerate(lines, start=1):
        if line.strip() == "quit":
            return
        talk.session.tick()
        try:
            obey(talk, line)
        except PadsketchError as error:
            error.title = f"Line {number}: {error.title}"
            raise


def _complete(words: list[str]) -> None:
    """Tab completes words where the line editor of the system is there."""
    with suppress(ImportError):
        import readline

        def complete(text: str, state: int) -> str | None:
            return [*(word for word in words if word.startswith(text)), None][state]

        readline.set_completer(complete)
        readline.parse_and_bind("tab: complete")


def _words(error: PadsketchError) -> str:
    return f"{error.title.rstrip('.')}. {error.hint}".rstrip()


def _say(line: str) -> None:
    print(safe(line), flush=True)
