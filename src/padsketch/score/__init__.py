"""Compile a project and its kit into the frozen arrays that the engine plays."""

from padsketch.score.compiler import Compiler, bar_positions, compile_score
from padsketch.score.pattern import late_positions
from padsketch.score.tables import Score

__all__ = ["Compiler", "Score", "bar_positions", "compile_score", "late_positions"]
