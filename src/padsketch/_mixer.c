/* The mixer: buses, their strips, the mix and its stems, the meters. */
#include <math.h>
#include <string.h>

#include "_engine.h"

#define PI 3.14159265358979323846
#define RAMP_MS 10
#define SILENCE_DB -96.0f
#define METER_WINDOWS_PER_SECOND 30

/* ---- gains ---- */

float ps_level_gain(float level_db)
{
    return level_db > SILENCE_DB ? (float)pow(10.0, (double)level_db / 20.0) : 0.0f;
}

void ps_pan_gains(float pan, bool mono, float gains[2])
{
    const float place = pan < -1.0f ? -1.0f : pan > 1.0f ? 1.0f : pan;
    gains[0] = gains[1] = 1.0f;
    if (mono && place != 0.0f) {
        const double angle = ((double)place + 1.0) * PI / 4.0;
        gains[0] = (float)(sqrt(2.0) * cos(angle));
        gains[1] = (float)(sqrt(2.0) * sin(angle));
    } else if (place > 0.0f) {
        gains[0] = 1.0f - place;
    } else if (place < 0.0f) {
        gains[1] = 1.0f + place;
    }
}

static float ramp_value(const ps_ramp *ramp, int32_t side)
{
    return ramp->target[side] - ramp->step[side] * (float)ramp->left;
}

static void ramp_aim(ps_ramp *ramp, const float target[2], int32_t n_frames)
{
    if (target[0] == ramp->target[0] && target[1] == ramp->target[1])
        return;
    for (int32_t side = 0; side < 2; side++) {
        const float value = ramp_value(ramp, side);
        ramp->step[side] = n_frames > 0 ? (target[side] - value) / (float)n_frames : 0.0f;
        ramp->target[side] = target[side];
    }
    ramp->left = n_frames;
}

static void ramp_advance(ps_ramp *ramp, int32_t n_frames)
{
    ramp->left = ramp->left > n_frames ? ramp->left - n_frames : 0;
}

static void ramp_apply(ps_ramp *ramp, float *frames, int32_t n_frames)
{
    const int32_t moving = ramp->left < n_frames ? ramp->left : n_frames;
    for (int32_t i = 0; i < moving; i++, ramp->left--) {
        frames[2 * i] *= ramp_value(ramp, 0);
        frames[2 * i + 1] *= ramp_value(ramp, 1);
    }
    const float left = ramp->target[0], right = ramp->target[1];
    for (int32_t i = moving; i < n_frames; i++) {
        frames[2 * i] *= left;
        frames[2 * i + 1] *= right;
    }
}

static bool is_mono(const ps_sound *sound, const ps_pad *pad)
{
    for (int32_t i = 0; i < pad->n_layers; i++) {
        const int32_t sample = sound->score->layers[pad->first_layer + i].sample;
        if (!sound->bank || sample < 0 || sample >= sound->bank->n_samples ||
            sound->bank->samples[sample].n_channels != 1)
            return false;
    }
    return pad->n_layers > 0;
}

static void track_gains(const ps_sound *sound, int32_t track, float gains[2])
{
    const ps_score *score = sound->score;
    gains[0] = gains[1] = 0.0f;
    if (track >= score->n_pads || !score->tracks[track].audible)
        return;
    const float *values = score->tracks[track].values;
    const float gain = ps_level_gain(values[PS_TRACK_LEVEL_DB]);
    ps_pan_gains(values[PS_TRACK_PAN], is_mono(sound, &score->pads[track]), gains);
    gains[0] *= gain;
    gains[1] *= gain;
}

void ps_mixer_init(ps_mixer *mixer)
{
    mixer->master.target[0] = mixer->master.target[1] = 1.0f;
}

