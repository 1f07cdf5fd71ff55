/* Commands: scores and banks in and out, the transport, hits by hand, switches. */
#include "_player.h"

#define PLAYED_BY_HAND UINT32_MAX /* no pattern and no purpose of the sequencer */

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

void ps_player_retire_silent_banks(ps_player *player)
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

bool ps_player_turns_strip(const ps_player *player, const ps_hit *hit)
{
    const ps_score *score = player->sound.score;
    const bool mono = is_mono(&player->sound, &score->pads[hit->pad]);
    return ps_mixer_is_turned_by(&player->mixer, score, hit, mono);
}

/* A hit sets its track's strip before it sounds. */
void ps_player_start_hit(ps_player *player, const ps_hit *hit)
{
    const ps_score *score = player->sound.score;
    player->sound.clock_start = player->transport.clock_start;
    if (ps_player_turns_strip(player, hit)) {
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
    ps_player_start_hit(player, &hit);
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

void ps_player_obey_all(ps_player *player)
{
    const ps_command *command;
    while ((command = ps_command_ring_peek(&player->commands)) != NULL) {
        if (command->kind == PS_PUBLISH && !can_adopt(player))
            return;
        obey(player, command);
        ps_command_ring_drop(&player->commands);
    }
}
