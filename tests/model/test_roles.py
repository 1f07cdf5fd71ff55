from padsketch.model.roles import ROLES, PadName, pads_for, plays

EIGHT = [PadName(role, role.title()) for role in ROLES[:12]]


def names(*ids):
    return [PadName(id, "") for id in ids]


def test_parts_find_the_pads_of_their_names():
    assert pads_for(["hat", "kick"], EIGHT) == {"hat": "hat", "kick": "kick"}


def test_parts_find_pads_that_are_called_otherwise():
    pads = [PadName("p1", "BD hard"), PadName("p2", "Snare 2"), PadName("p3", "Closed HH")]
    assert pads_for(["kick", "snare", "hat"], pads) == {"kick": "p1", "snare": "p2", "hat": "p3"}
    assert not plays("hat", PadName("chat", "What"))


def test_a_spare_stands_in_and_plays_one_part_only():
    pads = names("kick", "hat", "pedal", "rim")
    assert pads_for(["kick", "open", "hat"], pads) == {
        "kick": "kick",
        "hat": "hat",
        "open": "pedal",
    }
    assert pads_for(["clave", "rim"], pads) == {"rim": "rim"}


def test_a_kit_without_names_is_played_by_the_order_of_its_pads():
    pads = names("one", "two", "three", "four", "five")
    assert pads_for(["kick", "snare", "hat", "ride"], pads) == {
        "kick": "one",
        "snare": "two",
        "hat": "five",
    }


def test_a_pad_that_says_its_part_is_not_given_to_a_spare():
    assert pads_for(["crash", "ride"], names("ride")) == {"ride": "ride"}
