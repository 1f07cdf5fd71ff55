/* Vectors of four floats: the same bits on every instruction set. */
#ifndef PADSKETCH_QUADS_H
#define PADSKETCH_QUADS_H

#include <stdint.h>

typedef float ps_quad __attribute__((vector_size(16)));
typedef int32_t ps_bits __attribute__((vector_size(16)));

static inline ps_quad quad_unless_below(float least, ps_quad x)
{
    const ps_quad leasts = {least, least, least, least};
    const ps_bits bits = (ps_bits)x;
    /* Positive floats are in the order of their bits. */
    return (ps_quad)(bits & ((bits & INT32_C(0x7fffffff)) >= (ps_bits)leasts));
}

static inline void quad_butterfly(ps_quad q[4])
{
    const ps_quad a = q[0] + q[1], b = q[0] - q[1], c = q[2] + q[3], d = q[2] - q[3];
    q[0] = a + c;
    q[1] = b + d;
    q[2] = a - c;
    q[3] = b - d;
}

static inline void quad_transpose(ps_quad q[4])
{
    const ps_quad a = __builtin_shufflevector(q[0], q[1], 0, 4, 1, 5);
    const ps_quad b = __builtin_shufflevector(q[0], q[1], 2, 6, 3, 7);
    const ps_quad c = __builtin_shufflevector(q[2], q[3], 0, 4, 1, 5);
    const ps_quad d = __builtin_shufflevector(q[2], q[3], 2, 6, 3, 7);
    q[0] = __builtin_shufflevector(a, c, 0, 1, 4, 5);
    q[1] = __builtin_shufflevector(a, c, 2, 3, 6, 7);
    q[2] = __builtin_shufflevector(b, d, 0, 1, 4, 5);
    q[3] = __builtin_shufflevector(b, d, 2, 3, 6, 7);
}

/* Through a Hadamard matrix of order 16, its rows in another order: everything goes everywhere and
 * no energy is gained or lost. The matrix must not be symmetric: else a way through a network and the
 * way back take the same time, and the echoes of both add up. */
static inline void quad_mix(ps_quad q[4])
{
    quad_butterfly(q);
    quad_transpose(q);
    quad_butterfly(q);
    const ps_quad first = q[0];
    q[0] = 0.25f * q[1];
    q[1] = 0.25f * q[2];
    q[2] = 0.25f * q[3];
    q[3] = 0.25f * first;
}

#endif
