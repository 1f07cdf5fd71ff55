"""A section that is a fill plays what waits for one, and the sections beside it do not."""

from grooves import KIT
from msgspec.structs import replace
from rig import all_hits, lane, new_player, project_of

from padsketch.engine.player import SONG_ONCE
from padsketch.model import Lane, Section, Step

STEP = 6000
FILLED = Lane(steps=(Step(velocity=100, when="fill"), Step(velocity=90, when="!fill")))


def test_only_the_section_that_is_a_fill_fills():
    plain, filled = (Section(section="", pattern="A1", fill=fill) for fill in (False, True))
    project = replace(project_of(length=4, kick=FILLED), song=(plain, filled, plain))
    player = new_player(project, KIT, {})
    player.play_song(flags=SONG_ONCE)
    hits = [(hit[0], hit[2]) for hit in all_hits(player, 20 * STEP)]
    assert hits == [(STEP, 90), (4 * STEP, 100), (9 * STEP, 90)]


def test_a_fill_that_is_held_holds_in_sections_without_one():
    song = (Section(section="", pattern="A1"),)
    project = replace(project_of(length=4, kick=FILLED, snare=lane("X")), song=song)
    player = new_player(project, KIT, {})
    player.set_fill(True)
    player.play_song(flags=SONG_ONCE)
    assert [hit[2] for hit in all_hits(player, 4 * STEP)] == [100, 127]
