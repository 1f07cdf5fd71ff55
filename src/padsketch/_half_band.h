/* Twice the rate and back: half-band filters of two rows of all-passes. Two of them stand one behind the
 * other for four times the rate. */
#ifndef PADSKETCH_HALF_BAND_H
#define PADSKETCH_HALF_BAND_H

#include <stdint.h>

#define PS_OVERSAMPLING 4
#define PS_STEEP 4  /* all-passes a row next to the rate itself: 100 dB from 0.583 of the rate on */
#define PS_GENTLE 2 /* at twice the rate: 83 dB from 1.57 of the rate on, 0.57 at the half */

/* Left and right through the first row, left and right through the second. */
typedef float ps_pairs __attribute__((vector_size(16)));

/* The values in front of and behind every all-pass, one frame ago. */
typedef struct {
    ps_pairs steep[PS_STEEP + 1];
    ps_pairs gentle[PS_GENTLE + 1];
} ps_half_bands;

/* n_frames, stereo interleaved, to PS_OVERSAMPLING times as many. */
void ps_half_bands_up(ps_half_bands *up, const float *frames, float *out, int32_t n_frames);
/* And back; out may be where the values are. Lows pass both ways within 5 frames. */
void ps_half_bands_down(ps_half_bands *down, const float *values, float *out, int32_t n_frames);

#endif
