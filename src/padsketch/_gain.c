/* Gains: levels, pans, ramps. */
#include "_gain.h"

#include <math.h>
#include <string.h>

#include "_clones.h"

#define PI 3.14159265358979323846
#define SILENCE_DB -96.0f

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

static float value_of(const ps_ramp *ramp, int32_t side)
{
    return ramp->target[side] - ramp->step[side] * (float)ramp->left;
}

void ps_ramp_aim(ps_ramp *ramp, const float target[2], int32_t n_frames)
{
    if (target[0] == ramp->target[0] && target[1] == ramp->target[1] && n_frames > 0)
        return;
    for (int32_t side = 0; side < 2; side++) {
        const float value = value_of(ramp, side);
        ramp->step[side] = n_frames > 0 ? (target[side] - value) / (float)n_frames : 0.0f;
        ramp->target[side] = target[side];
    }
    ramp->left = n_frames;
}

static int32_t shorter(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

void ps_ramp_skip(ps_ramp *ramp, int32_t n_frames)
{
    ramp->left -= shorter(ramp->left, n_frames);
}

bool ps_ramp_is_closed(const ps_ramp *ramp)
{
    return ramp->left == 0 && ramp->target[0] == 0.0f && ramp->target[1] == 0.0f;
}

PS_CLONES static void scale(float *frames, const float gains[2], int32_t n_frames)
{
    const float left = gains[0], right = gains[1];
    for (int32_t i = 0; i < n_frames; i++) {
        frames[2 * i] *= left;
        frames[2 * i + 1] *= right;
    }
}

PS_CLONES static void add_scaled(float *restrict sum, const float *restrict frames,
                                 const float gains[2], int32_t n_frames)
{
    const float left = gains[0], right = gains[1];
    for (int32_t i = 0; i < n_frames; i++) {
        sum[2 * i] += frames[2 * i] * left;
        sum[2 * i + 1] += frames[2 * i + 1] * right;
    }
}

void ps_ramp_apply(ps_ramp *ramp, float *frames, int32_t n_frames)
{
    const int32_t moving = shorter(ramp->left, n_frames);
    for (int32_t i = 0; i < moving; i++, ramp->left--) {
        frames[2 * i] *= value_of(ramp, 0);
        frames[2 * i + 1] *= value_of(ramp, 1);
    }
    float *rest = frames + 2 * moving;
    const size_t n_rest = (size_t)(n_frames - moving);
    if (ps_ramp_is_closed(ramp))
        memset(rest, 0, 2 * n_rest * sizeof(float));
    else if (ramp->target[0] != 1.0f || ramp->target[1] != 1.0f)
        scale(rest, ramp->target, n_frames - moving);
}

void ps_ramp_add(ps_ramp *ramp, const float *frames, float *sum, int32_t n_frames)
{
    const int32_t moving = shorter(ramp->left, n_frames);
    for (int32_t i = 0; i < moving; i++, ramp->left--) {
        sum[2 * i] += frames[2 * i] * value_of(ramp, 0);
        sum[2 * i + 1] += frames[2 * i + 1] * value_of(ramp, 1);
    }
    if (!ps_ramp_is_closed(ramp))
        add_scaled(sum + 2 * moving, frames + 2 * moving, ramp->target, n_frames - moving);
}
