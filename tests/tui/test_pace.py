import pytest

from padsketch.tui.drawing.meters import coarse
from padsketch.tui.pace import FULL, LOW_BANDWIDTH, pace_for


@pytest.mark.parametrize("variable", ["SSH_CONNECTION", "SSH_TTY"])
def test_over_ssh_little_is_sent_unless_all_is_asked_for(variable):
    remote = {variable: "/dev/pts/0"}
    assert pace_for(None, remote) is LOW_BANDWIDTH
    assert pace_for(False, remote) is FULL
    assert pace_for(None, {}) is FULL
    assert pace_for(True, {}) is LOW_BANDWIDTH


def test_a_coarse_meter_still_tells_what_is_over_full_scale():
    assert [coarse(height) for height in range(10)] == [0, 0, 2, 2, 4, 4, 6, 6, 8, 9]
