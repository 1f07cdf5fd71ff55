/* The player: what a block is made of, from the transport to the mix. */
#include "_player.h"

#include "_denormals.h"

size_t ps_player_size(void)
{
    return sizeof(ps_player);
}

void ps_player_init(ps_player *player, const ps_kernels *kernels, int32_t rate)
{
    player->sound.rate = rate;
    player->sound.kernels = kernels;
    ps_transport_init(&player->transport, rate);
    ps_voices_init(&player->voices);
    ps_mixer_init(&player->mixer, rate);
    ps_metronome_init(&player->metronome, rate);
    ps_prelistening_init(&player->prelistening, rate);
    ps_player_publish_snapshot(player);
}

void ps_player_set_tape(ps_player *player, ps_tape *tape)
{
    player->tape = tape;
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
        if (offset > 0 && ps_player_turns_strip(player, hit)) {
            stretch->n_frames = offset;
            break;
        }
        if (offset > done)
            sound_voices(player, stretch, done, offset);
        done = offset > done ? offset : done;
        ps_player_start_hit(player, hit);
        if (hit->lane == PS_BY_HAND)
            ps_player_tell_repeat(player, hit);
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
    player->block = player->frame;
    advance(player);
    ps_player_obey_all(player);
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
    const ps_score *score = player->sound.score;
    ps_hit_list list = {.hits = hits, .capacity = capacity};
    if (score) {
        ps_transport_hits(&player->transport, score, window, &list);
        ps_repeat_hits(&player->repeat, &player->transport, score, window, &list);
        ps_hits_sort(&list);
    }
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

static void begin_sub_block(ps_player *player, ps_window window)
{
    const ps_score *score = player->sound.score;
    const int32_t latency = ps_mains_latency(&player->mixer.mains);
    if (score) {
        ps_effects_set_tempo(&player->mixer.effects, ps_player_tempo(player));
        ps_metronome_listen(&player->metronome, &player->transport, score, window, latency);
    }
    ps_prelistening_await(&player->prelistening, &player->transport, score, window, latency);
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
    begin_sub_block(player, window);
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
    if (player->tape)
        ps_tape_write(player->tape, out, n_frames);
    ps_metronome_add(&player->metronome, window.first, out, n_frames);
    ps_prelistening_add(&player->prelistening, window.first, out, n_frames);
    return n_frames;
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
    ps_player_retire_silent_banks(player);
    ps_player_retire_heard_sounds(player);
    ps_player_publish_snapshot(player);
    player->time = 0.0;
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
    ps_player_retire_silent_banks(player);
    ps_player_publish_snapshot(player);
    return n_hits;
}
