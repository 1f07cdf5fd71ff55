/* The player: commands in, transport, voices, strips, mix, snapshot out. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <string.h>
#include <time.h>

#include "_denormals.h"
#include "_engine.h"

#define MAX_HITS 1024
#define MAX_OLD_BANKS 8
#define PLAYED_BY_HAND UINT32_MAX /* no pattern and no purpose of the sequencer */

struct ps_player {
    ps_command_ring commands;
    ps_result_ring results;
    ps_seqlock snapshot;
    _Atomic int32_t rendering;
    /* From here on: audio only. */
    ps_sound sound;
    ps_transport transport;
    int64_t frame;
    int64_t sounding_until;
    uint32_t dropped, xruns, recovered, pulls;
    float load;
    bool master_on;
    int32_t n_old_banks;
    ps_bank *old_banks[MAX_OLD_BANKS];
    uint32_t track_hits[PS_MAX_TRACKS];
    ps_voices voices;
    ps_hit hits[MAX_HITS];
    ps_mixer mixer;
};

size_t ps_player_size(void)
{
    return sizeof(ps_player);
}

static void publish_snapshot(ps_player *player);

void ps_player_init(ps_player *player, const ps_kernels *kernels, int32_t rate)
{
    player->sound.rate = rate;
    player->sound.kernels = kernels;
    player->master_on = true;
    ps_transport_init(&player->transport, rate);
    ps_voices_init(&player->voices);
    ps_mixer_init(&player->mixer);
    publish_snapshot(player);
}

/* ---- any thread ---- */

int32_t ps_player_push(ps_player *player, const ps_command *command)
{
    return ps_command_ring_push(&player->commands, command);
}

int32_t ps_player_collect(ps_player *player, ps_result *result)
{
    return ps_result_ring_pop(&player->results, result);
}

void ps_player_snapshot(ps_player *player, ps_snapshot *snapshot)
{
    ps_seqlock_read(&player->snapshot, snapshot);
}

/* ---- score and bank ---- */

static void aim_mixer(ps_player *player)
{
    if (player->sound.score)
        ps_mixer_aim(&player->mixer, &player->sound, player->master_on,
                     ps_voices_tracks(&player->voices));
}

static void retire(ps_player *player, int32_t kind, void *pointer)
{
    const ps_result result = {.pointer = pointer, .kind = kind};
    ps_result_ring_push(&player->results, &result);
}

/* A bank goes back when its last voice has ended. */
static void retire_silent_banks(ps_player *player)
{
    for (int32_t i = player->n_old_banks - 1; i >= 0; i--) {
        if (player->old_banks[i]->n_users > 0 || ps_result_ring_room(&player->results) == 0)
            continue;
        retire(player, PS_RETIRED_BANK, player->old_banks[i]);
        player->old_banks[i] = player->old_banks[--player->n_old_banks];
    }
}

static void adopt(ps_player *player, ps_score *score, ps_bank *bank)
{
    if (player->sound.score)
        retire(player, PS_RETIRED_SCORE, (void *)(uintptr_t)player->sound.score);
    if (player->sound.bank && player->sound.bank != bank)
        player->old_banks[player->n_old_banks++] = player->sound.bank;
    player->sound.score = score;
    player->sound.bank = bank;
    ps_voices_adopt(&player->voices, &player->sound);
    aim_mixer(player);
    ps_transport_adopt(&player->transport, score, player->frame);
}

/* Nothing retired may find its ring full: a score waits in the command ring until there is room. */
static bool can_adopt(ps_player *player)
{
    if (player->n_old_banks < MAX_OLD_BANKS)
        return ps_result_ring_room(&player->results) >= 2;
    ps_voices_fade_other_banks(&player->voices, player->sound.bank, player->sound.rate);
    return false;
}

/* ---- commands ---- */

static void trigger(ps_player *player, int32_t pad, int32_t velocity)
{
    if (pad < 0 || pad >= player->sound.score->n_pads)
        return;
    const ps_hit hit = {
        .frame = player->frame,
        .duration = -1,
        .pad = pad,
        .velocity = velocity,
        .random = ps_hash(player->sound.score->seed, PLAYED_BY_HAND, (uint32_t)pad, 0,
                          player->track_hits[pad], PLAYED_BY_HAND),
    };
    ps_voices_start(&player->voices, &player->sound, &hit);
    player->track_hits[pad]++;
}

static void stop(ps_player *player)
{
    ps_transport_stop(&player->transport);
    ps_voices_release_held(&player->voices);
}

