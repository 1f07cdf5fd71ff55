/* The limiter: the gain that a true peak needs is held over the look-ahead and smoothed over it, so
 * that it has arrived when the peak does. */
#include "_limiter.h"

#include <math.h>
#include <string.h>

#define LOOK_AHEAD_MS 1.5
#define FULL_DEPTH 1073741824.0f  /* a depth of 1 as an integer: 2^30 */
#define NO_DEPTH (1.0f / FULL_DEPTH)
#define MARGIN 0.99426f            /* 0.05 dB: what a peak near half the rate may be read too low */
#define MOST_REDUCTION 120.0f     /* dB that are shown */

/* ---- the greatest depth of a window ---- */

static float greatest(const ps_greatest *window)
{
    const float oldest = window->depths[window->oldest % PS_LIMITER_WINDOW];
    return window->oldest == window->end ? 0.0f : oldest;
}

/* Zero is what a window without depths holds, so it need not go in. */
static void enter(ps_greatest *window, int64_t time, float depth)
{
    while (window->end != window->oldest &&
           window->depths[(window->end - 1) % PS_LIMITER_WINDOW] <= depth)
        window->end--;
    window->depths[window->end % PS_LIMITER_WINDOW] = depth;
    window->times[window->end % PS_LIMITER_WINDOW] = time;
    window->end++;
}

static void leave(ps_greatest *window, int64_t before)
{
    if (window->oldest != window->end && window->times[window->oldest % PS_LIMITER_WINDOW] < before)
        window->oldest++;
}

/* ---- a moving sum ---- */

static int64_t add(ps_moving_sum *moving, int64_t value)
{
    moving->sum += value - moving->values[moving->at];
    moving->values[moving->at] = value;
    moving->at = moving->at + 1 < moving->length ? moving->at + 1 : 0;
    return moving->sum;
}

static void clear(ps_moving_sum *moving)
{
    memset(moving->values, 0, sizeof moving->values);
    moving->sum = 0;
    moving->at = 0;
}

/* ---- the limiter ---- */

static int32_t look_ahead_at(int32_t rate)
{
    const int32_t frames = (int32_t)lround(LOOK_AHEAD_MS / 1000.0 * (double)rate);
    const int32_t longer = frames > PS_TRUE_PEAK_BEFORE ? frames : PS_TRUE_PEAK_BEFORE + 1;
    return longer < PS_LIMITER_LONGEST ? longer : PS_LIMITER_LONGEST;
}

/* A frame leaves when the last gain that its peak has a part in is known: one frame of the look-
 * ahead is its own. */
int32_t ps_limiter_latency(int32_t rate)
{
    return look_ahead_at(rate) - 1 + PS_TRUE_PEAK_AFTER;
}

void ps_limiter_init(ps_limiter *limiter, int32_t rate)
{
    ps_oversampler_init(&limiter->oversampler);
    limiter->rate = (float)rate;
    limiter->look_ahead = look_ahead_at(rate);
    limiter->first.length = (limiter->look_ahead + 1) / 2;
    limiter->second.length = limiter->look_ahead + 1 - limiter->first.length;
    limiter->full = (double)FULL_DEPTH * limiter->first.length * limiter->second.length;
    ps_limiter_set(limiter, INFINITY, 100.0f);
}

void ps_limiter_set(ps_limiter *limiter, float ceiling, float release_ms)
{
    limiter->ceiling = ceiling;
    if (release_ms == limiter->release_ms)
        return;
    limiter->release_ms = release_ms;
    limiter->release = (float)(1.0 - exp(-1000.0 / ((double)release_ms * (double)limiter->rate)));
}

static bool is_idle(const ps_limiter *limiter)
{
    return limiter->window.oldest == limiter->window.end && limiter->depth == 0.0f &&
           limiter->first.sum == 0 && limiter->second.sum == 0;
}

/* A peak lies between a frame and the next and binds the gains of both: the window is a frame
 * longer. */
static float next_gain(ps_limiter *limiter, float peak)
{
    const float ceiling = limiter->ceiling;
    if (peak > ceiling)
        enter(&limiter->window, limiter->time, 1.0f - MARGIN * ceiling / peak);
    leave(&limiter->window, limiter->time - limiter->look_ahead);
    limiter->time++;
    const float needed = greatest(&limiter->window);
    const float released = limiter->depth + limiter->release * (needed - limiter->depth);
    const float depth = needed > limiter->depth ? needed : released;
    limiter->depth = depth > NO_DEPTH ? depth : 0.0f;
    const int64_t once = add(&limiter->first, (int64_t)(limiter->depth * FULL_DEPTH));
    return 1.0f - (float)((double)add(&limiter->second, once) / limiter->full);
}

static void apply_gains(ps_limiter *limiter, const float *peaks, float *frames, int32_t n_frames)
{
    for (int32_t i = 0; i < n_frames; i++) {
        const float gain = next_gain(limiter, peaks[i]);
        frames[2 * i] *= gain;
        frames[2 * i + 1] *= gain;
    }
}

static void process_chunk(ps_limiter *limiter, float *frames, int32_t n_frames)
{
    float peaks[PS_LIMITER_CHUNK] = {0.0f};
    const int32_t history = 2 * (limiter->look_ahead - 1 + PS_TRUE_PEAK_AFTER);
    const float *newest = limiter->line + history - 2 * PS_TRUE_PEAK_AFTER;
    const size_t size = 2 * (size_t)n_frames * sizeof(float);
    memcpy(limiter->line + history, frames, size);
    memcpy(frames, limiter->line, size);
    const bool found =
        ps_true_peaks(&limiter->oversampler, newest, limiter->ceiling, peaks, n_frames);
    if (found || !is_idle(limiter))
        apply_gains(limiter, peaks, frames, n_frames);
    memmove(limiter->line, limiter->line + 2 * n_frames, (size_t)history * sizeof(float));
}

void ps_limiter_process(ps_limiter *limiter, float *frames, int32_t n_frames)
{
    for (int32_t done = 0; done < n_frames; done += PS_LIMITER_CHUNK) {
        const int32_t left = n_frames - done;
        const int32_t n = left < PS_LIMITER_CHUNK ? left : PS_LIMITER_CHUNK;
        process_chunk(limiter, frames + 2 * done, n);
    }
}

float ps_limiter_reduction(const ps_limiter *limiter)
{
    const float gain = 1.0f - (float)((double)limiter->second.sum / limiter->full);
    const float reduction = gain > 0.0f ? -20.0f * log10f(gain) : MOST_REDUCTION;
    return reduction < MOST_REDUCTION ? reduction : MOST_REDUCTION;
}

void ps_limiter_reset(ps_limiter *limiter)
{
    limiter->depth = 0.0f;
    limiter->window.oldest = limiter->window.end;
    clear(&limiter->first);
    clear(&limiter->second);
    memset(limiter->line, 0, sizeof limiter->line);
}
