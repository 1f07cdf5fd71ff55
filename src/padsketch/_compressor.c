/* The compressor: feed-forward, in the logarithmic domain, with a soft knee (Giannoulis, Massberg
 * and Reiss 2012). */
#include "_compressor.h"

#include <math.h>
#include <string.h>

#include "_clones.h"

#define OCTAVE_DB 6.0205999132796239
#define KNEE_OCTAVES 0.99657843f /* 6 dB */
#define CHUNK 64                 /* frames: what the loops share stays in the nearest cache */
#define NOTHING 1.0e-8f          /* a reduction this small is a gain of exactly 1 */
#define MOST 100.0f              /* octaves of reduction; a gain must not leave the exponents */

static uint32_t bits_of(float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static float float_of(uint32_t bits)
{
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* The logarithm to base 2 within 0.0002 (0.0013 dB) of a value >= 0; about -127 of zero. */
static float octaves(float value)
{
    const uint32_t sqrt_half = 0x3f3504f3u;
    const int32_t exponent = (int32_t)(bits_of(value) - sqrt_half) >> 23;
    const float t = float_of(bits_of(value) - ((uint32_t)exponent << 23)) - 1.0f;
    const float p = 1.442226f + t * (-0.72364463f + t * (0.51273446f + t * -0.3356917f));
    return (float)exponent + t * p;
}

/* Two to a power of -120..120, within 0.0001 dB; exactly 1 of 0. */
static float power_of_two(float exponent)
{
    const float to_whole = 12582912.0f; /* 1.5 * 2^23: adding it rounds into the low bits */
    const float shifted = exponent + to_whole;
    const float f = exponent - (shifted - to_whole);
    const float p = 0.69313673f + f * (0.24022168f + f * (0.05583833f + f * 0.00967604f));
    return (1.0f + f * p) * float_of((bits_of(shifted) << 23) + 0x3f800000u);
}

static float share_a_frame(float milliseconds, float rate)
{
    return (float)(1.0 - exp(-1000.0 / ((double)milliseconds * (double)rate)));
}

void ps_compressor_init(ps_compressor *compressor, int32_t rate)
{
    const ps_compression off = {0.0f, 1.0f, 10.0f, 100.0f, 0.0f};
    compressor->rate = (float)rate;
    ps_compressor_set(compressor, &off);
}

void ps_compressor_set(ps_compressor *compressor, const ps_compression *compression)
{
    if (compression->attack != compressor->set.attack)
        compressor->attack = share_a_frame(compression->attack, compressor->rate);
    if (compression->release != compressor->set.release)
        compressor->release = share_a_frame(compression->release, compressor->rate);
    compressor->set = *compression;
    compressor->knee_low = compression->threshold_db / (float)OCTAVE_DB - 0.5f * KNEE_OCTAVES;
    compressor->slope = 1.0f - 1.0f / compression->ratio;
    compressor->makeup = compression->makeup_db / (float)OCTAVE_DB;
}

bool ps_compressor_is_off(const ps_compressor *compressor)
{
    return compressor->slope == 0.0f && compressor->makeup == 0.0f && compressor->reduction == 0.0f;
}

/* The reduction that the static curve asks for: a parabola through the knee, a line above. */
PS_CLONES
static void wanted_reductions(const ps_compressor *compressor, const float *key, float *wanted,
                              int32_t n_frames)
{
    const float knee_low = compressor->knee_low, slope = compressor->slope;
    for (int32_t i = 0; i < n_frames; i++) {
        const float left = fabsf(key[2 * i]), right = fabsf(key[2 * i + 1]);
        const float over = octaves(left > right ? left : right) - knee_low;
        const float above = over > 0.0f ? over : 0.0f;
        const float in_knee = above < KNEE_OCTAVES ? above : KNEE_OCTAVES;
        const float reduction = in_knee * in_knee * (0.5f / KNEE_OCTAVES) + (above - in_knee);
        wanted[i] = slope * (reduction < MOST ? reduction : MOST);
    }
}

/* It ends at exactly zero, so that a compressor can be off. */
static void follow(ps_compressor *compressor, float *reductions, int32_t n_frames)
{
    const float attack = compressor->attack, release = compressor->release;
    float reduction = compressor->reduction;
    for (int32_t i = 0; i < n_frames; i++) {
        const float way = reductions[i] - reduction;
        const float closing = reduction + attack * way;
        const float opening = reduction + release * way;
        reduction = way > 0.0f ? closing : opening > NOTHING ? opening : 0.0f;
        reductions[i] = reduction;
    }
    compressor->reduction = reduction;
}

PS_CLONES
static void apply(float makeup, const float *reductions, float *frames, int32_t n_frames)
{
    for (int32_t i = 0; i < n_frames; i++) {
        const float gain = power_of_two(makeup - reductions[i]);
        frames[2 * i] *= gain;
        frames[2 * i + 1] *= gain;
    }
}

void ps_compressor_process(ps_compressor *compressor, const float *key, float *frames,
                           int32_t n_frames)
{
    float reductions[CHUNK];
    if (ps_compressor_is_off(compressor))
        return;
    for (int32_t done = 0; done < n_frames; done += CHUNK) {
        const int32_t n = n_frames - done < CHUNK ? n_frames - done : CHUNK;
        wanted_reductions(compressor, key + 2 * done, reductions, n);
        follow(compressor, reductions, n);
        apply(compressor->makeup, reductions, frames + 2 * done, n);
    }
}

float ps_compressor_reduction(const ps_compressor *compressor)
{
    return compressor->reduction * (float)OCTAVE_DB;
}

void ps_compressor_reset(ps_compressor *compressor)
{
    compressor->reduction = 0.0f;
}
