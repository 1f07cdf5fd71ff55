"""The open project, which the screen talks to."""

from padsketch.session.hands import Playhead
from padsketch.session.outline import Outline
from padsketch.session.session import Session
from padsketch.session.shelf import LoadedKit

__all__ = ["LoadedKit", "Outline", "Playhead", "Session"]
