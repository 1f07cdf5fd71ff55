/* A converter of old: it samples at its own rate, rounds to its steps and clips at full scale. */
#include "_crush.h"

#include <math.h>

#include "_clones.h"

#define UNTOUCHED_BITS 24.0f
/* A float of this size has no place for a fraction: adding it rounds to the nearest even. */
#define ROUNDING 12582912.0f

void ps_crush_start(ps_crush *crush, const float values[PS_PAD_PARAMETERS], int32_t rate)
{
    const float bits = values[PS_PAD_BITS];
    const double share = (double)values[PS_PAD_CRUSH_RATE] / rate;
    *crush = (ps_crush){
        .holds = share < 1.0,
        .quantises = bits < UNTOUCHED_BITS,
        .steps = (float)exp2((double)bits - 1.0),
    };
    if (crush->holds)
        crush->advance = (uint32_t)(share * 4294967296.0) + 1; /* never late by a rounding */
    crush->place = -crush->advance; /* the first frame is held */
}

bool ps_crush_is_on(const ps_crush *crush)
{
    return crush->holds || crush->quantises;
}

static void hold(ps_crush *crush, float *frames, int32_t n_frames)
{
    float left = crush->held[0], right = crush->held[1];
    uint32_t place = crush->place;
    for (int32_t i = 0; i < n_frames; i++) {
        place += crush->advance;
        if (place < crush->advance) {
            left = frames[2 * i];
            right = frames[2 * i + 1];
        }
        frames[2 * i] = left;
        frames[2 * i + 1] = right;
    }
    crush->held[0] = left;
    crush->held[1] = right;
    crush->place = place;
}

PS_CLONES
static void quantise(float *values, float steps, int32_t n_values)
{
    const float step = 1.0f / steps;
    for (int32_t i = 0; i < n_values; i++) {
        const float above = values[i] < -1.0f ? -1.0f : values[i];
        const float within = above > 1.0f ? 1.0f : above;
        values[i] = (within * steps + ROUNDING - ROUNDING) * step;
    }
}

void ps_crush_process(ps_crush *crush, float *frames, int32_t n_frames)
{
    if (crush->holds)
        hold(crush, frames, n_frames);
    if (crush->quantises)
        quantise(frames, crush->steps, 2 * n_frames);
}
