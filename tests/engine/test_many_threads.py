"""One engine among many Python threads: nothing that one of them sends or takes is lost."""

import os
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import numpy as np
from rig import RATE, kit_of, new_player, noise, project_of

from padsketch.engine.bank import SampleBank
from padsketch.errors import RingFull
from padsketch.score import compile_score

KIT = kit_of("kick", "snare")
SOUNDS = {"kick": noise(2000), "snare": noise(3000, channels=2)}
TRIGGERS = 400
PUBLISHED = 80
BLOCK = 64


def insist(send, *words):
    """Send when the ring has room; a driver that has died does not make any."""
    for _ in range(1_000_000):
        try:
            return send(*words)
        except RingFull:
            os.sched_yield()
    raise AssertionError("nobody drives the player")


def play_pads(player, pad):
    for n in range(TRIGGERS):
        insist(player.trigger, pad, 1 + n % 127)


def publish(player):
    for n in range(PUBLISHED):
        score = compile_score(project_of(bpm=60.0 + n, kick="X.x.", snare="..X."), KIT)
        insist(player.publish, score, SampleBank(SOUNDS))


def render(player, over):
    mix = np.empty((BLOCK, 2), dtype=np.float32)
    while not over.is_set():
        player.render_into(mix)
        assert np.isfinite(mix).all()


def pull(player, over):
    mix = np.empty((BLOCK, 2), dtype=np.float32)
    while not over.is_set():
        player.pull_into(mix)


def watch(player, over):
    frame = 0
    while not over.is_set():
        player.collect()
        snapshot = player.snapshot()
        assert snapshot.frame >= frame
        frame = snapshot.frame


def perform(player, drivers):
    """Drive the player until everyone who sends has sent everything."""
    over = Event()
    with ThreadPoolExecutor(8) as pool:
        drive = [pool.submit(driver, player, over) for driver in drivers]
        send = [pool.submit(play_pads, player, pad) for pad in (0, 1)]
        send.append(pool.submit(publish, player))
        try:
            for sender in send:
                sender.result()
        finally:
            over.set()
        for driver in drive:
            driver.result()


def check_nothing_is_lost(player):
    player.panic()
    for _ in range(100):
        player.render(RATE // 100)
    assert player.held == 2
    snapshot = player.snapshot()
    assert snapshot.track_hits == (TRIGGERS, TRIGGERS)
    assert (snapshot.dropped, snapshot.recovered, snapshot.voices) == (0, 0, 0)


def test_threads_that_push_publish_watch_and_collect_lose_nothing():
    player = new_player(project_of(), KIT, SOUNDS)
    perform(player, [render, watch, watch])
    check_nothing_is_lost(player)


def test_two_drivers_at_once_take_turns_and_lose_nothing():
    player = new_player(project_of(), KIT, SOUNDS)
    perform(player, [pull, pull, watch])
    check_nothing_is_lost(player)
