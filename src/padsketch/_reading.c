/* Reading a sample along its path: a copy at ratio 1, else interpolated. */
#include "_reading.h"

#include "_renditions.h"
#include "_wide.h"

#define LONGEST (INT64_C(1) << 30) /* frames of a path that are looked at in one go */
#define LINE 16                    /* floats of a cache line */
#define WINDOW 1024                /* frames that are laid out straight at a turn, or backwards */
#define FAR (8 * PS_SUB_BLOCK)     /* output frames: an end that is nearer is foreseen on the way to a pitch */

/* ---- beginning ---- */

static int32_t smaller(int32_t a, int64_t b)
{
    return b < a ? (int32_t)b : a;
}

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

static const ps_kernel *kernel_for(const ps_kernels *kernels, uint64_t increment)
{
    return ps_kernel_for(kernels, (double)increment / (double)PS_PITCH_ONE);
}

/* The last half of the kernel, of the longest one on the way, rings out behind the last frame of a sample;
 * a sound that is cut before is over where it is cut. */
static int64_t ring_of(const ps_reading *reading, const ps_reading_plan *plan, ps_range range)
{
    const bool forward = plan->direction == PS_DIRECTION_FORWARD;
    const bool to_the_edge = forward ? range.end == plan->sample->n_frames : range.start == 0;
    if (!reading->kernel || !to_the_edge)
        return 0;
    return kernel_for(reading->kernels, ps_pitch_top(&plan->pitch))->n_taps / 2 - 1;
}

static int64_t end_of(const ps_reading *reading, const ps_reading_plan *plan, ps_range range)
{
    if (range.loop_length > 0)
        return PS_NEVER;
    const int64_t once = range.end - range.start;
    const int64_t length = plan->direction == PS_DIRECTION_PING_PONG ? 2 * once : once;
    return length <= 0 ? 0 : length + ring_of(reading, plan, range);
}

/* Along the path; true: the pitch has reached the end of a line. */
static bool go_on(ps_reading *reading, int32_t n_frames)
{
    const uint64_t to = reading->fraction + ps_pitch_distance(&reading->pitch, n_frames);
    reading->place += (int64_t)(to >> 32);
    reading->fraction = (uint32_t)to;
    return ps_pitch_advance(&reading->pitch, n_frames);
}

/* Frames that are left at least, when none is farther from the next one than `top`. */
static int64_t fewest_left(const ps_reading *reading, uint64_t top)
{
    const uint64_t frames = (uint64_t)(reading->end - reading->place) << 32;
    return (int64_t)((frames - reading->fraction - 1) / top + 1);
}

/* Up to FAR or more, by going there line by line. */
static int64_t counted_left(const ps_reading *reading)
{
    ps_reading scout = *reading;
    int64_t n_frames = 0;
    while (n_frames < FAR && scout.place < scout.end) {
        const int64_t sure = fewest_left(&scout, ps_pitch_line_top(&scout.pitch));
        const int32_t n = smaller(ps_pitch_ahead(&scout.pitch), sure);
        go_on(&scout, n);
        n_frames += n;
    }
    return n_frames;
}

static int64_t frames_until_over(const ps_reading *reading)
{
    if (reading->end == PS_NEVER)
        return PS_NEVER;
    if (reading->place >= reading->end)
        return 0;
    const int64_t fewest = fewest_left(reading, ps_pitch_top(&reading->pitch));
    return fewest < FAR && ps_pitch_moves(&reading->pitch) ? counted_left(reading) : fewest;
}

void ps_reading_begin(ps_reading *reading, const ps_reading_plan *plan, const ps_kernels *kernels)
{
    const ps_sample *sample = plan->sample;
    const ps_pitch *pitch = &plan->pitch;
    const ps_range range = ps_reading_range(plan);
    *reading = (ps_reading){
        .pitch = *pitch,
        .kernels = kernels,
        .n_channels = sample->n_channels,
    };
    if (pitch->increment != PS_PITCH_ONE || ps_pitch_moves(pitch))
        reading->kernel = kernel_for(kernels, ps_pitch_line_top(pitch));
    reading->end = end_of(reading, plan, range);
    reading->left = frames_until_over(reading);
    if (reading->left > 0)
        ps_path_init(&reading->path, ps_sample_frames(sample), sample->n_channels, sample->n_frames,
                     range, plan->direction);
}

/* A rendition is read like a sample that needs no interpolation. */
static void take_rendition(ps_reading *reading, const ps_rendition *rendition, const float *frames)
{
    const ps_range whole = {.end = rendition->n_frames};
    *reading = (ps_reading){
        .pitch = ps_pitch_still(0.0f),
        .end = rendition->n_frames,
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
    const bool may_be_ready = reading->kernel && !ps_pitch_moves(&plan->pitch);
    if (!may_be_ready || reading->left == PS_NEVER || !bank->renditions)
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
    const bool moved = ps_pitch_moves(&reading->pitch);
    if (go_on(reading, n_frames))
        reading->kernel = kernel_for(reading->kernels, ps_pitch_line_top(&reading->pitch));
    if (reading->left == PS_NEVER)
        return;
    reading->left -= n_frames;
    if (moved && (reading->left < PS_SUB_BLOCK || !ps_pitch_moves(&reading->pitch)))
        reading->left = frames_until_over(reading);
}

/* Output frames whose taps all lie in the first n_frames of a window. */
static int64_t frames_inside(const ps_reading *reading, int64_t n_frames)
{
    const int64_t n_taps = reading->kernel->n_taps;
    const int64_t room = (n_frames < LONGEST ? n_frames : LONGEST) - n_taps + 1;
    if (room <= 0)
        return 0;
    const uint64_t top = ps_pitch_line_top(&reading->pitch);
    return (int64_t)((((uint64_t)room << 32) - reading->fraction - 1) / top + 1);
}

/* Frames from the first tap of the first output frame to the last tap of the last one, at the most. */
static int32_t window_of(const ps_reading *reading, int32_t n_frames)
{
    const uint64_t top = ps_pitch_line_top(&reading->pitch);
    const uint64_t last = reading->fraction + (uint64_t)(n_frames - 1) * top;
    return (int32_t)(last >> 32) + reading->kernel->n_taps;
}

static void read_pitched(ps_reading *reading, float *out, int32_t n_frames)
{
    float straight[2 * WINDOW];
    for (int32_t done = 0; done < n_frames;) {
        const ps_kernel *kernel = reading->kernel;
        const int32_t wanted = smaller(n_frames - done, ps_pitch_ahead(&reading->pitch));
        const int64_t first = reading->place - (kernel->n_taps / 2 - 1);
        const float *source;
        const int64_t ready = frames_inside(reading, ps_path_straight(&reading->path, first, &source));
        int32_t n = smaller(wanted, ready);
        if (ready == 0) {
            n = smaller(wanted, frames_inside(reading, WINDOW));
            ps_path_gather(&reading->path, first, straight, window_of(reading, n));
            source = straight;
        }
        ps_wide_read(out + 2 * done, source, reading->n_channels, kernel, reading->fraction,
                     &reading->pitch, n);
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
