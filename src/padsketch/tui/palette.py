"""The palette: the table of commands, to be searched."""

from __future__ import annotations

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from padsketch.tui.commands import COMMANDS
from padsketch.tui.commands.command import Command
from padsketch.tui.keyboard.keys import face
from padsketch.tui.screens.sketch import SketchScreen


class SketchCommands(Provider):
    """Every command of the view."""

    async def discover(self) -> Hits:
        """All commands, before anything is typed."""
        for command in self._commands():
            yield DiscoveryHit(command.help, self._runner(command), help=self._place(command))

    async def search(self, query: str) -> Hits:
        """The commands that match."""
        matcher = self.matcher(query)
        for command in self._commands():
            score = matcher.match(command.help)
            if score > 0:
                highlighted = matcher.highlight(command.help)
                yield Hit(score, highlighted, self._runner(command), help=self._place(command))

    def _place(self, command: Command) -> str:
        keys = self._sketch.keymap.keys_of(command)
        return f"{command.group}  {face(keys[0])}" if keys else command.group

    @property
    def _sketch(self) -> SketchScreen:
        screen = self.screen
        assert isinstance(screen, SketchScreen)
        return screen

    def _commands(self) -> list[Command]:
        return [command for command in COMMANDS if self._sketch.desk.view in command.views]

    def _runner(self, command: Command) -> partial[None]:
        return partial(self._sketch.run, command)
