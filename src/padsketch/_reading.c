/* Reading a sample along its path: a copy at ratio 1, else interpolated. */
#include "_reading.h"

#include <math.h>

#include "_renditions.h"
#include "_wide.h"

#define ONE (UINT64_C(1) << 32)
#define LOWEST_RATIO (1.0 / 4096.0)
#define HIGHEST_RATIO 4096.0
#define LONGEST (INT64_C(1) << 30) /* frames of a path that are looked at in one go */
#define LINE 16                    /* floats of a cache line */
#define WINDOW 1024                /* frames that are laid out straight at a turn, or backwards */

/* ---- beginning ---- */

static int64_t clamped(int64_t value, int64_t low, int64_t high)
{
    return value < low ? low : value > high ? high : value;
}

ps_range ps_reading_range(const ps_reading_plan *plan)
{
    const int64_t end = clamped(plan->end, 0, plan->sample->n_frames);
    ps_range range = {.start = clamped(plan->start, 0, end), .end = end};
    if (plan->loops && end > 0) {
        const int64_t loop_end = clamped(plan->loop_end, 1, end);
        range.loop_start = clamped(plan->loop_start, 0, loop_end - 1);
        range.loop_length = loop_end - range.loop_start;
        range.start = clamped(range.start, 0, loop_end - 1);
        range.fade = clamped(plan->loop_fade, 0, range.loop_length);
    }
    return range;
}

/* The last half of the kernel rings out behind the last frame of a sample; a sound that is cut before is
 * over where it is cut. */
static int64_t ring_of(const ps_reading *reading, const ps_reading_plan *plan, ps_range range)
{
    const bool forward = plan->direction == PS_DIRECTION_FORWARD;
    const bool to_the_edge = forward ? range.end == plan->sample->n_frames : range.start == 0;
    return reading->kernel && to_the_edge ? reading->kernel->n_taps / 2 - 1 : 0;
}

static int64_t frames_until_over(const ps_reading *reading, const ps_reading_plan *plan,
                                 ps_range range)
{
    if (range.loop_length > 0)
        return PS_NEVER;
    const int64_t once = range.end - range.start;
    const int64_t length = plan->direction == PS_DIRECTION_PING_PONG ? 2 * once : once;
    if (length <= 0)
        return 0;
    const uint64_t end = (uint64_t)(length + ring_of(reading, plan, range)) << 32;
    return (int64_t)((end - 1) / reading->increment + 1);
}

uint64_t ps_reading_increment(double ratio)
{
    const double bounded = fmin(fmax(ratio, LOWEST_RATIO), HIGHEST_RATIO);
    return (uint64_t)llround(bounded * (double)ONE);
}

void ps_reading_begin(ps_reading *reading, const ps_reading_plan *plan, const ps_kernels *kernels)
{
    const ps_sample *sample = plan->sample;
    const ps_range range = ps_reading_range(plan);
    *reading = (ps_reading){
        .increment = ps_reading_increment(plan->ratio),
        .n_channels = sample->n_channels,
    };
    if (reading->increment != ONE)
        reading->kernel = ps_kernel_for(kernels, plan->ratio);
    reading->left = frames_until_over(reading, plan, range);
    if (reading->left > 0)
        ps_path_init(&reading->path, ps_sample_frames(sample), sample->n_channels, sample->n_frames,
                     range, plan->direction);
}

/* A rendition is read like a sample that needs no interpolation. */
static void take_rendition(ps_reading *reading, const ps_rendition *rendition, const float *frames)
{
    const ps_range whole = {.end = rendition->n_frames};
    *reading = (ps_reading){
        .increment = ONE,
        .left = rendition->n_frames,
        .n_channels = reading->n_channels,
    };
    ps_path_init(&reading->path, frames, reading->n_channels, rendition->n_frames, whole,
                 PS_DIRECTION_FORWARD);
}

void ps_reading_start(ps_reading *reading, const ps_reading_plan *plan, const ps_kernels *kernels,
                      const ps_bank *bank)
{
    ps_reading_begin(reading, plan, kernels);
    if (!reading->kernel || reading->left == PS_NEVER || !bank->renditions)
        return;
    const float *frames = NULL;
    const ps_rendition *rendition = ps_renditions_find(bank->renditions, plan, &frames);
    if (rendition)
        take_rendition(reading, rendition, frames);
}