static void obey_transport(ps_player *player, const ps_command *command)
{
    const ps_score *score = player->sound.score;
    ps_transport *transport = &player->transport;
    const bool pattern = command->a >= 0 && command->a < PS_PATTERNS;
    if (command->kind == PS_PLAY_SONG || command->kind == PS_PLAY_PATTERN)
        ps_voices_restart_layers(&player->voices);
    if (command->kind == PS_PLAY_SONG)
        ps_transport_play_song(transport, score, player->frame, command->a, command->b);
    else if (command->kind == PS_PLAY_PATTERN && pattern)
        ps_transport_play_pattern(transport, score, player->frame, command->a, command->position);
    else if (command->kind == PS_QUEUE && (pattern || command->a == -1))
        ps_transport_queue(transport, score, player->frame, command->a, command->b);
}

static void obey(ps_player *player, const ps_command *command)
{
    switch (command->kind) {
    case PS_PUBLISH:
        adopt(player, command->score, command->bank);
        return;
    case PS_SET_FILL:
        player->transport.fill = command->a != 0;
        return;
    case PS_SET_MASTER:
        player->master_on = command->a != 0;
        aim_mixer(player);
        return;
    case PS_STOP:
        stop(player);
        return;
    case PS_PANIC:
        stop(player);
        ps_voices_fade_all(&player->voices, player->sound.rate);
        return;
    case PS_RELEASE:
        ps_voices_release_pad(&player->voices, command->a);
        return;
    default:
        break;
    }
    if (!player->sound.score)
        return;
    if (command->kind == PS_TRIGGER)
        trigger(player, command->a, command->b);
    else
        obey_transport(player, command);
}

static void obey_all(ps_player *player)
{
    const ps_command *command;
    while ((command = ps_command_ring_peek(&player->commands)) != NULL) {
        if (command->kind == PS_PUBLISH && !can_adopt(player))
            return;
        obey(player, command);
        ps_command_ring_drop(&player->commands);
    }
}

/* ---- rendering ---- */

static void sound_voices(ps_player *player, int32_t offset, int32_t n_frames, uint64_t *touched)
{
    int32_t n_sounding = 0;
    *touched |= ps_voices_render(&player->voices, player->mixer.buses, offset, n_frames,
                                 &n_sounding);
    if (n_sounding > 0)
        player->sounding_until = player->frame + offset + n_sounding;
}

/* Voices up to each hit, the hit, and on to the end. Returns a bit per track that has sound. */
static uint64_t play_hits(ps_player *player, const ps_hit_list *list, int32_t n_frames)
{
    uint64_t touched = 0;
    int32_t done = 0;
    for (int32_t i = 0; i < list->n_hits; i++) {
        const ps_hit *hit = &list->hits[i];
        const int32_t offset = (int32_t)(hit->frame - player->frame);
        if (offset > done)
            sound_voices(player, done, offset - done, &touched);
        done = offset > done ? offset : done;
        ps_voices_start(&player->voices, &player->sound, hit);
        player->track_hits[hit->pad]++;
    }
    sound_voices(player, done, n_frames - done, &touched);
    return touched;
}

static void advance(ps_player *player)
{
    const ps_score *score = player->sound.score;
    if (score && ps_transport_advance(&player->transport, score, player->frame))
        ps_voices_release_held(&player->voices);
}

/* What begins with this frame has begun before any command of its block is obeyed. */
static void begin_block(ps_player *player)
{
    advance(player);
    obey_all(player);
}

static ps_window next_window(ps_player *player, int32_t n_frames)
{
    const int64_t to_border = PS_SUB_BLOCK - player->frame % PS_SUB_BLOCK;
    int64_t length = n_frames < to_border ? n_frames : to_border;
    advance(player);
    const int64_t boundary = ps_transport_boundary(&player->transport);
    if (boundary - player->frame < length)
        length = boundary - player->frame;
    return (ps_window){player->frame, player->frame + length};
}

static ps_hit_list collect_hits(ps_player *player, ps_window window, ps_hit *hits, int32_t capacity)
{
    ps_hit_list list = {.hits = hits, .capacity = capacity};
    if (player->sound.score)
        ps_transport_hits(&player->transport, player->sound.score, window, &list);
    player->dropped += (uint32_t)list.n_lost;
    return list;
}

