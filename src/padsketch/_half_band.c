/* Elliptic half-band filters as two rows of first-order all-passes (Valenzuela and Constantinides, Digital
 * Signal Processing Schemes for Efficient Interpolation and Decimation, 1983). */
#include "_half_band.h"

#include <string.h>

/* Transition bands of 2 * 0.0417 and 2 * 0.143 of the doubled rate. */
#define ROWS(a, b) {a, a, b, b}
static const ps_pairs steep[PS_STEEP] = {
    ROWS(0.039713511f, 0.147382413f),
    ROWS(0.295352829f, 0.454002216f),
    ROWS(0.602654817f, 0.732671805f),
    ROWS(0.845266875f, 0.948280918f),
};
static const ps_pairs gentle[PS_GENTLE] = {
    ROWS(0.062745970f, 0.234196874f),
    ROWS(0.482561053f, 0.800278531f),
};

static inline ps_pairs through(const ps_pairs *coefficients, ps_pairs *nodes, int32_t n_stages,
                               ps_pairs in)
{
    for (int32_t i = 0; i < n_stages; i++) {
        const ps_pairs out = coefficients[i] * (in - nodes[i + 1]) + nodes[i];
        nodes[i] = in;
        in = out;
    }
    nodes[n_stages] = in;
    return in;
}

static inline ps_pairs both_rows(const float *frame)
{
    return (ps_pairs){frame[0], frame[1], frame[0], frame[1]};
}

/* Two frames, the older first, make one: the older passes through the second row. */
static inline ps_pairs crossed(ps_pairs frames)
{
    return (ps_pairs){frames[2], frames[3], frames[0], frames[1]};
}

void ps_half_bands_up(ps_half_bands *up, const float *frames, float *out, int32_t n_frames)
{
    ps_half_bands nodes = *up;
    for (int32_t i = 0; i < n_frames; i++) {
        const ps_pairs two = through(steep, nodes.steep, PS_STEEP, both_rows(frames + 2 * i));
        const ps_pairs older = {two[0], two[1], two[0], two[1]};
        const ps_pairs newer = {two[2], two[3], two[2], two[3]};
        const ps_pairs first = through(gentle, nodes.gentle, PS_GENTLE, older);
        const ps_pairs second = through(gentle, nodes.gentle, PS_GENTLE, newer);
        memcpy(out + 8 * i, &first, sizeof first);
        memcpy(out + 8 * i + 4, &second, sizeof second);
    }
    *up = nodes;
}

void ps_half_bands_down(ps_half_bands *down, const float *values, float *out, int32_t n_frames)
{
    ps_half_bands nodes = *down;
    for (int32_t i = 0; i < n_frames; i++) {
        ps_pairs first, second;
        memcpy(&first, values + 8 * i, sizeof first);
        memcpy(&second, values + 8 * i + 4, sizeof second);
        const ps_pairs a = through(gentle, nodes.gentle, PS_GENTLE, crossed(first));
        const ps_pairs b = through(gentle, nodes.gentle, PS_GENTLE, crossed(second));
        const ps_pairs two = {b[0] + b[2], b[1] + b[3], a[0] + a[2], a[1] + a[3]};
        const ps_pairs sum = through(steep, nodes.steep, PS_STEEP, two);
        out[2 * i] = 0.25f * (sum[0] + sum[2]);
        out[2 * i + 1] = 0.25f * (sum[1] + sum[3]);
    }
    *down = nodes;
}
