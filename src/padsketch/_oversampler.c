/* The oversampler: a windowed sinc, as rows of a polyphase filter. */
#include "_oversampler.h"

#include "_clones.h"
#include "_kaiser.h"

#define KAISER_BETA 6.0 /* about 60 dB of stop band (Kaiser 1974) */
#define HALF (PS_OVERSAMPLER_TAPS / 2)

static double windowed_sinc(double time)
{
    return ps_kaiser_sinc(time, time / HALF, KAISER_BETA);
}

/* Each row is scaled to pass DC exactly. */
void ps_oversampler_init(ps_oversampler *oversampler)
{
    for (int32_t place = 0; place < PS_BETWEEN; place++) {
        double taps[PS_OVERSAMPLER_TAPS], sum = 0.0;
        for (int32_t t = 0; t < PS_OVERSAMPLER_TAPS; t++) {
            taps[t] = windowed_sinc(t - PS_OVERSAMPLER_BEFORE - (place + 1) / 4.0);
            sum += taps[t];
        }
        for (int32_t t = 0; t < PS_OVERSAMPLER_TAPS; t++)
            oversampler->rows[place][t] = (float)(taps[t] / sum);
    }
    for (int32_t t = 0; t < HALF; t++) {
        oversampler->even[t] = 0.5f * (oversampler->rows[0][t] + oversampler->rows[2][t]);
        oversampler->odd[t] = 0.5f * (oversampler->rows[0][t] - oversampler->rows[2][t]);
    }
}

/* The rows mirror each other: what is added and subtracted once serves all three. */
PS_CLONES
static void interpolate(const ps_oversampler *restrict oversampler, const float *restrict first,
                        float *restrict quarter, float *restrict half,
                        float *restrict three_quarters, int32_t n_values)
{
    for (int32_t j = 0; j < n_values; j++) {
        float even = 0.0f, odd = 0.0f, middle = 0.0f;
#pragma GCC unroll 12
        for (int32_t t = 0; t < HALF; t++) {
            const float early = first[j + 2 * t];
            const float late = first[j + 2 * (PS_OVERSAMPLER_TAPS - 1 - t)];
            even += oversampler->even[t] * (early + late);
            odd += oversampler->odd[t] * (early - late);
            middle += oversampler->rows[1][t] * (early + late);
        }
        quarter[j] = even + odd;
        half[j] = middle;
        three_quarters[j] = even - odd;
    }
}

void ps_oversampler_up(const ps_oversampler *oversampler, const float *frames,
                       float *const up[PS_BETWEEN], int32_t n_frames)
{
    interpolate(oversampler, frames - 2 * PS_OVERSAMPLER_BEFORE, up[0], up[1], up[2], 2 * n_frames);
}

/* The same filter turned round in time; a quarter of it, because there are four values for a frame. */
PS_CLONES
static void decimate(const ps_oversampler *restrict oversampler, const float *restrict on,
                     const float *restrict quarter, const float *restrict half,
                     const float *restrict three_quarters, float *restrict frames,
                     int32_t n_values)
{
    for (int32_t j = 0; j < n_values; j++) {
        float a = 0.0f, b = 0.0f, c = 0.0f;
#pragma GCC unroll 24
        for (int32_t t = 0; t < PS_OVERSAMPLER_TAPS; t++) {
            const int32_t at = j + 2 * (PS_OVERSAMPLER_BEFORE - t);
            a += oversampler->rows[0][t] * quarter[at];
            b += oversampler->rows[1][t] * half[at];
            c += oversampler->rows[2][t] * three_quarters[at];
        }
        frames[j] = 0.25f * (on[j] + a + b + c);
    }
}

void ps_oversampler_down(const ps_oversampler *oversampler, const float *on,
                         const float *const between[PS_BETWEEN], float *frames, int32_t n_frames)
{
    decimate(oversampler, on, between[0], between[1], between[2], frames, 2 * n_frames);
}