/* A track that is not finite is silenced and its voices with it. */
static void end_broken_tracks(ps_player *player, uint64_t broken)
{
    for (int32_t track = 0; broken != 0; track++, broken >>= 1) {
        if (broken & 1) {
            ps_voices_kill_track(&player->voices, track);
            player->recovered++;
        }
    }
}

/* At most PS_SUB_BLOCK frames, not over a segment's end; returns how many. */
static int32_t render_sub_block(ps_player *player, float *mix, ps_stems stems, int32_t n_wanted)
{
    const ps_window window = next_window(player, n_wanted);
    const int32_t n_frames = (int32_t)(window.end - window.first);
    const ps_hit_list list = collect_hits(player, window, player->hits, MAX_HITS);
    const uint64_t touched = play_hits(player, &list, n_frames);
    end_broken_tracks(player, ps_mixer_mix(&player->mixer, touched, mix, stems, n_frames));
    player->frame += n_frames;
    return n_frames;
}

static void fill_transport(const ps_player *player, ps_snapshot *snapshot)
{
    const ps_transport *transport = &player->transport;
    const ps_segment *current = &transport->current;
    snapshot->playing = ps_transport_is_playing(transport);
    snapshot->pattern = current->pattern;
    snapshot->section = transport->has_current ? current->section : -1;
    snapshot->queued = transport->queued;
    snapshot->ended_at = transport->ended_at;
    snapshot->millibpm = player->sound.score ? player->sound.score->millibpm : 0;
    if (transport->has_current) {
        snapshot->position =
            ps_segment_position(current, player->sound.rate, player->frame);
        snapshot->millibpm = current->millibpm;
    }
}

static void publish_snapshot(ps_player *player)
{
    ps_snapshot snapshot = {
        .frame = player->frame,
        .sounding_until = player->sounding_until,
        .voices = player->voices.n_order,
        .dropped = player->dropped,
        .xruns = player->xruns,
        .recovered = player->recovered,
        .pulls = player->pulls,
        .load = player->load,
    };
    fill_transport(player, &snapshot);
    memcpy(snapshot.peaks, player->mixer.shown_peaks, sizeof snapshot.peaks);
    memcpy(snapshot.track_peaks, player->mixer.shown_peaks + 2, sizeof snapshot.track_peaks);
    memcpy(snapshot.track_hits, player->track_hits, sizeof snapshot.track_hits);
    ps_seqlock_write(&player->snapshot, &snapshot);
}

void ps_player_render(ps_player *player, float *mix, float *stems, int32_t n_stems,
                      int32_t n_frames)
{
    const uint32_t before = flush_denormals();
    ps_stems room = {stems, 2 * (int64_t)n_frames, n_stems};
    begin_block(player);
    for (int32_t done = 0; done < n_frames;) {
        ps_mixer_turn_window(&player->mixer, player->frame, player->sound.rate);
        const int32_t n_done = render_sub_block(player, mix + 2 * done, room, n_frames - done);
        done += n_done;
        room.first += n_stems > 0 ? 2 * n_done : 0;
    }
    retire_silent_banks(player);
    publish_snapshot(player);
    restore_denormals(before);
}

int32_t ps_player_hits(ps_player *player, int32_t n_frames, ps_hit *hits, int32_t capacity)
{
    int32_t n_hits = 0;
    begin_block(player);
    for (int32_t done = 0; done < n_frames;) {
        const ps_window window = next_window(player, n_frames - done);
        const ps_hit_list list = collect_hits(player, window, player->hits, MAX_HITS);
        for (int32_t i = 0; i < list.n_hits; i++, n_hits++)
            if (n_hits < capacity)
                hits[n_hits] = list.hits[i];
        player->frame = window.end;
        done += (int32_t)(window.end - window.first);
    }
    publish_snapshot(player);
    return n_hits;
}

/* ---- drivers ---- */

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

void ps_player_drive(ps_player *player, float *mix, int32_t n_frames, bool underflow)
{
    const double before = seconds_now();
    player->pulls++;
    player->xruns += underflow;
    ps_player_render(player, mix, NULL, 0, n_frames);
    const double block = (double)n_frames / (double)player->sound.rate;
    player->load = block > 0.0 ? (float)((seconds_now() - before) / block) : 0.0f;
}

int32_t ps_player_pull(ps_player *player, float *mix, int32_t n_frames)
{
    if (!ps_player_enter(player)) {
        memset(mix, 0, 2 * (size_t)n_frames * sizeof(float));
        return 0;
    }
    ps_player_drive(player, mix, n_frames, false);
    ps_player_leave(player);
    return 1;
}
