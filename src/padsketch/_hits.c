/* A hit on its way to the voices; its track's strip is set before it sounds. */
#include "_player.h"

/* ---- mono and stereo ---- */

/* What the samples of a pad that are there say of it; they may come while it plays. */
typedef struct {
    bool is_mono;
    bool is_final;
} ps_channels;

static ps_channels channels_of(const ps_sound *sound, const ps_pad *pad)
{
    ps_channels channels = {.is_final = true};
    int32_t n_there = 0;
    for (int32_t i = 0; i < pad->n_layers; i++) {
        const int32_t place = sound->score->layers[pad->first_layer + i].sample;
        if (!sound->bank || place < 0 || place >= sound->bank->n_samples)
            return (ps_channels){false, true};
        const ps_sample *sample = &sound->bank->samples[place];
        if (!ps_sample_frames(sample)) {
            channels.is_final = false;
            continue;
        }
        if (sample->n_channels != 1)
            return (ps_channels){false, true};
        n_there++;
    }
    channels.is_mono = n_there > 0;
    return channels;
}

void ps_player_learn_channels(ps_player *player)
{
    const ps_sound *sound = &player->sound;
    player->mono = player->filling = 0;
    for (int32_t pad = 0; pad < sound->score->n_pads; pad++) {
        const ps_channels channels = channels_of(sound, &sound->score->pads[pad]);
        player->mono |= (uint64_t)channels.is_mono << pad;
        player->filling |= (uint64_t)!channels.is_final << pad;
    }
}

static bool is_mono(const ps_player *player, int32_t pad)
{
    if (player->filling >> pad & 1)
        return channels_of(&player->sound, &player->sound.score->pads[pad]).is_mono;
    return player->mono >> pad & 1;
}

/* ---- hits ---- */

bool ps_player_turns_strip(const ps_player *player, const ps_hit *hit)
{
    return ps_mixer_is_turned_by(&player->mixer, player->sound.score, hit,
                                 is_mono(player, hit->pad));
}

void ps_player_start_hit(ps_player *player, const ps_hit *hit)
{
    const ps_score *score = player->sound.score;
    const bool mono = is_mono(player, hit->pad);
    player->sound.clock_start = player->transport.clock_start;
    if (ps_mixer_is_turned_by(&player->mixer, score, hit, mono)) {
        const uint64_t sounding = ps_voices_tracks(&player->voices);
        ps_mixer_turn(&player->mixer, score, hit, mono, sounding >> hit->pad & 1);
    }
    ps_voices_start(&player->voices, &player->sound, hit);
    player->track_hits[hit->pad]++;
}
