/* The strip: gain and pan on their way to a target, the guard of a bus, its peak. */
#include <math.h>

#include "_engine.h"

#define PI 3.14159265358979323846

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

void ps_ramp_aim(ps_ramp *ramp, const float target[2], int32_t n_frames)
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

void ps_ramp_advance(ps_ramp *ramp, int32_t n_frames)
{
    ramp->left = ramp->left > n_frames ? ramp->left - n_frames : 0;
}

void ps_ramp_apply(ps_ramp *ramp, float *frames, int32_t n_frames)
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

/* Zero times a number is zero; times NaN or infinity it is NaN, which no sum loses. */
bool ps_all_finite(const float *frames, int32_t n_values)
{
    float sum = 0.0f;
    for (int32_t i = 0; i < n_values; i++)
        sum += frames[i] * 0.0f;
    return sum == 0.0f;
}

void ps_peak(float *peak, const float *values, int32_t stride, int32_t n_values)
{
    float highest = *peak;
    for (int32_t i = 0; i < n_values; i++) {
        const float level = fabsf(values[stride * i]);
        highest = level > highest ? level : highest;
    }
    *peak = highest;
}
