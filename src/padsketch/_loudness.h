/* Loudness after ITU-R BS.1770-4 and EBU Tech 3341. Everything is called on audio. */
#ifndef PADSKETCH_LOUDNESS_H
#define PADSKETCH_LOUDNESS_H

#include <stdint.h>

#include "_dsp.h"

#define PS_MOMENTARY_HOPS 4    /* of 100 ms: a gating block too */
#define PS_SHORT_TERM_HOPS 30
#define PS_LOUDNESS_BINS 1000  /* of 0.1 LU, from -70 LUFS, where the absolute gate is */

/* Left and right. */
typedef double ps_sides __attribute__((vector_size(16)));

/* A filter of second order, transposed direct form II. */
typedef struct {
    double b[3];
    double a[2]; /* of the last frame and the one before it */
    ps_sides state[2];
} ps_biquad;

/* Gating blocks by their loudness: their number and the sum of their energies. */
typedef struct {
    int64_t counts[PS_LOUDNESS_BINS];
    double energies[PS_LOUDNESS_BINS];
} ps_histogram;

/* Energies are means of squares, weighted, of both sides together. */
typedef struct {
    ps_biquad shelf;
    ps_biquad high_pass;
    ps_sides sum;        /* of squares since the last hop */
    int32_t hop_frames;
    int32_t in_hop;      /* frames since the last hop */
    double hops[PS_SHORT_TERM_HOPS]; /* energies */
    int64_t n_hops;      /* since it began */
    int64_t n_integrated; /* hops since the integrated loudness was restarted */
    ps_histogram blocks;
    float momentary;     /* LUFS, all three; PS_NO_LOUDNESS where nothing was measured */
    float short_term;
    float integrated;
} ps_loudness;

/* `loudness` is zeroed; rate in Hz. */
void ps_loudness_init(ps_loudness *loudness, int32_t rate);
/* Stereo frames. Readings change every 100 ms. A hop that held a NaN or an infinity does not count. */
void ps_loudness_process(ps_loudness *loudness, const float *frames, int32_t n_frames);
/* The integrated loudness starts anew. */
void ps_loudness_restart(ps_loudness *loudness);

#endif
