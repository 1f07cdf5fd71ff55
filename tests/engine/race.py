"""What must never be done, so that a sanitizer is seen to notice: two threads render at once."""

import threading

from rig import kit_of, new_player, noise, project_of

from padsketch.engine.player import MAX_BLOCK


def main():
    player = new_player(project_of(), kit_of("kick"), {"kick": noise(MAX_BLOCK)})
    start = threading.Barrier(2)

    def render():
        start.wait()
        for _ in range(20):
            player.render(MAX_BLOCK)

    threads = [threading.Thread(target=render) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
