"""What the doctor finds out about the terminal, and what follows from it."""

from __future__ import annotations

import os
import shutil
import sys
import termios
from pathlib import Path

import platformdirs

from padsketch.cli.asking import keyboard_flags
from padsketch.cli.finding import Finding

MIN_COLUMNS, MIN_LINES = 80, 24
REPORTS_RELEASES = 2
"""The flag of kitty's keyboard protocol for key-up."""


def terminal_findings() -> list[Finding]:
    """Everything that the screen and the keys depend on."""
    return [
        _terminal(),
        _keys(),
        _layout(),
        _drawing(),
        _colours(),
        _surroundings(),
        _locale(),
    ]


def _terminal() -> Finding:
    if not sys.stdout.isatty():
        return Finding("terminal", "note", "stdout is no terminal", "The sketchpad needs one.")
    size = shutil.get_terminal_size()
    words = f"{os.environ.get('TERM', 'unknown')}, {size.columns}x{size.lines}"
    if size.columns < MIN_COLUMNS or size.lines < MIN_LINES:
        return Finding("terminal", "note", words, "Make it 80x24 or larger.")
    return Finding("terminal", "ok", words)


def _colours() -> Finding:
    if "NO_COLOR" in os.environ:
        return Finding("colours", "note", "none, as NO_COLOR asks")
    if os.environ.get("COLORTERM") in ("truecolor", "24bit"):
        return Finding("colours", "ok", "16 million")
    words = "256" if "256" in os.environ.get("TERM", "") else "few"
    return Finding("colours", "note", words, "COLORTERM=truecolor says that all can be shown.")


def _surroundings() -> Finding:
    around = [
        name
        for variable, name in (("TMUX", "tmux"), ("STY", "screen"), ("SSH_CONNECTION", "SSH"))
        if variable in os.environ
    ]
    if "SSH" in around:
        return Finding("inside", "note", ", ".join(around), "Sound comes out at the other end.")
    return Finding("inside", "ok", ", ".join(around) or "neither tmux nor SSH")


def keys_finding(flags: int | None) -> Finding:
    """What follows from the answer of `keyboard_flags`."""
    if flags is not None and flags & REPORTS_RELEASES:
        words = "the terminal tells when a key is let go: gates last as long as their key"
        return Finding("keys", "ok", words)
    words = "the terminal tells no releases: gates end by themselves, loops with another press"
    advice = "kitty, foot, Ghostty and WezTerm (enable_kitty_keyboard) tell them, outside of tmux."
    return Finding("keys", "note", words, advice)


def _keys() -> Finding:
    try:
        with Path(os.ctermid()).open("r+b", buffering=0) as terminal:
            # A job in the background would be stopped by asking.
            if os.tcgetpgrp(terminal.fileno()) == os.getpgrp():
                return keys_finding(keyboard_flags(terminal.fileno()))
    except (OSError, termios.error):
        pass
    words = "no terminal to ask whether it tells when a key is let go"
    return Finding("keys", "note", words, "Run this on the terminal itself.")


def _layout() -> Finding:
    from padsketch.tui.keyboard.keys import read_layout

    layout, complaints = read_layout(platformdirs.user_config_path("padsketch") / "keys.toml")
    words = f"{layout.name}: {' '.join(layout.caps[:4])} are pads 1 to 4"
    if complaints:
        return Finding("layout", "note", words, f"keys.toml: {complaints[0]}.")
    return Finding("layout", "ok", words)


def _drawing() -> Finding:
    from padsketch.tui.pace import is_remote

    if is_remote(os.environ):
        return Finding("drawing", "note", "at most 10 KB a second", "--full draws everything.")
    return Finding("drawing", "ok", "everything, 30 times a second")


def _locale() -> Finding:
    encoding = sys.stdout.encoding.upper()
    if encoding.replace("-", "") == "UTF8":
        return Finding("locale", "ok", encoding)
    return Finding("locale", "note", encoding, "Set LANG=C.UTF-8; until then plain characters.")
