"""Undo and redo: whole projects, kept by what was done."""

from __future__ import annotations

from collections import deque

from padsketch.model.project import Project

MAX_ENTRIES = 1000

Entry = tuple[str, Project]


class History:
    """The project as it is, what it was before each edit, and what was undone.

    A project may be tried on: it is the current one until the next edit, or until it is dropped.
    """

    def __init__(self, project: Project) -> None:
        self._current = project
        self._tried: Project | None = None
        self._before: deque[Entry] = deque(maxlen=MAX_ENTRIES)
        self._after: list[Entry] = []
        self._merge_key: object = None
        self._moves = 0

    @property
    def moves(self) -> int:
        """How many entries were made, undone or brought back."""
        return self._moves

    @property
    def label(self) -> str:
        """What was done last and is not undone; nothing at the beginning."""
        return self._before[-1][0] if self._before else ""

    @property
    def current(self) -> Project:
        """The project as it is now."""
        return self._current if self._tried is None else self._tried

    @property
    def kept(self) -> Project:
        """The project without what is only tried on."""
        return self._current

    def learn(self, project: Project) -> None:
        """Take the project as it is with more known of it; that is no edit."""
        self._current = project

    def try_on(self, project: Project | None) -> None:
        """Let a project be the current one without an entry; None drops what was tried on."""
        self._tried = project

    def push(self, label: str, project: Project, merge_key: object = None) -> None:
        """Take an edit; edits in a row with the same `merge_key` (not None) are undone as one.

        A project that is the current one is no edit and leaves no entry. What is tried on is
        over; an edit that was made from it keeps it.
        """
        self._tried = None
        if project is self._current:
            return
        if merge_key is None or merge_key != self._merge_key:
            self._before.append((label, self._current))
            self._moves += 1
        self._after.clear()
        self._current = project
        self._merge_key = merge_key

    def end_merge(self) -> None:
        """Let the next edit be an entry of its own."""
        self._merge_key = None

    def undo(self) -> Entry | None:
        """Step back: the label of the edit that was undone and the project before it."""
        return self._move(self._before, self._after)

    def redo(self) -> Entry | None:
        """Step forward again: the label of the edit that is back and the project after it."""
        return self._move(self._after, self._before)

    def _move(
        self, source: deque[Entry] | list[Entry], target: deque[Entry] | list[Entry]
    ) -> Entry | None:
        self.end_merge()
        self._tried = None
        if not source:
            return None
        label, project = source.pop()
        target.append((label, self._current))
        self._current = project
        self._moves += 1
        return label, project
