/* The compressor of a track and of the mix. Everything is called on audio. */
#ifndef PADSKETCH_COMPRESSOR_H
#define PADSKETCH_COMPRESSOR_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    float threshold_db; /* dBFS of a peak: the middle of a knee of 6 dB */
    float ratio;        /* dB in for one dB out, >= 1 */
    float attack;       /* milliseconds in which it covers 63 % of the way, > 0 */
    float release;
    float makeup_db;    /* >= 0 */
} ps_compression;

/* Levels are octaves in here: 6.02 dB each. */
typedef struct {
    ps_compression set;
    float rate;      /* Hz */
    float knee_low;  /* level where the knee begins */
    float slope;     /* of the reduction above the knee, 0..1 */
    float attack;    /* share of the way that a frame covers, 0..1 */
    float release;
    float makeup;
    float reduction; /* now, >= 0 */
} ps_compressor;

/* `compressor` is zeroed; rate in Hz. It is off until it is set. */
void ps_compressor_init(ps_compressor *compressor, int32_t rate);
/* At control points. */
void ps_compressor_set(ps_compressor *compressor, const ps_compression *compression);
/* Frames would pass untouched, bit for bit, and leave it as it is: ratio 1, no make-up, nothing
 * left to release. */
bool ps_compressor_is_off(const ps_compressor *compressor);
/* Stereo frames, in place; both sides get the gain of the louder one of `key`, which may be
 * `frames`. */
void ps_compressor_process(ps_compressor *compressor, const float *key, float *frames,
                           int32_t n_frames);
/* dB now, >= 0; make-up is not counted. */
float ps_compressor_reduction(const ps_compressor *compressor);
/* As if nothing had been heard; what was set remains. */
void ps_compressor_reset(ps_compressor *compressor);

#endif
