"""An edit that is heard and seen before it is made."""

from __future__ import annotations

from collections.abc import Callable

from padsketch.model import Project
from padsketch.model.history import History


class Preview:
    """One edit at a time is tried on: `keep` makes it, `drop` lets nothing have happened.

    It belongs to the thread of the edits.
    """

    def __init__(self, history: History, publish: Callable[[], None]) -> None:
        self._history = history
        self._publish = publish

    def show(self, change: Callable[[Project], Project]) -> None:
        """Play the project as an edit would leave it, in place of what was shown before."""
        self._history.try_on(change(self._history.kept))
        self._publish()

    def keep(self, label: str) -> bool:
        """Make what is shown an edit, to be undone as one; False when it changes nothing."""
        before = self._history.kept
        self._history.push(label, self._history.current)
        return self._history.current is not before

    def drop(self) -> None:
        """Play the project as it was; undo and redo know nothing of what was shown."""
        self._history.try_on(None)
        self._publish()
