/* The body of every build of the inner loops: it is included with LANES (floats in a vector: 4, 8, 16)
 * and WIDE (the name of the build) defined. Sums are laid out as if vectors had sixteen lanes and are
 * folded in halves, so that no build rounds otherwise than another. */
#include <string.h>

#include "_wide.h"

#define GROUP 16 /* taps taken at once; the taps of a kernel are a multiple of it */
#define PARTS (GROUP / LANES)
#define ALWAYS static inline __attribute__((always_inline))

typedef float vec __attribute__((vector_size(4 * LANES)));
typedef float vec8 __attribute__((vector_size(32)));
typedef float vec4 __attribute__((vector_size(16)));

#define HALF8(v, h) __builtin_shufflevector(v, v, h, h + 1, h + 2, h + 3)
#define HALF16(v, h) \
    __builtin_shufflevector(v, v, h, h + 1, h + 2, h + 3, h + 4, h + 5, h + 6, h + 7)

/* Every lane of the first half, or of the second, twice: a weight for the left and for the right. */
#if LANES == 16
#define TWICE(v, h) \
    __builtin_shufflevector(v, v, h, h, h + 1, h + 1, h + 2, h + 2, h + 3, h + 3, h + 4, h + 4, \
                            h + 5, h + 5, h + 6, h + 6, h + 7, h + 7)
#elif LANES == 8
#define TWICE(v, h) __builtin_shufflevector(v, v, h, h, h + 1, h + 1, h + 2, h + 2, h + 3, h + 3)
#else
#define TWICE(v, h) __builtin_shufflevector(v, v, h, h, h + 1, h + 1)
#endif

ALWAYS vec load(const float *source)
{
    vec value;
    memcpy(&value, source, sizeof value);
    return value;
}

/* Sixteen lanes, in order in PARTS vectors, folded to four. */
ALWAYS vec4 fold(const vec *sums)
{
#if LANES == 16
    const vec8 eight = HALF16(sums[0], 0) + HALF16(sums[0], 8);
    return HALF8(eight, 0) + HALF8(eight, 4);
#elif LANES == 8
    const vec8 eight = sums[0] + sums[1];
    return HALF8(eight, 0) + HALF8(eight, 4);
#else
    return (sums[0] + sums[2]) + (sums[1] + sums[3]);
#endif
}

/* The row of a phase and its neighbour, and how far between them. */
typedef struct {
    const float *row;
    const float *next;
    vec blend;
} weights;

ALWAYS weights weights_at(const ps_kernel *kernel, uint32_t fraction, int32_t n_taps)
{
    const int32_t bits = PS_PHASE_BITS(n_taps);
    const uint32_t rest = fraction << bits;
    const float blend = (float)(int32_t)(rest >> 8) * (1.0f / 16777216.0f);
    const float *row = kernel->rows + (size_t)(fraction >> (32 - bits)) * (size_t)n_taps;
    return (weights){.row = row, .next = row + n_taps, .blend = blend - (vec){0}};
}

ALWAYS vec weight(const weights *at, int32_t tap)
{
    const vec here = load(at->row + tap);
    return here + at->blend * (load(at->next + tap) - here);
}

ALWAYS vec4 dot_mono(const float *source, const weights *at, int32_t n_taps)
{
    vec sums[PARTS] = {{0}};
#pragma GCC unroll 8
    for (int32_t i = 0; i < n_taps; i += GROUP)
#pragma GCC unroll 4
        for (int32_t p = 0; p < PARTS; p++)
            sums[p] += load(source + i + p * LANES) * weight(at, i + p * LANES);
    return fold(sums);
}

/* Left and right in turn: lanes 0 and 2, 1 and 3 of what is returned have still to be added. */
ALWAYS vec4 dot_stereo(const float *source, const weights *at, int32_t n_taps)
{
    vec sums[2 * PARTS] = {{0}};
#pragma GCC unroll 8
    for (int32_t i = 0; i < n_taps; i += GROUP)
#pragma GCC unroll 4
        for (int32_t p = 0; p < PARTS; p++) {
            const int32_t tap = i + p * LANES;
            const vec w = weight(at, tap);
            sums[2 * p] += load(source + 2 * tap) * TWICE(w, 0);
            sums[2 * p + 1] += load(source + 2 * tap + LANES) * TWICE(w, LANES / 2);
        }
    for (int32_t p = 0; p < PARTS; p++)
        sums[p] += sums[p + PARTS];
    return fold(sums);
}