/* What is silent cannot click: it is set at once, so that the next hit is heard in full. */
void ps_mixer_aim(ps_mixer *mixer, const ps_sound *sound, bool master_on, uint64_t sounding)
{
    const int32_t ramp = sound->rate * RAMP_MS / 1000;
    float gains[2];
    for (int32_t track = 0; track < PS_MAX_TRACKS; track++) {
        track_gains(sound, track, gains);
        ramp_aim(&mixer->tracks[track], gains, sounding >> track & 1 ? ramp : 0);
    }
    const float level_db = sound->score->master[PS_MASTER_LEVEL_DB];
    gains[0] = gains[1] = master_on ? ps_level_gain(level_db) : 1.0f;
    ramp_aim(&mixer->master, gains, sounding ? ramp : 0);
}

/* ---- frames ---- */

/* Zero times a number is zero; times NaN or infinity it is NaN, which no sum loses. */
static bool all_finite(const float *frames, int32_t n_values)
{
    float sum = 0.0f;
    for (int32_t i = 0; i < n_values; i++)
        sum += frames[i] * 0.0f;
    return sum == 0.0f;
}

static void raise_peak(float *peak, const float *values, int32_t stride, int32_t n_values)
{
    float highest = *peak;
    for (int32_t i = 0; i < n_values; i++) {
        const float level = fabsf(values[stride * i]);
        highest = level > highest ? level : highest;
    }
    *peak = highest;
}

static void add_to_mix(float *mix, const float *bus, int32_t n_frames)
{
    for (int32_t i = 0; i < 2 * n_frames; i++)
        mix[i] += bus[i];
}

static void copy_stems(const ps_mixer *mixer, uint64_t touched, ps_stems stems, int32_t n_frames)
{
    const size_t size = 2 * (size_t)n_frames * sizeof(float);
    for (int32_t track = 0; track < stems.n_stems; track++) {
        float *stem = stems.first + track * stems.stride;
        if (touched >> track & 1)
            memcpy(stem, mixer->buses[track], size);
        else
            memset(stem, 0, size);
    }
}

static void clear_buses(ps_mixer *mixer, uint64_t touched, int32_t n_frames)
{
    for (int32_t track = 0; track < PS_MAX_TRACKS; track++)
        if (touched >> track & 1)
            memset(mixer->buses[track], 0, 2 * (size_t)n_frames * sizeof(float));
}

/* From a bus through its strip into the mix; false where the bus was not finite and is now silent. */
static bool mix_track(ps_mixer *mixer, int32_t track, float *mix, int32_t n_frames)
{
    float *bus = mixer->buses[track];
    const bool finite = all_finite(bus, 2 * n_frames);
    if (!finite)
        memset(bus, 0, sizeof mixer->buses[track]);
    ramp_apply(&mixer->tracks[track], bus, n_frames);
    raise_peak(&mixer->window_peaks[2 + track], bus, 1, 2 * n_frames);
    add_to_mix(mix, bus, n_frames);
    return finite;
}

uint64_t ps_mixer_mix(ps_mixer *mixer, uint64_t touched, float *mix, ps_stems stems,
                      int32_t n_frames)
{
    uint64_t broken = 0;
    memset(mix, 0, 2 * (size_t)n_frames * sizeof(float));
    for (int32_t track = 0; track < PS_MAX_TRACKS; track++) {
        if (!(touched >> track & 1))
            ramp_advance(&mixer->tracks[track], n_frames);
        else if (!mix_track(mixer, track, mix, n_frames))
            broken |= UINT64_C(1) << track;
    }
    copy_stems(mixer, touched, stems, n_frames);
    clear_buses(mixer, touched, n_frames);
    ramp_apply(&mixer->master, mix, n_frames);
    raise_peak(&mixer->window_peaks[0], mix, 2, n_frames);
    raise_peak(&mixer->window_peaks[1], mix + 1, 2, n_frames);
    return broken;
}

void ps_mixer_turn_window(ps_mixer *mixer, int64_t frame, int32_t rate)
{
    const int64_t window = frame * METER_WINDOWS_PER_SECOND / rate;
    if (window == mixer->meter_window)
        return;
    mixer->meter_window = window;
    memcpy(mixer->shown_peaks, mixer->window_peaks, sizeof mixer->shown_peaks);
    memset(mixer->window_peaks, 0, sizeof mixer->window_peaks);
}
