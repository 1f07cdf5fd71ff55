/* Reading a sample: a copy at ratio 1, else interpolated; loops go round. */
#include <string.h>

#include "_engine.h"

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

static void interpolate(const ps_voice *voice, const float *centre, uint32_t fraction, float *out)
{
    const uint32_t phase = fraction >> (32 - PS_PHASE_BITS);
    const uint32_t rest = fraction << PS_PHASE_BITS;
    const float blend = (float)(rest >> 8) * (1.0f / 16777216.0f);
    const float *row = voice->kernel + (size_t)phase * (size_t)voice->n_taps;
    const float *first = centre - (voice->n_taps / 2 - 1) * voice->n_channels;
    if (voice->n_channels == 1)
        dot_mono(first, row, blend, voice->n_taps, out);
    else
        dot_stereo(first, row, blend, voice->n_taps, out);
}

/* The frames around a place of a loop, laid out straight. */
static const float *unrolled(const ps_voice *voice, int64_t centre, float *straight)
{
    const int32_t n_channels = voice->n_channels;
    const int64_t first = centre - (voice->n_taps / 2 - 1);
    for (int32_t i = 0; i < voice->n_taps; i++) {
        const int64_t wrapped = ((first + i) % voice->n_frames + voice->n_frames) % voice->n_frames;
        for (int32_t c = 0; c < n_channels; c++)
            straight[i * n_channels + c] = voice->frames[wrapped * n_channels + c];
    }
    return straight + (voice->n_taps / 2 - 1) * n_channels;
}

static void read_pitched(ps_voice *voice, float *out, int32_t n_frames)
{
    float straight[2 * PS_MAX_TAPS];
    const bool loops = voice->mode == PS_LOOP;
    const uint64_t end = (uint64_t)voice->n_frames << 32;
    uint64_t phase = voice->phase;
    for (int32_t i = 0; i < n_frames; i++, phase += voice->increment) {
        while (loops && phase >= end)
            phase -= end;
        const int64_t centre = (int64_t)(phase >> 32);
        const float *source = loops ? unrolled(voice, centre, straight)
                                    : voice->frames + centre * voice->n_channels;
        interpolate(voice, source, (uint32_t)phase, out + 2 * i);
    }
    voice->phase = phase;
}

static void read_copied(ps_voice *voice, float *out, int32_t n_frames)
{
    int64_t place = (int64_t)(voice->phase >> 32);
    for (int32_t i = 0; i < n_frames; i++, place++) {
        if (place >= voice->n_frames) /* only loops get here: others end first */
            place = 0;
        const float *source = voice->frames + place * voice->n_channels;
        out[2 * i] = source[0];
        out[2 * i + 1] = source[voice->n_channels - 1];
    }
    voice->phase = (uint64_t)place << 32;
}

int64_t ps_voice_frames_left(const ps_voice *voice)
{
    if (voice->mode == PS_LOOP)
        return INT64_MAX;
    const int64_t ring = voice->kernel ? voice->n_taps / 2 - 1 : 0;
    const uint64_t end = (uint64_t)(voice->n_frames + ring) << 32;
    if (voice->phase >= end)
        return 0;
    return (int64_t)((end - voice->phase - 1) / voice->increment + 1);
}

void ps_voice_read(ps_voice *voice, float *out, int32_t n_frames)
{
    if (voice->kernel)
        read_pitched(voice, out, n_frames);
    else
        read_copied(voice, out, n_frames);
}
