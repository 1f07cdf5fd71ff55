/* What a voice reads of its sample: which frames, in which order, at which pitch. */
#ifndef PADSKETCH_READING_H
#define PADSKETCH_READING_H

#include <stdbool.h>

#include "_dsp.h"

/* What is to be read: made at the hit. Places are frames of the sample, ends exclusive; what does not
 * fit the sample is clamped by ps_reading_start. */
typedef struct {
    const ps_sample *sample;
    double ratio;        /* of pitch: 2 is an octave up */
    int64_t start;
    int64_t end;
    int64_t loop_start;
    int64_t loop_end;
    int64_t loop_fade;   /* frames before the end of the loop that blend into those before its start */
    int32_t direction;   /* PS_DIRECTION_ */
    bool loops;
} ps_reading_plan;

/* Audio only. */
typedef struct {
    const float *frames; /* the first of the sample */
    int64_t n_frames;
    int32_t n_channels;  /* 1 or 2 */
    int32_t n_taps;
    uint64_t phase;      /* 32.32 frames into the sample */
    uint64_t increment;  /* 32.32 */
    const float *kernel; /* NULL: the copy path */
    bool loops;
} ps_reading;

/* Begin; the renditions of the bank serve where they have what is asked for. */
void ps_reading_start(ps_reading *reading, const ps_reading_plan *plan, const ps_kernels *kernels,
                      const ps_bank *bank);
/* Output frames until it is over, with what rings out behind its end; INT64_MAX for loops. */
int64_t ps_reading_left(const ps_reading *reading);
/* The next n_frames <= left, stereo interleaved; a mono sample is the same on both sides. */
void ps_reading_read(ps_reading *reading, float *out, int32_t n_frames);
/* The next n_frames <= left where they lie ready in memory, in *n_channels; NULL: they must be read. */
const float *ps_reading_ahead(const ps_reading *reading, int32_t n_frames, int32_t *n_channels);
/* Go on behind frames that were taken from ps_reading_ahead. */
void ps_reading_skip(ps_reading *reading, int32_t n_frames);

#endif
