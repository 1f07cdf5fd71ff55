/* Reading a sample: a copy at ratio 1, else interpolated; loops go round. */
#include "_reading.h"

#include <math.h>
#include <string.h>

#include "_kernels.h"

#define ONE (UINT64_C(1) << 32)

/* Four lanes at once, in every build: the order of the additions is the same on all machines. */
typedef float vec4 __attribute__((vector_size(16)));

static vec4 load4(const float *source)
{
    vec4 value;
    memcpy(&value, source, sizeof value);
    return value;
}

static float sum4(vec4 v)
{
    return (v[0] + v[2]) + (v[1] + v[3]);
}

static void dot_mono(const float *source, const float *row, float blend, int32_t n_taps, float *out)
{
    const float *next = row + n_taps;
    const vec4 t = {blend, blend, blend, blend};
    vec4 even = {0}, odd = {0};
    for (int32_t i = 0; i < n_taps; i += 8) {
        const vec4 a = load4(row + i), b = load4(row + i + 4);
        even += load4(source + i) * (a + t * (load4(next + i) - a));
        odd += load4(source + i + 4) * (b + t * (load4(next + i + 4) - b));
    }
    out[0] = out[1] = sum4(even + odd);
}

static void dot_stereo(const float *source, const float *row, float blend, int32_t n_taps,
                       float *out)
{
    const float *next = row + n_taps;
    const vec4 t = {blend, blend, blend, blend};
    vec4 low = {0}, high = {0};
    for (int32_t i = 0; i < n_taps; i += 4) {
        const vec4 a = load4(row + i);
        const vec4 weight = a + t * (load4(next + i) - a);
        const vec4 first = {weight[0], weight[0], weight[1], weight[1]};
        const vec4 second = {weight[2], weight[2], weight[3], weight[3]};
        low += load4(source + 2 * i) * first;
        high += load4(source + 2 * i + 4) * second;
    }
    const vec4 sum = low + high;
    out[0] = sum[0] + sum[2];
    out[1] = sum[1] + sum[3];
}

static void interpolate(const ps_reading *reading, const float *centre, uint32_t fraction, float *out)
{
    const uint32_t phase = fraction >> (32 - PS_PHASE_BITS);
    const uint32_t rest = fraction << PS_PHASE_BITS;
    const float blend = (float)(rest >> 8) * (1.0f / 16777216.0f);
    const float *row = reading->kernel + (size_t)phase * (size_t)reading->n_taps;
    const float *first = centre - (reading->n_taps / 2 - 1) * reading->n_channels;
    if (reading->n_channels == 1)
        dot_mono(first, row, blend, reading->n_taps, out);
    else
        dot_stereo(first, row, blend, reading->n_taps, out);
}

/* The frames around a place of a loop, laid out straight. */
static const float *unrolled(const ps_reading *reading, int64_t centre, float *straight)
{
    const int32_t n_channels = reading->n_channels;
    const int64_t first = centre - (reading->n_taps / 2 - 1);
    for (int32_t i = 0; i < reading->n_taps; i++) {
        const int64_t wrapped = ((first + i) % reading->n_frames + reading->n_frames) % reading->n_frames;
        for (int32_t c = 0; c < n_channels; c++)
            straight[i * n_channels + c] = reading->frames[wrapped * n_channels + c];
    }
    return straight + (reading->n_taps / 2 - 1) * n_channels;
}

static void read_pitched(ps_reading *reading, float *out, int32_t n_frames)
{
    float straight[2 * PS_MAX_TAPS];
    const bool loops = reading->loops;
    const uint64_t end = (uint64_t)reading->n_frames << 32;
    uint64_t phase = reading->phase;
    for (int32_t i = 0; i < n_frames; i++, phase += reading->increment) {
        while (loops && phase >= end)
            phase -= end;
        const int64_t centre = (int64_t)(phase >> 32);
        const float *source = loops ? unrolled(reading, centre, straight)
                                    : reading->frames + centre * reading->n_channels;
        interpolate(reading, source, (uint32_t)phase, out + 2 * i);
    }
    reading->phase = phase;
}

static void read_copied(ps_reading *reading, float *out, int32_t n_frames)
{
    int64_t place = (int64_t)(reading->phase >> 32);
    for (int32_t i = 0; i < n_frames; i++, place++) {
        if (place >= reading->n_frames) /* only loops get here: others end first */
            place = 0;
        const float *source = reading->frames + place * reading->n_channels;
        out[2 * i] = source[0];
        out[2 * i + 1] = source[reading->n_channels - 1];
    }
    reading->phase = (uint64_t)place << 32;
}

static int64_t clamped(int64_t value, int64_t low, int64_t high)
{
    return value < low ? low : value > high ? high : value;
}

void ps_reading_start(ps_reading *reading, const ps_reading_plan *plan, const ps_kernels *kernels,
                      const ps_bank *bank)
{
    (void)bank;
    const ps_sample *sample = plan->sample;
    *reading = (ps_reading){
        .frames = sample->frames,
        .n_frames = sample->n_frames,
        .n_channels = sample->n_channels,
        .phase = (uint64_t)clamped(plan->start, 0, sample->n_frames) << 32,
        .increment = (uint64_t)llround(plan->ratio * (double)ONE),
        .loops = plan->loops,
    };
    if (reading->increment != ONE) {
        const ps_kernel kernel = ps_kernel_for(kernels, plan->ratio);
        reading->kernel = kernel.rows;
        reading->n_taps = kernel.n_taps;
    }
}

int64_t ps_reading_left(const ps_reading *reading)
{
    if (reading->loops)
        return INT64_MAX;
    const int64_t ring = reading->kernel ? reading->n_taps / 2 - 1 : 0;
    const uint64_t end = (uint64_t)(reading->n_frames + ring) << 32;
    if (reading->phase >= end)
        return 0;
    return (int64_t)((end - reading->phase - 1) / reading->increment + 1);
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
    const int64_t place = (int64_t)(reading->phase >> 32);
    if (reading->kernel || place + n_frames > reading->n_frames)
        return NULL;
    *n_channels = reading->n_channels;
    return reading->frames + place * reading->n_channels;
}

void ps_reading_skip(ps_reading *reading, int32_t n_frames)
{
    reading->phase += (uint64_t)n_frames << 32;
}
