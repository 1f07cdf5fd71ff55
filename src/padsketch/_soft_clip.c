/* The soft clip: what the curve cuts off is worked out at four times the rate, and taken from the
 * frames. */
#include "_soft_clip.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "_clones.h"
#include "_true_peak.h"

#define KNEE 0.70794578f          /* -3 dBFS: below, the curve is a straight line */
#define WIDTH (2.0f * (1.0f - KNEE)) /* of the bend; above it the curve is flat at full scale */
#define HISTORY (2 * PS_SOFT_CLIP_LATENCY)

void ps_soft_clip_init(ps_soft_clip *clip)
{
    ps_oversampler_init(&clip->oversampler);
    ps_soft_clip_set(clip, 0.0f);
}

void ps_soft_clip_set(ps_soft_clip *clip, float gain_db)
{
    clip->gain = (float)pow(10.0, (double)gain_db / 20.0);
    clip->amount = gain_db < 1.0f ? gain_db : 1.0f;
}

/* Value minus curve. The slope of the curve falls from 1 to 0 as 1 - 3u^2 + 2u^3 over the bend,
 * which leaves no corner in its first two derivatives: harmonics fall fast, and little of them
 * aliases. */
static float cut_of(float value)
{
    const float magnitude = fabsf(value);
    const float over = magnitude > KNEE ? magnitude - KNEE : 0.0f;
    const float place = over * (1.0f / WIDTH);
    const float u = place < 1.0f ? place : 1.0f;
    const float rise = WIDTH * (u - u * u * u + 0.5f * (u * u * u * u));
    return copysignf(over - rise, value);
}

PS_CLONES
static void cut_all(const float *restrict values, float amount, float *restrict cuts,
                    int32_t n_values)
{
    for (int32_t j = 0; j < n_values; j++)
        cuts[j] = amount * cut_of(values[j]);
}

/* The cuts of the places that the newest frames have completed; false where there are none. */
static bool find_cuts(ps_soft_clip *clip, int32_t n_frames)
{
    float rows[PS_BETWEEN][2 * PS_SOFT_CLIP_CHUNK];
    float *const up[PS_BETWEEN] = {rows[0], rows[1], rows[2]};
    const float *first = clip->line + 2 * PS_OVERSAMPLER_BEFORE;
    const float highest = ps_highest_magnitude(clip->line, HISTORY + 2 * n_frames);
    if (clip->amount == 0.0f || highest * PS_OVERSAMPLER_BOUND <= KNEE)
        return false;
    ps_oversampler_up(&clip->oversampler, first, up, n_frames);
    cut_all(first, clip->amount, clip->cut_on + HISTORY, 2 * n_frames);
    for (int32_t place = 0; place < PS_BETWEEN; place++)
        cut_all(rows[place], clip->amount, clip->cut_between[place] + HISTORY, 2 * n_frames);
    return true;
}

static void clear_cuts(ps_soft_clip *clip, int32_t n_frames)
{
    const size_t size = 2 * (size_t)n_frames * sizeof(float);
    memset(clip->cut_on + HISTORY, 0, size);
    for (int32_t place = 0; place < PS_BETWEEN; place++)
        memset(clip->cut_between[place] + HISTORY, 0, size);
}

static void take_cuts(ps_soft_clip *clip, float *frames, int32_t n_frames)
{
    float cuts[2 * PS_SOFT_CLIP_CHUNK];
    const int32_t first = 2 * PS_OVERSAMPLER_AFTER;
    const float *const between[PS_BETWEEN] = {clip->cut_between[0] + first,
                                              clip->cut_between[1] + first,
                                              clip->cut_between[2] + first};
    ps_oversampler_down(&clip->oversampler, clip->cut_on + first, between, cuts, n_frames);
    for (int32_t j = 0; j < 2 * n_frames; j++)
        frames[j] -= cuts[j];
    memmove(clip->cut_on, clip->cut_on + 2 * n_frames, HISTORY * sizeof(float));
    for (int32_t place = 0; place < PS_BETWEEN; place++) {
        float *line = clip->cut_between[place];
        memmove(line, line + 2 * n_frames, HISTORY * sizeof(float));
    }
}

static void process_chunk(ps_soft_clip *clip, float *frames, int32_t n_frames)
{
    for (int32_t j = 0; j < 2 * n_frames; j++)
        clip->line[HISTORY + j] = frames[j] * clip->gain;
    memcpy(frames, clip->line, 2 * (size_t)n_frames * sizeof(float));
    const bool found = find_cuts(clip, n_frames);
    memmove(clip->line, clip->line + 2 * n_frames, HISTORY * sizeof(float));
    if (!found && clip->tail <= 0)
        return;
    if (!found)
        clear_cuts(clip, n_frames);
    clip->tail = found ? PS_SOFT_CLIP_LATENCY : clip->tail - n_frames;
    take_cuts(clip, frames, n_frames);
}

void ps_soft_clip_process(ps_soft_clip *clip, float *frames, int32_t n_frames)
{
    for (int32_t done = 0; done < n_frames; done += PS_SOFT_CLIP_CHUNK) {
        const int32_t left = n_frames - done;
        const int32_t n = left < PS_SOFT_CLIP_CHUNK ? left : PS_SOFT_CLIP_CHUNK;
        process_chunk(clip, frames + 2 * done, n);
    }
}

void ps_soft_clip_reset(ps_soft_clip *clip)
{
    clip->tail = 0;
    memset(clip->line, 0, sizeof clip->line);
    memset(clip->cut_on, 0, sizeof clip->cut_on);
    memset(clip->cut_between, 0, sizeof clip->cut_between);
}
