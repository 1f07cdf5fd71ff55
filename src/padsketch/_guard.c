/* The guard: one pass over the exponents, without a branch. */
#include "_guard.h"

#include <math.h>
#include <string.h>

#include "_clones.h"

#define MAGNITUDE 0x7fffffff
#define TOO_LARGE 0x71800000 /* the bits of 2^100 */
#define INAUDIBLE 1.0e-6f    /* -120 dBFS */

PS_CLONES static int32_t largest_bits(const float *values, int32_t n_values)
{
    int32_t largest = 0;
    for (int32_t i = 0; i < n_values; i++) {
        int32_t bits;
        memcpy(&bits, &values[i], sizeof bits);
        bits &= MAGNITUDE;
        largest = bits > largest ? bits : largest;
    }
    return largest;
}

bool ps_guard_silences(float *frames, int32_t n_frames)
{
    if (largest_bits(frames, 2 * n_frames) < TOO_LARGE)
        return false;
    memset(frames, 0, 2 * (size_t)n_frames * sizeof(float));
    return true;
}

int32_t ps_audible_frames(const float *frames, int32_t n_frames)
{
    int32_t n_values = 2 * n_frames;
    while (n_values > 0 && fabsf(frames[n_values - 1]) <= INAUDIBLE)
        n_values--;
    return (n_values + 1) / 2;
}
