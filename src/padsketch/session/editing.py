"""A project that is edited while it plays, and what undo takes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from padsketch.engine.player import Player
from padsketch.model import PATTERN_NAMES, Pattern, Project
from padsketch.model.history import History
from padsketch.session.hands import Hands
from padsketch.session.home import Home
from padsketch.session.preview import Preview
from padsketch.session.safety.safety import Safety
from padsketch.session.sounding import Sounding
from padsketch.session.takes import Takes

Edit = Callable[..., Project]


class Editing(Hands):
    """Every change is heard, journalled and can be undone; in the screen's thread."""

    safety: Safety

    def __init__(self, project: Project, folder: Path | None, player: Player) -> None:
        super().__init__(player)
        self.history = History(project)
        self._home = Home(folder)
        self.sounding = Sounding(player, self.history, self._home)
        self.preview = Preview(self.history, self.sounding.publish)
        self.saved = project
        self.takes = Takes()
        self.pattern = next((n for n in PATTERN_NAMES if n in project.patterns), "A1")

    @property
    def project(self) -> Project:
        """The project as it is now."""
        return self.history.current

    @property
    def current_pattern(self) -> Pattern:
        """The pattern that is seen and edited."""
        return self.project.pattern(self.pattern)

    @property
    def is_dirty(self) -> bool:
        """Whether there are edits or takes that no file holds."""
        kept = self.history.kept
        is_edited = kept is not self.saved and kept != self.saved
        return is_edited or self.takes.are_dirty

    @property
    def is_auditioning(self) -> bool:
        """Whether something else is heard than what is seen."""
        return self.sounding.is_auditioning

    def edit(self, label: str, change: Edit, *args: Any, merge: object = None, **more: Any) -> bool:
        """Apply a pure edit to the project; False when it changed nothing.

        Edits in a row with one `merge` key are undone as one. Raises UsageError for a refusal.
        """
        before = self.project
        self.history.push(label, change(before, *args, **more), merge)
        if self.project is before:
            return False
        self.sounding.publish()
        self.safety.changed()
        return True

    def become(self, label: str, project: Project) -> None:
        """Make another project of this one, as one edit; its kit is read behind the music.

        Raises InvalidFile for a kit that cannot be opened: the edit is made, the old kit plays.
        """
        try:
            self.sounding.welcome(project.kit)
        finally:
            self.edit(label, lambda present: present if present == project else project)

    def edit_pattern(self, label: str, change: Edit, *args: Any, **more: Any) -> bool:
        """Apply a pure edit of the pattern that is seen."""
        return self.edit(label, change, self.pattern, *args, **more)

    def audition(self, project: Project | None) -> None:
        """Let another project be heard until the next edit, or the project as it is (None)."""
        self.sounding.audition(project)

    def end_merge(self) -> None:
        """A stroke or a held key is over: the next edit is undone on its own."""
        self.history.end_merge()

    def undo(self) -> str | None:
        """Take the last edit back; its label, None when there is none."""
        return self._moved(self.history.undo())

    def redo(self) -> str | None:
        """Bring back what was undone; its label, None when there is none."""
        return self._moved(self.history.redo())

    def _moved(self, entry: tuple[str, Project] | None) -> str | None:
        if entry is None:
            return None
        self.sounding.publish()
        self.safety.changed()
        return entry[0]
