"""The terminal: pads are played in the thread that reads keys, before the screen knows of them."""

from __future__ import annotations

import codecs
import os
import re
import selectors
from collections.abc import Iterable
from typing import Any, NamedTuple

from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.keys import Keys
from textual.message import Message

from padsketch.tui.keyboard.fingers import Fingers
from padsketch.tui.keyboard.keys import token_of
from padsketch.tui.keyboard.layouts import QWERTY, Layout

SET_FLAGS = "\x1b[=31;1u"
"""Kitty's keyboard protocol: also report releases and the physical key."""
ASK_FLAGS = "\x1b[?u"
REPORTS_RELEASES = 2
SHIFT, LOCKS = 1, 64 | 128
READ_BYTES = 4096
POLL_SECONDS = 0.1

_FLAGS = re.compile(r"\x1b\[\?(\d+)u")
_KEY = re.compile(
    r"\x1b\[(?P<code>\d*)(?::\d*)?(?::(?P<base>\d*))?"
    r"(?:;(?P<modifiers>\d*)(?::(?P<event>\d))?)?(?:;(?P<text>[\d:]*))?(?P<end>[u~ABCDEFHPQRS])"
)


class KeyReport(NamedTuple):
    """A key as the full protocol tells of it; `plain` is what a terminal without it would send.

    cap: the character of the physical key on a US keyboard; event "1" press, "2" repeat, "3"
    release; shift: whether it is the only modifier.
    """

    cap: str
    event: str
    is_shifted: bool
    has_others: bool
    plain: str


def read_report(sequence: str, layout: Layout = QWERTY) -> KeyReport | None:
    """Understand a sequence such as `ESC [ 97 : 65 : 113 ; 2 : 1 ; 65 u`; None for any other.

    Where a terminal does not tell the physical key, the layout says where its character is.
    """
    match = _KEY.fullmatch(sequence)
    if match is None:
        return None
    code, base, modifiers, event, text, end = (part or "" for part in match.groups())
    bits = (int(modifiers or "1") - 1) & ~LOCKS
    cap = _cap(int(base or "0"), int(code or "0"), layout) if end == "u" else ""
    plain = f"\x1b[{';'.join([code, modifiers, text]).rstrip(';')}{end}"
    return KeyReport(cap, event or "1", bool(bits & SHIFT), bool(bits & ~SHIFT), plain)


def _cap(base: int, code: int, layout: Layout) -> str:
    struck = None if base else layout.struck(chr(code))
    number = base or code
    return struck[0] if struck else chr(number) if 32 < number < 127 else ""


class PadParser(XTermParser):
    """Takes the keys that are pads; the rest goes on as if they did not exist."""

    def __init__(self, fingers: Fingers, debug: bool = False) -> None:
        super().__init__(debug)
        self._fingers = fingers

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        if self._takes(sequence):
            yield events.Key(Keys.Ignore, sequence)
            return
        report = read_report(sequence, self._fingers.layout)
        plain = report.plain if report else sequence
        for event in super()._sequence_to_key_events(plain, alt):
            is_taken = self._fingers.read(token_of(event), report.cap if report else "")
            yield events.Key(Keys.Ignore, sequence) if is_taken else event

    def _takes(self, sequence: str) -> bool:
        """Whether a sequence is for the fingers, or is nothing that the screen should see."""
        flags = _FLAGS.fullmatch(sequence)
        if flags:
            self._fingers.hears_releases = bool(int(flags[1]) & REPORTS_RELEASES)
            return True
        report = read_report(sequence, self._fingers.layout)
        if report is None:
            return self._fingers.type(sequence)
        if report.event == "3":
            self._fingers.lift(report.cap)
            return True
        if report.has_others or not report.cap:
            return False
        if report.event == "2":
            return self._fingers.is_held(report.cap)
        return self._fingers.press(report.cap, report.is_shifted)


class PadDriver(LinuxDriver):
    """Reads keys for the fingers first; draws on the terminal even when descriptor 2 is a log."""

    def __init__(self, app: Any, **options: Any) -> None:
        super().__init__(app, **options)
        self._fingers: Fingers = app.desk.fingers
        self._file = app.terminal

    def start_application_mode(self) -> None:
        """Ask the terminal for releases too; the answer tells whether it can."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if not constants.DISABLE_KITTY_KEY:
            self.write(SET_FLAGS)
            self.write(ASK_FLAGS)
            self.flush()

    def run_input_thread(self) -> None:
        """Read, parse and hand over until the screen is closed or the terminal is gone."""
        parser = PadParser(self._fingers, self._debug)
        decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(POLL_SECONDS):
                    data = os.read(self.fileno, READ_BYTES)
                    if not data:
                        self._app.call_later(self._app.exit)
                        return
                    self._hand_over(parser.feed(decode(data)))
                self._hand_over(parser.tick())

    def _hand_over(self, messages: Iterable[Message]) -> None:
        for message in messages:
            if isinstance(message, events.AppBlur):
                self._fingers.let_all_go()
            self.process_message(message)