/* ---- going on ---- */

int64_t ps_reading_left(const ps_reading *reading)
{
    return reading->left;
}

static void advance(ps_reading *reading, int32_t n_frames)
{
    const uint64_t whole = (uint64_t)n_frames * (reading->increment >> 32);
    const uint64_t parts =
        (uint64_t)n_frames * (reading->increment & UINT32_MAX) + reading->fraction;
    reading->place += (int64_t)(whole + (parts >> 32));
    reading->fraction = (uint32_t)parts;
    if (reading->left != PS_NEVER)
        reading->left -= n_frames;
}

static int32_t smaller(int32_t a, int64_t b)
{
    return b < a ? (int32_t)b : a;
}

/* Output frames whose taps all lie in the first n_frames of a window. */
static int64_t frames_inside(const ps_reading *reading, int64_t n_frames)
{
    const int64_t n_taps = reading->kernel->n_taps;
    const int64_t room = (n_frames < LONGEST ? n_frames : LONGEST) - n_taps + 1;
    if (room <= 0)
        return 0;
    return (int64_t)((((uint64_t)room << 32) - reading->fraction - 1) / reading->increment + 1);
}

/* Frames from the first tap of the first output frame to the last tap of the last one. */
static int32_t window_of(const ps_reading *reading, int32_t n_frames)
{
    const uint64_t last = reading->fraction + (uint64_t)(n_frames - 1) * reading->increment;
    return (int32_t)(last >> 32) + reading->kernel->n_taps;
}

static void read_pitched(ps_reading *reading, float *out, int32_t n_frames)
{
    float straight[2 * WINDOW];
    const ps_kernel *kernel = reading->kernel;
    for (int32_t done = 0; done < n_frames;) {
        const int64_t first = reading->place - (kernel->n_taps / 2 - 1);
        const float *source;
        const int64_t ready = frames_inside(reading, ps_path_straight(&reading->path, first, &source));
        int32_t n = smaller(n_frames - done, ready);
        if (ready == 0) {
            n = smaller(n_frames - done, frames_inside(reading, WINDOW));
            ps_path_gather(&reading->path, first, straight, window_of(reading, n));
            source = straight;
        }
        ps_wide_read(out + 2 * done, source, reading->n_channels, kernel, reading->fraction,
                     reading->increment, n);
        advance(reading, n);
        done += n;
    }
}

/* Mono frames lie at the end of `out`, and are spread from its start. */
static void read_copied(ps_reading *reading, float *out, int32_t n_frames)
{
    if (reading->n_channels == 2) {
        ps_path_gather(&reading->path, reading->place, out, n_frames);
    } else {
        ps_path_gather(&reading->path, reading->place, out + n_frames, n_frames);
        for (int32_t i = 0; i < n_frames; i++)
            out[2 * i] = out[2 * i + 1] = out[n_frames + i];
    }
    advance(reading, n_frames);
}

void ps_reading_read(ps_reading *reading, float *out, int32_t n_frames)
{
    if (reading->kernel)
        read_pitched(reading, out, n_frames);
    else
        read_copied(reading, out, n_frames);
}

const float *ps_reading_ahead(const ps_reading *reading, int32_t n_frames, int32_t *n_channels)
{
    if (reading->kernel)
        return NULL;
    const float *frames;
    if (ps_path_straight(&reading->path, reading->place, &frames) < n_frames)
        return NULL;
    *n_channels = reading->n_channels;
    return frames;
}

/* Hundreds of samples in turn are too much for a processor to foresee: what the next block will read is
 * on its way while others sound. */
static void fetch(const float *frames, int32_t n_values)
{
    for (int32_t i = 0; i < n_values; i += LINE)
        __builtin_prefetch(frames + i);
}

void ps_reading_skip(ps_reading *reading, int32_t n_frames)
{
    advance(reading, n_frames);
    const float *next;
    ps_path_straight(&reading->path, reading->place, &next);
    fetch(next, n_frames * reading->n_channels);
}
