/* Drivers: who may render now, and how long it took. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <string.h>
#include <time.h>

#include "_player.h"

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1.0e-9 * (double)now.tv_nsec;
}

bool ps_player_enter(ps_player *player)
{
    return !atomic_exchange_explicit(&player->rendering, 1, memory_order_acquire);
}

void ps_player_leave(ps_player *player)
{
    atomic_store_explicit(&player->rendering, 0, memory_order_release);
}

int64_t ps_player_frame(const ps_player *player)
{
    return player->frame;
}

int32_t ps_player_rate(const ps_player *player)
{
    return player->sound.rate;
}

void ps_player_drive(ps_player *player, float *mix, int32_t n_frames, double time, bool underflow)
{
    const double before = seconds_now();
    player->pulls++;
    player->xruns += underflow;
    player->time = time;
    ps_player_render(player, mix, NULL, 0, n_frames);
    const double block = (double)n_frames / (double)player->sound.rate;
    player->load = block > 0.0 ? (float)((seconds_now() - before) / block) : 0.0f;
}

int32_t ps_player_pull(ps_player *player, float *mix, int32_t n_frames, double time)
{
    if (!ps_player_enter(player)) {
        memset(mix, 0, 2 * (size_t)n_frames * sizeof(float));
        return 0;
    }
    ps_player_drive(player, mix, n_frames, time, false);
    ps_player_leave(player);
    return 1;
}
