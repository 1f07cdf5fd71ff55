/* True peaks: four-fold oversampling (ITU-R BS.1770-4, annex 2), and parabolas through its points. */
#include "_true_peak.h"

#include <math.h>
#include <string.h>

#include "_clones.h"

#define HISTORY (PS_TRUE_PEAK_BEFORE + PS_TRUE_PEAK_AFTER)
#define ROW (2 * (1 + PS_TRUE_PEAK_CHUNK))
#define VERTEX_BOUND 1.376f /* over the highest point: 1 + 1.5 * 2 / 8, and what rounding adds */

static float higher(float a, float b)
{
    return a > b ? a : b;
}

/* The magnitude at the vertex of the parabola through three neighbours, or at the middle one where
 * the vertex is not near: four points a frame alone read a sine of 0.4 of the rate up to 0.43 dB
 * too low. */
static float vertex(float before, float at, float after)
{
    const float slope = after - before;
    const float bend = at - before + (at - after);
    const float refined = fabsf(at + slope * slope / (8.0f * bend));
    const float near = fabsf(slope) <= 1.5f * fabsf(bend) ? refined : 0.0f;
    return higher(near, fabsf(at));
}

/* Of every value and those between it and the same side's next; the rows begin a frame earlier. */
PS_CLONES
static void vertices(const float *restrict frames, const float *restrict quarter,
                     const float *restrict half, const float *restrict three_quarters,
                     float *restrict highest, int32_t n_values)
{
    for (int32_t j = 0; j < n_values; j++) {
        const float here = frames[j], next = frames[j + 2];
        const float a = vertex(three_quarters[j], here, quarter[j + 2]);
        const float b = vertex(here, quarter[j + 2], half[j + 2]);
        const float c = vertex(quarter[j + 2], half[j + 2], three_quarters[j + 2]);
        const float d = vertex(half[j + 2], three_quarters[j + 2], next);
        highest[j] = higher(higher(a, b), higher(c, d));
    }
}

static float highest_of_rows(float *const up[PS_BETWEEN], int32_t n_values)
{
    const float quarter = ps_highest_magnitude(up[0], n_values);
    const float half = ps_highest_magnitude(up[1], n_values);
    return higher(higher(quarter, half), ps_highest_magnitude(up[2], n_values));
}

bool ps_true_peaks(const ps_oversampler *oversampler, const float *frames, float floor,
                   float *peaks, int32_t n_frames)
{
    float rows[PS_BETWEEN][ROW], highest[2 * PS_TRUE_PEAK_CHUNK];
    float *const up[PS_BETWEEN] = {rows[0], rows[1], rows[2]};
    const float *before = frames - 2 * PS_TRUE_PEAK_BEFORE;
    const float on = ps_highest_magnitude(before, 2 * (HISTORY + n_frames));
    if (on * (VERTEX_BOUND * PS_OVERSAMPLER_BOUND) <= floor)
        return false;
    ps_oversampler_up(oversampler, frames - 2, up, n_frames + 1);
    if (higher(on, highest_of_rows(up, 2 * (n_frames + 1))) * VERTEX_BOUND <= floor)
        return false;
    vertices(frames, rows[0], rows[1], rows[2], highest, 2 * n_frames);
    for (int32_t i = 0; i < n_frames; i++)
        peaks[i] = higher(highest[2 * i], highest[2 * i + 1]);
    return true;
}

PS_CLONES
float ps_highest_magnitude(const float *values, int32_t n_values)
{
    enum { LANES = 16 };
    float lanes[LANES] = {0.0f}, highest = 0.0f;
    int32_t i = 0;
    for (; i + LANES <= n_values; i += LANES)
        for (int32_t lane = 0; lane < LANES; lane++)
            lanes[lane] = higher(fabsf(values[i + lane]), lanes[lane]);
    for (; i < n_values; i++)
        highest = higher(fabsf(values[i]), highest);
    for (int32_t lane = 0; lane < LANES; lane++)
        highest = higher(lanes[lane], highest);
    return highest;
}

void ps_true_peak_init(ps_true_peak *meter)
{
    ps_oversampler_init(&meter->oversampler);
}

static void raise(ps_true_peak *meter, int32_t n_frames)
{
    float peaks[PS_TRUE_PEAK_CHUNK];
    const float *first = meter->line + 2 * PS_TRUE_PEAK_BEFORE;
    if (ps_true_peaks(&meter->oversampler, first, meter->highest, peaks, n_frames))
        meter->highest = higher(ps_highest_magnitude(peaks, n_frames), meter->highest);
}

void ps_true_peak_process(ps_true_peak *meter, const float *frames, int32_t n_frames)
{
    for (int32_t done = 0; done < n_frames; done += PS_TRUE_PEAK_CHUNK) {
        const int32_t left = n_frames - done;
        const int32_t n = left < PS_TRUE_PEAK_CHUNK ? left : PS_TRUE_PEAK_CHUNK;
        memcpy(meter->line + 2 * HISTORY, frames + 2 * done, 2 * (size_t)n * sizeof(float));
        raise(meter, n);
        memmove(meter->line, meter->line + 2 * n, 2 * HISTORY * sizeof(float));
    }
}

void ps_true_peak_restart(ps_true_peak *meter)
{
    meter->highest = 0.0f;
}
