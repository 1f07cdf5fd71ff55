/* The player: commands in, transport, voices, strips, mix, snapshot out. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <string.h>
#include <time.h>

#include "_denormals.h"
#include "_engine.h"
#include "_mixer.h"

#define MAX_HITS 1024
#define MAX_OLD_BANKS 8
#define PLAYED_BY_HAND UINT32_MAX /* no pattern and no purpose of the sequencer */

/* Where the stems of a block go: one after another, `stride` floats apart. */
typedef struct {
    float *first;
    int64_t stride;
    int32_t n_stems;
} ps_stems;

struct ps_player {
    ps_command_ring commands;
    ps_result_ring results;
    ps_seqlock snapshot;
    _Atomic int32_t rendering;
    /* From here on: audio only. */
    ps_sound sound;
    ps_transport transport;
    int64_t frame;
    int64_t sounding_until; /* before the mains */
    uint32_t dropped, xruns, recovered, pulls;
    float load;
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
    ps_transport_init(&player->transport, rate);
    ps_voices_init(&player->voices);
    ps_mixer_init(&player->mixer, rate);
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

/* A pad is mono when all samples of it that are there are; they may come while it plays. */
static bool is_mono(const ps_sound *sound, const ps_pad *pad)
{
    int32_t n_there = 0;
    for (int32_t i = 0; i < pad->n_layers; i++) {
        const int32_t place = sound->score->layers[pad->first_layer + i].sample;
        if (!sound->bank || place < 0 || place >= sound->bank->n_samples)
            return false;
        const ps_sample *sample = &sound->bank->samples[place];
        if (!ps_sample_frames(sample))
            continue;
        if (sample->n_channels != 1)
            return false;
        n_there++;
    }
    return n_there > 0;
}

static uint64_t mono_tracks(const ps_sound *sound)
{
    uint64_t tracks = 0;
    for (int32_t pad = 0; pad < sound->score->n_pads; pad++)
        if (is_mono(sound, &sound->score->pads[pad]))
            tracks |= UINT64_C(1) << pad;
    return tracks;
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
    ps_mixer_adopt(&player->mixer, score, mono_tracks(&player->sound),
                   ps_voices_tracks(&player->voices));
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

static bool turns_strip(const ps_player *player, const ps_hit *hit)
{
    const ps_score *score = player->sound.score;
    const bool mono = is_mono(&player->sound, &score->pads[hit->pad]);
    return ps_mixer_is_turned_by(&player->mixer, score, hit, mono);
}

/* A hit sets its track's strip before it sounds. */
static void start_hit(ps_player *player, const ps_hit *hit)
{
    const ps_score *score = player->sound.score;
    if (turns_strip(player, hit)) {
        const uint64_t sounding = ps_voices_tracks(&player->voices);
        const bool mono = is_mono(&player->sound, &score->pads[hit->pad]);
        ps_mixer_turn(&player->mixer, score, hit, mono, sounding >> hit->pad & 1);
    }
    ps_voices_start(&player->voices, &player->sound, hit);
    player->track_hits[hit->pad]++;
}

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
    start_hit(player, &hit);
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
        ps_mains_switch(&player->mixer.mains, command->a != 0);
        return;
    case PS_SET_METERS:
        player->mixer.is_metered = command->a != 0;
        return;
    case PS_RESTART_METERS:
        ps_meters_restart(&player->mixer.meters);
        return;
    case PS_STOP:
        stop(player);
        return;
    case PS_PANIC:
        stop(player);
        ps_voices_fade_all(&player->voices, player->sound.rate);
        ps_effects_end(&player->mixer.effects);
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

static void note_sound(ps_player *player, int64_t until)
{
    if (until > player->sounding_until)
        player->sounding_until = until;
}

static void sound_voices(ps_player *player, ps_stretch *stretch, int32_t from, int32_t to)
{
    int32_t n_sounding = 0;
    stretch->touched |= ps_voices_render(&player->voices, player->mixer.buses, from, to - from,
                                         &n_sounding);
    if (n_sounding > 0)
        note_sound(player, player->frame + from + n_sounding);
}

/* Voices up to each hit, the hit, and on to the end. A strip is set before a hit only: the stretch
 * ends where one in the middle of it would set its strip. Returns how many hits were played. */
static int32_t play_hits(ps_player *player, const ps_hit *hits, int32_t n_hits, ps_stretch *stretch)
{
    int32_t done = 0, n_played = 0;
    for (; n_played < n_hits; n_played++) {
        const ps_hit *hit = &hits[n_played];
        const int32_t offset = (int32_t)(hit->frame - player->frame);
        if (offset > 0 && turns_strip(player, hit)) {
            stretch->n_frames = offset;
            break;
        }
        if (offset > done)
            sound_voices(player, stretch, done, offset);
        done = offset > done ? offset : done;
        start_hit(player, hit);
    }
    sound_voices(player, stretch, done, stretch->n_frames);
    return n_played;
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

static void end_voices(ps_player *player, uint64_t tracks)
{
    for (int32_t track = 0; tracks != 0; track++, tracks >>= 1)
        if (tracks & 1)
            ps_voices_kill_track(&player->voices, track);
}

static void mix_stretch(ps_player *player, ps_stretch *stretch)
{
    ps_mixer_mix(&player->mixer, stretch);
    if (stretch->n_sounding > 0)
        note_sound(player, player->frame + stretch->n_sounding);
    end_voices(player, stretch->broken);
    player->recovered += stretch->n_broken;
}

static int32_t tempo(const ps_player *player)
{
    if (player->transport.has_current)
        return player->transport.current.millibpm;
    return player->sound.score ? player->sound.score->millibpm : 0;
}

static void begin_sub_block(ps_player *player)
{
    if (player->sound.score)
        ps_effects_set_tempo(&player->mixer.effects, tempo(player));
    if (player->frame % PS_SUB_BLOCK == 0)
        ps_meters_turn(&player->mixer.meters, player->frame);
}

/* At most PS_SUB_BLOCK frames, not over a segment's end; returns how many. */
static int32_t render_sub_block(ps_player *player, float *out, ps_stems stems, int32_t n_wanted)
{
    const ps_window window = next_window(player, n_wanted);
    const int32_t n_frames = (int32_t)(window.end - window.first);
    const ps_hit_list list = collect_hits(player, window, player->hits, MAX_HITS);
    int32_t n_played = 0;
    begin_sub_block(player);
    for (int32_t done = 0; done < n_frames;) {
        ps_stretch stretch = {
            .frame = player->frame - player->transport.clock_start,
            .n_frames = n_frames - done,
            .mix = out + 2 * done,
            .stems = stems.first + (stems.n_stems > 0 ? 2 * done : 0),
            .stride = stems.stride,
            .n_stems = stems.n_stems,
        };
        n_played += play_hits(player, list.hits + n_played, list.n_hits - n_played, &stretch);
        mix_stretch(player, &stretch);
        player->frame += stretch.n_frames;
        done += stretch.n_frames;
    }
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
    snapshot->millibpm = tempo(player);
    if (transport->has_current)
        snapshot->position =
            ps_segment_position(current, player->sound.rate, player->frame);
}

static void fill_meters(const ps_meter_readings *readings, ps_snapshot *snapshot)
{
    memcpy(snapshot->peaks, readings->peaks, sizeof snapshot->peaks);
    memcpy(snapshot->rms, readings->rms, sizeof snapshot->rms);
    memcpy(snapshot->return_peaks, readings->return_peaks, sizeof snapshot->return_peaks);
    memcpy(snapshot->track_peaks, readings->track_peaks, sizeof snapshot->track_peaks);
    memcpy(snapshot->track_rms, readings->track_rms, sizeof snapshot->track_rms);
    snapshot->correlation = readings->correlation;
    snapshot->true_peak = readings->true_peak;
    snapshot->momentary = readings->momentary;
    snapshot->short_term = readings->short_term;
    snapshot->integrated = readings->integrated;
}

static void fill_mixer(const ps_player *player, ps_snapshot *snapshot)
{
    const ps_mixer *mixer = &player->mixer;
    snapshot->latency = ps_mains_latency(&mixer->mains);
    if (player->sounding_until > 0)
        snapshot->sounding_until = player->sounding_until + snapshot->latency;
    snapshot->ringing = ps_mixer_is_ringing(mixer);
    snapshot->glue_reduction = ps_master_glue_reduction(&mixer->mains.chain);
    snapshot->limiter_reduction = ps_master_limiter_reduction(&mixer->mains.chain);
    for (int32_t track = 0; track < PS_MAX_TRACKS; track++)
        snapshot->track_reductions[track] =
            ps_compressor_reduction(&mixer->strips[track].compressor);
    fill_meters(&mixer->meters.shown, snapshot);
}

static void publish_snapshot(ps_player *player)
{
    ps_snapshot snapshot = {
        .frame = player->frame,
        .voices = player->voices.n_order,
        .dropped = player->dropped,
        .xruns = player->xruns,
        .recovered = player->recovered,
        .pulls = player->pulls,
        .load = player->load,
    };
    fill_transport(player, &snapshot);
    fill_mixer(player, &snapshot);
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
    end_voices(player, ps_voices_tracks(&player->voices));
    for (int32_t done = 0; done < n_frames;) {
        const ps_window window = next_window(player, n_frames - done);
        const ps_hit_list list = collect_hits(player, window, player->hits, MAX_HITS);
        for (int32_t i = 0; i < list.n_hits; i++, n_hits++)
            if (n_hits < capacity)
                hits[n_hits] = list.hits[i];
        player->frame = window.end;
        done += (int32_t)(window.end - window.first);
    }
    retire_silent_banks(player);
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
