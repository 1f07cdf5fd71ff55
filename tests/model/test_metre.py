import pytest

from padsketch.model.metre import stress

BARS = [
    ("4/4", 240, "3010201020102010"),
    ("3/4", 240, "301020102010301020102010"),
    ("6/8", 240, "301010201010301010201010"),
    ("12/8", 480, "311211211211"),
    ("7/8", 480, "32222223"),
    ("5/4", 960, "3222232222"),
    ("4/4", 320, "300200200200"),
]


@pytest.mark.parametrize(("meter", "step_ticks", "weights"), BARS)
def test_a_bar_is_heavy_on_its_one_and_on_its_beats(meter, step_ticks, weights):
    found = "".join(str(int(stress(at * step_ticks, meter))) for at in range(len(weights)))
    assert found == weights
