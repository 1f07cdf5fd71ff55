/* The interpolation kernels: a row of filter taps for every phase between two frames. */
#ifndef PADSKETCH_KERNELS_H
#define PADSKETCH_KERNELS_H

#include "_dsp.h"

#define PS_MAX_TAPS 224
/* Phases between two frames, as a power of two: a long kernel is a smooth one and needs fewer. */
#define PS_PHASE_BITS(n_taps) ((n_taps) <= 112 ? 8 : 7)

typedef struct {
    const float *rows; /* a row for each phase, and one more for the last one's neighbour */
    int32_t n_taps;    /* of a row; a multiple of 16 */
} ps_kernel;

/* The kernel whose cut-off suits a ratio of pitch. */
const ps_kernel *ps_kernel_for(const ps_kernels *kernels, double ratio);

#endif
