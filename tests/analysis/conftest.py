"""The signals that meters are tested with belong to the benchmarks, which print what is read."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))
