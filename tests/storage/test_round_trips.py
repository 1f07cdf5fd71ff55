from padsketch.storage.round_trips import load_round_trips, round_trip_key, save_round_trip

DESK = round_trip_key("Desk", "Mic [1]", 48_000)
TAPE = round_trip_key('A "B"', "C = D\n", 96_000)


def test_what_was_measured_is_known_the_next_time(tmp_path):
    file = tmp_path / "state" / "round_trips.toml"
    assert load_round_trips(file) == {}
    save_round_trip(DESK, 2048, file)
    save_round_trip(TAPE, 700, file)
    save_round_trip(DESK, 2049, file)
    assert load_round_trips(file) == {DESK: 2049, TAPE: 700}


def test_what_nobody_measured_is_not_believed(tmp_path):
    file = tmp_path / "round_trips.toml"
    file.write_text(
        '"a > b, 48000 Hz" = 2048\n"c > d, 48000 Hz" = -1\n"e > f, 48000 Hz" = 480001\n'
        '"g > h, 48000 Hz" = "far"\n"i > j, 48000 Hz" = true\n"k" = 5\n"l > m, x Hz" = 5\n'
    )
    assert load_round_trips(file) == {"a > b, 48000 Hz": 2048}


def test_a_damaged_file_is_measured_anew(tmp_path):
    file = tmp_path / "round_trips.toml"
    file.write_bytes(b"\xff\xfe = [")
    assert load_round_trips(file) == {}
    save_round_trip(DESK, 5, file)
    assert load_round_trips(file) == {DESK: 5}
