"""Compile a project and its kit into the frozen arrays that the engine plays."""

from padsketch.score.compiler import Compiler, bar_positions, compile_score
from padsketch.score.pattern import lane_key
from padsketch.score.tables import Score
from padsketch.score.unplayed import unplayed

__all__ = ["Compiler", "Score", "bar_positions", "compile_score", "lane_key", "unplayed"]
