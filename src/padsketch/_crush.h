/* The crusher of a voice: a lower rate, held without interpolation so that its images stay, and fewer bits. */
#ifndef PADSKETCH_CRUSH_H
#define PADSKETCH_CRUSH_H

#include <stdbool.h>
#include <stdint.h>

#include "_parameters.h"

/* Audio only. */
typedef struct {
    bool holds;
    bool quantises;
    float steps;      /* between 0 and full scale */
    uint32_t advance; /* held frames a frame, in 2^-32 */
    uint32_t place;   /* between two held frames; counted from the start of the voice */
    float held[2];
} ps_crush;

/* values: of a pad, within their ranges. */
void ps_crush_start(ps_crush *crush, const float values[PS_PAD_PARAMETERS], int32_t rate);
bool ps_crush_is_on(const ps_crush *crush);
/* In place, stereo interleaved. */
void ps_crush_process(ps_crush *crush, float *frames, int32_t n_frames);

#endif