ALWAYS vec4 dot(const float *source, int32_t n_channels, const ps_kernel *kernel, uint64_t phase,
                int32_t n_taps)
{
    const weights at = weights_at(kernel, (uint32_t)phase, n_taps);
    const float *first = source + (int64_t)(phase >> 32) * n_channels;
    return n_channels == 1 ? dot_mono(first, &at, n_taps) : dot_stereo(first, &at, n_taps);
}

/* The last additions of two frames at once. */
ALWAYS vec4 two_frames(vec4 a, vec4 b, int32_t n_channels)
{
    const vec4 sum = __builtin_shufflevector(a, b, 0, 1, 4, 5) + __builtin_shufflevector(a, b, 2, 3, 6, 7);
    if (n_channels == 2)
        return sum;
    return __builtin_shufflevector(sum, sum, 0, 0, 2, 2) + __builtin_shufflevector(sum, sum, 1, 1, 3, 3);
}

ALWAYS void read_taps(float *out, const float *source, int32_t n_channels, const ps_kernel *kernel,
                      uint64_t phase, const ps_pitch *pitch, int32_t n_frames, int32_t n_taps)
{
    const uint64_t bend = (uint64_t)pitch->bend;
    uint64_t increment = pitch->increment;
    int32_t i = 0;
    for (; i + 2 <= n_frames; i += 2, phase += 2 * increment + bend, increment += 2 * bend) {
        const vec4 a = dot(source, n_channels, kernel, phase, n_taps);
        const vec4 b = dot(source, n_channels, kernel, phase + increment, n_taps);
        const vec4 both = two_frames(a, b, n_channels);
        memcpy(out + 2 * i, &both, sizeof both);
    }
    if (i < n_frames) {
        const vec4 a = dot(source, n_channels, kernel, phase, n_taps);
        const vec4 one = two_frames(a, a, n_channels);
        memcpy(out + 2 * i, &one, sizeof one / 2);
    }
}

/* The number of taps is a constant in the loops of the kernels that are used most; with it the number of
 * phases is one in all of them. */
ALWAYS void read_frames(float *out, const float *source, int32_t n_channels, const ps_kernel *kernel,
                        uint64_t phase, const ps_pitch *pitch, int32_t n_frames)
{
#define CASE(n) \
    case n: \
        read_taps(out, source, n_channels, kernel, phase, pitch, n_frames, n); \
        break
    switch (kernel->n_taps) {
        CASE(48);
        CASE(64);
        CASE(80);
        CASE(96);
        CASE(112);
        CASE(128);
    default:
        read_taps(out, source, n_channels, kernel, phase, pitch, n_frames, kernel->n_taps);
    }
#undef CASE
}

static void read_mono(float *out, const float *source, const ps_kernel *kernel, uint32_t fraction,
                      const ps_pitch *pitch, int32_t n_frames)
{
    read_frames(out, source, 1, kernel, fraction, pitch, n_frames);
}

static void read_stereo(float *out, const float *source, const ps_kernel *kernel, uint32_t fraction,
                        const ps_pitch *pitch, int32_t n_frames)
{
    read_frames(out, source, 2, kernel, fraction, pitch, n_frames);
}

static void add_mono(float *bus, const float *frames, float gain_left, float gain_right,
                     int32_t n_frames)
{
    for (int32_t i = 0; i < n_frames; i++) {
        bus[2 * i] += frames[i] * gain_left;
        bus[2 * i + 1] += frames[i] * gain_right;
    }
}

static void add_stereo(float *bus, const float *frames, float gain_left, float gain_right,
                       int32_t n_frames)
{
    for (int32_t i = 0; i < n_frames; i++) {
        bus[2 * i] += frames[2 * i] * gain_left;
        bus[2 * i + 1] += frames[2 * i + 1] * gain_right;
    }
}

static void add_shaped_mono(float *bus, const float *frames, const float *gains, float gain_left,
                            float gain_right, int32_t n_frames)
{
    for (int32_t i = 0; i < n_frames; i++) {
        bus[2 * i] += frames[i] * (gain_left * gains[i]);
        bus[2 * i + 1] += frames[i] * (gain_right * gains[i]);
    }
}

static void add_shaped_stereo(float *bus, const float *frames, const float *gains, float gain_left,
                              float gain_right, int32_t n_frames)
{
    for (int32_t i = 0; i < n_frames; i++) {
        bus[2 * i] += frames[2 * i] * (gain_left * gains[i]);
        bus[2 * i + 1] += frames[2 * i + 1] * (gain_right * gains[i]);
    }
}

const ps_wide WIDE = {
    .add = {add_mono, add_stereo},
    .add_shaped = {add_shaped_mono, add_shaped_stereo},
    .read = {read_mono, read_stereo},
};
